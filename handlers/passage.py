"""A passage in its place, with its neighbours one press away; and a document's contents."""

from collections.abc import Sequence

from telegram import Update

from handlers import reply
from handlers.callbacks import (
    Action,
    Contents,
    ListDocuments,
    OpenPassage,
    ShowReferences,
    TurnTo,
)
from handlers.context import Context
from handlers.paging import page_count, slice_of, turning
from handlers.presses import pressed
from handlers.render.markup import escape
from handlers.render.pages import pages_of_clauses
from handlers.screens import Button, Row, Screen, in_rows
from handlers.texts import passages as texts
from handlers.texts.names import document_name
from services.documents import Child, Place, ProvisionView

_PARTS = 10
_FIRST_CITED = 4


async def open_below(update: Update, context: Context) -> None:
    """Send the passage, or a document's contents, below, so that the answer above stays."""
    action = pressed(update, OpenPassage)
    if not action.path:
        screen = await _contents(context, action.document, 0)
        await reply.acknowledge(update)
        await reply.send(update, screen)
        return
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
    screen = await _contents(context, action.document, action.page)
    await reply.acknowledge(update)
    await reply.show(update, screen)


async def _contents(context: Context, number: int, page: int) -> Screen:
    documents = context.services.documents
    document = await context.run(documents.document, number)
    parts = await context.run(documents.contents, number)
    info = document.info
    head = texts.contents(document_name(info.kind, info.number or "", info.title), document.state)
    pages = page_count(len(parts), _PARTS)
    page = min(page, pages - 1)
    rows = (
        *_part_rows(number, parts, page),
        *turning(page, pages, lambda turned: Contents(number, turned)),
        (Button(texts.ALL_DOCUMENTS, ListDocuments(0)),),
    )
    return Screen(texts.page_of(head, page, pages), rows)


async def references(update: Update, context: Context) -> None:
    """Show in the same message where a passage leads and who leads to it."""
    action = pressed(update, ShowReferences)
    view = await context.run(context.services.documents.provision, action.document, action.path)
    await reply.acknowledge(update)
    await reply.show(update, references_screen(view, action.page))


def passage_screen(view: ProvisionView, page: int) -> Screen:
    """Return one page of a passage: text and parts are paged together, clauses stay whole."""
    bodies = pages_of_clauses(texts.bullets(view))
    pages = max(len(bodies), page_count(len(view.children), _PARTS))
    page = min(page, pages - 1)
    body = bodies[page] if page < len(bodies) else ""
    head = texts.place(view.document_title, view.trail, view.name, view.heading)
    missing = texts.missing(view.references.missing) if page + 1 == pages else ""
    html = "\n".join(part for part in (head, escape(body), missing, texts.mark(view.state)) if part)
    rows = (
        *_part_rows(view.document_id, view.children, page),
        *turning(page, pages, lambda number: TurnTo(view.document_id, number, view.path)),
        *_cited_rows(view),
        *_around(view),
    )
    return Screen(texts.page_of(html, page, pages), rows)


def references_screen(view: ProvisionView, page: int) -> Screen:
    """Return one page of what a passage refers to and of what refers to it."""
    places = (
        *((texts.LEADS_TO, place) for place in view.references.cites),
        *((texts.COMES_FROM, place) for place in view.references.cited_by),
    )
    pages = page_count(len(places), _PARTS)
    page = min(page, pages - 1)
    buttons = (
        Button(f"{mark} {texts.place_name(place, view.slug)}", _going_to(place))
        for mark, place in slice_of(places, page, _PARTS)
    )
    here = Button(texts.back_to(view.name), TurnTo(view.document_id, 0, view.path))
    rows = (
        *in_rows(buttons, 1),
        *turning(page, pages, lambda number: ShowReferences(view.document_id, number, view.path)),
        *in_rows([here], 1),
    )
    return Screen(texts.page_of(texts.references(view), page, pages), rows)


def _cited_rows(view: ProvisionView) -> tuple[Row, ...]:
    """Return buttons to the first places that a passage refers to, and one to all references."""
    found = view.references
    first = found.cites[:_FIRST_CITED]
    buttons = [
        Button(f"→ {texts.place_name(place, view.slug)}", _going_to(place)) for place in first
    ]
    count = len(found.cites) + len(found.cited_by)
    rows = in_rows(buttons, 2)
    if count == len(first):
        return rows
    every = Button(texts.all_references(count), ShowReferences(view.document_id, 0, view.path))
    return (*rows, *in_rows([every], 1))


def _going_to(place: Place) -> Action:
    number = place.document_id
    return TurnTo(number, 0, place.path) if place.path else Contents(number, 0)


def _part_rows(document: int, parts: Sequence[Child], page: int) -> tuple[Row, ...]:
    buttons = (
        Button(texts.part(part.label, part.path, part.heading), TurnTo(document, 0, part.path))
        for part in slice_of(parts, page, _PARTS)
    )
    return in_rows(buttons, 1)


def _around(view: ProvisionView) -> tuple[Row, ...]:
    """Return the buttons to the places before, above and after."""
    number, buttons = view.document_id, []
    if view.previous:
        buttons.append(Button(f"◀ {view.previous.name}", TurnTo(number, 0, view.previous.path)))
    if view.parent:
        buttons.append(Button(f"▲ {view.parent.name}", TurnTo(number, 0, view.parent.path)))
    else:
        buttons.append(Button(f"▲ {texts.CONTENTS}", Contents(number, 0)))
    if view.next:
        buttons.append(Button(f"{view.next.name} ▶", TurnTo(number, 0, view.next.path)))
    return in_rows(buttons, 3)
