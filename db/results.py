"""Repositories of stored results, by which a replayed update acts once, and of marks."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select
from sqlalchemy.orm import Session

from db.conversations import affected
from db.models.base import UtcDateTime
from db.models.conversations import MarkRow, ResultRow
from db.sealing import KeyRing

_VALUE = ("results", "value_sealed")
# Telegram delivers an update again for at most a day.
KEEP = timedelta(days=3)

# Built once, since every message runs them: building a statement costs as much as running it.
_RESULT = select(ResultRow.value_sealed).where(
    ResultRow.update_key == bindparam("key"), ResultRow.use_case == bindparam("case")
)
_ADD = insert(ResultRow)
_MARK = select(MarkRow.value).where(MarkRow.name == bindparam("mark"))


@dataclass(frozen=True, slots=True)
class StoredResult:
    """What a use case returned; the value may be None."""

    value: Any


class ResultRepository:
    """Results of use cases by the key of the update that caused them."""

    def __init__(self, session: Session, ring: KeyRing) -> None:
        self._session = session
        self._ring = ring

    def find(self, update_key: str, use_case: str) -> StoredResult | None:
        """Return what a use case stored for an update."""
        wanted = {"key": update_key, "case": use_case}
        sealed = self._session.connection().scalar(_RESULT, wanted)
        if sealed is None:
            return None
        place = f"{update_key}/{use_case}"
        return StoredResult(json.loads(self._ring.open(sealed, *_VALUE, place)))

    def add(self, update_key: str, use_case: str, value: Any) -> None:
        """Store what a use case returns for an update."""
        sealed = self._ring.seal(json.dumps(value), *_VALUE, f"{update_key}/{use_case}")
        row = {"update_key": update_key, "use_case": use_case, "value_sealed": sealed}
        self._session.connection().execute(_ADD, row)

    def forget_old(self) -> int:
        """Erase results that no redelivery can ask for any more, by the database's clock."""
        now = self._session.scalar(select(func.current_timestamp(type_=UtcDateTime)))
        if not isinstance(now, datetime):
            return 0
        return affected(self._session, delete(ResultRow).where(ResultRow.stored_at < now - KEEP))


class MarkRepository:
    """Marks of the installation as a whole."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, name: str) -> str | None:
        """Return a mark's value."""
        value: str | None = self._session.connection().scalar(_MARK, {"mark": name})
        return value

    def set(self, name: str, value: str) -> None:
        """Set a mark."""
        self._session.merge(MarkRow(name=name, value=value))
        self._session.flush()

    def erase(self, name: str) -> None:
        """Take a mark away."""
        self._session.execute(delete(MarkRow).where(MarkRow.name == name))
