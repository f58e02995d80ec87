"""Apologies for late cases: without one a late case is not answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any
from uuid import uuid4

from db.case_sight import visible_to
from db.cases import StoredCase
from db.database import Database
from db.uow import UnitOfWork
from domain.case_limits import Span
from domain.cases import OPEN, LineKind, Move
from domain.errors import DayNotPossible, EmptyText, NotLate, TextTooLong, UnknownCase
from domain.roles import Action
from services.case_moves import CaseMoves, is_late, key_of
from services.case_sight import CaseSight
from services.case_times import CaseTimes
from services.once import run_once

APOLOGY = "case.apology"
LONGEST = 600


@dataclass(frozen=True, slots=True)
class NewApology:
    """What an office says: the apology, why it is late, by when it will answer, who signs."""

    text: str
    reason: str
    answer_by: date
    signer: str
    position: str


@dataclass(frozen=True, slots=True)
class Apology:
    """An apology as it was made. `due_at` is what was missed, `days_late` counts working days."""

    number: str
    office_name: str | None
    due_at: datetime
    days_late: int
    made_at: datetime
    apology: str
    reason: str
    answer_by: date
    signer: str
    position: str
    is_provisional: bool


@dataclass(frozen=True, slots=True)
class LateCase:
    """What must be known to apologise: how late it is, and the last day that may be promised."""

    number: str
    due_at: datetime
    days_late: int
    latest_day: date
    is_provisional: bool
    has_apologised: bool


class Apologies:
    """Apologies of offices to those who waited too long.

    Every method raises:
        UnknownCase: there is no such case, or this person may not see it.
        NotLate: it is not late, or needs no answer any more.
        NotAllowed: this person works on no cases.
    """

    def __init__(
        self,
        database: Database,
        sight: CaseSight,
        moves: CaseMoves,
        times: CaseTimes,
        zone: tzinfo,
    ) -> None:
        self._database = database
        self._sight = sight
        self._moves = moves
        self._times = times
        self._zone = zone

    def look(self, actor: int, number: str, now: datetime) -> LateCase:
        """Return how late a case is, and until when an answer may be promised."""
        with self._database.open_uow(read_only=True) as uow:
            case = self._late(uow, actor, number, now)
            return LateCase(
                number=case.number,
                due_at=missed(case),
                days_late=self._days_late(uow, case, now),
                latest_day=self._latest(uow, case, now),
                is_provisional=self._is_provisional(case),
                has_apologised=uow.case_lines.has(case.id, LineKind.APOLOGY),
            )

    def apologise(
        self, actor: int, number: str, new: NewApology, told: str, now: datetime, update_key: str
    ) -> Apology:
        """Keep an apology, tell it to the sender, and let the promised day be the next limit.

        `told` is what the sender reads in the chat.

        Raises:
            EmptyText, TextTooLong: a part is missing or too long.
            DayNotPossible: the promised day is no working day to come, or too far off.
        """
        _check(new)

        def apologise(uow: UnitOfWork) -> dict[str, str]:
            case = self._late(uow, actor, number, now)
            made = self._made(uow, case, new, now)
            hand = self._moves.hand_of(uow, actor, case, now)
            due_at = self._times.calendar(uow, case.office_code, now).end_of(new.answer_by)
            case = self._moves.make(
                *(uow, case, Move.APOLOGISE, hand, now, made.reason),
                due_at=due_at,
                step_due_at=due_at,
                late_since=missed(case),
            )
            stored = _stored(made)
            parts = {**stored, "text": told}
            say = self._moves.say_to_sender
            say(uow, case, LineKind.APOLOGY, Move.APOLOGISE, hand, now, parts)
            _send_letters(uow, case, stored, now)
            return stored

        return read_apology(run_once(self._database, update_key, "apologies.apologise", apologise))

    def latest(self, actor: int, number: str, now: datetime) -> Apology:
        """Return the latest apology of a case, to make the letter again.

        Raises:
            NotLate: nobody has apologised.
        """
        with self._database.open_uow(read_only=True) as uow:
            case = self._find(uow, actor, number, now)
            lines = uow.case_lines.of(case.id, key_of(uow, case))
            made = [line.parts for line in lines if line.kind is LineKind.APOLOGY]
        if not made:
            raise NotLate(number)
        return read_apology(made[-1])

    def _find(self, uow: UnitOfWork, actor: int, number: str, now: datetime) -> StoredCase:
        sight = self._sight.of(uow, actor, now, Action.WORK_ON_CASES)
        case = uow.cases.find_number(number, visible_to(sight))
        if case is None:
            raise UnknownCase(number)
        return case

    def _late(self, uow: UnitOfWork, actor: int, number: str, now: datetime) -> StoredCase:
        case = self._find(uow, actor, number, now)
        if case.state not in OPEN or not is_late(case, now):
            raise NotLate(number)
        return case

    def _days_late(self, uow: UnitOfWork, case: StoredCase, now: datetime) -> int:
        return -self._times.days_left(uow, missed(case), case.office_code, now)

    def _latest(self, uow: UnitOfWork, case: StoredCase, now: datetime) -> date:
        end = self._times.end_of(uow, Span.APOLOGY, case.office_code, now)
        return end.astimezone(self._zone).date()

    def _is_provisional(self, case: StoredCase) -> bool:
        return self._times.limit(Span.ANSWER, case.received_at).is_provisional

    def _made(self, uow: UnitOfWork, case: StoredCase, new: NewApology, now: datetime) -> Apology:
        latest, today = self._latest(uow, case, now), now.astimezone(self._zone).date()
        calendar = self._times.calendar(uow, case.office_code, now)
        is_to_come = today <= new.answer_by <= latest and calendar.end_of(new.answer_by) > now
        if not is_to_come or not calendar.is_working_day(new.answer_by):
            raise DayNotPossible(today, latest)
        return Apology(
            number=case.number,
            office_name=case.office_name,
            due_at=missed(case),
            days_late=self._days_late(uow, case, now),
            made_at=now,
            apology=new.text.strip(),
            reason=new.reason.strip(),
            answer_by=new.answer_by,
            signer=new.signer.strip(),
            position=new.position.strip(),
            is_provisional=self._is_provisional(case),
        )


def _send_letters(uow: UnitOfWork, case: StoredCase, stored: dict[str, str], now: datetime) -> None:
    """Send the letter to the sender, and to those whose cases were merged into this one."""
    for one in (case, *uow.cases.merged_into(case.id)):
        address = uow.case_ties.address(one.id)
        if address is not None:
            payload = {"kind": APOLOGY, **stored, "number": one.number}
            # A random key: what is on the way leads from no account to a case.
            uow.outbox.add(f"{APOLOGY}:{uuid4().hex}", *address, payload, now)


def missed(case: StoredCase) -> datetime:
    """Return the due time that a late case missed."""
    found = case.late_since or case.due_at
    assert found is not None, "a late case has a due time"
    return found


def read_apology(stored: Mapping[str, Any]) -> Apology:
    """Return the apology that a line of the dialogue or an outgoing message holds."""
    return Apology(
        number=stored["number"],
        office_name=stored["office"] or None,
        due_at=datetime.fromisoformat(stored["due_at"]),
        days_late=int(stored["days_late"]),
        made_at=datetime.fromisoformat(stored["made_at"]),
        apology=stored["apology"],
        reason=stored["reason"],
        answer_by=date.fromisoformat(stored["answer_by"]),
        signer=stored["signer"],
        position=stored["position"],
        is_provisional=stored["provisional"] == "1",
    )


def _stored(made: Apology) -> dict[str, str]:
    """Return an apology as texts, as the dialogue and messages hold it."""
    return {
        "number": made.number,
        "office": made.office_name or "",
        "due_at": made.due_at.isoformat(),
        "days_late": str(made.days_late),
        "made_at": made.made_at.isoformat(),
        "apology": made.apology,
        "reason": made.reason,
        "answer_by": made.answer_by.isoformat(),
        "signer": made.signer,
        "position": made.position,
        "provisional": "1" if made.is_provisional else "",
    }


def _check(new: NewApology) -> None:
    parts = (new.text, new.reason, new.signer, new.position)
    if not all(part.strip() for part in parts):
        raise EmptyText
    if max(map(len, parts)) > LONGEST:
        raise TextTooLong(LONGEST)
