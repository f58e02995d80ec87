"""The report on questions as a workbook and as a picture."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from domain.answers import AnswerStatus
from handlers.render.charts import BLUE, GOLD, GREY, Series, stacked_picture
from handlers.texts.names import day
from handlers.texts.question_reports import DEEDS, HANDED, STATUSES, title
from services.question_reports import QuestionReport

_PARTS = (
    (STATUSES[AnswerStatus.ANSWERED], (AnswerStatus.ANSWERED, AnswerStatus.CORRECTED), BLUE),
    (STATUSES[AnswerStatus.PARTIAL], (AnswerStatus.PARTIAL,), GOLD),
    (STATUSES[AnswerStatus.REFUSED], (AnswerStatus.REFUSED,), GREY),
)
_MOST_BARS = 14
_HEAD_FILL = "1F4E79"


def question_workbook(report: QuestionReport) -> bytes:
    """Return an XLSX of three sheets: the figures, each day, and what was not answered well."""
    from openpyxl import Workbook

    workbook = Workbook()
    sheets = (
        ("Tổng hợp", list(_figures(report)), (44, 14)),
        ("Theo ngày", list(_days(report)), (14, 12, 12, 14, 18, 12)),
        ("Chưa trả lời tốt", list(_groups(report)), (70, 10, 10, 14, 14, 44)),
    )
    for number, (name, rows, widths) in enumerate(sheets):
        sheet = workbook.active if number == 0 else workbook.create_sheet()
        sheet.title = name
        _fill(sheet, rows, widths)
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def question_picture(report: QuestionReport) -> bytes:
    """Return a PNG: how the questions of each day, week or month were answered."""
    spans = _spans(report)
    # What was put right was answered too: three colours are told apart at a glance.
    series = [
        Series(name, [sum(counts[one] for one in statuses) for _, counts in spans], colour)
        for name, statuses, colour in _PARTS
    ]
    footer = (
        f"{report.asked} câu hỏi; khen {report.ups}, chê {report.downs}. "
        "Số liệu của riêng kênh hỏi đáp này."
    )
    return stacked_picture(title(report), [label for label, _ in spans], series, footer)


def _fill(sheet: Any, rows: Sequence[Sequence[Any]], widths: Sequence[int]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    for number, row in enumerate(rows, 1):
        for place, value in enumerate(row, 1):
            cell = sheet.cell(number, place, value)
            if isinstance(value, str):
                # Text stays text, whatever it begins with.
                cell.data_type = "s"
                cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number == 1:
                cell.font = Font(bold=True, color="FFFFFF")
                cell.fill = PatternFill("solid", fgColor=_HEAD_FILL)
    for place, width in enumerate(widths):
        sheet.column_dimensions["ABCDEFG"[place]].width = width
    sheet.freeze_panes = "A2"


def _figures(report: QuestionReport) -> Iterator[tuple[Any, ...]]:
    yield title(report), "Số lượng"
    yield "Câu hỏi", report.asked
    for status, name in STATUSES.items():
        yield name, report.statuses[status]
    yield "Được khen", report.ups
    yield "Bị chê", report.downs
    yield "Nhóm câu chưa trả lời tốt", len(report.groups)
    for state, name in HANDED.items():
        yield name, report.handed.get(state, 0)


def _days(report: QuestionReport) -> Iterator[tuple[Any, ...]]:
    yield "Ngày", "Câu hỏi", *STATUSES.values()
    for on, counts in report.by_day:
        yield on, sum(counts.values()), *(counts[status] for status in STATUSES)


def _groups(report: QuestionReport) -> Iterator[tuple[Any, ...]]:
    yield "Câu hỏi (đã che tên, số)", "Số lần", "Bị chê", "Từ ngày", "Đến ngày", "Đã xử lý"
    for one in report.groups:
        deeds = "; ".join(f"{DEEDS[deed]}: {count}" for deed, count in sorted(one.deeds.items()))
        yield one.question, one.count, one.downs, one.first_on, one.last_on, deeds or "chưa"


def _spans(report: QuestionReport) -> list[tuple[str, dict[AnswerStatus, int]]]:
    """Return the counts by day, or by month where there are too many days; the last ones."""
    is_long = len(report.by_day) > _MOST_BARS
    found: dict[str, dict[AnswerStatus, int]] = {}
    for on, counts in report.by_day:
        label = f"Tháng {on.month}/{on.year}" if is_long else day(on)
        span = found.setdefault(label, dict.fromkeys(AnswerStatus, 0))
        for status, count in counts.items():
            span[status] += count
    return list(found.items())[-_MOST_BARS:]
