"""Following one's case by its code, or from the account that sent it."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from db.cases import StoredCase
from db.database import Database
from db.uow import UnitOfWork
from domain.cases import (
    BEST,
    WORST,
    CaseState,
    LineKind,
    Move,
    Step,
    is_dissatisfied,
)
from domain.errors import MoveNotPossible, TooManyTries, UnknownCase, UnknownFile, UnknownReceipt
from services.case_moves import EXPLAIN, SENDER, CaseMoves, read_text
from services.case_routing import CaseRouting
from services.case_sight import CaseSight
from services.case_views import read_content, sender_view
from services.cases import Holder, Line, OpenedFile, OwnCase, SenderView
from services.notices import tell
from services.once import run_once
from services.rights import Rights

FREE_TRIES = 5
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(minutes=1), timedelta(days=1)
_SHOWN = 50

Act = Callable[[UnitOfWork, StoredCase], object]


@dataclass(frozen=True, slots=True)
class StepTold:
    """What a sender is told of a step: the case as they see it, and the line that is new."""

    view: SenderView
    line: Line | None


class CaseFollowing:
    """The sender's side of a case: reading, adding, answering, agreeing, rating, reopening.

    Every method that takes a holder raises:
        UnknownReceipt: the code opens nothing; wrong ones are counted for each account.
        TooManyTries: no code is tried before some time has passed.
        UnknownCase: the number is none of this account's own cases.
    """

    def __init__(self, database: Database, rights: Rights, moves: CaseMoves) -> None:
        self._database = database
        self._moves = moves
        self._sight = CaseSight(rights)
        self._routing = CaseRouting(rights, self._sight)

    def open(self, holder: Holder, now: datetime, update_key: str) -> SenderView:
        """Return a case as its sender sees it."""
        return self._run(holder, now, update_key, "following.open", lambda uow, case: None)

    def own(self, person_id: int) -> tuple[OwnCase, ...]:
        """Return the cases that were sent from this account and linked to it, newest first."""
        with self._database.open_uow(read_only=True) as uow:
            ids = uow.case_ties.linked(uow.case_marks.owner(person_id))
            found = uow.cases.of(ids, _SHOWN)
        return tuple(
            OwnCase(
                case.number, case.kind, case.state, case.unit_name, case.received_at, case.due_at
            )
            for case in found
        )

    def told(self, number: str, line_id: int | None) -> StepTold | None:
        """Return what a message to a sender tells; None once the case cannot be read any more."""
        with self._database.open_uow(read_only=True) as uow:
            case = uow.cases.find_number(number)
            if case is None or uow.case_keys.find(case.id) is None:
                return None
            view = sender_view(uow, case)
        return StepTold(view, next((line for line in view.lines if line.id == line_id), None))

    def file(self, holder: Holder, uid: str, now: datetime, update_key: str) -> OpenedFile:
        """Return a file of a case that its sender sent or was sent, as it was cleaned.

        Raises:
            UnknownFile: there is none for them.
        """
        view = self.open(holder, now, update_key)
        shown = (*view.content.files, *(file for line in view.lines for file in line.files))
        head = next((one for one in shown if one.uid == uid), None)
        with self._database.open_uow(read_only=True) as uow:
            case = uow.cases.find_number(view.number)
            key = None if case is None else uow.case_keys.find(case.id)
            if case is None or key is None or head is None:
                raise UnknownFile
            content = uow.case_files.open(case.id, uid, key, original=False)
        if content is None:
            raise UnknownFile
        return OpenedFile(head, content)

    def add(
        self,
        holder: Holder,
        text: str,
        now: datetime,
        update_key: str,
        files: tuple[str, ...] = (),
    ) -> SenderView:
        """Add something to a case; files alone are enough.

        Raises:
            EmptyText, TextTooLong, UnknownFile, MoveNotPossible.
        """
        said = "" if files and not text.strip() else read_text(text)
        return self._write(holder, Move.ADD, LineKind.ADDITION, said, files, now, update_key)

    def answer(
        self,
        holder: Holder,
        text: str,
        now: datetime,
        update_key: str,
        files: tuple[str, ...] = (),
    ) -> SenderView:
        """Answer what the office asked; its clock goes on.

        Raises:
            EmptyText, TextTooLong, UnknownFile, MoveNotPossible.
        """
        said = "" if files and not text.strip() else read_text(text)
        return self._write(holder, Move.REPLY, LineKind.REPLY, said, files, now, update_key)

    def agree(
        self, holder: Holder, summary_id: int, is_agreed: bool, now: datetime, update_key: str
    ) -> SenderView:
        """Agree, or not, that the official concerned reads a summary.

        Raises:
            MoveNotPossible: nothing waits for agreement.
        """

        def agree(uow: UnitOfWork, case: StoredCase) -> None:
            move = Move.AGREE if is_agreed else Move.DECLINE
            waits = uow.case_explanations.waits(case.id) == summary_id
            if not waits or not uow.case_explanations.decide(summary_id, is_agreed, now):
                raise MoveNotPossible(move, case.state)
            moved = self._moves.make(uow, case, move, SENDER, now, has_news=True)
            self._tell_handler(uow, moved, "agreed" if is_agreed else "declined", now)
            if is_agreed:
                self._ask_official(uow, moved, now)

        return self._run(holder, now, update_key, "following.agree", agree)

    def rate(
        self, holder: Holder, rating: int, reason: str, now: datetime, update_key: str
    ) -> SenderView:
        """Rate the answer from 1 to 5; a low rating is looked at by somebody else.

        Raises:
            AlreadyRated: once is enough.
            MoveNotPossible: there is no answer to rate.
        """
        if not WORST <= rating <= BEST:
            raise MoveNotPossible(Move.RATE, CaseState.ANSWERED)

        def rate(uow: UnitOfWork, case: StoredCase) -> None:
            changes: dict[str, Any] = {"rating": rating, "rated_at": now}
            if is_dissatisfied(rating):
                review = self._moves.next_step(uow, case, Step.REVIEW, now)
                changes |= {"needs_review": True, **review}
            moved = self._moves.make(uow, case, Move.RATE, SENDER, now, **changes)
            if reason.strip():
                parts = {"text": read_text(reason)}
                self._moves.say(uow, moved, LineKind.RATING, SENDER, now, parts)
            if is_dissatisfied(rating):
                others = self._reviewers(uow, moved, now)
                self._moves.tell_office(uow, others, "review", now)

        return self._run(holder, now, update_key, "following.rate", rate)

    def reopen(self, holder: Holder, reason: str, now: datetime, update_key: str) -> SenderView:
        """Open an answered case once more.

        Raises:
            AlreadyReopened, MoveNotPossible, EmptyText.
        """
        said = read_text(reason)

        def reopen(uow: UnitOfWork, case: StoredCase) -> None:
            begun = self._moves.begin(uow, case.office_code or case.unit_code, now, Step.ANSWER)
            first_due = case.first_due_at or begun["first_due_at"]
            changes = {**begun, "first_due_at": first_due, "reopened_at": now}
            changes |= {"handler_id": None, "needs_review": False, "has_news": True}
            moved = self._moves.make(uow, case, Move.REOPEN, SENDER, now, **changes)
            self._moves.say(uow, moved, LineKind.REOPENING, SENDER, now, {"text": said})
            moved = self._routing.learn(uow, moved, said, now)
            people = self._sight.resolvers(uow, moved, now)
            heads = self._sight.heads(uow, moved, now)
            self._moves.tell_office(uow, (*people, *heads), "reopened", now)

        return self._run(holder, now, update_key, "following.reopen", reopen)

    def unlink(self, holder: Holder, now: datetime, update_key: str) -> SenderView:
        """Cut the case off from this account and erase where answers went; the code still opens."""
        return self._run(
            holder,
            now,
            update_key,
            "following.unlink",
            lambda uow, case: uow.case_ties.cut(case.id),
        )

    def _write(
        self,
        holder: Holder,
        move: Move,
        kind: LineKind,
        text: str,
        files: tuple[str, ...],
        now: datetime,
        update_key: str,
    ) -> SenderView:
        def write(uow: UnitOfWork, case: StoredCase) -> None:
            moved = self._moves.make(uow, case, move, SENDER, now, has_news=True)
            self._moves.say(uow, moved, kind, SENDER, now, {"text": text}, files, holder.person_id)
            moved = self._routing.learn(uow, moved, text, now)
            self._tell_handler(uow, moved, "reply" if move is Move.REPLY else "addition", now)

        return self._run(holder, now, update_key, f"following.{move}", write)

    def _run(
        self, holder: Holder, now: datetime, update_key: str, use_case: str, act: Act
    ) -> SenderView:
        """Do something to the holder's case, once, and return the case as it is then."""

        def run(uow: UnitOfWork) -> dict[str, Any]:
            found = self._find(uow, holder, now)
            if isinstance(found, dict):
                return found
            act(uow, found)
            return {"case": found.id}

        outcome = run_once(self._database, update_key, use_case, run)
        _raise_refusal(outcome)
        with self._database.open_uow(read_only=True) as uow:
            return sender_view(uow, uow.cases.get(outcome["case"]))

    def _find(self, uow: UnitOfWork, holder: Holder, now: datetime) -> StoredCase | dict[str, Any]:
        """Return the holder's case, or why it is not opened, to be stored with the count."""
        if holder.code is None:
            return _own_case(uow, holder)
        tries = uow.case_marks.count("tries", str(holder.account_id))
        failures, until = _failures(uow, tries, now)
        if until is not None and now < until:
            return {"until": until.isoformat()}
        wanted = uow.case_marks.receipt(holder.code)
        case = uow.cases.find_receipt(wanted)
        if case is not None and hmac.compare_digest(case.receipt_hash, wanted):
            uow.case_counts.erase(tries)
            if uow.case_keys.find(case.id) is None:
                raise UnknownCase(case.number)
            return case
        uow.case_counts.put(tries, failures + 1, now)
        return {"left": max(0, FREE_TRIES - failures - 1)}

    def _tell_handler(self, uow: UnitOfWork, case: StoredCase, about: str, now: datetime) -> None:
        handler = case.handler_id
        people = self._sight.resolvers(uow, case, now) if handler is None else (handler,)
        self._moves.tell_office(uow, people, about, now)

    def _reviewers(self, uow: UnitOfWork, case: StoredCase, now: datetime) -> tuple[int, ...]:
        """Return who may look at a case again: not who answered it."""
        heads = [one for one in self._sight.heads(uow, case, now) if one != case.answerer_id]
        everybody = heads or self._sight.province(uow, case.id, now)
        return tuple(one for one in everybody if one != case.answerer_id)

    def _ask_official(self, uow: UnitOfWork, case: StoredCase, now: datetime) -> None:
        key = uow.case_keys.find(case.id)
        official = None if key is None else read_content(case, key).subject.person_id
        if official is not None:
            # The key tells nothing of the case, as the message does not.
            asked = len(uow.case_explanations.asked(uow.case_marks.official(official)))
            tell(uow, official, f"{EXPLAIN}:{official}:{asked}", {"kind": EXPLAIN}, now)


def _own_case(uow: UnitOfWork, holder: Holder) -> StoredCase:
    number = holder.number or ""
    case = uow.cases.find_number(number)
    owner = uow.case_marks.owner(holder.person_id)
    if case is None or not uow.case_ties.is_linked(case.id, owner):
        raise UnknownCase(number)
    if uow.case_keys.find(case.id) is None:
        raise UnknownCase(number)
    return case


def _failures(uow: UnitOfWork, tries: bytes, now: datetime) -> tuple[int, datetime | None]:
    """Return how many wrong codes came one after another, and until when none is tried."""
    counted = uow.case_counts.latest(tries)
    if counted is None:
        return 0, None
    failures, latest = counted[0], min(counted[1], now)
    if now - latest > _LONGEST_PAUSE:
        return 0, None
    if failures < FREE_TRIES:
        return failures, None
    pause = min(_FIRST_PAUSE * 2 ** min(failures - FREE_TRIES, 20), _LONGEST_PAUSE)
    return failures, latest + pause


def _raise_refusal(outcome: dict[str, Any]) -> None:
    if "until" in outcome:
        raise TooManyTries(datetime.fromisoformat(outcome["until"]))
    if "left" in outcome:
        raise UnknownReceipt(outcome["left"])
