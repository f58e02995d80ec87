"""The clock of cases: it warns before a limit, tells of lateness, and goes upwards from there.

Whoever a case is about, and everybody under them, hears nothing of it. Notices say how much waits,
never what.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import uuid4

from db.case_alarms import Due
from db.case_sight import visible_to
from db.cases import StoredCase
from db.database import Database
from db.uow import UnitOfWork
from domain.case_limits import WARN_BEFORE, Span
from domain.cases import Move
from domain.errors import AlreadyExtended, ConcurrentChange, EmptyText, UnknownCase
from domain.roles import Action, Role
from services.case_moves import CLOCK, CaseMoves, is_late
from services.case_sight import CaseSight
from services.case_times import CaseTimes
from services.fencing import check_lease
from services.notices import tell
from services.once import run_once
from services.rights import Rights

DUE = "case.due"
# How many cases are looked at in one transaction, so that nobody waits long for it.
_AT_ONCE = 50
# A case that is this many working days late goes to those above its office.
ESCALATE_AFTER = 2
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
_DUE: tuple[Due, ...] = ("step_due_at", "due_at")


class Alarm(StrEnum):
    """What the clock does about a due time, in this order."""

    WARN = "warn"
    LATE = "late"
    ESCALATE = "escalate"


_MOVES = {Alarm.WARN: Move.WARN, Alarm.LATE: Move.MARK_LATE, Alarm.ESCALATE: Move.ESCALATE}


@dataclass(slots=True)
class _Round:
    """What one transaction of the clock has to tell: how many cases, to whom, of which kind."""

    now: datetime
    told: Counter[tuple[int, Alarm]] = field(default_factory=Counter)
    done: int = 0


class CaseClock:
    """Due times of cases, looked at by the tick."""

    def __init__(
        self,
        database: Database,
        rights: Rights,
        sight: CaseSight,
        moves: CaseMoves,
        times: CaseTimes,
    ) -> None:
        self._database = database
        self._rights = rights
        self._sight = sight
        self._moves = moves
        self._times = times

    def look(self, now: datetime) -> int:
        """Raise every alarm that is due and return how many there were.

        A case that somebody changes at this moment is looked at again by the next tick.
        """
        return sum(self._all(alarm, which, now) for alarm in Alarm for which in _DUE)

    def extend(
        self, actor: int, number: str, reason: str, now: datetime, update_key: str
    ) -> datetime:
        """Give a case more time, once and before it is late, and return when it is due then.

        The sender is told. An extended case never counts as answered on time.

        Raises:
            UnknownCase: there is no such case, or this person may not see it.
            AlreadyExtended: it was extended, or is late: then only an apology helps.
            EmptyText: no reason.
            NotAllowed: this person works on no cases.
        """
        if not reason.strip():
            raise EmptyText

        def extend(uow: UnitOfWork) -> str:
            sight = self._sight.of(uow, actor, now, Action.WORK_ON_CASES)
            case = uow.cases.find_number(number, visible_to(sight))
            if case is None:
                raise UnknownCase(number)
            if case.extended_at is not None or case.due_at is None or is_late(case, now):
                raise AlreadyExtended
            due_at = self._times.end_of(uow, Span.EXTENSION, case.office_code, case.due_at)
            hand = self._moves.hand_of(uow, actor, case, now)
            times = {"due_at": due_at, "extended_at": now}
            if case.step_due_at == case.due_at:
                times["step_due_at"] = due_at
            moved = self._moves.make(uow, case, Move.EXTEND, hand, now, reason.strip(), **times)
            self._moves.tell_sender(uow, moved, Move.EXTEND, now)
            return due_at.isoformat()

        return datetime.fromisoformat(
            run_once(self._database, update_key, "case_clock.extend", extend)
        )

    def _all(self, alarm: Alarm, which: Due, now: datetime) -> int:
        done = 0
        while True:
            looked_at, raised = self._some(alarm, which, now)
            done += raised
            # What is left was changed meanwhile or is not due: the next tick comes back to it.
            if looked_at < _AT_ONCE or not raised:
                return done

    def _some(self, alarm: Alarm, which: Due, now: datetime) -> tuple[int, int]:
        with self._database.open_uow() as uow:
            check_lease(uow)
            span = self._span(uow, alarm, now)
            found = uow.case_alarms.due(alarm, which, span, _AT_ONCE)
            round_ = _Round(now)
            for case_id in found:
                case = uow.cases.get(case_id)
                due_at = case.due_at if which == "due_at" else case.step_due_at
                if due_at is not None and self._is_time(uow, alarm, case, due_at, now):
                    self._raise(uow, alarm, case, due_at, round_)
            _tell(uow, round_)
            uow.commit()
        return len(found), round_.done

    def _span(self, uow: UnitOfWork, alarm: Alarm, now: datetime) -> tuple[datetime, datetime]:
        """Return within which time something must be due to be looked at."""
        if alarm is not Alarm.WARN:
            return _LONG_AGO, now
        # Half a day more than here, since some office may work longer.
        end = self._times.calendar(uow, None, now).after_days(now, WARN_BEFORE)
        return now, end + timedelta(hours=12)

    def _is_time(
        self, uow: UnitOfWork, alarm: Alarm, case: StoredCase, due_at: datetime, now: datetime
    ) -> bool:
        left = self._times.days_left(uow, due_at, case.office_code, now)
        if alarm is Alarm.WARN:
            return 0 <= left <= WARN_BEFORE
        return left <= (-ESCALATE_AFTER if alarm is Alarm.ESCALATE else -1)

    def _raise(
        self, uow: UnitOfWork, alarm: Alarm, case: StoredCase, due_at: datetime, round_: _Round
    ) -> None:
        now = round_.now
        try:
            self._write_down(uow, alarm, case, now)
        except ConcurrentChange:
            return
        uow.case_alarms.add(case.id, alarm, due_at, now)
        round_.done += 1
        round_.told.update((person, alarm) for person in self._whom(uow, alarm, case, now))

    def _write_down(self, uow: UnitOfWork, alarm: Alarm, case: StoredCase, now: datetime) -> None:
        """Add the alarm to the history; an answer that is late is marked so for good."""
        move = _MOVES[alarm]
        if alarm is Alarm.LATE and not is_late(case, now):
            # An earlier step is overdue, the answer is not yet.
            move = Move.WARN
        elif alarm is Alarm.LATE and case.late_since is None:
            case = uow.cases.change(case, late_since=case.due_at)
        self._moves.write_down(uow, case, move, CLOCK, now)

    def _whom(
        self, uow: UnitOfWork, alarm: Alarm, case: StoredCase, now: datetime
    ) -> tuple[int, ...]:
        """Return who is told: whoever handles a case, then the heads, then everybody above them."""
        if alarm is Alarm.ESCALATE:
            return self._above(uow, case, now)
        resolvers = self._sight.resolvers(uow, case, now)
        own = tuple(person for person in resolvers if person == case.handler_id) or resolvers
        heads = () if alarm is Alarm.WARN else self._sight.heads(uow, case, now)
        return tuple(dict.fromkeys((*own, *heads)))

    def _above(self, uow: UnitOfWork, case: StoredCase, now: datetime) -> tuple[int, ...]:
        """Return the heads of all units above a case's office, and the province."""
        office, day = case.office_code, self._rights.day(now)
        units = () if office is None else uow.units.line(office)[1:]
        heads = uow.roles.holders_among(Role.MANAGER, units, day)
        seeing = [one for one in heads if self._sight.sees(uow, one, case.id, now)]
        return tuple(dict.fromkeys((*seeing, *self._sight.province(uow, case.id, now))))


def _tell(uow: UnitOfWork, round_: _Round) -> None:
    for (person, alarm), count in round_.told.items():
        payload = {"kind": DUE, "alarm": alarm, "count": count}
        tell(uow, person, f"{DUE}:{uuid4().hex}", payload, round_.now)
