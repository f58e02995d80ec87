"""Repository of what figures need of cases: codes and times, nothing that anybody wrote."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from db.models.cases import CaseHistoryRow, CaseRow
from domain.cases import CaseKind, CaseState, Conduct, Move

_REPLIES = (Move.ANSWER, Move.REFUSE)


@dataclass(frozen=True, slots=True)
class CountedCase:
    """A case as figures count it. `replied_at` is the first answer or refusal."""

    office: str | None
    kind: CaseKind
    conduct: Conduct
    received_at: datetime
    due_at: datetime | None
    replied_at: datetime | None
    is_refused: bool
    late_since: datetime | None
    extended_at: datetime | None
    reopened_at: datetime | None
    rating: int | None
    rated_at: datetime | None


class CaseFigureRepository:
    """Cases to be counted."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def received(
        self, since: datetime, until: datetime, *conditions: ColumnElement[bool]
    ) -> tuple[CountedCase, ...]:
        """Return the cases that came in a span and meet the conditions, merged ones left out."""
        span = (CaseRow.received_at >= since, CaseRow.received_at < until)
        wanted = select(
            CaseRow.id,
            CaseRow.office_code,
            CaseRow.kind,
            CaseRow.conduct,
            CaseRow.received_at,
            CaseRow.due_at,
            CaseRow.answered_at,
            CaseRow.late_since,
            CaseRow.extended_at,
            CaseRow.reopened_at,
            CaseRow.rating,
            CaseRow.rated_at,
        ).where(*span, CaseRow.state != CaseState.MERGED, *conditions)
        replies = self._replies(*span)
        found = []
        for number, office, kind, conduct, came, due, answered, *rest in self._session.execute(
            wanted
        ):
            replied, move = replies.get(number, (answered, Move.ANSWER))
            is_refused = replied is not None and move is Move.REFUSE
            late, extended, reopened, rating, rated = rest
            # A case that was opened again has a new limit; how its first answer stood is known by
            # whether it is late.
            first_due = None if reopened is not None else due
            found.append(
                CountedCase(
                    *(office, kind, conduct, came, first_due, replied, is_refused),
                    *(late, extended, reopened, rating, rated),
                )
            )
        return tuple(found)

    def _replies(self, *span: ColumnElement[bool]) -> dict[int, tuple[datetime, Move]]:
        """Return the first reply of those cases of which their row does not tell it."""
        untold = or_(
            CaseRow.answered_at.is_(None) & ~CaseRow.is_open,
            CaseRow.reopened_at.is_not(None),
        )
        rows = self._session.execute(
            select(CaseHistoryRow.case_id, CaseHistoryRow.at, CaseHistoryRow.move)
            .join(CaseRow, CaseRow.id == CaseHistoryRow.case_id)
            .where(*span, untold, CaseHistoryRow.move.in_(_REPLIES))
            .order_by(CaseHistoryRow.id)
        )
        found: dict[int, tuple[datetime, Move]] = {}
        for case_id, at, move in rows:
            found.setdefault(case_id, (at, Move(move)))
        return found

    def first(self) -> datetime | None:
        """Return when the first case came."""
        return self._session.scalar(select(func.min(CaseRow.received_at)))
