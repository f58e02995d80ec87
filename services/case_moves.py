"""Making a move: the state, the clock, the history and who is told, all in one transaction."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from db.case_keys import CaseKey
from db.cases import StoredCase
from db.uow import UnitOfWork
from domain.cases import NEW, OPEN, Actor, CaseState, LineKind, Move, Step, after
from domain.errors import EmptyText, TextTooLong, UnknownCase, UnknownFile
from domain.roles import Role
from services.cases import Deadlines
from services.notices import tell
from services.rights import Rights

# What is told: the sender a step of their case; offices that something waits, never what.
STEP, DESK, EXPLAIN, PRAISED = "case.step", "case.desk", "case.explain", "case.praised"

MOST_LETTERS = 6000
# Without any limit of the office a case still comes up in the queue some day.
_SOME_DAY = timedelta(days=30)
# What waits for its sender stands behind everything that waits for the office.
_BEHIND = timedelta(days=3650)


@dataclass(frozen=True, slots=True)
class Hand:
    """Who makes a move and in which part; a sender has no number here."""

    actor: Actor
    person_id: int | None = None


SENDER, CLOCK = Hand(Actor.SENDER), Hand(Actor.CLOCK)


class CaseMoves:
    """The one way in which a case changes."""

    def __init__(self, rights: Rights, deadlines: Deadlines) -> None:
        self._rights = rights
        self._deadlines = deadlines

    def make(
        self,
        uow: UnitOfWork,
        case: StoredCase,
        move: Move,
        hand: Hand,
        now: datetime,
        reason: str = "",
        **changes: Any,
    ) -> StoredCase:
        """Make a move, add it to the history, and return the case as it is now.

        Raises:
            MoveNotPossible, AlreadyRated, AlreadyReopened: the table does not allow it.
            ConcurrentChange: somebody else moved it meanwhile.
        """
        was_reopened = case.reopened_at is not None
        state = after(case.state, move, hand.actor, was_reopened=was_reopened)
        times = {**self._times(uow, case, state, now), **changes}
        urgent = _urgent(case, state, times)
        values = {"state": state, "is_open": state in OPEN, "moved_at": now, "urgent_at": urgent}
        moved = uow.cases.change(case, **{**values, **times})
        self.write_down(uow, moved, move, hand, now, reason)
        return moved

    def write_down(
        self,
        uow: UnitOfWork,
        case: StoredCase,
        move: Move,
        hand: Hand,
        now: datetime,
        reason: str = "",
    ) -> None:
        """Add a move to the history of a case."""
        key = uow.case_keys.find(case.id)
        office = case.office_code
        uow.case_history.add(
            case.id, key, now, move, hand.actor, hand.person_id, case.state, office, reason
        )

    def hand_of(self, uow: UnitOfWork, person_id: int, case: StoredCase, now: datetime) -> Hand:
        """Return in which part somebody of an office acts on a case."""
        held = self._rights.holdings(uow, person_id, now)
        handles = any(one.role is Role.HANDLER and one.unit == case.office_code for one in held)
        return Hand(Actor.HANDLER if handles else Actor.HEAD, person_id)

    def say(
        self,
        uow: UnitOfWork,
        case: StoredCase,
        kind: LineKind,
        hand: Hand,
        now: datetime,
        parts: Mapping[str, str],
        files: Iterable[str] = (),
        owner: int | None = None,
    ) -> int:
        """Add something to the dialogue, with files that `owner` had kept; return its number.

        Raises:
            UnknownFile: a file is not theirs.
        """
        key = key_of(uow, case)
        line = uow.case_lines.add(case.id, key, kind, hand.actor, hand.person_id, now, dict(parts))
        attach(uow, case.id, line, key, files, owner)
        return line

    def say_to_sender(
        self,
        uow: UnitOfWork,
        case: StoredCase,
        kind: LineKind,
        move: Move,
        hand: Hand,
        now: datetime,
        parts: Mapping[str, str],
        files: Iterable[str] = (),
    ) -> int:
        """Say something to the sender and to those whose cases were merged into this one."""
        line = self.say(uow, case, kind, hand, now, parts, files, hand.person_id)
        self.tell_sender(uow, case, move, now, line)
        for other in uow.cases.merged_into(case.id):
            if uow.case_keys.find(other.id) is not None:
                same = self.say(uow, other, kind, hand, now, parts)
                self.tell_sender(uow, other, move, now, same)
        return line

    def tell_sender(
        self,
        uow: UnitOfWork,
        case: StoredCase,
        move: Move,
        now: datetime,
        line: int | None = None,
    ) -> bool:
        """Tell the sender of a step where they left an address; what it says is read when sent."""
        address = uow.case_ties.address(case.id)
        if address is None:
            return False
        payload = {"kind": STEP, "number": case.number, "move": move, "line": line}
        # A random key: what is on the way leads from no account to a case.
        return uow.outbox.add(f"{STEP}:{uuid4().hex}", *address, payload, now)

    def tell_office(self, uow: UnitOfWork, people: Iterable[int], about: str, now: datetime) -> int:
        """Tell people of an office that something waits at their desk, and nothing of it."""
        told = 0
        for person in dict.fromkeys(people):
            payload = {"kind": DESK, "about": about}
            told += tell(uow, person, f"{DESK}:{uuid4().hex}", payload, now)
        return told

    def begin(
        self, uow: UnitOfWork, unit: str | None, now: datetime, step: Step = Step.ACKNOWLEDGE
    ) -> dict[str, Any]:
        """Return the times with which a case begins in an office."""
        due = self._deadlines.due(uow, Step.ANSWER, unit, now)
        step_due = due if step is Step.ANSWER else self._deadlines.due(uow, step, unit, now)
        return {
            "step": step,
            "step_due_at": step_due,
            "due_at": due,
            "first_due_at": due,
            "urgent_at": step_due or due or now + _SOME_DAY,
        }

    def next_step(
        self, uow: UnitOfWork, case: StoredCase, step: Step, now: datetime
    ) -> dict[str, Any]:
        """Return the times of a step that begins now."""
        if step is Step.ANSWER:
            return {"step": step, "step_due_at": case.due_at}
        due = self._deadlines.due(uow, step, case.office_code or case.unit_code, now)
        return {"step": step, "step_due_at": due}

    def _times(
        self, uow: UnitOfWork, case: StoredCase, state: CaseState, now: datetime
    ) -> dict[str, Any]:
        times: dict[str, Any] = {}
        if is_late(case, now) and case.late_since is None:
            times["late_since"] = case.due_at
        if state is CaseState.ASKED and case.paused_since is None:
            times["paused_since"] = now
        if state is not CaseState.ASKED and case.paused_since is not None:
            times.update(self._resumed(uow, case, case.paused_since, now))
        if case.state in NEW and state in OPEN - NEW:
            times.update(self.next_step(uow, case, Step.ANSWER, now))
            times["acknowledged_at"] = case.acknowledged_at or now
        if state not in OPEN:
            times["step_due_at"] = None
        return times

    def _resumed(
        self, uow: UnitOfWork, case: StoredCase, since: datetime, now: datetime
    ) -> dict[str, Any]:
        """Return the due times moved by as long as the sender was waited for."""
        unit = case.office_code or case.unit_code
        moments = {
            "due_at": case.due_at,
            "first_due_at": case.first_due_at,
            "step_due_at": case.step_due_at,
        }
        moved = {
            name: self._deadlines.resumed(uow, moment, unit, since, now)
            for name, moment in moments.items()
            if moment is not None
        }
        return {"paused_since": None, **moved}


def is_late(case: StoredCase, now: datetime) -> bool:
    """Tell whether an answer is late now; while the sender is waited for the clock stands."""
    if case.late_since is not None:
        return True
    is_over = case.due_at is not None and case.due_at < now
    return case.is_open and is_over and case.paused_since is None


def key_of(uow: UnitOfWork, case: StoredCase) -> CaseKey:
    """Return the key of a case.

    Raises:
        UnknownCase: it was destroyed.
    """
    key = uow.case_keys.find(case.id)
    if key is None:
        raise UnknownCase(case.number)
    return key


def attach(
    uow: UnitOfWork,
    case_id: int,
    line: int | None,
    key: CaseKey,
    files: Iterable[str],
    owner: int | None,
) -> None:
    """Give files that somebody had kept to a case.

    Raises:
        UnknownFile: one is not theirs.
    """
    for uid in files:
        hashed = b"" if owner is None else uow.case_marks.owner(owner)
        if not uow.case_files.attach(hashed, uid, case_id, line, key):
            raise UnknownFile


def read_text(text: str, at_most: int = MOST_LETTERS) -> str:
    """Return a text that says something, without blanks around it.

    Raises:
        EmptyText, TextTooLong.
    """
    bare = text.replace("\x00", "").strip()
    if not bare:
        raise EmptyText
    if len(bare) > at_most:
        raise TextTooLong(at_most)
    return bare


def _urgent(case: StoredCase, state: CaseState, times: Mapping[str, Any]) -> datetime:
    """Return by when somebody should look at a case, as the queue is ordered."""
    due: datetime | None = times.get("step_due_at", case.step_due_at) or times.get(
        "due_at", case.due_at
    )
    moment = due or case.received_at + _SOME_DAY
    return moment + _BEHIND if state is CaseState.ASKED else moment
