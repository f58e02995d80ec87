"""Repository of study sessions: what is asked in one, and which item is on the screen."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session

from db.conversations import affected
from db.models.study import StudySessionRow

_FIELDS = (
    *(StudySessionRow.id, StudySessionRow.learner_id, StudySessionRow.scope),
    *(StudySessionRow.queue, StudySessionRow.missed, StudySessionRow.position),
    *(StudySessionRow.version_id, StudySessionRow.shown_at, StudySessionRow.answered),
    *(StudySessionRow.right, StudySessionRow.started_at, StudySessionRow.ended_at),
)
# Built once, since every item on a screen runs them.
_OPEN = (
    select(*_FIELDS)
    .where(StudySessionRow.learner_id == bindparam("learner"), StudySessionRow.ended_at.is_(None))
    .order_by(StudySessionRow.id.desc())
    .limit(1)
)
_ONE = select(*_FIELDS).where(StudySessionRow.id == bindparam("session"))


@dataclass(frozen=True, slots=True)
class StoredSession:
    """A session. `shown_at` is None while no item waits for its answer.

    `queue` are the items in the order of asking, of which `position` were shown; `missed` are
    those that were answered wrong.
    """

    id: int
    learner_id: int
    scope: str
    queue: tuple[int, ...]
    missed: tuple[int, ...]
    position: int
    version_id: int | None
    shown_at: datetime | None
    answered: int
    right: int
    started_at: datetime
    ended_at: datetime | None


class SessionRepository:
    """Sessions of study; a learner has at most one open."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def open_of(self, learner: int) -> StoredSession | None:
        """Return a learner's open session."""
        row = self._session.connection().execute(_OPEN, {"learner": learner}).first()
        return None if row is None else _stored(row)

    def find(self, session_id: int) -> StoredSession | None:
        """Return a session, whoever's it is."""
        row = self._session.connection().execute(_ONE, {"session": session_id}).first()
        return None if row is None else _stored(row)

    def add(self, learner: int, scope: str, queue: Sequence[int], now: datetime) -> int:
        """Begin a session and return its number."""
        row = StudySessionRow(
            learner_id=learner,
            scope=scope,
            queue=json.dumps(list(queue)),
            missed="[]",
            position=0,
            answered=0,
            right=0,
            started_at=now,
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def show(self, session_id: int, position: int, version_id: int | None, now: datetime) -> None:
        """Put an item on the screen; without one only the position moves."""
        shown_at = None if version_id is None else now
        self._set(session_id, position=position, version_id=version_id, shown_at=shown_at)

    def answered(self, session: StoredSession, item_id: int, is_right: bool) -> bool:
        """Count the answer to the item on the screen; False when somebody else did so first."""
        missed = session.missed if is_right else (*session.missed, item_id)
        waiting = (
            StudySessionRow.id == session.id,
            StudySessionRow.position == session.position,
            StudySessionRow.shown_at.is_not(None),
        )
        values = {
            "shown_at": None,
            "answered": session.answered + 1,
            "right": session.right + is_right,
            "missed": json.dumps(list(missed)),
        }
        return affected(self._session, update(StudySessionRow).where(*waiting).values(values)) > 0

    def take_off(self, session_id: int) -> None:
        """Take the item off the screen without an answer."""
        self._set(session_id, shown_at=None)

    def put_last(self, session: StoredSession, item_id: int) -> None:
        """Let an item be asked once more at the end of a session."""
        self._set(session.id, queue=json.dumps([*session.queue, item_id]))

    def end(self, session_id: int, now: datetime) -> None:
        """End a session."""
        self._set(session_id, ended_at=now, shown_at=None)

    def forget_before(self, moment: datetime) -> int:
        """Erase sessions that began before a moment."""
        old = delete(StudySessionRow).where(StudySessionRow.started_at < moment)
        return affected(self._session, old)

    def _set(self, session_id: int, **values: Any) -> None:
        own = update(StudySessionRow).where(StudySessionRow.id == session_id)
        affected(self._session, own.values(**values))


def _stored(row: Any) -> StoredSession:
    return StoredSession(
        row.id,
        row.learner_id,
        row.scope,
        tuple(json.loads(row.queue)),
        tuple(json.loads(row.missed)),
        row.position,
        row.version_id,
        row.shown_at,
        row.answered,
        row.right,
        row.started_at,
        row.ended_at,
    )
