"""/han: what is overdue, what comes next and what goes on, for all or for one unit."""

from collections.abc import Iterator

from telegram import Update

from domain.errors import UnknownProvision
from handlers import reply
from handlers.callbacks import ChooseUnit, OpenPassage, ShowDeadlines, mark_of
from handlers.choosing import the_plan
from handlers.context import Context
from handlers.paging import page_count, slice_of, turning
from handlers.presses import pressed
from handlers.render.pages import length
from handlers.screens import Button, Row, Screen, in_rows, shortened
from handlers.texts import plans as texts
from services.plan import DeadlineBoard, DeadlineRow, UnitSummary

_UNITS = 8
_ROWS = 8
_LETTERS = 3000


async def open_deadlines(update: Update, context: Context) -> None:
    """Send the deadlines as of today, after a choice where there are several plans."""
    plan = await the_plan(update, context, lambda number: ShowDeadlines(number, 0, ""))
    if plan is not None:
        await reply.send(update, await _screen(context, ShowDeadlines(plan, 0, "")))


async def show_deadlines(update: Update, context: Context) -> None:
    """Show another page, or another unit's deadlines, in the same message."""
    screen = await _screen(context, pressed(update, ShowDeadlines))
    await reply.acknowledge(update)
    await reply.show(update, screen)


async def choose_unit(update: Update, context: Context) -> None:
    """Offer the units that have something to do."""
    action = pressed(update, ChooseUnit)
    units = await context.run(context.services.plan.units, action.document)
    await reply.acknowledge(update)
    await reply.show(update, _units_screen(action, units))


async def _screen(context: Context, wanted: ShowDeadlines) -> Screen:
    unit_id = await _unit(context, wanted)
    board = await context.run(
        context.services.plan.deadlines, wanted.document, context.today(), unit_id
    )
    return _board_screen(board, wanted)


async def _unit(context: Context, wanted: ShowDeadlines) -> str | None:
    """Return the id of the unit whose mark the button carries."""
    if not wanted.unit:
        return None
    units = await context.run(context.services.plan.units, wanted.document)
    for unit in units:
        if mark_of(unit.id) == wanted.unit:
            return unit.id
    raise UnknownProvision(str(wanted.document), wanted.unit)


def _board_screen(board: DeadlineBoard, wanted: ShowDeadlines) -> Screen:
    pages = _pages(board)
    page = min(wanted.page, len(pages) - 1)
    rows, body = pages[page]
    head = texts.board_head(board.document_title, board.today, board.unit_name)
    buttons = (
        *_passages(wanted.document, rows),
        *turning(page, len(pages), lambda n: ShowDeadlines(wanted.document, n, wanted.unit)),
        *_narrowing(wanted),
    )
    return Screen(f"{head}\n{body}\n\n{texts.DONE_UNKNOWN}", buttons)


def _pages(board: DeadlineBoard) -> list[tuple[list[DeadlineRow], str]]:
    """Return the rows of each page with their text; a section's head stays with its first row."""
    pages: list[tuple[list[DeadlineRow], str]] = []
    for head, row in _entries(board):
        block = "\n".join(part for part in (head, _row_text(row)) if part)
        rows, body = pages[-1] if pages else ([], "")
        if rows and len(rows) < _ROWS and length(body) + length(block) < _LETTERS:
            pages[-1] = ([*rows, row], f"{body}\n{block}")
        else:
            pages.append(([row], block))
    return pages or [([], f"\n{texts.NO_DEADLINES}")]


def _entries(board: DeadlineBoard) -> Iterator[tuple[str, DeadlineRow]]:
    sections = (board.overdue, board.coming, board.ongoing, board.other)
    for name, rows in zip(texts.SECTIONS, sections, strict=True):
        for index, row in enumerate(rows):
            yield texts.section_head(name, len(rows)) if index == 0 else "", row


def _row_text(row: DeadlineRow) -> str:
    first = texts.deadline_row(
        row.task_path, row.what or row.task_title, row.wording, row.due, row.days_left
    )
    who = texts.who(row.leads, row.coordinators)
    return f"{first}\n   {who}" if who else first


def _passages(document: int, rows: list[DeadlineRow]) -> tuple[Row, ...]:
    paths = dict.fromkeys(row.path for row in rows)
    return in_rows((Button(f"Xem {path}", OpenPassage(document, 0, path)) for path in paths), 3)


def _narrowing(wanted: ShowDeadlines) -> tuple[Row, ...]:
    choose = Button(texts.BY_UNIT, ChooseUnit(wanted.document, 0))
    if not wanted.unit:
        return ((choose,),)
    return ((choose, Button(texts.ALL_UNITS, ShowDeadlines(wanted.document, 0, ""))),)


def _units_screen(action: ChooseUnit, units: tuple[UnitSummary, ...]) -> Screen:
    pages = page_count(len(units), _UNITS)
    page = min(action.page, pages - 1)
    buttons = [
        Button(shortened(unit.name, 50), ShowDeadlines(action.document, 0, mark_of(unit.id)))
        for unit in slice_of(units, page, _UNITS)
    ]
    rows = (
        *in_rows(buttons, 1),
        *turning(page, pages, lambda number: ChooseUnit(action.document, number)),
        (Button(texts.ALL_UNITS, ShowDeadlines(action.document, 0, "")),),
    )
    return Screen(texts.WHICH_UNIT, rows)
