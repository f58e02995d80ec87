"""Every sealed column of the database: which keys its values are under, and moving them on."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, func, select, tuple_, update
from sqlalchemy.orm import Session

from db.keyed_hashes import new_hashes
from db.models import Base
from db.sealing import HEAD_BYTES, KeyRing, mark_of
from domain.errors import UnsealingFailed

SEALED = "_sealed"

# What names the row inside the seal, where that is not its random `uid`.
_PLACES: Mapping[str, Callable[[Any], str]] = {
    "answers": lambda row: str(row.id),
    "ratings": lambda row: str(row.answer_id),
    "results": lambda row: f"{row.update_key}/{row.use_case}",
    "inbox": lambda row: f"{row.channel}:{row.bot_id}:{row.update_id}",
    "outbox": lambda row: str(row.key),
    "secrets": lambda row: str(row.name),
}


@dataclass(frozen=True)
class SealedColumn:
    """One column whose values are sealed."""

    table: Table
    column: Column[Any]

    @property
    def name(self) -> str:
        """Return table and column as people read them."""
        return f"{self.table.name}.{self.column.name}"

    def place(self, row: Any) -> tuple[str, str, str]:
        """Return the place that a row's value is sealed for."""
        named = _PLACES.get(self.table.name, lambda row: str(row.uid))
        return self.table.name, self.column.name, named(row)


@dataclass(frozen=True)
class Batch:
    """Values that were looked at: how many are under the first key now, and where to go on."""

    moved: int
    unreadable: int
    last: tuple[Any, ...] | None


def sealed_columns() -> tuple[SealedColumn, ...]:
    """Return every sealed column of every table."""
    return tuple(
        SealedColumn(table, column)
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if column.name.endswith(SEALED)
    )


class ResealingRepository:
    """Sealed values by the key that they are under."""

    def __init__(self, session: Session, ring: KeyRing) -> None:
        self._session = session
        self._ring = ring

    def count(self, column: SealedColumn) -> Counter[str]:
        """Return how many values of a column are under each key, by the key's mark."""
        head = _head(column.column)
        query = select(head, func.count()).where(column.column.is_not(None)).group_by(head)
        found: Counter[str] = Counter()
        for value, number in self._session.connection().execute(query):
            found[mark_of(bytes(value))] += number
        return found

    def move(self, column: SealedColumn, after: tuple[Any, ...] | None, at_most: int) -> Batch:
        """Seal up to so many values under the first key, in the order of their rows."""
        key = tuple(column.table.primary_key.columns)
        query = select(column.table).where(column.column.is_not(None), self._is_old(column))
        if after is not None:
            query = query.where(tuple_(*key) > tuple_(*after))
        rows = self._session.connection().execute(query.order_by(*key).limit(at_most)).all()
        moved = [self._move(column, key, row) for row in rows]
        last = tuple(getattr(rows[-1], part.name) for part in key) if rows else None
        return Batch(moved.count(True), moved.count(False), last)

    def _is_old(self, column: SealedColumn) -> ColumnElement[bool]:
        return _head(column.column) != self._ring.head

    def _move(self, column: SealedColumn, key: Sequence[Column[Any]], row: Any) -> bool:
        """Move one value; one that the running bot changed meanwhile is left as it is now."""
        old = bytes(getattr(row, column.column.name))
        try:
            sealed, opened = self._ring.reseal(old, *column.place(row))
        except UnsealingFailed:
            return False
        connection = self._session.connection()
        values = {
            column.column.name: sealed,
            **new_hashes(connection, self._ring, column.name, row, opened),
        }
        own = [part == getattr(row, part.name) for part in key]
        connection.execute(update(column.table).where(*own, column.column == old).values(**values))
        return True


def _head(column: Column[Any]) -> ColumnElement[bytes]:
    return func.substr(column, 1, HEAD_BYTES, type_=column.type)
