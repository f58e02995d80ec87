"""`congvu report questions`: files as asked for, spans as typed, faults in one line."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.commands.periods import read_period
from bot.failures import BadInput
from tests.commands.conftest import Congvu

TODAY = date(2026, 6, 10)


def test_a_workbook_and_a_picture_are_written(congvu: Congvu, tmp_path: Path) -> None:
    book, picture = tmp_path / "a.xlsx", tmp_path / "a.png"
    told = congvu(
        *("report", "questions", "--period", "30d", "--out", str(book), "--out", str(picture))
    )
    assert told.status == 0, told.err
    assert load_workbook(book).sheetnames == ["Tổng hợp", "Theo ngày", "Chưa trả lời tốt"]
    assert picture.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("period", "file"), [("hôm qua", "a.xlsx"), ("2026-13", "a.xlsx"), ("7d", "a.pdf")]
)
def test_what_cannot_be_reported_is_told_in_one_line(
    congvu: Congvu, tmp_path: Path, period: str, file: str
) -> None:
    told = congvu("report", "questions", "--period", period, "--out", str(tmp_path / file))
    assert (told.status, told.out) == (2, "")
    assert len(told.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("7d", date(2026, 6, 4), TODAY),
        ("1d", TODAY, TODAY),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
        ("2026-Q2", date(2026, 4, 1), date(2026, 6, 30)),
        ("2026-q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-06-01..2026-06-03", date(2026, 6, 1), date(2026, 6, 3)),
    ],
)
def test_a_span_is_read_as_it_is_typed(typed: str, first: date, last: date) -> None:
    assert read_period(typed, TODAY) == (first, last)


@pytest.mark.parametrize(
    "typed", ["", "0d", "2026-00", "2026-Q5", "2026-06-03..2026-06-01", "2020-01-01..2026-01-01"]
)
def test_no_span_at_all_is_refused(typed: str) -> None:
    with pytest.raises(BadInput):
        read_period(typed, TODAY)
