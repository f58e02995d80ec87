"""Item analysis as a workbook: one row an item, and how each choice was taken."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from handlers.texts.item_report import FLAGS, NOTES, choice_text
from handlers.texts.study_names import SKILLS, TYPES
from services.item_figures import ItemReport

_HEADINGS = (
    *("Mã", "Bản", "Loại", "Kỹ năng", "Văn bản", "Mục", "Câu hỏi", "Lượt trả lời", "Độ khó"),
    *("Độ phân biệt", "Tương quan điểm nhị phân", "Thời gian giữa (giây)", "Cần xem lại"),
    *("Đang hỏi", "Đã thẩm định"),
)
_CHOICES = ("Mã", "Bản", "Phương án", "Là đáp án", "Số lần chọn", "Tỷ lệ")
_WIDTHS = (12, 6, 14, 24, 28, 14, 60, 12, 10, 14, 16, 14, 36, 10, 14)


def item_workbook(reports: Sequence[ItemReport]) -> bytes:
    """Return a workbook of three sheets: items, choices, and what the figures mean."""
    from openpyxl import Workbook

    workbook = Workbook()
    items = workbook.active
    items.title = "Câu hỏi"
    _fill(items, [_HEADINGS, *map(_row, reports)])
    for place, width in enumerate(_WIDTHS, 1):
        items.column_dimensions[items.cell(1, place).column_letter].width = width
    choices = workbook.create_sheet("Phương án")
    _fill(choices, [_CHOICES, *(row for one in reports for row in _choice_rows(one))])
    choices.column_dimensions["C"].width = 70
    notes = workbook.create_sheet("Cách tính")
    _fill(notes, [(note,) for note in NOTES])
    notes.column_dimensions["A"].width = 110
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def _fill(sheet: Any, rows: Sequence[Sequence[Any]]) -> None:
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(row, 1):
            cell = sheet.cell(number, place, value)
            if isinstance(value, str):
                # Text stays text, whatever it begins with.
                cell.data_type = "s"
    sheet.freeze_panes = "A2"


def _row(report: ItemReport) -> tuple[Any, ...]:
    item, figures = report.item, report.figures
    told: tuple[Any, ...] = (None,) * 5
    if figures is not None:
        told = (
            round(figures.facility, 3),
            _rounded(figures.discrimination),
            _rounded(figures.point_biserial),
            round(figures.seconds),
            "; ".join(FLAGS[flag] for flag in figures.flags),
        )
    return (
        *(item.code, item.version, TYPES[item.type], SKILLS[item.skill]),
        *(item.document, item.path, item.stem, report.attempts, *told),
        *("có" if report.is_asked else "không", "có" if report.is_vetted else "chưa"),
    )


def _choice_rows(report: ItemReport) -> list[tuple[Any, ...]]:
    if report.figures is None:
        return []
    return [
        (
            *(report.item.code, report.item.version, choice_text(report.item, pick)),
            *("có" if pick in report.key else "", number),
            round(number / report.attempts, 3),
        )
        for pick, number in report.figures.picked
    ]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
