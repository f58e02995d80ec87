"""On which days offices here work, for streaks and reminders: Tết and exceptional days included."""

from collections.abc import Callable
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from db.uow import UnitOfWork
from services.case_times import CaseTimes


class StudyDays:
    """The working days of the province, from the calendar that deadlines are counted by."""

    def __init__(self, times: CaseTimes, zone: ZoneInfo) -> None:
        self._times = times
        self._zone = zone

    def __call__(self, uow: UnitOfWork, day: date) -> Callable[[date], bool]:
        """Return what tells whether a day, some years around this one, is worked on."""
        noon = datetime.combine(day, time(12), self._zone)
        return self._times.calendar(uow, None, noon).is_working_day
