"""Repository of authenticator apps."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from db.conversations import affected
from db.models.joining import AuthenticatorRow
from db.sealing import KeyRing

_SECRET = ("authenticators", "secret_sealed")


@dataclass(frozen=True, slots=True)
class StoredAuthenticator:
    """An app with its secret in the open; codes up to `last_step` are used up."""

    person_id: int
    secret: str
    is_confirmed: bool
    last_step: int


class AuthenticatorRepository:
    """The authenticator apps of officials, one each."""

    def __init__(self, session: Session, ring: KeyRing) -> None:
        self._session = session
        self._ring = ring

    def put(self, person_id: int, number: str, secret: str) -> None:
        """Keep an app that is yet to be confirmed, in place of an earlier one."""
        self.erase(person_id)
        uid = uuid4().hex
        row = AuthenticatorRow(
            person_id=person_id,
            uid=uid,
            number_hash=self._ring.lookup("sign-in number", number),
            secret_sealed=self._ring.seal(f"{number} {secret}", *_SECRET, uid),
            last_step=0,
        )
        self._session.add(row)
        self._session.flush()

    def find(self, person_id: int) -> StoredAuthenticator | None:
        """Return the app of a person."""
        return self._stored(self._session.get(AuthenticatorRow, person_id))

    def find_number(self, number: str) -> StoredAuthenticator | None:
        """Return the app to which a sign-in number belongs."""
        hashes = self._ring.lookups("sign-in number", number)
        query = select(AuthenticatorRow).where(AuthenticatorRow.number_hash.in_(hashes))
        return self._stored(self._session.scalar(query))

    def use(self, person_id: int, step: int, now: datetime) -> bool:
        """Use up the code of a step and all before it; False when somebody did so first."""
        unused = (AuthenticatorRow.person_id == person_id, AuthenticatorRow.last_step < step)
        used = update(AuthenticatorRow).where(*unused).values(last_step=step)
        is_first = affected(self._session, used) > 0
        unconfirmed = (
            AuthenticatorRow.person_id == person_id,
            AuthenticatorRow.confirmed_at.is_(None),
        )
        if is_first:
            confirmed = update(AuthenticatorRow).where(*unconfirmed).values(confirmed_at=now)
            affected(self._session, confirmed)
        return is_first

    def erase(self, person_id: int) -> bool:
        """Erase the app of a person; False when there was none."""
        own = AuthenticatorRow.person_id == person_id
        return affected(self._session, delete(AuthenticatorRow).where(own)) > 0

    def _stored(self, row: AuthenticatorRow | None) -> StoredAuthenticator | None:
        if row is None:
            return None
        # The number stands beside the secret, so that its hash can be made under another key.
        _, secret = self._ring.open(row.secret_sealed, *_SECRET, row.uid).split()
        is_confirmed = row.confirmed_at is not None
        return StoredAuthenticator(row.person_id, secret, is_confirmed, row.last_step)
