"""On which days offices here work, for streaks and reminders: Tết and exceptional days included."""

import threading
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from db.uow import UnitOfWork

if TYPE_CHECKING:
    from services.working_calendar import WorkingCalendars


class StudyDays:
    """The working days of the province, from a calendar that is made when it is first needed."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self._calendars: WorkingCalendars | None = None
        self._lock = threading.Lock()

    def __call__(self, uow: UnitOfWork, day: date) -> Callable[[date], bool]:
        """Return what tells whether a day, some years around this one, is worked on."""
        with self._lock:
            if self._calendars is None:
                # The readers of files and holidays are not loaded when the bot starts.
                from knowledge.office_files import load_days
                from services.working_calendar import WorkingCalendars

                self._calendars = WorkingCalendars(self._zone, load_days())
        return self._calendars.of(uow, None, day).is_working_day
