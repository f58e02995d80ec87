"""Repository of the files of cases: each under a key of its own, which the case's key locks."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from db.case_keys import CaseKey, new_key, read_key
from db.conversations import affected
from db.models.cases import CaseFileRow
from db.sealing import KeyRing

_SEALED = ("case_files", "key_sealed")
_LOCKED = ("case_files", "key_locked")
_CONTENT = ("case_files", "content_locked")
_ORIGINAL = ("case_files", "original_locked")
_HEAD = (
    CaseFileRow.uid,
    CaseFileRow.line_id,
    CaseFileRow.kind,
    CaseFileRow.media_type,
    CaseFileRow.size,
    CaseFileRow.original_locked.is_not(None).label("has_original"),
)


@dataclass(frozen=True, slots=True)
class StoredFile:
    """What a file is; `line_id` is what it came with, none for the first words of a case."""

    uid: str
    line_id: int | None
    kind: str
    media_type: str
    size: int
    has_original: bool


class CaseFileRepository:
    """Files that wait for their case, and those that belong to one."""

    def __init__(self, session: Session, ring: KeyRing) -> None:
        self._session = session
        self._ring = ring

    def add(
        self,
        owner_hash: bytes,
        kind: str,
        media_type: str,
        content: bytes,
        original: bytes | None,
        now: datetime,
    ) -> StoredFile:
        """Keep a file that waits for its case."""
        uid, key = uuid4().hex, new_key()
        row = CaseFileRow(
            uid=uid,
            owner_hash=owner_hash,
            kind=kind,
            media_type=media_type,
            size=len(content),
            kept_at=now,
            key_sealed=self._ring.seal(key.written(), *_SEALED, uid),
            content_locked=key.lock(content, *_CONTENT, uid),
            original_locked=None if original is None else key.lock(original, *_ORIGINAL, uid),
        )
        self._session.add(row)
        self._session.flush()
        return StoredFile(uid, None, kind, media_type, len(content), original is not None)

    def waiting(self, owner_hash: bytes) -> tuple[StoredFile, ...]:
        """Return the files of somebody that belong to no case yet, the oldest first."""
        mine = select(*_HEAD).where(CaseFileRow.owner_hash == owner_hash)
        rows = self._session.execute(mine.order_by(CaseFileRow.id))
        return tuple(StoredFile(*row) for row in rows)

    def of(self, case_id: int) -> tuple[StoredFile, ...]:
        """Return the files of a case, the oldest first."""
        own = select(*_HEAD).where(CaseFileRow.case_id == case_id)
        return tuple(
            StoredFile(*row) for row in self._session.execute(own.order_by(CaseFileRow.id))
        )

    def size(self, case_id: int) -> tuple[int, int]:
        """Return how many files a case has, and how many bytes."""
        total = select(func.count(), func.coalesce(func.sum(CaseFileRow.size), 0))
        count, size = self._session.execute(total.where(CaseFileRow.case_id == case_id)).one()
        return count, size

    def attach(
        self, owner_hash: bytes, uid: str, case_id: int, line_id: int | None, key: CaseKey
    ) -> bool:
        """Give a waiting file to its case, under whose key it is from now on; False: not theirs."""
        mine = (CaseFileRow.uid == uid, CaseFileRow.owner_hash == owner_hash)
        sealed = self._session.scalar(select(CaseFileRow.key_sealed).where(*mine))
        if sealed is None:
            return False
        locked = key.lock(self._ring.open(sealed, *_SEALED, uid), *_LOCKED, uid)
        attached = update(CaseFileRow).where(*mine)
        values = {"case_id": case_id, "line_id": line_id, "key_locked": locked}
        bare = {"owner_hash": None, "key_sealed": None}
        return affected(self._session, attached.values(**values, **bare)) > 0

    def open(self, case_id: int, uid: str, key: CaseKey, *, original: bool) -> bytes | None:
        """Return the content of a file of a case, or its original; None where there is none."""
        row = self._session.scalar(
            select(CaseFileRow).where(CaseFileRow.case_id == case_id, CaseFileRow.uid == uid)
        )
        if row is None or row.key_locked is None:
            return None
        own = read_key(key.unlock(row.key_locked, *_LOCKED, uid))
        if not original:
            return own.unlock_bytes(row.content_locked, *_CONTENT, uid)
        locked = row.original_locked
        return None if locked is None else own.unlock_bytes(locked, *_ORIGINAL, uid)

    def drop(self, owner_hash: bytes, uid: str | None = None) -> int:
        """Erase a waiting file of somebody, or all of them; return how many it was."""
        mine = delete(CaseFileRow).where(CaseFileRow.owner_hash == owner_hash)
        return affected(self._session, mine if uid is None else mine.where(CaseFileRow.uid == uid))

    def forget_waiting(self, before: datetime) -> int:
        """Erase files that have waited for their case since before a moment."""
        old = (CaseFileRow.case_id.is_(None), CaseFileRow.kept_at < before)
        return affected(self._session, delete(CaseFileRow).where(*old))

    def erase_of(self, case_id: int) -> int:
        """Erase the files of a case."""
        return affected(self._session, delete(CaseFileRow).where(CaseFileRow.case_id == case_id))
