"""Repositories of what ties a case to people: links, addresses, denials, counts, name requests."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import bindparam, case, delete, exists, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from db.case_keys import CaseKey
from db.conversations import affected
from db.models.cases import (
    CaseAddressRow,
    CaseCountRow,
    CaseDenialRow,
    CaseLinkRow,
    CaseNameRequestRow,
    CaseRow,
)
from db.moments import at
from db.sealing import KeyRing

_ADDRESS = ("case_addresses", "address_sealed")
_REASON = ("case_name_requests", "reason_locked")


def _count(insert: Any) -> Any:
    """Return the statement that counts one more, or begins anew where the span is over."""
    one = insert(CaseCountRow).values(subject_hash=bindparam("hash"), count=1, since=at("now"))
    is_over = CaseCountRow.since <= at("since")
    again = {
        "count": case((is_over, 1), else_=CaseCountRow.count + 1),
        "since": case((is_over, at("now")), else_=CaseCountRow.since),
    }
    counted = one.on_conflict_do_update(index_elements=["subject_hash"], set_=again)
    return counted.returning(CaseCountRow.count)


# One statement, built once for each kind of database: every case is counted several times.
_COUNT = {"sqlite": _count(sqlite.insert), "postgresql": _count(postgresql.insert)}


@dataclass(frozen=True, slots=True)
class StoredNameRequest:
    """A request to open a name; the reason is in the open."""

    id: int
    case_id: int
    asker_id: int | None
    reason: str
    asked_at: datetime
    is_approved: bool | None
    approver_id: int | None


class CaseTieRepository:
    """Whose a case is, as far as its sender lets that be known, and where they are told of it."""

    def __init__(self, session: Session, ring: KeyRing) -> None:
        self._session = session
        self._ring = ring

    def link(self, case_id: int, owner_hash: bytes) -> None:
        """Let an account find a case among its own."""
        self._session.add(CaseLinkRow(case_id=case_id, owner_hash=owner_hash))
        self._session.flush()

    def linked(self, owner_hash: bytes) -> tuple[int, ...]:
        """Return the cases of an account, the newest first."""
        own = select(CaseLinkRow.case_id).where(CaseLinkRow.owner_hash == owner_hash)
        return tuple(self._session.scalars(own.order_by(CaseLinkRow.case_id.desc())))

    def is_linked(self, case_id: int, owner_hash: bytes | None = None) -> bool:
        """Tell whether a case is linked to an account, or to any."""
        link = CaseLinkRow.case_id == case_id
        if owner_hash is not None:
            link &= CaseLinkRow.owner_hash == owner_hash
        return bool(self._session.scalar(select(exists().where(link))))

    def keep_address(self, case_id: int, channel: str, address: str, address_hash: bytes) -> None:
        """Keep where the sender of a case is told of it."""
        uid = uuid4().hex
        sealed = self._ring.seal(json.dumps([channel, address]), *_ADDRESS, uid)
        row = CaseAddressRow(
            case_id=case_id, uid=uid, address_hash=address_hash, address_sealed=sealed
        )
        self._session.add(row)
        self._session.flush()

    def address(self, case_id: int) -> tuple[str, str] | None:
        """Return channel and address at which the sender is told; None: they come by themselves."""
        row = self._session.get(CaseAddressRow, case_id)
        if row is None:
            return None
        channel, address = json.loads(self._ring.open(row.address_sealed, *_ADDRESS, row.uid))
        return channel, address

    def has_address(self, case_id: int) -> bool:
        """Tell whether the sender of a case is told at each step."""
        kept = CaseAddressRow.case_id == case_id
        return bool(self._session.scalar(select(exists().where(kept))))

    def cut(self, case_id: int) -> int:
        """Forget whose a case is and where they are; return how many records it was."""
        link = delete(CaseLinkRow).where(CaseLinkRow.case_id == case_id)
        return affected(self._session, link) + self.forget_address(case_id)

    def forget_address(self, case_id: int) -> int:
        """Forget where the sender of a case is told of it."""
        own = delete(CaseAddressRow).where(CaseAddressRow.case_id == case_id)
        return affected(self._session, own)

    def cut_person(self, owner_hash: bytes, address_hashes: Collection[bytes]) -> int:
        """Forget everything by which an account is tied to cases, the names it gave included."""
        own = select(CaseLinkRow.case_id).where(CaseLinkRow.owner_hash == owner_hash)
        nameless = update(CaseRow).where(CaseRow.id.in_(own))
        affected(self._session, nameless.values(name_locked=None, name_boxed=None))
        links = delete(CaseLinkRow).where(CaseLinkRow.owner_hash == owner_hash)
        told = delete(CaseAddressRow).where(CaseAddressRow.address_hash.in_(address_hashes))
        return affected(self._session, links) + affected(self._session, told)

    def deny(self, case_id: int, person_hash: bytes, reason: str) -> bool:
        """Never show a case to somebody; False when that was so before."""
        if self._session.get(CaseDenialRow, (case_id, person_hash)) is not None:
            return False
        row = CaseDenialRow(case_id=case_id, person_hash=person_hash, reason=reason)
        self._session.add(row)
        self._session.flush()
        return True


class CaseCountRepository:
    """What is counted to set limits; a count begins anew when its span is over."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def latest(self, subject_hash: bytes) -> tuple[int, datetime] | None:
        """Return a count and when it began or was last renewed."""
        row = self._session.get(CaseCountRow, subject_hash)
        return None if row is None else (row.count, row.since)

    def add(self, subject_hash: bytes, now: datetime, since: datetime) -> int:
        """Count one more in the span that began after `since`, and return the count."""
        values = {"hash": subject_hash, "now": now, "since": since}
        connection = self._session.connection()
        return int(connection.execute(_COUNT[connection.dialect.name], values).scalar_one())

    def put(self, subject_hash: bytes, count: int, since: datetime) -> None:
        """Set a count."""
        self._session.merge(CaseCountRow(subject_hash=subject_hash, count=count, since=since))
        self._session.flush()

    def erase(self, subject_hash: bytes) -> None:
        """Erase a count."""
        own = delete(CaseCountRow).where(CaseCountRow.subject_hash == subject_hash)
        affected(self._session, own)

    def forget_before(self, moment: datetime) -> int:
        """Erase counts that began before a moment."""
        return affected(self._session, delete(CaseCountRow).where(CaseCountRow.since < moment))


