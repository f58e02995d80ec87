"""A passage in its place, with its neighbours one press away; and a document's contents."""

from collections.abc import Sequence

from telegram import Update

from handlers import reply
from handlers.callbacks import Contents, ListDocuments, OpenPassage, TurnTo
from handlers.context import Context
from handlers.paging import page_count, slice_of, turning
from handlers.presses import pressed
from handlers.render.markup import escape
from handlers.render.pages import pages_of
from handlers.screens import Button, Row, Screen, in_rows
from handlers.texts import passages as texts
from handlers.texts.names import document_name
from services.documents import Child, ProvisionView

_PARTS = 10


async def open_below(update: Update, context: Context) -> None:
    """Send the passage below, so that the answer that cites it stays."""
    action = pressed(update, OpenPassage)
    view = await context.run(context.services.documents.provision, action.document, action.path)
    await reply.acknowledge(update)
    await reply.send(update, passage_screen(view, action.page))


async def turn(update: Update, context: Context) -> None:
    """Show another passage in the same message."""
    action = pressed(update, TurnTo)
    view = await context.run(context.services.documents.provision, action.document, action.path)
    await reply.acknowledge(update)
    await reply.show(update, passage_screen(view, action.page))


async def contents(update: Update, context: Context) -> None:
    """Show the outermost parts of a document in the same message."""
    action = pressed(update, Contents)
    documents = context.services.documents
    document = await context.run(documents.document, action.document)
    parts = await context.run(documents.contents, action.document)
    info = document.info
    head = texts.contents(document_name(info.kind, info.number or "", info.title), document.state)
    pages = page_count(len(parts), _PARTS)
    page = min(action.page, pages - 1)
    rows = (
        *_part_rows(action.document, parts, page),
        *turning(page, pages, lambda number: Contents(action.document, number)),
        (Button(texts.ALL_DOCUMENTS, ListDocuments(0)),),
    )
    await reply.acknowledge(update)
    await reply.show(update, Screen(texts.page_of(head, page, pages), rows))


def passage_screen(view: ProvisionView, page: int) -> Screen:
    """Return one page of a passage: text and parts are paged together."""
    bodies = pages_of(texts.bullets([paragraph.text for paragraph in view.paragraphs]))
    pages = max(len(bodies), page_count(len(view.children), _PARTS))
    page = min(page, pages - 1)
    body = bodies[page] if page < len(bodies) else ""
    head = texts.place(view.document_title, view.trail, view.path, view.heading)
    html = "\n".join(part for part in (head, escape(body), texts.mark(view.state)) if part)
    rows = (
        *_part_rows(view.document_id, view.children, page),
        *turning(page, pages, lambda number: TurnTo(view.document_id, number, view.path)),
        *_around(view),
    )
    return Screen(texts.page_of(html, page, pages), rows)


def _part_rows(document: int, parts: Sequence[Child], page: int) -> tuple[Row, ...]:
    buttons = (
        Button(texts.part(part.label, part.path, part.heading), TurnTo(document, 0, part.path))
        for part in slice_of(parts, page, _PARTS)
    )
    return in_rows(buttons, 1)


def _around(view: ProvisionView) -> tuple[Row, ...]:
    """Return the buttons to the places before, above and after."""
    number = view.document_id
    buttons = []
    if view.previous:
        buttons.append(Button(f"◀ {view.previous}", TurnTo(number, 0, view.previous)))
    if view.parent:
        buttons.append(Button(f"▲ {view.parent}", TurnTo(number, 0, view.parent)))
    else:
        buttons.append(Button(f"▲ {texts.CONTENTS}", Contents(number, 0)))
    if view.next:
        buttons.append(Button(f"{view.next} ▶", TurnTo(number, 0, view.next)))
    return in_rows(buttons, 3)
