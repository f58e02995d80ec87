"""Repositories of answers that were given, of what people thought of them, and of who waits."""

import json
import secrets
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from db.conversations import affected
from db.models.conversations import AnswerRow, RatingRow, WatchRow
from db.sealing import KeyRing
from domain.answers import Answer, AnswerStatus, Citation

_BODY = ("answers", "body_sealed")
_REASON = ("ratings", "reason_sealed")
_ADDRESS = ("watches", "address_sealed")
# Whole in JSON and in a 64-byte button, and not to be guessed by trying.
_ANSWER_ID_BITS = 53
_LEFT_OPEN = (AnswerStatus.REFUSED.value, AnswerStatus.PARTIAL.value)
_ADD = insert(AnswerRow)


@dataclass(frozen=True, slots=True)
class StoredRating:
    """A verdict with its reason in the open."""

    verdict: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class StoredWatch:
    """A wish to hear of a later answer with its return address in the open.

    `history` are the questions that gave the unanswered one its topic.
    """

    id: int
    answer_id: int
    channel: str
    address: str
    history: tuple[str, ...] = ()


class AnswerRepository:
    """Answers without anybody's name."""

    def __init__(self, session: Session, ring: KeyRing) -> None:
        self._session = session
        self._ring = ring

    def add(self, answer: Answer, asked_on: date) -> int:
        """Keep an answer and return its number."""
        answer_id = secrets.randbits(_ANSWER_ID_BITS)
        places = dict.fromkeys(f"{c.document} {c.path}" for c in answer.citations)
        body = json.dumps(asdict(answer), ensure_ascii=False)
        row = {
            "id": answer_id,
            "asked_on": asked_on,
            "status": answer.status.value,
            "places": tuple(places),
            "body_sealed": self._ring.seal(body, *_BODY, str(answer_id)),
        }
        self._session.connection().execute(_ADD, row)
        return answer_id

    def outdate(self, places: Collection[str], documents: Collection[str], day: date) -> int:
        """Mark the answers that cite a place ("slug path") or a document as older from `day` on.

        Returns how many were not marked before.
        """
        query = select(AnswerRow.id, AnswerRow.places).where(AnswerRow.outdated_on.is_(None))
        old = [
            number
            for number, cited in self._session.execute(query)
            if any(c in places or c.partition(" ")[0] in documents for c in cited)
        ]
        for number in old:
            row = update(AnswerRow).where(AnswerRow.id == number)
            self._session.execute(row.values(outdated_on=day))
        return len(old)

    def outdated_on(self, answer_id: int) -> date | None:
        """Return since which day an answer cites an older wording, if it does."""
        row = self._row(answer_id)
        return None if row is None else row.outdated_on

    def exists(self, answer_id: int) -> bool:
        """Tell whether there is such an answer."""
        return self._row(answer_id) is not None

    def find(self, answer_id: int) -> Answer | None:
        """Return an answer as it was given."""
        row = self._row(answer_id)
        return None if row is None else opened_answer(row, self._ring)

    def outdate_these(self, answer_ids: Collection[int], day: date) -> int:
        """Mark answers as put right from a day on; return how many were not marked before."""
        own = (AnswerRow.id.in_(answer_ids), AnswerRow.outdated_on.is_(None))
        return affected(self._session, update(AnswerRow).where(*own).values(outdated_on=day))

    def forget_before(self, day: date) -> int:
        """Erase answers of before a day, with their ratings; one left open stays while awaited.

        Whoever only wishes to hear of a correction waits no longer than the answer is kept.
        """
        awaited = select(WatchRow.answer_id)
        is_over = AnswerRow.id.not_in(awaited) | AnswerRow.status.not_in(_LEFT_OPEN)
        return affected(self._session, delete(AnswerRow).where(AnswerRow.asked_on < day, is_over))

    def _row(self, answer_id: int) -> AnswerRow | None:
        if not 0 <= answer_id < 2**_ANSWER_ID_BITS:
            return None
        return self._session.get(AnswerRow, answer_id)


