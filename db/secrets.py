"""Repository of the installation's own random secrets, sealed."""

import base64

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.privacy import SecretRow
from db.sealing import KeyRing

_VALUE = ("secrets", "value_sealed")


class SecretRepository:
    """Secrets by name."""

    def __init__(self, session: Session, ring: KeyRing) -> None:
        self._session = session
        self._ring = ring

    def find(self, name: str) -> bytes | None:
        """Return a secret."""
        sealed = self._session.scalar(select(SecretRow.value_sealed).where(SecretRow.name == name))
        if sealed is None:
            return None
        return base64.b64decode(self._ring.open(sealed, *_VALUE, name))

    def add(self, name: str, value: bytes) -> None:
        """Keep a new secret."""
        sealed = self._ring.seal(base64.b64encode(value).decode(), *_VALUE, name)
        self._session.add(SecretRow(name=name, value_sealed=sealed))
        self._session.flush()
