"""How much working time an office has left for its cases, as the desk shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from db.database import Database
from db.uow import UnitOfWork
from domain.case_limits import Span
from domain.cases import NEW, OPEN
from services.case_times import CaseTimes
from services.cases import DeskLine


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """Where the clock of an open case stands, in working days and hours of its office.

    `days_late` counts working days past the answer's limit, None while it is not late. Without a
    limit `due_at` is None. `is_step`: the limit is that of taking the case on, which comes first.
    `is_promised`: a late case for which somebody apologised is due on the day that they promised.
    """

    due_at: datetime | None
    is_paused: bool = False
    is_step: bool = False
    days_late: int | None = None
    days: int = 0
    hours: int = 0
    minutes: int = 0
    is_provisional: bool = False
    is_promised: bool = False


class DeskTimes:
    """The clock of cases, read for people."""

    def __init__(self, database: Database, times: CaseTimes) -> None:
        self._database = database
        self._times = times

    def left(self, lines: Sequence[DeskLine], now: datetime) -> tuple[TimeLeft | None, ...]:
        """Return for each line of a queue the time left; None for what needs no answer."""
        with self._database.open_uow(read_only=True) as uow:
            return tuple(self._of(uow, line, now) for line in lines)

    def _of(self, uow: UnitOfWork, line: DeskLine, now: datetime) -> TimeLeft | None:
        if line.state not in OPEN:
            return None
        timing = line.timing
        is_step = line.state in NEW and timing.step_due_at is not None
        is_provisional = self._times.limit(Span.ANSWER, timing.received_at).is_provisional
        if timing.paused_since is not None and timing.late_since is None:
            return TimeLeft(timing.due_at, is_paused=True, is_provisional=is_provisional)
        missed = timing.late_since or timing.due_at
        if missed is not None and missed < now:
            late = -self._times.days_left(uow, missed, line.office, now)
            is_promised = timing.due_at is not None and timing.due_at > now
            if is_promised:
                return TimeLeft(timing.due_at, days_late=late, is_promised=True)
            return TimeLeft(missed, days_late=late, is_provisional=is_provisional)
        next_due = timing.step_due_at if is_step else timing.due_at
        if next_due is None:
            return TimeLeft(None)
        days, hours, minutes = self._worked(uow, line.office, now, next_due)
        return TimeLeft(next_due, False, is_step, None, days, hours, minutes, is_provisional)

    def _worked(
        self, uow: UnitOfWork, office: str | None, now: datetime, due_at: datetime
    ) -> tuple[int, int, int]:
        """Return the working time until a moment as whole days, hours and minutes."""
        calendar = self._times.calendar(uow, office, now)
        left = calendar.time_between(now, due_at)
        minutes = [
            (end.hour - start.hour) * 60 + end.minute - start.minute
            for start, end in calendar.hours
        ]
        days, rest = divmod(left, timedelta(minutes=sum(minutes)))
        whole = rest // timedelta(minutes=1)
        return days, whole // 60, whole % 60
