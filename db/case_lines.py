"""Repositories of what is said in a case, of its history, and of officials being heard."""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from db.case_keys import CaseKey
from db.conversations import affected
from db.models.cases import (
    CaseExplanationRow,
    CaseHistoryRow,
    CaseLineRow,
    CasePseudonymRow,
)
from domain.cases import Actor, CaseState, LineKind, Move

_TEXT = ("case_lines", "text_locked")
_REASON = ("case_history", "reason_locked")
_SUMMARY = ("case_explanations", "summary_locked")
_EXPLAINED = ("case_explanations", "text_locked")


@dataclass(frozen=True, slots=True)
class StoredLine:
    """One thing that was said, in the open; `parts` are text, and proof and next of an answer."""

    id: int
    kind: LineKind
    author: Actor
    author_id: int | None
    at: datetime
    parts: dict[str, str]


@dataclass(frozen=True, slots=True)
class StoredMove:
    """One row of the history, its reason in the open."""

    id: int
    at: datetime
    move: Move
    actor: Actor
    who: str | None
    state: CaseState
    office_code: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class StoredExplanation:
    """An official being heard, in the open."""

    id: int
    case_id: int
    summary: str
    asked_at: datetime
    is_agreed: bool | None
    text: str | None
    explained_at: datetime | None


