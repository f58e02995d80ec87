"""Repository of what the clock has done about cases, and of what is due."""

from datetime import datetime
from typing import Literal

from sqlalchemy import ColumnElement, delete, exists, insert, or_, select
from sqlalchemy.orm import QueryableAttribute, Session

from db.conversations import affected
from db.models.case_clock import CaseAlarmRow
from db.models.cases import CaseRow

Due = Literal["step_due_at", "due_at"]
# After the first moment, up to the second.
Span = tuple[datetime, datetime]


class CaseAlarmRepository:
    """Alarms of cases; each is raised once for each time that something was due."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, case_id: int, kind: str, due_at: datetime, now: datetime) -> None:
        """Keep that an alarm was raised."""
        row = {"case_id": case_id, "kind": kind, "due_at": due_at, "at": now}
        self._session.execute(insert(CaseAlarmRow).values(row))

    def erase_of(self, case_id: int) -> int:
        """Erase the alarms of a case."""
        return affected(self._session, delete(CaseAlarmRow).where(CaseAlarmRow.case_id == case_id))

    def due(self, kind: str, which: Due, span: Span, at_most: int) -> tuple[int, ...]:
        """Return the rows of cases that are due within a span and had no such alarm, in order.

        While a sender is waited for nothing of their case is due.
        """
        column = CaseRow.due_at if which == "due_at" else CaseRow.step_due_at
        since, until = span
        wanted = (
            select(CaseRow.id)
            .where(*_running(), column > since, column <= until, ~_raised(kind, column))
            .order_by(column, CaseRow.id)
            .limit(at_most)
        )
        return tuple(self._session.scalars(wanted))


def _running() -> tuple[ColumnElement[bool], ...]:
    return (
        or_(CaseRow.is_open, CaseRow.needs_review),
        CaseRow.paused_since.is_(None),
        CaseRow.erased_at.is_(None),
    )


def _raised(kind: str, column: QueryableAttribute[datetime | None]) -> ColumnElement[bool]:
    return exists(
        select(CaseAlarmRow.id).where(
            CaseAlarmRow.case_id == CaseRow.id,
            CaseAlarmRow.kind == kind,
            CaseAlarmRow.due_at == column,
        )
    )
