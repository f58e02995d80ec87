"""Study in workbooks: one's own log, how a unit studies, what an exam brought."""

from collections.abc import Sequence
from datetime import tzinfo
from io import BytesIO

from handlers.texts import study_sheets as texts
from services.study_figures import UnitFigures
from services.study_views import ExamResults, Logged

_WIDEST = 48
Cell = str | int | float | None


def log_sheet(log: Sequence[Logged], zone: tzinfo) -> bytes:
    """Return a person's own log, an answer a row."""
    return _workbook([(texts.LOG, [texts.LOG_HEADINGS, *texts.log_rows(log, zone)])])


def unit_sheet(figures: UnitFigures, day: str) -> bytes:
    """Return how a unit studies, named as self-study on every sheet."""
    sheets = [(texts.UNIT, texts.unit_rows(figures, day))]
    if figures.named:
        sheets.append((texts.NAMED, texts.named_rows(figures)))
    return _workbook(sheets)


def results_sheet(results: ExamResults, day: str) -> bytes:
    """Return what an organised exam brought, a person a row, questions beside."""
    sheets = [(texts.RESULTS, texts.result_rows(results, day))]
    if results.questions:
        sheets.append((texts.QUESTIONS, texts.question_rows(results)))
    return _workbook(sheets)


def _workbook(sheets: Sequence[tuple[str, Sequence[Sequence[Cell]]]]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    workbook = Workbook()
    workbook.remove(workbook.active)
    for title, rows in sheets:
        sheet = workbook.create_sheet(title)
        widths: dict[int, int] = {}
        for number, row in enumerate(rows, 1):
            for place, value in enumerate(row, 1):
                cell = sheet.cell(number, place, value)
                if isinstance(value, str):
                    # Text stays text, whatever it begins with.
                    cell.data_type = "s"
                # Lines that stand alone explain; they make no column wide.
                if len(row) > 1:
                    widths[place] = max(widths.get(place, 8), len(str(value or "")))
        for place, width in widths.items():
            letter = get_column_letter(place)
            sheet.column_dimensions[letter].width = min(width + 2, _WIDEST)
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()
