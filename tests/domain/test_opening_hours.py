"""From when to when, as organisers type it."""

from datetime import date, datetime

import pytest

from domain.opening_hours import read_hours

TODAY = date(2026, 11, 29)
OPENS, CLOSES = datetime(2026, 11, 30, 8, 0), datetime(2026, 12, 4, 17, 0)


@pytest.mark.parametrize(
    "text",
    [
        "8:00 30/11/2026 đến 17:00 4/12/2026",
        "từ 8h00 ngày 30/11/2026 đến 17h ngày 4/12/2026",
        "lúc 8 giờ 30-11-26 tới 17 giờ 04-12-26",
        "30/11 8:00 - 4/12 17:00",
        "8h 30/11 đến 4/12",
    ],
)
def test_both_ends_are_read_however_they_are_typed(text: str) -> None:
    assert read_hours(text, TODAY) == (OPENS, CLOSES)


def test_a_day_without_an_hour_is_an_office_day() -> None:
    assert read_hours("30/11/2026 đến 4/12/2026", TODAY) == (
        OPENS.replace(hour=7, minute=30),
        CLOSES,
    )


def test_a_day_that_is_past_is_the_next_of_its_name() -> None:
    read = read_hours("5/1 đến 6/1", TODAY)
    assert read is not None
    assert read[0].date() == date(2027, 1, 5)


@pytest.mark.parametrize(
    "text", ["", "tuần sau", "30/11/2026", "31/2/2026 đến 1/3/2026", "25:00 1/12 đến 2/12"]
)
def test_what_says_no_two_days_is_not_guessed(text: str) -> None:
    assert read_hours(text, TODAY) is None
