"""Days and periods that a question names, seen from the day on which it is asked."""

from datetime import date

import pytest

from retrieval.periods import read_periods

TODAY = date(2026, 6, 10)


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        ("ngay 30/6", date(2026, 6, 30), date(2026, 6, 30)),
        ("30-6-2027", date(2027, 6, 30), date(2027, 6, 30)),
        ("mung 5 thang 9 nam 2026", date(2026, 9, 5), date(2026, 9, 5)),
        ("thang 8", date(2026, 8, 1), date(2026, 8, 31)),
        ("thang 2/2028", date(2028, 2, 1), date(2028, 2, 29)),
        ("quy 3", date(2026, 7, 1), date(2026, 9, 30)),
        ("quy iv nam 2027", date(2027, 10, 1), date(2027, 12, 31)),
        ("thang sau", date(2026, 7, 1), date(2026, 7, 31)),
        ("thang nay", date(2026, 6, 1), date(2026, 6, 30)),
        ("quy truoc", date(2026, 1, 1), date(2026, 3, 31)),
        ("tuan sau", date(2026, 6, 15), date(2026, 6, 21)),
        ("6 thang cuoi nam", date(2026, 7, 1), date(2026, 12, 31)),
        ("sau thang dau nam 2027", date(2027, 1, 1), date(2027, 6, 30)),
        ("30 ngay toi", date(2026, 6, 10), date(2026, 7, 10)),
        ("nam 2030", date(2030, 1, 1), date(2030, 12, 31)),
        ("hom nay", TODAY, TODAY),
        ("ngay mai", date(2026, 6, 11), date(2026, 6, 11)),
    ],
)
def test_a_period_is_read(said: str, start: date, end: date) -> None:
    (period,) = read_periods(said, TODAY)
    assert (period.start, period.end) == (start, end)


def test_next_month_of_december_is_january() -> None:
    (period,) = read_periods("thang sau", date(2026, 12, 31))
    assert (period.start, period.end) == (date(2027, 1, 1), date(2027, 1, 31))


def test_until_a_day_holds_everything_before_it() -> None:
    (until,) = read_periods("tinh den 15/6", TODAY)
    (on,) = read_periods("vao 15/6", TODAY)
    assert until.holds(date(2026, 1, 1))
    assert not until.holds(date(2026, 6, 16))
    assert not on.holds(date(2026, 6, 14))


@pytest.mark.parametrize("said", ["31/2", "thang 13", "98%", "nhiem vu 2", "18/ct-ttg", ""])
def test_what_is_no_day_is_not_read_as_one(said: str) -> None:
    assert read_periods(said, TODAY) == ()


def test_two_periods_are_two() -> None:
    assert len(read_periods("tu thang 5 va quy 3", TODAY)) == 2
