"""Repository of leases: roles that only one process may fulfil at a time."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from db.conversations import affected
from db.models.queues import LeaseRow
from db.moments import lies_ahead


class LeaseRepository:
    """Leases by role."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def take(self, role: str, holder: str, now: datetime, span: timedelta) -> int | None:
        """Take or keep a role and return the fencing number; None while somebody else has it."""
        row = self._session.get(LeaseRow, role)
        if row is None:
            self._session.add(LeaseRow(role=role, holder=holder, until=now + span, fence=1))
            self._session.flush()
            return 1
        mine = LeaseRow.holder == holder
        if self._change(role, mine & lies_ahead(LeaseRow.until, now, span), until=now + span):
            return row.fence
        others = {"holder": holder, "until": now + span, "fence": row.fence + 1}
        is_same = LeaseRow.fence == row.fence
        if self._change(role, is_same & ~lies_ahead(LeaseRow.until, now, span), **others):
            return row.fence + 1
        return None

    def give_back(self, role: str, fence: int) -> None:
        """Let a role go at once."""
        self._change(role, LeaseRow.fence == fence, holder=None, until=None)

    def holders(self) -> set[str]:
        """Return who has a role."""
        held = select(LeaseRow.holder).where(LeaseRow.holder.is_not(None)).distinct()
        return {holder for holder in self._session.scalars(held) if holder is not None}

    def free(self, holder: str) -> None:
        """Let everything go that somebody has."""
        mine = update(LeaseRow).where(LeaseRow.holder == holder)
        affected(self._session, mine.values(holder=None, until=None))

    def holds(self, role: str, fence: int) -> bool:
        """Tell whether a lease is still the latest; until the commit nobody can take it over."""
        found = select(LeaseRow.role).where(LeaseRow.role == role, LeaseRow.fence == fence)
        return self._session.scalar(found.with_for_update(read=True)) is not None

    def _change(self, role: str, which: ColumnElement[bool], **values: object) -> bool:
        changed = update(LeaseRow).where(LeaseRow.role == role, which).values(**values)
        return affected(self._session, changed) > 0
