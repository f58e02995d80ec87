"""The keys of single cases: what is locked under one is gone for good when the key is."""

import base64
import secrets
from uuid import uuid4

from nacl.exceptions import CryptoError
from nacl.secret import Aead
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from db.conversations import affected
from db.models.cases import CaseKeyRow
from db.sealing import KEY_BYTES, KeyRing
from domain.errors import UnsealingFailed

_KEY = ("case_keys", "key_sealed")
_VERSION = b"\x01"


class CaseKey:
    """The key of one case or file. A locked value opens only for its table, column and row."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._box = Aead(key)

    def lock(self, value: str | bytes, table: str, column: str, row: str) -> bytes:
        """Return a text or the content of a file, encrypted for one place."""
        content = value.encode() if isinstance(value, str) else value
        return _VERSION + bytes(self._box.encrypt(content, aad=_place(table, column, row)))

    def unlock(self, locked: bytes, table: str, column: str, row: str) -> str:
        """Return the text that was locked for this place.

        Raises:
            UnsealingFailed: it was locked under another key or for another place.
        """
        return self.unlock_bytes(locked, table, column, row).decode()

    def unlock_bytes(self, locked: bytes, table: str, column: str, row: str) -> bytes:
        """Return the content that was locked for this place.

        Raises:
            UnsealingFailed: it was locked under another key or for another place.
        """
        try:
            return bytes(self._box.decrypt(locked[1:], aad=_place(table, column, row)))
        except (CryptoError, ValueError):
            raise UnsealingFailed(f"{table}.{column}") from None

    def written(self) -> str:
        """Return the key as text, to be sealed or locked itself."""
        return base64.b64encode(self._key).decode()


class CaseKeyRepository:
    """The keys of cases, sealed with the data keys."""

    def __init__(self, session: Session, ring: KeyRing) -> None:
        self._session = session
        self._ring = ring

    def add(self, case_id: int, key: CaseKey) -> None:
        """Keep the key of a new case."""
        uid = uuid4().hex
        sealed = self._ring.seal(key.written(), *_KEY, uid)
        self._session.add(CaseKeyRow(case_id=case_id, uid=uid, key_sealed=sealed))
        self._session.flush()

    def find(self, case_id: int) -> CaseKey | None:
        """Return the key of a case; None once it was destroyed."""
        return self.find_all([case_id]).get(case_id)

    def find_all(self, case_ids: list[int]) -> dict[int, CaseKey]:
        """Return the keys of some cases, in one query."""
        wanted = select(CaseKeyRow.case_id, CaseKeyRow.uid, CaseKeyRow.key_sealed)
        rows = self._session.execute(wanted.where(CaseKeyRow.case_id.in_(case_ids)))
        return {row.case_id: read_key(self._open(row.key_sealed, row.uid)) for row in rows}

    def destroy(self, case_id: int) -> bool:
        """Destroy the key of a case; False when it is gone."""
        gone = delete(CaseKeyRow).where(CaseKeyRow.case_id == case_id)
        return affected(self._session, gone) > 0

    def _open(self, sealed: bytes, uid: str) -> str:
        return self._ring.open(sealed, *_KEY, uid)


def new_key() -> CaseKey:
    """Return a new random key."""
    return CaseKey(secrets.token_bytes(KEY_BYTES))


def read_key(written: str) -> CaseKey:
    """Return the key that was written as text."""
    return CaseKey(base64.b64decode(written))


def _place(table: str, column: str, row: str) -> bytes:
    return f"{table}.{column}:{row}".encode()
