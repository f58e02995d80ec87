"""Repository of leases: roles that only one process may fulfil at a time."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.orm import Session

from db.conversations import affected
from db.models.queues import LeaseRow


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
        if self._change(role, mine & _is_running(now, span), until=now + span):
            return row.fence
        others = {"holder": holder, "until": now + span, "fence": row.fence + 1}
        is_same = LeaseRow.fence == row.fence
        if self._change(role, is_same & ~_is_running(now, span), **others):
            return row.fence + 1
        return None

    def give_back(self, role: str, fence: int) -> None:
        """Let a role go at once."""
        self._change(role, LeaseRow.fence == fence, holder=None, until=None)

    def holds(self, role: str, fence: int) -> bool:
        """Tell whether a lease is still the latest; until the commit nobody can take it over."""
        found = select(LeaseRow.role).where(LeaseRow.role == role, LeaseRow.fence == fence)
        return self._session.scalar(found.with_for_update(read=True)) is not None

    def _change(self, role: str, which: ColumnElement[bool], **values: object) -> bool:
        changed = update(LeaseRow).where(LeaseRow.role == role, which).values(**values)
        return affected(self._session, changed) > 0


def _is_running(now: datetime, span: timedelta) -> ColumnElement[bool]:
    """Return the condition that a lease runs; one ending too late is of before a clock change."""
    return ~or_(LeaseRow.until.is_(None), LeaseRow.until <= now, LeaseRow.until > now + span)
