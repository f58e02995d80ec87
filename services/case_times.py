"""When the steps of a case are due: the limits that the office set, in its working days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from db.uow import UnitOfWork
from domain.case_limits import Limit, Span, limit_on
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


class CaseTimes:
    """Due times of cases; it fulfils `services.cases.Deadlines`.

    `unit` is the office that has the case, None for the province.
    """

    def __init__(self, zone: tzinfo, times: OfficeTimes) -> None:
        self._calendars = WorkingCalendars(zone, times.days, times.hours)
        self._times = tuple(times.limits)
        self._zone = zone

    def due(self, uow: UnitOfWork, step: Step, unit: str | None, start: datetime) -> datetime:
        """Return until when a step of an office is due that begins at `start`."""
        return self.end_of(uow, _SPANS[step], unit, start)

    def resumed(
        self,
        uow: UnitOfWork,
        due_at: datetime,
        unit: str | None,
        paused_since: datetime,
        now: datetime,
    ) -> datetime:
        """Return a due time moved by the working time during which the clock stood still."""
        return self.calendar(uow, unit, paused_since).resumed(due_at, paused_since, now)

    def end_of(self, uow: UnitOfWork, span: Span, unit: str | None, start: datetime) -> datetime:
        """Return the end of what begins at `start` and may take its limit of working days."""
        return self.calendar(uow, unit, start).after_days(start, self.limit(span, start).days)

    def limit(self, span: Span, at: datetime) -> Limit:
        """Return the limit of a span on the day of `at`, with who decided it."""
        return limit_on(self._times, span, at.astimezone(self._zone).date())

    def hours(self, uow: UnitOfWork, unit: str | None) -> OfficeHours:
        """Return the working hours of an office, and where they were read."""
        return self._calendars.hours(uow, unit)

    def calendar(self, uow: UnitOfWork, unit: str | None, at: datetime) -> WorkingCalendar:
        """Return the calendar of an office around a moment."""
        return self._calendars.of(uow, unit, at.astimezone(self._zone).date())

    def days_left(self, uow: UnitOfWork, due_at: datetime, unit: str | None, now: datetime) -> int:
        """Return how many further working days begin until something is due; below 0: late."""
        calendar = self.calendar(uow, unit, now)
        if now > due_at:
            return -max(1, calendar.days_between(due_at, now))
        return calendar.days_between(now, due_at)

    def covers(self, year: int) -> bool:
        """Tell whether exceptional days of a year have been announced to the program."""
        return self._calendars.covers(year)
