"""Repository of the browsers that people write from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models.local import BrowserSessionRow


@dataclass(frozen=True, slots=True)
class StoredSession:
    """A browser: whose chat it opens, and whom its visitor plays in a demo."""

    id: int
    person: int
    acting: int | None
    seen_at: datetime


class BrowserSessionRepository:
    """Browsers by the hash of their cookie."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, hashes: Sequence[bytes]) -> StoredSession | None:
        """Return the browser whose cookie has one of these hashes."""
        row = self._session.scalar(
            select(BrowserSessionRow).where(BrowserSessionRow.token_hash.in_(hashes))
        )
        return None if row is None else _stored(row)

    def add(self, token_hash: bytes, person: int, now: datetime) -> StoredSession:
        """Keep a browser of this person."""
        row = BrowserSessionRow(token_hash=token_hash, person_id=person, opened_at=now, seen_at=now)
        self._session.add(row)
        self._session.flush()
        return _stored(row)

    def act(self, number: int, person: int | None) -> None:
        """Keep whom the visitor plays."""
        self._session.get_one(BrowserSessionRow, number).acting_id = person
        self._session.flush()

    def see(self, number: int, now: datetime) -> None:
        """Keep when a browser was last seen."""
        self._session.get_one(BrowserSessionRow, number).seen_at = now
        self._session.flush()

    def unseen_since(self, moment: datetime, at_most: int) -> list[StoredSession]:
        """Return browsers that nobody has used since `moment`."""
        rows = self._session.scalars(
            select(BrowserSessionRow).where(BrowserSessionRow.seen_at < moment).limit(at_most)
        )
        return [_stored(row) for row in rows]

    def last_seen(self, person: int) -> datetime | None:
        """Return when a browser of this person was last seen."""
        seen = select(func.max(BrowserSessionRow.seen_at)).where(
            BrowserSessionRow.person_id == person
        )
        return self._session.scalar(seen)

    def of_person(self, person: int) -> list[StoredSession]:
        """Return the browsers of a person."""
        own = select(BrowserSessionRow).where(BrowserSessionRow.person_id == person)
        return [_stored(row) for row in self._session.scalars(own)]

    def erase(self, number: int) -> None:
        """Erase a browser; its cookie opens nothing any more."""
        self._session.delete(self._session.get_one(BrowserSessionRow, number))
        self._session.flush()


def _stored(row: BrowserSessionRow) -> StoredSession:
    return StoredSession(row.id, row.person_id, row.acting_id, row.seen_at)
