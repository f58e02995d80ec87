"""An office's desk: what its people do with one case, beside reading it and passing it on."""

from datetime import datetime
from typing import Any

from db.cases import StoredCase
from db.uow import UnitOfWork
from domain.cases import CaseKind, LineKind, Move, Step
from domain.errors import (
    AnswerIncomplete,
    ApologyNeeded,
    MoveNotPossible,
    SamePerson,
    UnknownPerson,
)
from domain.roles import Action, Role
from services.case_hearing import CaseHearing
from services.case_moves import CLOCK, PRAISED, Hand, is_late, key_of, read_text
from services.case_passing import CasePassing
from services.case_reading import CaseReading
from services.case_views import read_content
from services.cases import DeskLine
from services.notices import tell


class CaseDesk(CaseReading, CasePassing, CaseHearing):
    """Everything that an office does with cases."""

    def acknowledge(self, actor: int, number: str, now: datetime, update_key: str) -> DeskLine:
        """Tell the sender that the office has it; praise goes on to whom it praises."""

        def acknowledge(uow: UnitOfWork, case: StoredCase, hand: Hand) -> StoredCase:
            moved = self._moves.make(uow, case, Move.ACKNOWLEDGE, hand, now)
            self._moves.tell_sender(uow, moved, Move.ACKNOWLEDGE, now)
            return self._pass_on(uow, moved, now) if case.kind is CaseKind.PRAISE else moved

        return self._act(actor, number, now, update_key, "desk.acknowledge", acknowledge)

    def take(self, actor: int, number: str, now: datetime, update_key: str) -> DeskLine:
        """Take a case on oneself."""

        def take(uow: UnitOfWork, case: StoredCase, hand: Hand) -> StoredCase:
            if case.handler_id == actor:
                raise MoveNotPossible(Move.TAKE, case.state)
            return self._give(uow, case, Move.TAKE, hand, actor, now)

        return self._act(actor, number, now, update_key, "desk.take", take)

    def colleagues(self, actor: int, number: str, now: datetime) -> tuple[tuple[int, str], ...]:
        """Return to whom a case may be given: number and name, blank where none is known."""
        with self._database.open_uow(read_only=True) as uow:
            case = self._load(uow, actor, number, now, Action.WORK_ON_CASES)
            people = self._workers(uow, case, now)
            names = uow.names.find_all(people)
        return tuple((one, names.get(one, "")) for one in people if one != case.handler_id)

    def assign(
        self, actor: int, number: str, person_id: int, now: datetime, update_key: str
    ) -> DeskLine:
        """Give a case to a colleague who may see it.

        Raises:
            UnknownPerson: they may not.
        """

        def assign(uow: UnitOfWork, case: StoredCase, hand: Hand) -> StoredCase:
            if person_id not in self._workers(uow, case, now):
                raise UnknownPerson(person_id)
            moved = self._give(uow, case, Move.ASSIGN, hand, person_id, now)
            if person_id != actor:
                self._moves.tell_office(uow, [person_id], "assigned", now)
            return moved

        return self._act(actor, number, now, update_key, "desk.assign", assign)

    def ask(self, actor: int, number: str, text: str, now: datetime, update_key: str) -> DeskLine:
        """Ask the sender for more; the clock stands still until they answer."""
        said = read_text(text)

        def ask(uow: UnitOfWork, case: StoredCase, hand: Hand) -> StoredCase:
            moved = self._moves.make(
                uow, case, Move.ASK, hand, now, handler_id=case.handler_id or actor
            )
            line = self._moves.say(uow, moved, LineKind.QUESTION, hand, now, {"text": said})
            self._moves.tell_sender(uow, moved, Move.ASK, now, line)
            return moved

        return self._act(actor, number, now, update_key, "desk.ask", ask)

    def note(self, actor: int, number: str, text: str, now: datetime, update_key: str) -> DeskLine:
        """Write something down that only the office reads."""
        said = read_text(text)

        def note(uow: UnitOfWork, case: StoredCase, hand: Hand) -> StoredCase:
            moved = self._moves.make(uow, case, Move.NOTE, hand, now)
            self._moves.say(uow, moved, LineKind.NOTE, hand, now, {"text": said})
            return moved

        return self._act(actor, number, now, update_key, "desk.note", note)

    def answer(
        self,
        actor: int,
        number: str,
        text: str,
        proof: str,
        next_step: str,
        now: datetime,
        update_key: str,
        files: tuple[str, ...] = (),
    ) -> DeskLine:
        """Answer the sender: what was found and done, what proves it, and what comes next.

        A file can stand for the proof.

        Raises:
            AnswerIncomplete: a part is missing.
            ApologyNeeded: the case is late and nobody has apologised yet.
        """
        parts = _answer_parts(text, proof, next_step, bool(files))

        def answer(uow: UnitOfWork, case: StoredCase, hand: Hand) -> StoredCase:
            if is_late(case, now) and not has_apology(uow, case):
                raise ApologyNeeded
            first = case.answered_at or now
            moved = self._moves.make(
                uow, case, Move.ANSWER, hand, now, answered_at=first, answerer_id=actor,
                has_news=False,
            )  # fmt: skip
            self._moves.say_to_sender(
                uow, moved, LineKind.ANSWER, Move.ANSWER, hand, now, parts, files
            )
            return moved

        return self._act(actor, number, now, update_key, "desk.answer", answer)

    def refuse(
        self, actor: int, number: str, reason: str, now: datetime, update_key: str
    ) -> DeskLine:
        """Refuse a case with a reason that the sender reads."""
        said = read_text(reason)

        def refuse(uow: UnitOfWork, case: StoredCase, hand: Hand) -> StoredCase:
            if is_late(case, now) and not has_apology(uow, case):
                raise ApologyNeeded
            moved = self._moves.make(
                uow, case, Move.REFUSE, hand, now, said, answerer_id=actor, has_news=False
            )
            parts = {"text": said}
            self._moves.say_to_sender(uow, moved, LineKind.REFUSAL, Move.REFUSE, hand, now, parts)
            return moved

        return self._act(actor, number, now, update_key, "desk.refuse", refuse)

    def review(
        self, actor: int, number: str, text: str, reopens: bool, now: datetime, update_key: str
    ) -> DeskLine:
        """Look again at a case whose sender is dissatisfied; not by who answered it.

        Raises:
            SamePerson: the actor answered it.
            AlreadyReopened: it cannot be opened again.
        """
        said = read_text(text)

        def review(uow: UnitOfWork, case: StoredCase, hand: Hand) -> StoredCase:
            if not case.needs_review:
                raise MoveNotPossible(Move.REVIEW, case.state)
            if case.answerer_id == actor:
                raise SamePerson
            moved = self._moves.make(uow, case, Move.REVIEW, hand, now, needs_review=False)
            self._moves.say(uow, moved, LineKind.REVIEW, hand, now, {"text": said})
            return self._open_again(uow, moved, hand, now) if reopens else moved

        return self._act(actor, number, now, update_key, "desk.review", review)

    def hold(
        self, actor: int, number: str, is_held: bool, reason: str, now: datetime, update_key: str
    ) -> DeskLine:
        """Keep a case beyond its time, by order, or let it go."""
        said = read_text(reason)

        def hold(uow: UnitOfWork, case: StoredCase, hand: Hand) -> StoredCase:
            move = Move.HOLD if is_held else Move.RELEASE
            since = (case.held_since or now) if is_held else None
            deed = "hold case" if is_held else "release case"
            uow.audit.add(now, actor, deed, f"case:{number}", case.office_code)
            return self._moves.make(uow, case, move, hand, now, said, held_since=since)

        return self._act(actor, number, now, update_key, "desk.hold", hold)

    def _give(
        self,
        uow: UnitOfWork,
        case: StoredCase,
        move: Move,
        hand: Hand,
        person_id: int,
        now: datetime,
    ) -> StoredCase:
        moved = self._moves.make(uow, case, move, hand, now, handler_id=person_id)
        if case.acknowledged_at is None:
            self._moves.tell_sender(uow, moved, Move.ACKNOWLEDGE, now)
        return moved

    def _workers(self, uow: UnitOfWork, case: StoredCase, now: datetime) -> tuple[int, ...]:
        """Return who may be given a case: the people of its office without a conflict."""
        day, office = self._rights.day(now), case.office_code
        roles = (Role.HANDLER, Role.MANAGER) if office else (Role.INSPECTOR, Role.COORDINATOR)
        people = [person for role in roles for person in uow.roles.holders(role, office, day)]
        unique = dict.fromkeys(people)
        return self._sight.among(uow, unique, case, now, Action.WORK_ON_CASES)

    def _open_again(
        self, uow: UnitOfWork, case: StoredCase, hand: Hand, now: datetime
    ) -> StoredCase:
        begun = self._moves.begin(uow, case.office_code or case.unit_code, now, Step.ANSWER)
        changes: dict[str, Any] = {**begun, "first_due_at": case.first_due_at}
        changes |= {"reopened_at": now, "handler_id": hand.person_id}
        moved = self._moves.make(uow, case, Move.REOPEN, hand, now, **changes)
        self._moves.tell_sender(uow, moved, Move.REOPEN, now)
        return moved

    def _pass_on(self, uow: UnitOfWork, case: StoredCase, now: datetime) -> StoredCase:
        """Let praise reach whom it praises and their head; with that it is done."""
        official = read_content(case, key_of(uow, case)).subject.person_id
        day = self._rights.day(now)
        heads = uow.roles.holders_among(Role.MANAGER, [case.unit_code or ""], day)
        for person in dict.fromkeys((official, *heads)):
            if person is not None:
                tell(uow, person, f"{PRAISED}:{case.number}:{person}", {"kind": PRAISED}, now)
        closed = self._moves.make(uow, case, Move.CLOSE, CLOCK, now, closed_at=now)
        uow.case_ties.forget_address(case.id)
        return closed


def has_apology(uow: UnitOfWork, case: StoredCase) -> bool:
    """Tell whether somebody has apologised since a case is late."""
    since = case.late_since or case.due_at
    return uow.case_lines.has(case.id, LineKind.APOLOGY, since)


def _answer_parts(text: str, proof: str, next_step: str, has_files: bool) -> dict[str, str]:
    """Return the parts of an answer.

    Raises:
        AnswerIncomplete: one is missing; vague answers are what citizens complain of.
    """
    told = {"text": text.strip(), "proof": proof.strip(), "next": next_step.strip()}
    missing = tuple(
        part for part, said in told.items() if not said and not (part == "proof" and has_files)
    )
    if missing:
        raise AnswerIncomplete(missing)
    return {part: read_text(said) if said else "" for part, said in told.items()}
