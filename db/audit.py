"""Repository of the audit log: a chain in which each entry binds all entries before it."""

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from db.models.audit import AuditKeyRow, AuditRow
from db.sealing import KeyRing

_KEY = ("audit_keys", "key_sealed")
_ONLY = 1
_LOCK = 7_201_921
_BEGINNING = b"\0" * 32


@dataclass(frozen=True, slots=True)
class Entry:
    """One use of a right: numbers and codes, never a name or a word that somebody wrote."""

    number: int
    at: datetime
    actor: int | None
    deed: str
    subject: str
    unit: str | None
    mark: bytes


class AuditRepository:
    """The log of rights used on others; it is only ever added to."""

    def __init__(self, session: Session, ring: KeyRing) -> None:
        self._session = session
        self._ring = ring

    def add(
        self, at: datetime, actor: int | None, deed: str, subject: str, unit: str | None
    ) -> None:
        """Add an entry, bound to the one before it."""
        self._wait_for_turn()
        last = self.head()
        number, before = (last.number + 1, last.mark) if last else (1, _BEGINNING)
        mark = _mark(self._key(), before, number, at, actor, deed, subject, unit)
        row = AuditRow(
            number=number,
            at=at,
            actor=actor,
            deed=deed,
            subject=subject,
            unit_code=unit,
            mark=mark,
        )
        self._session.add(row)
        self._session.flush()

    def head(self) -> Entry | None:
        """Return the latest entry."""
        row = self._session.scalar(select(AuditRow).order_by(AuditRow.number.desc()).limit(1))
        return None if row is None else _entry(row)

    def find(self, number: int) -> Entry | None:
        """Return the entry of this number."""
        row = self._session.get(AuditRow, number)
        return None if row is None else _entry(row)

    def latest(self, at_most: int) -> tuple[Entry, ...]:
        """Return the latest entries, the newest first."""
        rows = self._session.scalars(
            select(AuditRow).order_by(AuditRow.number.desc()).limit(at_most)
        )
        return tuple(map(_entry, rows))

    def first_broken(self) -> int | None:
        """Return the number at which the chain does not hold; None when it holds throughout."""
        query = select(AuditRow).order_by(AuditRow.number).execution_options(yield_per=1000)
        rows = self._session.scalars(query)
        try:
            return self._walk(map(_entry, rows))
        finally:
            # A walk that stops half-way leaves the server's cursor open.
            rows.close()

    def _walk(self, entries: Iterable[Entry]) -> int | None:
        before, expected = _BEGINNING, 1
        key = self._find_key()
        for entry in entries:
            if key is None or entry.number != expected or not _holds(key, before, entry):
                return expected
            before, expected = entry.mark, expected + 1
        return None

    def _wait_for_turn(self) -> None:
        # Two that read the same last entry would both write the next one.
        if self._session.get_bind().dialect.name == "postgresql":
            self._session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})

    def _key(self) -> bytes:
        found = self._find_key()
        if found is not None:
            return found
        key, uid = secrets.token_bytes(32), uuid4().hex
        sealed = self._ring.seal(base64.b64encode(key).decode(), *_KEY, uid)
        self._session.add(AuditKeyRow(id=_ONLY, uid=uid, key_sealed=sealed))
        self._session.flush()
        return key

    def _find_key(self) -> bytes | None:
        row = self._session.get(AuditKeyRow, _ONLY)
        if row is None:
            return None
        return base64.b64decode(self._ring.open(row.key_sealed, *_KEY, row.uid))


def _mark(
    key: bytes,
    before: bytes,
    number: int,
    at: datetime,
    actor: int | None,
    deed: str,
    subject: str,
    unit: str | None,
) -> bytes:
    fields = json.dumps([number, round(at.timestamp() * 1_000_000), actor, deed, subject, unit])
    return hmac.new(key, before + fields.encode(), hashlib.sha256).digest()


def _holds(key: bytes, before: bytes, entry: Entry) -> bool:
    wanted = _mark(
        key,
        before,
        entry.number,
        entry.at,
        entry.actor,
        entry.deed,
        entry.subject,
        entry.unit,
    )
    return hmac.compare_digest(wanted, entry.mark)


def _entry(row: AuditRow) -> Entry:
    return Entry(row.number, row.at, row.actor, row.deed, row.subject, row.unit_code, row.mark)
