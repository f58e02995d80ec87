"""Working days and working time: when so many of them are over, and how many there were between.

A limit in days ends with the last working hour of its last day; the day on which something arrives
does not count, whatever the hour, and neither does a day on which nobody works. A pause moves the
end by the working time that it took.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import pairwise

from domain.errors import NoWorkingDay

Hours = tuple[time, time]

_SATURDAY = 5
# More days off in a row than this is a calendar that nobody can have meant.
_LONGEST_REST = 60
_DAY = timedelta(days=1)
_HOURS = re.compile(
    r"(?<!\d)(\d{1,2})\s*(?:giờ|[:hg])\s*(\d{2})?\s*(?:-|–|—|đến|tới)\s*"
    r"(\d{1,2})\s*(?:giờ|[:hg])\s*(\d{2})?(?!\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """When an office works: its hours on weekdays, without the days `off` and with those `on`.

    `off` and `on` tell each exceptional day's name; a day that is in both is worked.
    """

    zone: tzinfo
    hours: tuple[Hours, ...]
    off: Mapping[date, str] = field(default_factory=dict)
    on: Mapping[date, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        ends = [moment for session in self.hours for moment in session]
        if not ends or any(earlier >= later for earlier, later in pairwise(ends)):
            raise ValueError("working hours must follow each other within one day")

    def is_working_day(self, day: date) -> bool:
        """Tell whether the office works on a day."""
        return day in self.on or (day.weekday() < _SATURDAY and day not in self.off)

    def day_of(self, moment: datetime) -> date:
        """Return the day on which people here live at a moment."""
        return moment.astimezone(self.zone).date()

    def after_days(self, moment: datetime, days: int) -> datetime:
        """Return the end of the working day that is `days` working days after a moment's day.

        Raises:
            NoWorkingDay: the calendar knows none for months.
        """
        if days < 1:
            raise ValueError("a limit is at least one working day")
        day = self.day_of(moment)
        for _ in range(days):
            day = self._next(day)
        return self.end_of(day)

    def end_of(self, day: date) -> datetime:
        """Return when the last working hour of a day ends."""
        return self._at(day, self.hours[-1][1])

    def after_time(self, moment: datetime, worked: timedelta) -> datetime:
        """Return the moment at which this much working time has passed since another.

        Raises:
            NoWorkingDay: the calendar knows none for months.
        """
        left = worked
        for start, end in self._sessions(moment):
            if left <= end - start:
                return start + left
            left -= end - start
        raise NoWorkingDay

    def time_between(self, start: datetime, end: datetime) -> timedelta:
        """Return the working time between two moments; none where the clock went back."""
        worked = timedelta(0)
        if end <= start:
            return worked
        for opens, closes in self._sessions(start):
            if opens >= end:
                break
            worked += min(closes, end) - opens
        return worked

    def days_between(self, start: datetime, end: datetime) -> int:
        """Return how many working days after the day of `start` have begun until `end`."""
        day, last, count = self.day_of(start), self.day_of(end), 0
        while day < last:
            day += _DAY
            count += self.is_working_day(day)
        return count

    def resumed(self, due: datetime, paused: datetime, resumed: datetime) -> datetime:
        """Return when something is due after a pause: as much working time later as it took.

        What was overdue before the pause stays due when it was.
        """
        if due <= paused or resumed <= paused:
            return due
        return self.after_time(max(resumed, paused), self.time_between(paused, due))

    def _next(self, day: date) -> date:
        for _ in range(_LONGEST_REST):
            day += _DAY
            if self.is_working_day(day):
                return day
        raise NoWorkingDay

    def _at(self, day: date, moment: time) -> datetime:
        return datetime.combine(day, moment, self.zone)

    def _sessions(self, since: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Yield the stretches of work from a moment on, without end."""
        day = self.day_of(since)
        if not self.is_working_day(day):
            day = self._next(day)
        while True:
            for opens, closes in self.hours:
                start, end = max(self._at(day, opens), since), self._at(day, closes)
                if start < end:
                    yield start, end
            day = self._next(day)


def read_hours(text: str) -> tuple[Hours, ...] | None:
    """Return the working hours that a directory entry tells; None where it tells none clearly."""
    try:
        found = tuple(
            (time(int(h), int(m or 0)), time(int(hh), int(mm or 0)))
            for h, m, hh, mm in _HOURS.findall(text)
        )
    except ValueError:
        return None
    ends = [moment for session in found for moment in session]
    is_orderly = all(earlier < later for earlier, later in pairwise(ends))
    return found if found and is_orderly else None
