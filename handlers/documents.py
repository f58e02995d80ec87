"""/vanban: the documents that are held, and those that are cited but missing."""

from collections.abc import Iterator

from telegram import Update

from domain.register import TextState
from handlers import reply
from handlers.callbacks import Contents, ListDocuments
from handlers.context import Context
from handlers.paging import page_count, slice_of, turning
from handlers.presses import pressed
from handlers.render.markup import bold
from handlers.screens import Button, Screen, in_rows, shortened
from handlers.texts import documents as texts
from handlers.texts.names import document_name
from services.documents import DocumentSummary

_SIZE = 10
_SECTIONS = {
    TextState.LOADED: texts.VERBATIM,
    TextState.DIGEST: texts.DIGEST,
    TextState.MISSING: texts.MISSING,
}


async def open_shelf(update: Update, context: Context) -> None:
    """Send the list of documents."""
    shelf = await context.run(context.services.documents.summaries)
    await reply.acknowledge(update)
    await reply.send(update, _screen(shelf, 0))


async def show_shelf(update: Update, context: Context) -> None:
    """Show a page of the list in the same message."""
    action = pressed(update, ListDocuments)
    shelf = await context.run(context.services.documents.summaries)
    await reply.acknowledge(update)
    await reply.show(update, _screen(shelf, action.page))


def _screen(shelf: tuple[DocumentSummary, ...], page: int) -> Screen:
    ordered = [s for state in _SECTIONS for s in shelf if s.state is state]
    pages = page_count(len(ordered), _SIZE)
    page = min(page, pages - 1)
    shown = slice_of(ordered, page, _SIZE)
    lines = list(_lines(ordered, list(shown)))
    if not ordered:
        lines = ["", texts.NOTHING]
    if any(summary.state is not TextState.LOADED for summary in ordered):
        lines += ["", texts.HOW_TO_LOAD]
    buttons = [
        Button(shortened(_name(summary), 48), Contents(summary.id, 0))
        for summary in shown
        if summary.id is not None
    ]
    rows = (*in_rows(buttons, 1), *turning(page, pages, ListDocuments))
    return Screen("\n".join([bold(texts.TITLE), *lines]), rows)


def _lines(ordered: list[DocumentSummary], shown: list[DocumentSummary]) -> Iterator[str]:
    for state, name in _SECTIONS.items():
        here = [summary for summary in shown if summary.state is state]
        if here:
            yield texts.section(name, sum(s.state is state for s in ordered))
            yield from (texts.line(_name(summary)) for summary in here)


def _name(summary: DocumentSummary) -> str:
    return document_name(summary.kind, summary.number, summary.title)
