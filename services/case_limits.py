"""When the steps of a case are due: the limits that the office set, in its working days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from db.database import Database
from domain.case_limits import WARN_BEFORE, Limit, Span, limit_on
from domain.cases import Step
from domain.working_days import Hours, WorkingCalendar
from knowledge.office_files import ExceptionalDay
from services.working_calendar import OfficeHours, WorkingCalendars

_SPANS = {
    Step.ACKNOWLEDGE: Span.ACKNOWLEDGE,
    Step.ANSWER: Span.ANSWER,
    Step.REVIEW: Span.REVIEW,
}


@dataclass(frozen=True, slots=True)
class OfficeTimes:
    """What an operator set: exceptional days, limits of steps, and hours; None: provisional."""

    days: Sequence[ExceptionalDay] = ()
    limits: Sequence[Limit] = ()
    hours: tuple[Hours, ...] | None = None


class CaseLimits:
    """Due times of cases; it fulfils `services.cases.Deadlines`."""

    def __init__(self, database: Database, zone: tzinfo, times: OfficeTimes) -> None:
        self._database = database
        self._calendars = WorkingCalendars(zone, times.days, times.hours)
        self._limits = tuple(times.limits)
        self._zone = zone

    def due(self, step: Step, unit: str | None, start: datetime) -> datetime:
        """Return until when a step of an office is due that begins at `start`."""
        return self.end_of(_SPANS[step], unit, start)

    def resumed(
        self, due_at: datetime, unit: str | None, paused_since: datetime, now: datetime
    ) -> datetime:
        """Return a due time moved by the working time during which the clock stood still."""
        return self.calendar(unit, paused_since).resumed(due_at, paused_since, now)

    def end_of(self, span: Span, unit: str | None, start: datetime) -> datetime:
        """Return the end of what begins at `start` and may take its limit of working days."""
        return self.calendar(unit, start).after_days(start, self.limit(span, start).days)

    def limit(self, span: Span, at: datetime) -> Limit:
        """Return the limit of a span on the day of `at`, with who decided it."""
        return limit_on(self._limits, span, at.astimezone(self._zone).date())

    def is_near(self, due_at: datetime, unit: str | None, now: datetime) -> bool:
        """Tell whether somebody should be warned: the last working days before it have begun."""
        calendar = self.calendar(unit, now)
        return calendar.days_between(now, due_at) <= WARN_BEFORE

    def days_late(self, due_at: datetime, unit: str | None, now: datetime) -> int:
        """Return how many working days have begun since something was due."""
        return self.calendar(unit, due_at).days_between(due_at, now)

    def hours(self, unit: str | None) -> OfficeHours:
        """Return the working hours of an office, and where they were read."""
        with self._database.open_uow(read_only=True) as uow:
            return self._calendars.hours(uow, unit)

    def covers(self, year: int) -> bool:
        """Tell whether exceptional days of a year have been announced to the program."""
        return self._calendars.covers(year)

    def calendar(self, unit: str | None, at: datetime) -> WorkingCalendar:
        """Return the calendar of an office around a moment."""
        day = at.astimezone(self._zone).date()
        with self._database.open_uow(read_only=True) as uow:
            return self._calendars.of(uow, unit, day)
