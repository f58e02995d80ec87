"""Repository of questions that were handed to a unit."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import Select, delete, func, select, update
from sqlalchemy.orm import Session

from db.conversations import affected
from db.models.editing import HandedQuestionRow, SettledAnswerRow
from db.models.units import UnitRow
from db.sealing import KeyRing

OPEN, REPLIED, BACK = "open", "replied", "back"
_QUESTION = ("handed_questions", "question_sealed")
_REPLY = ("handed_questions", "reply_sealed")


@dataclass(frozen=True, slots=True)
class StoredHanded:
    """A question in a unit's hands, or one that was there."""

    id: int
    unit: str
    unit_name: str
    question: str
    due_on: date
    state: str
    editor_id: int | None
    reply: str | None
    reminded_on: date | None


class HandedQuestionRepository:
    """Questions in the hands of units, sealed."""

    def __init__(self, session: Session, ring: KeyRing) -> None:
        self._session = session
        self._ring = ring

    def add(
        self, unit: str, question: str, due_on: date, editor_id: int | None, now: datetime
    ) -> int:
        """Keep that a question is a unit's now and return its number."""
        uid = uuid4().hex
        row = HandedQuestionRow(
            uid=uid,
            unit_code=unit,
            question_sealed=self._ring.seal(question, *_QUESTION, uid),
            due_on=due_on,
            state=OPEN,
            editor_id=editor_id,
            handed_at=now,
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def find(self, number: int) -> StoredHanded | None:
        """Return a question that was handed over, in whatever state."""
        row = self._session.execute(_handed().where(HandedQuestionRow.id == number)).first()
        return None if row is None else self._stored(row[0], row[1])

    def open(self, units: Collection[str] | None = None) -> tuple[StoredHanded, ...]:
        """Return what is in the hands of these units (None: of all), the earliest due first."""
        wanted = _handed().where(HandedQuestionRow.state == OPEN)
        if units is not None:
            wanted = wanted.where(HandedQuestionRow.unit_code.in_(units))
        rows = self._session.execute(
            wanted.order_by(HandedQuestionRow.due_on, HandedQuestionRow.id)
        )
        return tuple(self._stored(row, name) for row, name in rows)

    def due(self, until: date, today: date) -> tuple[StoredHanded, ...]:
        """Return what is due by a day and whose unit was not reminded today."""
        reminded = HandedQuestionRow.reminded_on
        wanted = _handed().where(
            HandedQuestionRow.state == OPEN,
            HandedQuestionRow.due_on <= until,
            reminded.is_(None) | (reminded != today),
        )
        rows = self._session.execute(wanted.order_by(HandedQuestionRow.id))
        return tuple(self._stored(row, name) for row, name in rows)

    def remind(self, number: int, today: date) -> None:
        """Keep that the unit was reminded."""
        row = update(HandedQuestionRow).where(HandedQuestionRow.id == number)
        affected(self._session, row.values(reminded_on=today))

    def end(
        self, number: int, state: str, reply: str | None, person_id: int, now: datetime
    ) -> bool:
        """Keep the unit's reply, or that it gave the question back; False when it was over."""
        uid = select(HandedQuestionRow.uid).where(HandedQuestionRow.id == number)
        name = self._session.scalar(uid)
        sealed = None if reply is None else self._ring.seal(reply, *_REPLY, name or "")
        values = {"state": state, "reply_sealed": sealed, "replier_id": person_id, "ended_at": now}
        own = (HandedQuestionRow.id == number, HandedQuestionRow.state == OPEN)
        return affected(self._session, update(HandedQuestionRow).where(*own).values(**values)) > 0

    def answers_of(self, number: int) -> tuple[int, ...]:
        """Return the answers whose question this is."""
        own = select(SettledAnswerRow.answer_id).where(SettledAnswerRow.handed_id == number)
        return tuple(self._session.scalars(own.order_by(SettledAnswerRow.answer_id)))

    def count_ended(self, since: datetime, until: datetime) -> dict[str, int]:
        """Return how many were handed over in a span, by what became of them."""
        query = select(HandedQuestionRow.state, func.count()).where(
            HandedQuestionRow.handed_at >= since, HandedQuestionRow.handed_at < until
        )
        rows = self._session.execute(query.group_by(HandedQuestionRow.state))
        return {str(state): int(count) for state, count in rows}

    def forget_before(self, moment: datetime) -> int:
        """Erase what was over before a moment."""
        old = delete(HandedQuestionRow).where(HandedQuestionRow.ended_at < moment)
        return affected(self._session, old)

    def _stored(self, row: HandedQuestionRow, unit_name: str) -> StoredHanded:
        sealed = row.reply_sealed
        return StoredHanded(
            row.id,
            row.unit_code,
            unit_name,
            self._ring.open(row.question_sealed, *_QUESTION, row.uid),
            row.due_on,
            row.state,
            row.editor_id,
            None if sealed is None else self._ring.open(sealed, *_REPLY, row.uid),
            row.reminded_on,
        )


def _handed() -> Select[HandedQuestionRow, str]:
    return select(HandedQuestionRow, UnitRow.name).join(
        UnitRow, UnitRow.code == HandedQuestionRow.unit_code
    )
