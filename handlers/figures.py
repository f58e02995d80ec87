"""/thongke: figures of citizen feedback for everybody, and in full for those who see the cases."""

from telegram import Update

from domain.errors import UnknownUnit
from domain.periods import Quarter, quarter_of, read_quarter
from domain.roles import Action, may_anywhere
from handlers import reply
from handlers.context import Context
from handlers.figures_callbacks import (
    ALL,
    PROVINCE,
    ChooseOffice,
    DrawFigures,
    ExportFigures,
    ShowFigures,
    ShowInside,
)
from handlers.paging import page_count, slice_of, turning
from handlers.presses import pressed
from handlers.render.markup import escape
from handlers.screens import Button, Row, Screen, in_rows, shortened
from handlers.texts import figures as texts
from services.case_figures import PROVINCE as PROVINCE_ITSELF
from services.case_figures import CaseReport, PublicFigures

_OFFICES = 8


async def open_figures(update: Update, context: Context) -> None:
    """Send the figures of this quarter, as a picture and in words."""
    await reply.acknowledge(update)
    quarter = quarter_of(context.today())
    found = await _public(context, ShowFigures(_number(quarter), ALL))
    await _send_picture(update, context, found)
    await reply.send(update, _screen(context, found))


async def show_figures(update: Update, context: Context) -> None:
    """Show another quarter or office in the same message."""
    found = await _public(context, pressed(update, ShowFigures))
    await reply.acknowledge(update)
    await reply.show(update, _screen(context, found))


async def draw_figures(update: Update, context: Context) -> None:
    """Send what is shown as a picture."""
    wanted = pressed(update, DrawFigures)
    found = await _public(context, ShowFigures(wanted.quarter, wanted.office))
    await reply.acknowledge(update)
    await _send_picture(update, context, found)


async def choose_office(update: Update, context: Context) -> None:
    """Offer the offices that have cases in a quarter."""
    wanted = pressed(update, ChooseOffice)
    found = await _public(context, ShowFigures(wanted.quarter, ALL))
    await reply.acknowledge(update)
    await reply.show(update, _offices_screen(found, wanted))


async def show_inside(update: Update, context: Context) -> None:
    """Show the figures in full, over the cases that the reader may see."""
    quarter = _quarter(pressed(update, ShowInside).quarter)
    found = await _inside(context, quarter)
    await reply.acknowledge(update)
    number = _number(quarter)
    files = (
        Button(texts.XLSX, ExportFigures(number, "xlsx")),
        Button(texts.DOCX, ExportFigures(number, "docx")),
    )
    back = (Button(texts.BACK, ShowFigures(number, ALL)),)
    await reply.show(update, Screen(texts.inside(found, quarter), (files, back)))


async def export_figures(update: Update, context: Context) -> None:
    """Send the same as a workbook or a report."""
    from handlers.render.case_report import figures_report, figures_workbook

    wanted = pressed(update, ExportFigures)
    found = await _inside(context, _quarter(wanted.quarter))
    await reply.acknowledge(update)
    if wanted.form == "xlsx":
        content = await context.run(figures_workbook, found)
    else:
        content = await context.run(figures_report, found, context.today())
    name = f"{texts.FILE_NAME}.{wanted.form}"
    await reply.send_file(update, content, name, texts.file_caption(found))


async def _public(context: Context, wanted: ShowFigures) -> PublicFigures:
    office = {ALL: None, PROVINCE: PROVINCE_ITSELF}.get(wanted.office, wanted.office)
    return await context.run(
        context.services.case_figures.public,
        context.person.id,
        context.now(),
        _quarter(wanted.quarter),
        office,
    )


async def _inside(context: Context, quarter: Quarter) -> CaseReport:
    since, until = texts.quarter_days(quarter)
    return await context.run(
        context.services.case_figures.inner, context.person.id, since, until, context.now()
    )


async def _send_picture(update: Update, context: Context, found: PublicFigures) -> None:
    from handlers.render.case_report import figures_picture

    picture = await context.run(figures_picture, found)
    await reply.send_picture(update, picture, escape(texts.picture_title(found)))


def _screen(context: Context, found: PublicFigures) -> Screen:
    number, office = _number(found.quarter), _packed(found.office)
    before = Button(texts.EARLIER, ShowFigures(_number(found.quarter.previous), office))
    after = Button(texts.LATER, ShowFigures(_number(found.quarter.next), office))
    turns = (*((before,) if found.has_earlier else ()), *((after,) if found.has_later else ()))
    whole = () if office == ALL else (Button(texts.ALL_OFFICES, ShowFigures(number, ALL)),)
    narrowing = (Button(texts.BY_OFFICE, ChooseOffice(number, 0)), *whole)
    rows: list[Row] = [(Button(texts.PICTURE, DrawFigures(number, office)), *narrowing)]
    if may_anywhere(context.person.roles, Action.SEE_CASES):
        rows.append((Button(texts.INSIDE, ShowInside(number)),))
    return Screen(texts.public(found), (*((turns,) if turns else ()), *rows))


def _offices_screen(found: PublicFigures, wanted: ChooseOffice) -> Screen:
    number = _number(found.quarter)
    pages = page_count(len(found.offices), _OFFICES)
    page = min(wanted.page, pages - 1)
    buttons = [
        Button(shortened(name or texts.PROVINCE, 50), ShowFigures(number, _packed(code)))
        for code, name in slice_of(found.offices, page, _OFFICES)
    ]
    rows = (
        *in_rows(buttons, 1),
        *turning(page, pages, lambda turned: ChooseOffice(number, turned)),
        (Button(texts.ALL_OFFICES, ShowFigures(number, ALL)),),
    )
    return Screen(texts.WHICH_OFFICE if found.offices else texts.NO_OFFICES, rows)


def _packed(office: str | None) -> str:
    return ALL if office is None else office or PROVINCE


def _number(quarter: Quarter) -> int:
    return 10 * quarter.year + quarter.number


def _quarter(number: int) -> Quarter:
    """Return the quarter of a button.

    Raises:
        UnknownUnit: a forged button names none.
    """
    found = read_quarter(str(number))
    if found is None:
        raise UnknownUnit(str(number))
    return found