class CaseLineRepository:
    """The dialogue of a case."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self,
        case_id: int,
        key: CaseKey,
        kind: LineKind,
        author: Actor,
        author_id: int | None,
        now: datetime,
        parts: dict[str, str],
    ) -> int:
        """Keep something that was said and return its number."""
        uid = uuid4().hex
        text = key.lock(json.dumps(parts, ensure_ascii=False), *_TEXT, uid)
        row = CaseLineRow(
            uid=uid,
            case_id=case_id,
            kind=kind,
            author=author,
            author_id=author_id,
            at=now,
            text_locked=text,
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def of(self, case_id: int, key: CaseKey) -> tuple[StoredLine, ...]:
        """Return all that was said, the oldest first."""
        rows = self._session.scalars(
            select(CaseLineRow).where(CaseLineRow.case_id == case_id).order_by(CaseLineRow.id)
        )
        return tuple(_line(row, key) for row in rows)

    def has(self, case_id: int, kind: LineKind, since: datetime | None = None) -> bool:
        """Tell whether something of this kind was said since a moment."""
        wanted = select(func.count()).where(
            CaseLineRow.case_id == case_id, CaseLineRow.kind == kind
        )
        if since is not None:
            wanted = wanted.where(CaseLineRow.at >= since)
        return bool(self._session.scalar(wanted))

    def erase_of(self, case_id: int) -> int:
        """Erase all that was said in a case."""
        return affected(self._session, delete(CaseLineRow).where(CaseLineRow.case_id == case_id))


class CaseHistoryRepository:
    """The moves of cases; they are only ever added to."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self,
        case_id: int,
        key: CaseKey | None,
        now: datetime,
        move: Move,
        actor: Actor,
        person_id: int | None,
        state: CaseState,
        office_code: str | None,
        reason: str,
    ) -> int:
        """Add a move. Officials stand there by their pseudonym, senders by nothing."""
        uid = uuid4().hex
        is_told = bool(reason) and key is not None
        row = CaseHistoryRow(
            uid=uid,
            case_id=case_id,
            at=now,
            move=move,
            actor=actor,
            who=None if person_id is None else self.pseudonym(person_id),
            state=state,
            office_code=office_code,
            reason_locked=key.lock(reason, *_REASON, uid) if is_told and key else None,
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def of(self, case_id: int, key: CaseKey | None) -> tuple[StoredMove, ...]:
        """Return the moves of a case, the oldest first."""
        rows = self._session.scalars(
            select(CaseHistoryRow)
            .where(CaseHistoryRow.case_id == case_id)
            .order_by(CaseHistoryRow.id)
        )
        return tuple(_move(row, key) for row in rows)

    def offices(self, case_id: int) -> frozenset[str | None]:
        """Return the offices in which a case lay, None for the province."""
        lay = select(CaseHistoryRow.office_code).where(CaseHistoryRow.case_id == case_id)
        return frozenset(self._session.scalars(lay.distinct()))

    def pseudonym(self, person_id: int) -> str:
        """Return the name by which an official stands in histories."""
        row = self._session.get(CasePseudonymRow, person_id)
        if row is None:
            row = CasePseudonymRow(person_id=person_id, name=secrets.token_hex(4))
            self._session.add(row)
            self._session.flush()
        return row.name


class CaseExplanationRepository:
    """Officials being heard."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self, case_id: int, key: CaseKey, subject_hash: bytes, summary: str, now: datetime
    ) -> int:
        """Keep a summary that waits for the sender's agreement; return its number."""
        uid = uuid4().hex
        row = CaseExplanationRow(
            uid=uid,
            case_id=case_id,
            subject_hash=subject_hash,
            summary_locked=key.lock(summary, *_SUMMARY, uid),
            asked_at=now,
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def of(self, case_id: int, key: CaseKey) -> tuple[StoredExplanation, ...]:
        """Return the explanations of a case, the oldest first."""
        rows = self._session.scalars(
            select(CaseExplanationRow)
            .where(CaseExplanationRow.case_id == case_id)
            .order_by(CaseExplanationRow.id)
        )
        return tuple(_explanation(row, key) for row in rows)

    def asked(self, subject_hash: bytes) -> tuple[tuple[int, int], ...]:
        """Return what an official may explain, as numbers of the explanation and its case."""
        agreed = select(CaseExplanationRow.id, CaseExplanationRow.case_id).where(
            CaseExplanationRow.subject_hash == subject_hash,
            CaseExplanationRow.is_agreed.is_(True),
        )
        rows = self._session.execute(agreed.order_by(CaseExplanationRow.id.desc()))
        return tuple((row.id, row.case_id) for row in rows)

    def waits(self, case_id: int) -> int | None:
        """Return the number of the summary that waits for the sender's agreement."""
        return self._session.scalar(
            select(CaseExplanationRow.id)
            .where(CaseExplanationRow.case_id == case_id, CaseExplanationRow.is_agreed.is_(None))
            .order_by(CaseExplanationRow.id.desc())
            .limit(1)
        )

    def decide(self, explanation_id: int, is_agreed: bool, now: datetime) -> bool:
        """Keep what the sender said; False when that is known already."""
        waits = (CaseExplanationRow.id == explanation_id, CaseExplanationRow.is_agreed.is_(None))
        decided = update(CaseExplanationRow).where(*waits)
        return affected(self._session, decided.values(is_agreed=is_agreed, decided_at=now)) > 0

    def explain(self, explanation_id: int, key: CaseKey, text: str, now: datetime) -> bool:
        """Keep what an official said; False when they had said it before."""
        row = self._session.get(CaseExplanationRow, explanation_id)
        if row is None or row.text_locked is not None:
            return False
        row.text_locked, row.explained_at = key.lock(text, *_EXPLAINED, row.uid), now
        self._session.flush()
        return True

    def erase_of(self, case_id: int) -> int:
        """Erase the explanations of a case."""
        old = delete(CaseExplanationRow).where(CaseExplanationRow.case_id == case_id)
        return affected(self._session, old)


def _line(row: CaseLineRow, key: CaseKey) -> StoredLine:
    parts: dict[str, Any] = json.loads(key.unlock(row.text_locked, *_TEXT, row.uid))
    return StoredLine(row.id, LineKind(row.kind), Actor(row.author), row.author_id, row.at, parts)


def _move(row: CaseHistoryRow, key: CaseKey | None) -> StoredMove:
    locked = row.reason_locked
    reason = "" if locked is None or key is None else key.unlock(locked, *_REASON, row.uid)
    return StoredMove(
        row.id,
        row.at,
        Move(row.move),
        Actor(row.actor),
        row.who,
        CaseState(row.state),
        row.office_code,
        reason,
    )


def _explanation(row: CaseExplanationRow, key: CaseKey) -> StoredExplanation:
    text = row.text_locked
    return StoredExplanation(
        row.id,
        row.case_id,
        key.unlock(row.summary_locked, *_SUMMARY, row.uid),
        row.asked_at,
        row.is_agreed,
        None if text is None else key.unlock(text, *_EXPLAINED, row.uid),
        row.explained_at,
    )
