"""Keyed hashes by which cases are found without telling whose or about whom they are.

Their key is a random secret of the installation, itself sealed with the data keys: what they were
made from is not kept, so that they could not be made anew when the data keys change.
"""

import secrets

from sqlalchemy.orm import Session

from db.engine import READ_ONLY
from db.sealing import KEY_BYTES, KeyRing, digest
from db.secrets import SecretRepository

_NAME = "cases"


class CaseMarks:
    """The hashes of one installation."""

    def __init__(self, session: Session, ring: KeyRing) -> None:
        self._session = session
        self._secrets = SecretRepository(session, ring)
        self._known: bytes | None = None

    def receipt(self, code: str) -> bytes:
        """Return the hash of a receipt's code."""
        return self._of("receipt", code)

    def owner(self, person_id: int) -> bytes:
        """Return the hash by which somebody finds their own cases and files."""
        return self._of("owner", str(person_id))

    def address(self, channel: str, address: str) -> bytes:
        """Return the hash of an address to which answers go."""
        return self._of("address", channel, address)

    def official(self, person_id: int) -> bytes:
        """Return the hash of an official whom a case is about, or who never sees it."""
        return self._of("official", str(person_id))

    def name(self, folded: str) -> bytes:
        """Return the hash of the name, without accents, of whom a case is about."""
        return self._of("name", folded)

    def text(self, folded: str, unit: str | None) -> bytes:
        """Return the hash of what was told about a unit."""
        return self._of("text", folded, unit or "")

    def count(self, *what: str) -> bytes:
        """Return the hash under which something is counted."""
        return self._of("count", *what)

    def _of(self, *parts: str) -> bytes:
        return digest(self._secret(), *parts)

    def _secret(self) -> bytes:
        if self._known is None:
            self._known = self._secrets.find(_NAME)
        if self._known is None:
            self._known = secrets.token_bytes(KEY_BYTES)
            # Before the first case there is nothing to find, so whoever only reads keeps nothing.
            if not self._session.connection().get_execution_options().get(READ_ONLY):
                self._secrets.add(_NAME, self._known)
        return self._known
