"""Repositories of invitations, requests to join, codes that tie channels, and wrong guesses."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import Select, delete, select, update
from sqlalchemy.orm import Session

from db.conversations import affected
from db.models.joining import GuessRow, InvitationRow, JoinRequestRow, LinkCodeRow
from db.models.units import UnitRow
from db.sealing import KeyRing

OPEN, APPROVED, DECLINED, WITHDRAWN = "open", "approved", "declined", "withdrawn"
_INVITED = ("invitations", "name_sealed")
_ASKED = ("join_requests", "name_sealed")


@dataclass(frozen=True, slots=True)
class StoredInvitation:
    """An invitation as it stands; `name` is whom it was made for, where that is known."""

    id: int
    role: str
    unit: str | None
    role_until: date | None
    name: str | None
    maker_id: int | None
    expires_at: datetime
    is_used: bool
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class StoredRequest:
    """A request to join; the name is gone once it is decided."""

    id: int
    person_id: int
    role: str
    unit: str
    unit_name: str
    name: str | None
    state: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class StoredLink:
    """A code that ties another account to a person."""

    id: int
    person_id: int
    expires_at: datetime
    is_used: bool


class InvitationRepository:
    """Invitations by the hash of their code."""

    def __init__(self, session: Session, ring: KeyRing) -> None:
        self._session = session
        self._ring = ring

    def add(
        self,
        code: str,
        role: str,
        unit: str | None,
        role_until: date | None,
        name: str | None,
        maker_id: int | None,
        now: datetime,
        expires_at: datetime,
    ) -> int:
        """Keep an invitation and return its number."""
        uid = uuid4().hex
        row = InvitationRow(
            uid=uid,
            code_hash=self._ring.lookup("invitation", code),
            role=role,
            unit_code=unit,
            role_until=role_until,
            name_sealed=None if name is None else self._ring.seal(name, *_INVITED, uid),
            maker_id=maker_id,
            made_at=now,
            expires_at=expires_at,
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def find(self, code: str) -> StoredInvitation | None:
        """Return the invitation that a code opens or once opened."""
        hashes = self._ring.lookups("invitation", code)
        row = self._session.scalar(select(InvitationRow).where(InvitationRow.code_hash.in_(hashes)))
        if row is None:
            return None
        sealed = row.name_sealed
        return StoredInvitation(
            id=row.id,
            role=row.role,
            unit=row.unit_code,
            role_until=row.role_until,
            name=None if sealed is None else self._ring.open(sealed, *_INVITED, row.uid),
            maker_id=row.maker_id,
            expires_at=row.expires_at,
            is_used=row.used_at is not None,
            is_withdrawn=row.withdrawn_at is not None,
        )

    def use(self, invitation_id: int, now: datetime) -> bool:
        """Use an invitation up and erase its name; False when somebody else did so first."""
        unused = (InvitationRow.id == invitation_id, InvitationRow.used_at.is_(None))
        used = update(InvitationRow).where(*unused).values(used_at=now, name_sealed=None)
        return affected(self._session, used) > 0

    def withdraw_of(self, maker_id: int, now: datetime) -> int:
        """Withdraw what somebody's invitations still offer and return how many it was."""
        waiting = (
            InvitationRow.maker_id == maker_id,
            InvitationRow.used_at.is_(None),
            InvitationRow.withdrawn_at.is_(None),
        )
        gone = update(InvitationRow).where(*waiting).values(withdrawn_at=now, name_sealed=None)
        return affected(self._session, gone)

    def forget_before(self, moment: datetime) -> int:
        """Erase invitations that expired before a moment."""
        old = delete(InvitationRow).where(InvitationRow.expires_at < moment)
        return affected(self._session, old)