class RatingRepository:
    """One rating an answer, the latest."""

    def __init__(self, session: Session, ring: KeyRing) -> None:
        self._session = session
        self._ring = ring

    def set_verdict(self, answer_id: int, verdict: str) -> None:
        """Keep a verdict; a thumb up takes an earlier reason away."""
        row = self._row(answer_id, verdict)
        row.verdict = verdict
        if verdict == "up":
            row.reason_sealed = None
        self._session.flush()

    def set_reason(self, answer_id: int, reason: str) -> None:
        """Keep why an answer did not help."""
        row = self._row(answer_id, "down")
        row.verdict = "down"
        row.reason_sealed = self._ring.seal(reason, *_REASON, str(answer_id))
        self._session.flush()

    def find(self, answer_id: int) -> StoredRating | None:
        """Return the rating of an answer."""
        row = self._session.get(RatingRow, answer_id)
        if row is None:
            return None
        sealed = row.reason_sealed
        reason = None if sealed is None else self._ring.open(sealed, *_REASON, str(answer_id))
        return StoredRating(row.verdict, reason)

    def _row(self, answer_id: int, verdict: str) -> RatingRow:
        row = self._session.get(RatingRow, answer_id)
        if row is None:
            row = RatingRow(answer_id=answer_id, verdict=verdict)
            self._session.add(row)
        return row


class WatchRepository:
    """Wishes to hear of a later answer; whose they are is found only by a keyed hash."""

    def __init__(self, session: Session, ring: KeyRing) -> None:
        self._session = session
        self._ring = ring

    def add(
        self,
        person_id: int,
        answer_id: int,
        channel: str,
        address: str,
        now: datetime,
        history: Sequence[str] = (),
    ) -> None:
        """Keep a wish with its return address and the questions before its own."""
        uid = uuid4().hex
        wish = json.dumps([channel, address, *history], ensure_ascii=False)
        sealed = self._ring.seal(wish, *_ADDRESS, uid)
        self._session.add(
            WatchRow(
                uid=uid,
                answer_id=answer_id,
                owner_hash=self._ring.lookup("watch", str(person_id)),
                address_sealed=sealed,
                made_on=now.date(),
            )
        )
        self._session.flush()

    def exists(self, person_id: int, answer_id: int) -> bool:
        """Tell whether this person waits for news on this answer."""
        found = select(WatchRow.id).where(self._owned(person_id), WatchRow.answer_id == answer_id)
        return self._session.scalar(found) is not None

    def count(self, person_id: int) -> int:
        """Return how many wishes a person has."""
        return self._session.scalar(select(func.count()).where(self._owned(person_id))) or 0

    def to_look_at(self, today: date, known: Collection[int] = ()) -> tuple[StoredWatch, ...]:
        """Return the wishes that might be told: on what went open, or is no longer right today.

        The oldest first, without those of the numbers in `known`.
        """
        is_open = AnswerRow.status.in_(_LEFT_OPEN)
        may_be = select(WatchRow).join(AnswerRow, AnswerRow.id == WatchRow.answer_id)
        rows = self._session.scalars(
            may_be.where(is_open | (AnswerRow.outdated_on <= today)).order_by(WatchRow.id)
        )
        return tuple(self._open(row) for row in rows if row.id not in known)

    def of_answers(self, answer_ids: Collection[int]) -> tuple[StoredWatch, ...]:
        """Return the wishes on these answers, the oldest first."""
        own = select(WatchRow).where(WatchRow.answer_id.in_(answer_ids)).order_by(WatchRow.id)
        return tuple(self._open(row) for row in self._session.scalars(own))

    def erase(self, person_id: int, answer_id: int) -> bool:
        """Erase a person's wish on an answer and tell whether there was one."""
        own = delete(WatchRow).where(self._owned(person_id), WatchRow.answer_id == answer_id)
        return affected(self._session, own) > 0

    def erase_told(self, watch_id: int) -> bool:
        """Erase a wish that was fulfilled and tell whether it was still there."""
        return affected(self._session, delete(WatchRow).where(WatchRow.id == watch_id)) > 0

    def erase_all(self, person_id: int) -> int:
        """Erase all wishes of a person and return how many there were."""
        return affected(self._session, delete(WatchRow).where(self._owned(person_id)))

    def _owned(self, person_id: int) -> Any:
        return WatchRow.owner_hash.in_(self._ring.lookups("watch", str(person_id)))

    def _open(self, row: WatchRow) -> StoredWatch:
        opened = self._ring.open(row.address_sealed, *_ADDRESS, row.uid)
        channel, address, *history = json.loads(opened)
        return StoredWatch(row.id, row.answer_id, channel, address, tuple(history))


def opened_answer(row: AnswerRow, ring: KeyRing) -> Answer:
    """Return an answer as it was given."""
    return _answer(json.loads(ring.open(row.body_sealed, *_BODY, str(row.id))))


def _answer(body: dict[str, Any]) -> Answer:
    return Answer(
        question=body["question"],
        status=AnswerStatus(body["status"]),
        text=body["text"],
        citations=tuple(Citation(**citation) for citation in body["citations"]),
        related=tuple(body["related"]),
        is_missing=bool(body.get("is_missing", False)),
    )
