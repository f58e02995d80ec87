"""Which open cases are due soon, as a condition to count by."""

from datetime import datetime

from sqlalchemy import ColumnElement

from db.models.cases import CaseRow


def due_within(now: datetime, until: datetime) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that an open case is not late and due by a moment."""
    return (
        CaseRow.is_open.is_(True),
        CaseRow.paused_since.is_(None),
        CaseRow.late_since.is_(None),
        CaseRow.due_at >= now,
        CaseRow.due_at <= until,
    )
