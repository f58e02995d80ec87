"""The declarative base, and the column types that both databases share."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import DateTime, MetaData, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

from domain.register import Amendment

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The base of every model; constraint names are fixed so that migrations can name them."""

    metadata = MetaData(naming_convention=NAMES)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, stored as UTC without a zone on either database."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store an aware datetime as naive UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the stored moment in UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


class TextTuple(TypeDecorator[tuple[str, ...]]):
    """A tuple of strings, stored as a JSON list."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        """Store the strings as a JSON list."""
        return None if value is None else json.dumps(list(value), ensure_ascii=False)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> tuple[str, ...] | None:
        """Return the stored strings."""
        return None if value is None else tuple(json.loads(value))


class Amendments(TypeDecorator[tuple[Amendment, ...]]):
    """Later laws that amend a text, stored as a JSON list of number and day."""

    impl = Text
    cache_ok = True

    def process_bind_param(
        self, value: tuple[Amendment, ...] | None, dialect: Dialect
    ) -> str | None:
        """Store number and day of each."""
        if value is None:
            return None
        return json.dumps([[a.number, a.since.isoformat() if a.since else None] for a in value])

    def process_result_value(
        self, value: Any | None, dialect: Dialect
    ) -> tuple[Amendment, ...] | None:
        """Return the stored amendments."""
        if value is None:
            return None
        return tuple(
            Amendment(number, date.fromisoformat(since) if since else None)
            for number, since in json.loads(value)
        )


class DecimalText(TypeDecorator[Decimal]):
    """A decimal number, stored as its digits: SQLite would keep it as a float."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """Store the digits."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        """Return the number as it was written."""
        return None if value is None else Decimal(value)


class CodeText(TypeDecorator[Any]):
    """A member of a string enumeration, stored as its value."""

    impl = String(40)
    cache_ok = True

    def __init__(self, codes: type) -> None:
        super().__init__()
        self.codes = codes

    def process_bind_param(self, value: Any | None, dialect: Dialect) -> str | None:
        """Store the code's value."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any | None:
        """Return the code."""
        return None if value is None else self.codes(value)
