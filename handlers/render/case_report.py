"""Figures of feedback as files: a workbook, a report in the layout of papers, and a picture."""

from datetime import date
from io import BytesIO

from domain.case_figures import Shown
from handlers.render.cells import neutral
from handlers.render.charts import BLUE, GOLD, GREEN, GREY, RED, Bar, bar_picture
from handlers.render.official_paper import Heading, Part, Signature, Table, paper
from handlers.texts import figures as texts
from services.case_figures import CaseReport, PublicFigures

_FIRST_WIDTH, _WIDTH = 36, 14


def figures_picture(found: PublicFigures) -> bytes:
    """Return public figures as a PNG picture; what is hidden has words and no bar."""
    bars = _bars(found.shown)
    return bar_picture(texts.picture_title(found), bars, texts.picture_footer(found))


def figures_workbook(found: CaseReport) -> bytes:
    """Return full figures as an XLSX file; names stay texts, whatever they begin with."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "Số liệu"
    sheet.append([neutral(texts.report_about(found))])
    sheet.append([])
    sheet.append(list(texts.COLUMNS))
    for name, *numbers in texts.table(found):
        sheet.append([neutral(name), *map(_cell, numbers)])
        sheet.cell(sheet.max_row, 1).data_type = "s"
    sheet.append([])
    for name, words in texts.inside_rows(found):
        sheet.append([neutral(name), neutral(words)])
    sheet.append(
        [texts.OWN_FIGURES if found.inside else f"{texts.OWN_FIGURES} {texts.SMALL_HIDDEN}"]
    )
    for place in range(1, len(texts.COLUMNS) + 1):
        heading = sheet.cell(3, place)
        heading.font, heading.alignment = Font(bold=True), Alignment(wrap_text=True)
        letter = heading.column_letter
        sheet.column_dimensions[letter].width = _FIRST_WIDTH if place == 1 else _WIDTH
    sheet.freeze_panes = "B4"
    workbook.properties.creator = ""
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def figures_report(found: CaseReport, today: date) -> bytes:
    """Return full figures as a DOCX report; the issuer, number and signature stay to be filled."""
    heading = Heading(
        issuer="(Cơ quan ban hành)",
        over="UBND tỉnh Đắk Lắk",
        place="",
        day=today,
        title="Báo cáo",
        about=texts.report_about(found),
    )
    headings, rows = _folded(texts.table(found))
    parts: list[Part] = [*texts.report_paragraphs(found), Table(headings, rows)]
    signature = Signature("(Chức vụ người ký)", "(Họ và tên)", ("……", "Lưu: VT"))
    return paper(heading, "", parts, signature)


def _cell(text: str) -> int | str:
    return int(text) if text.isdigit() else text


def _folded(
    table: tuple[tuple[str, ...], ...],
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return the columns that fit the width of a page."""
    wanted = (0, 1, 2, 3, 4, 5, 6, 9)
    chosen = tuple(texts.COLUMNS[place] for place in wanted)
    return chosen, tuple(tuple(row[place] for place in wanted) for row in table)


def _bars(shown: Shown) -> list[Bar]:
    figures, words = shown.figures, dict(texts.rows(shown))
    satisfied = f"{texts.SATISFIED} (4–5/5)"
    timing = shown.has_timing
    return [
        _bar(texts.RECEIVED, words, figures.received, shown.has_received, BLUE),
        _bar(texts.ON_TIME, words, figures.on_time, timing, GREEN),
        _bar(texts.EXTENDED, words, figures.extended, timing, GOLD),
        _bar(texts.LATE, words, figures.late, timing, RED),
        _bar(texts.WAITING, words, figures.waiting, timing, GREY),
        _bar(texts.REFUSED, words, figures.refused, shown.has_refused, GREY),
        _bar(satisfied, words, figures.satisfied, shown.has_satisfaction, GREEN),
    ]


def _bar(name: str, words: dict[str, str], value: int, is_shown: bool, colour: str) -> Bar:
    brief = words[name].partition(",")[0].partition(" (không")[0] if is_shown else texts.HIDDEN
    return Bar(name, value if is_shown else None, brief, colour)