class JoinRequestRepository:
    """Requests to join."""

    def __init__(self, session: Session, ring: KeyRing) -> None:
        self._session = session
        self._ring = ring

    def add(self, person_id: int, role: str, unit: str, name: str, now: datetime) -> int:
        """Keep a request in place of an open one of the same person; return its number."""
        waiting = (JoinRequestRow.person_id == person_id, JoinRequestRow.state == OPEN)
        over = update(JoinRequestRow).where(*waiting).values(state=WITHDRAWN, name_sealed=None)
        affected(self._session, over)
        uid = uuid4().hex
        row = JoinRequestRow(
            uid=uid,
            person_id=person_id,
            role=role,
            unit_code=unit,
            name_sealed=self._ring.seal(name, *_ASKED, uid),
            state=OPEN,
            asked_at=now,
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def find(self, request_id: int) -> StoredRequest | None:
        """Return a request in whatever state."""
        row = self._session.execute(_requests().where(JoinRequestRow.id == request_id)).first()
        return None if row is None else self._stored(row[0], row[1])

    def open_of(self, person_id: int) -> StoredRequest | None:
        """Return the request with which a person waits."""
        own = (JoinRequestRow.person_id == person_id, JoinRequestRow.state == OPEN)
        row = self._session.execute(_requests().where(*own)).first()
        return None if row is None else self._stored(row[0], row[1])

    def waiting(
        self, codes: Collection[str] | None, roles: Collection[str]
    ) -> tuple[StoredRequest, ...]:
        """Return what waits for these roles in these units (None: in all), the oldest first."""
        wanted = _requests().where(JoinRequestRow.state == OPEN, JoinRequestRow.role.in_(roles))
        if codes is not None:
            wanted = wanted.where(JoinRequestRow.unit_code.in_(codes))
        rows = self._session.execute(wanted.order_by(JoinRequestRow.id))
        return tuple(self._stored(row, unit_name) for row, unit_name in rows)

    def decide(self, request_id: int, state: str, now: datetime) -> bool:
        """Decide a request and erase its name; False when somebody else decided it first."""
        waiting = (JoinRequestRow.id == request_id, JoinRequestRow.state == OPEN)
        values = {"state": state, "decided_at": now, "name_sealed": None}
        decided = update(JoinRequestRow).where(*waiting).values(**values)
        return affected(self._session, decided) > 0

    def forget_before(self, moment: datetime) -> int:
        """Erase requests that were made before a moment, decided or not."""
        old = delete(JoinRequestRow).where(JoinRequestRow.asked_at < moment)
        return affected(self._session, old)

    def _stored(self, row: JoinRequestRow, unit_name: str) -> StoredRequest:
        sealed = row.name_sealed
        name = None if sealed is None else self._ring.open(sealed, *_ASKED, row.uid)
        return StoredRequest(
            row.id, row.person_id, row.role, row.unit_code, unit_name, name, row.state, row.asked_at
        )


class LinkCodeRepository:
    """Codes that tie another account to a person."""

    def __init__(self, session: Session, ring: KeyRing) -> None:
        self._session = session
        self._ring = ring

    def add(self, code: str, person_id: int, expires_at: datetime) -> None:
        """Keep a code; an earlier one of the same person opens nothing any more."""
        self.erase_of(person_id)
        code_hash = self._ring.lookup("link code", code)
        row = LinkCodeRow(code_hash=code_hash, person_id=person_id, expires_at=expires_at)
        self._session.add(row)
        self._session.flush()

    def find(self, code: str) -> StoredLink | None:
        """Return whom a code ties to."""
        hashes = self._ring.lookups("link code", code)
        row = self._session.scalar(select(LinkCodeRow).where(LinkCodeRow.code_hash.in_(hashes)))
        if row is None:
            return None
        return StoredLink(row.id, row.person_id, row.expires_at, row.used_at is not None)

    def use(self, link_id: int, now: datetime) -> bool:
        """Use a code up; False when somebody else did so first."""
        unused = (LinkCodeRow.id == link_id, LinkCodeRow.used_at.is_(None))
        return affected(self._session, update(LinkCodeRow).where(*unused).values(used_at=now)) > 0

    def erase_of(self, person_id: int) -> int:
        """Erase the codes of a person."""
        return affected(
            self._session, delete(LinkCodeRow).where(LinkCodeRow.person_id == person_id)
        )

    def forget_before(self, moment: datetime) -> int:
        """Erase codes that expired before a moment."""
        return affected(self._session, delete(LinkCodeRow).where(LinkCodeRow.expires_at < moment))


class GuessRepository:
    """Wrong codes from each account since a moment."""

    def __init__(self, session: Session, ring: KeyRing) -> None:
        self._session = session
        self._ring = ring

    def failures(self, subject: str, since: datetime) -> int:
        """Return how many wrong codes came from a subject in the span that began after `since`."""
        row = self._find(subject)
        return row.failures if row is not None and row.since > since else 0

    def add(self, subject: str, now: datetime, since: datetime) -> None:
        """Count one more; a span that began before `since` is over and another begins."""
        row = self._find(subject)
        if row is None:
            key = self._ring.lookup("guess", subject)
            self._session.add(GuessRow(subject_hash=key, failures=1, since=now))
        elif row.since > since:
            row.failures += 1
        else:
            row.failures, row.since = 1, now
        self._session.flush()

    def forget_before(self, moment: datetime) -> int:
        """Erase counts that began before a moment."""
        return affected(self._session, delete(GuessRow).where(GuessRow.since < moment))

    def _find(self, subject: str) -> GuessRow | None:
        hashes = self._ring.lookups("guess", subject)
        return self._session.scalar(
            select(GuessRow).where(GuessRow.subject_hash.in_(hashes)).limit(1)
        )


def _requests() -> Select[JoinRequestRow, str]:
    return select(JoinRequestRow, UnitRow.name).join(
        UnitRow, UnitRow.code == JoinRequestRow.unit_code
    )
