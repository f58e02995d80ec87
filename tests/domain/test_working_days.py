"""Working days: nights, weekends, Tết, swapped days, leap years, pauses, a clock that went back."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import NoWorkingDay
from domain.working_days import WorkingCalendar, read_hours
from knowledge.office_files import ExceptionalDay
from services.working_calendar import PROVISIONAL_HOURS, exceptional_days

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def calendar(year: int = 2027, *exceptions: ExceptionalDay) -> WorkingCalendar:
    off, on = exceptional_days(year, exceptions)
    return WorkingCalendar(ZONE, PROVISIONAL_HOURS, off, on)


VIETNAM = calendar()
MOMENTS = st.datetimes(
    min_value=datetime(2026, 6, 1), max_value=datetime(2027, 12, 1), timezones=st.just(ZONE)
)
LENGTHS = st.timedeltas(min_value=timedelta(minutes=1), max_value=timedelta(hours=200))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        ("2026-11-23 09:00", 3, "2026-11-26 17:00"),
        ("2026-11-23 22:45", 3, "2026-11-26 17:00"),
        ("2026-11-27 16:59", 1, "2026-11-30 17:00"),
        ("2026-11-28 10:00", 1, "2026-11-30 17:00"),
        ("2026-12-31 10:00", 1, "2027-01-04 17:00"),
    ],
)
def test_a_limit_ends_with_the_last_hour_of_its_last_working_day(
    received: str, days: int, due: str
) -> None:
    assert VIETNAM.after_days(at(received), days) == at(due)


def test_tet_is_no_working_time() -> None:
    # Tết 2027 is on 6 February, a Saturday; offices rest from Thursday to the next Wednesday.
    assert VIETNAM.after_days(at("2027-02-03 15:00"), 1) == at("2027-02-11 17:00")
    assert VIETNAM.after_days(at("2027-02-06 00:10"), 2) == at("2027-02-12 17:00")


def test_a_holiday_on_a_sunday_is_made_up_for_on_monday() -> None:
    # Giỗ Tổ 2026 is on Sunday 26 April.
    assert calendar(2026).after_days(at("2026-04-24 09:00"), 1) == at("2026-04-28 17:00")


def test_swapped_days_of_the_library_and_of_an_announcement_are_kept() -> None:
    assert calendar(2024).is_working_day(date(2024, 5, 4))
    assert not calendar(2024).is_working_day(date(2024, 4, 29))
    announced = date(2027, 3, 1)
    off = ExceptionalDay(date(2027, 4, 29), False, "Nghỉ hoán đổi", "Thông báo thử", announced)
    on = ExceptionalDay(date(2027, 4, 24), True, "Làm bù", "Thông báo thử", announced)
    swapped = calendar(2027, off, on)
    assert swapped.after_days(at("2027-04-23 09:00"), 1) == at("2027-04-24 17:00")
    assert swapped.after_days(at("2027-04-28 09:00"), 1) == at("2027-05-04 17:00")


def test_an_announcement_goes_before_the_library() -> None:
    works = ExceptionalDay(date(2027, 9, 3), True, "Đi làm", "Thông báo thử", date(2027, 8, 1))
    assert not calendar(2027).is_working_day(date(2027, 9, 3))
    assert calendar(2027, works).is_working_day(date(2027, 9, 3))


def test_the_leap_day_is_a_day() -> None:
    assert calendar(2028).after_days(at("2028-02-28 09:00"), 1) == at("2028-02-29 17:00")
    assert calendar(2028).after_days(at("2028-02-28 09:00"), 2) == at("2028-03-01 17:00")


def test_working_time_goes_over_noon_night_and_weekend() -> None:
    assert VIETNAM.after_time(at("2026-11-27 11:00"), timedelta(hours=5)) == at("2026-11-30 08:30")
    assert VIETNAM.time_between(at("2026-11-27 11:00"), at("2026-11-30 08:30")) == timedelta(
        hours=5
    )


def test_a_pause_moves_the_end_by_the_working_time_that_it_took() -> None:
    due = VIETNAM.after_days(at("2026-11-23 09:00"), 3)
    paused, back = at("2026-11-24 09:00"), at("2026-11-26 09:00")
    assert VIETNAM.resumed(due, paused, back) == at("2026-11-30 17:00")
    over_the_weekend = VIETNAM.resumed(due, at("2026-11-26 17:00"), at("2026-11-30 07:00"))
    assert over_the_weekend == due


def test_a_pause_does_not_make_late_work_timely() -> None:
    due = at("2026-11-26 17:00")
    assert VIETNAM.resumed(due, at("2026-11-27 09:00"), at("2026-12-01 09:00")) == due


def test_a_clock_that_went_back_takes_no_time_and_gives_none() -> None:
    due, later, earlier = at("2026-11-26 17:00"), at("2026-11-25 09:00"), at("2026-11-24 09:00")
    assert VIETNAM.time_between(later, earlier) == timedelta(0)
    assert VIETNAM.days_between(later, earlier) == 0
    assert VIETNAM.resumed(due, later, earlier) == due


@given(MOMENTS, st.integers(1, 60))
def test_as_many_working_days_lie_between_as_the_limit_has(start: datetime, days: int) -> None:
    due = VIETNAM.after_days(start, days)
    assert VIETNAM.days_between(start, due) == days
    assert VIETNAM.is_working_day(due.date())


@given(MOMENTS, LENGTHS)
def test_as_much_working_time_lies_between_as_was_added(start: datetime, worked: timedelta) -> None:
    assert VIETNAM.time_between(start, VIETNAM.after_time(start, worked)) == worked


@given(MOMENTS, st.integers(1, 30), LENGTHS, LENGTHS)
def test_a_pause_never_shortens_and_leaves_what_was_left(
    start: datetime, days: int, until_pause: timedelta, length: timedelta
) -> None:
    due, paused = VIETNAM.after_days(start, days), start + until_pause
    resumed = VIETNAM.resumed(due, paused, paused + length)
    assert resumed >= due
    if due > paused:
        left = VIETNAM.time_between(paused, due)
        assert VIETNAM.time_between(paused + length, resumed) == left


def test_hours_are_read_as_offices_write_them() -> None:
    expected = ((time(7), time(11, 30)), (time(13, 30), time(17)))
    assert read_hours("Sáng 07:00–11:30, chiều 13:30–17:00, thứ Hai đến thứ Sáu") == expected
    assert read_hours("7h - 11h30; 13h30 - 17h") == expected
    assert read_hours("7 giờ đến 11 giờ 30 và 13 giờ 30 đến 17 giờ") == expected


@pytest.mark.parametrize("text", ["giờ hành chính", "17:00–13:30", "25:00–26:00", ""])
def test_hours_that_are_not_clear_are_not_read(text: str) -> None:
    assert read_hours(text) is None


def test_a_calendar_without_work_says_so_instead_of_searching_for_ever() -> None:
    off = {date(2026, 11, 1) + timedelta(days=n): "nghỉ" for n in range(200)}
    resting = WorkingCalendar(ZONE, PROVISIONAL_HOURS, off)
    with pytest.raises(NoWorkingDay):
        resting.after_days(at("2026-11-23 09:00"), 1)
    with pytest.raises(NoWorkingDay):
        resting.after_time(at("2026-11-23 09:00"), timedelta(hours=1))
