"""Repositories of what belongs to a person's conversation: recent questions and drafts."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import CursorResult, Delete, Update, bindparam, delete, func, insert, select
from sqlalchemy.orm import Session

from db.models.conversations import DraftRow, QuestionRow
from db.sealing import KeyRing

_TEXT = ("questions", "text_sealed")
_PAYLOAD = ("drafts", "payload_sealed")

# Built once, since every message runs them.
_ADD_QUESTION = insert(QuestionRow)
_RECENT = (
    select(QuestionRow.text_sealed, QuestionRow.uid)
    .where(QuestionRow.person_id == bindparam("person"), QuestionRow.asked_at >= bindparam("since"))
    .order_by(QuestionRow.id.desc())
    .limit(bindparam("at_most"))
)
_FORGET_BEFORE = delete(QuestionRow).where(QuestionRow.asked_at < bindparam("moment"))
_KINDS = select(DraftRow.kind).where(DraftRow.person_id == bindparam("person"))


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """A draft with its payload in the open."""

    kind: str
    payload: dict[str, Any]
    made_at: datetime


class QuestionRepository:
    """The recent questions of each person, sealed."""

    def __init__(self, session: Session, ring: KeyRing) -> None:
        self._session = session
        self._ring = ring

    def add(self, person_id: int, text: str, now: datetime) -> None:
        """Keep a question that a person just asked."""
        uid = uuid4().hex
        sealed = self._ring.seal(text, *_TEXT, uid)
        row = {"uid": uid, "person_id": person_id, "asked_at": now, "text_sealed": sealed}
        self._session.connection().execute(_ADD_QUESTION, row)

    def recent(self, person_id: int, since: datetime, at_most: int) -> tuple[str, ...]:
        """Return a person's latest questions since a moment, the oldest first."""
        wanted = {"person": person_id, "since": since, "at_most": at_most}
        rows = self._session.connection().execute(_RECENT, wanted).all()
        return tuple(self._ring.open(row.text_sealed, *_TEXT, row.uid) for row in reversed(rows))

    def forget_before(self, moment: datetime) -> int:
        """Erase everybody's questions of before a moment."""
        return self._session.connection().execute(_FORGET_BEFORE, {"moment": moment}).rowcount

    def count(self, person_id: int) -> int:
        """Return how many questions are kept of a person."""
        own = QuestionRow.person_id == person_id
        return self._session.scalar(select(func.count()).where(own)) or 0

    def erase(self, person_id: int) -> int:
        """Erase all questions of a person and return how many there were."""
        return affected(
            self._session, delete(QuestionRow).where(QuestionRow.person_id == person_id)
        )


class DraftRepository:
    """What each person's next message means, sealed; one draft a kind."""

    def __init__(self, session: Session, ring: KeyRing) -> None:
        self._session = session
        self._ring = ring

    def put(self, person_id: int, kind: str, payload: dict[str, Any], now: datetime) -> None:
        """Keep a draft in place of an earlier one of its kind."""
        self.erase(person_id, kind)
        uid = uuid4().hex
        sealed = self._ring.seal(json.dumps(payload), *_PAYLOAD, uid)
        self._session.add(
            DraftRow(uid=uid, person_id=person_id, kind=kind, payload_sealed=sealed, made_at=now)
        )
        self._session.flush()

    def find(self, person_id: int, kind: str | None = None) -> StoredDraft | None:
        """Return a person's newest draft, of this kind when one is given."""
        query = select(DraftRow).where(DraftRow.person_id == person_id)
        if kind is not None:
            query = query.where(DraftRow.kind == kind)
        row = self._session.scalar(query.order_by(DraftRow.id.desc()).limit(1))
        if row is None:
            return None
        payload = json.loads(self._ring.open(row.payload_sealed, *_PAYLOAD, row.uid))
        return StoredDraft(row.kind, payload, row.made_at)

    def kinds(self, person_id: int) -> frozenset[str]:
        """Return the kinds of a person's drafts."""
        found = self._session.connection().scalars(_KINDS, {"person": person_id})
        return frozenset(found)

    def count(self, person_id: int) -> int:
        """Return how many drafts are kept of a person."""
        own = DraftRow.person_id == person_id
        return self._session.scalar(select(func.count()).where(own)) or 0

    def forget_before(self, moment: datetime) -> int:
        """Erase everybody's drafts of before a moment."""
        return affected(self._session, delete(DraftRow).where(DraftRow.made_at < moment))

    def erase(self, person_id: int, kind: str) -> int:
        """Erase a person's draft of this kind and return how many there were."""
        own = (DraftRow.person_id == person_id, DraftRow.kind == kind)
        return affected(self._session, delete(DraftRow).where(*own))

    def erase_all(self, person_id: int, but: Collection[str] = ()) -> int:
        """Erase all drafts of a person and return how many; kinds that begin like `but` stay."""
        kept = [~DraftRow.kind.startswith(kind, autoescape=True) for kind in but]
        return affected(
            self._session, delete(DraftRow).where(DraftRow.person_id == person_id, *kept)
        )


def affected(session: Session, statement: Delete | Update) -> int:
    """Run a deletion or a change and return how many rows it concerned."""
    result = session.execute(statement, execution_options={"synchronize_session": False})
    return result.rowcount if isinstance(result, CursorResult) else 0
