"""When each office works: public holidays, exceptional days, and the hours of the unit."""

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time, tzinfo

from db.uow import UnitOfWork
from domain.contacts import ContactKind
from domain.working_days import Hours, WorkingCalendar, read_hours
from knowledge.office_files import ExceptionalDay

# Nobody's decision: something must stand here until the office sets WORKING_HOURS.
PROVISIONAL_HOURS: tuple[Hours, ...] = ((time(7, 30), time(11, 30)), (time(13, 30), time(17, 0)))
# Limits are counted within these years around the moment that is asked about.
_YEARS_BEFORE, _YEARS_AFTER = 2, 2


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """The hours of a unit, and where they were read; `source` is None for the provisional ones."""

    hours: tuple[Hours, ...]
    source: str | None

    @property
    def is_provisional(self) -> bool:
        """Tell whether nobody has told these hours."""
        return self.source is None


class WorkingCalendars:
    """The calendars of all units; holidays are worked out once for every span of years."""

    def __init__(
        self,
        zone: tzinfo,
        exceptions: Iterable[ExceptionalDay] = (),
        hours: tuple[Hours, ...] | None = None,
    ) -> None:
        self._zone = zone
        self._exceptions = tuple(exceptions)
        self._default = OfficeHours(hours or PROVISIONAL_HOURS, "WORKING_HOURS" if hours else None)
        self._days: dict[int, tuple[Mapping[date, str], Mapping[date, str]]] = {}
        self._lock = threading.Lock()

    def of(self, uow: UnitOfWork, unit: str | None, day: date) -> WorkingCalendar:
        """Return the calendar of a unit around a day."""
        off, on = self._around(day.year)
        return WorkingCalendar(self._zone, self.hours(uow, unit).hours, off, on)

    def hours(self, uow: UnitOfWork, unit: str | None) -> OfficeHours:
        """Return the working hours of a unit: the directory's where they can be read."""
        for contact in uow.contacts.of(unit) if unit else ():
            hours = read_hours(contact.value) if contact.kind == ContactKind.HOURS else None
            if hours:
                return OfficeHours(hours, contact.source)
        return self._default

    def covers(self, year: int) -> bool:
        """Tell whether anybody has announced exceptional days of a year yet."""
        return any(one.day.year == year for one in self._exceptions)

    def _around(self, year: int) -> tuple[Mapping[date, str], Mapping[date, str]]:
        with self._lock:
            if year not in self._days:
                self._days[year] = exceptional_days(year, self._exceptions)
            return self._days[year]


def exceptional_days(
    year: int, exceptions: Iterable[ExceptionalDay]
) -> tuple[dict[date, str], dict[date, str]]:
    """Return the days off and the days on around a year, each with its name."""
    # The library is imported where a case needs it, not when the bot starts.
    import holidays

    years = range(year - _YEARS_BEFORE, year + _YEARS_AFTER + 1)
    known = holidays.country_holidays("VN", years=years, language="vi")
    off: dict[date, str] = dict(known.items())
    on = dict.fromkeys(known.weekend_workdays, "Làm bù")
    for one in exceptions:
        (on if one.works else off)[one.day] = one.name
        (off if one.works else on).pop(one.day, None)
    return off, on