class CaseNameRequestRepository:
    """Requests to open names that were kept for the custodian."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, case_id: int, key: CaseKey, asker_id: int, reason: str, now: datetime) -> int:
        """Keep a request and return its number."""
        uid = uuid4().hex
        row = CaseNameRequestRow(
            uid=uid,
            case_id=case_id,
            asker_id=asker_id,
            reason_locked=key.lock(reason, *_REASON, uid),
            asked_at=now,
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def case_of(self, request_id: int) -> int | None:
        """Return of which case a request is."""
        row = self._session.get(CaseNameRequestRow, request_id)
        return None if row is None else row.case_id

    def find(self, request_id: int, key: CaseKey) -> StoredNameRequest | None:
        """Return a request."""
        row = self._session.get(CaseNameRequestRow, request_id)
        return None if row is None else _request(row, key)

    def open_ids(self, *, is_approved: bool | None) -> tuple[tuple[int, int], ...]:
        """Return what waits to be approved (None) or opened (True), with its case, oldest first."""
        wanted = select(CaseNameRequestRow.id, CaseNameRequestRow.case_id).where(
            CaseNameRequestRow.is_approved.is_(is_approved), CaseNameRequestRow.opened_at.is_(None)
        )
        rows = self._session.execute(wanted.order_by(CaseNameRequestRow.id))
        return tuple((row.id, row.case_id) for row in rows)

    def decide(self, request_id: int, approver_id: int, is_approved: bool, now: datetime) -> bool:
        """Approve or decline; False when somebody else was first."""
        waits = (CaseNameRequestRow.id == request_id, CaseNameRequestRow.is_approved.is_(None))
        values = {"is_approved": is_approved, "approver_id": approver_id, "decided_at": now}
        return affected(self._session, update(CaseNameRequestRow).where(*waits).values(values)) > 0

    def mark_opened(self, request_id: int, opener_id: int, now: datetime) -> None:
        """Keep who was handed the name."""
        opened = update(CaseNameRequestRow).where(CaseNameRequestRow.id == request_id)
        affected(self._session, opened.values(opener_id=opener_id, opened_at=now))

    def erase_of(self, case_id: int) -> int:
        """Erase the requests of a case."""
        old = delete(CaseNameRequestRow).where(CaseNameRequestRow.case_id == case_id)
        return affected(self._session, old)


def _request(row: CaseNameRequestRow, key: CaseKey) -> StoredNameRequest:
    return StoredNameRequest(
        row.id,
        row.case_id,
        row.asker_id,
        key.unlock(row.reason_locked, *_REASON, row.uid),
        row.asked_at,
        row.is_approved,
        row.approver_id,
    )
