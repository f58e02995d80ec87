"""Repository of what figures need of cases: codes and times, nothing that anybody wrote."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from db.models.cases import CaseHistoryRow, CaseRow
from domain.cases import CaseKind, CaseState, Conduct, Move

_REPLIES = (Move.ANSWER, Move.REFUSE)
# Of these the row does not tell the first reply: refused ones, and those that were opened again.
_UNTOLD = or_(
    and_(CaseRow.answered_at.is_(None), CaseRow.is_open.is_(False)),
    CaseRow.reopened_at.is_not(None),
)


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


@dataclass(frozen=True, slots=True)
class CountedGroup:
    """So many cases that stand alike at a moment, none of them refused or opened again."""

    office: str | None
    kind: CaseKind
    is_replied: bool
    is_late: bool
    is_extended: bool
    rating: int | None
    number: int


class CaseFigureRepository:
    """Cases to be counted."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def received(
        self, since: datetime, until: datetime, *conditions: ColumnElement[bool]
    ) -> tuple[CountedCase, ...]:
        """Return the cases that came in a span and meet the conditions, merged ones left out."""
        span = _span(since, until)
        return tuple(self._cases(span, *conditions))

    def groups(
        self, since: datetime, until: datetime, now: datetime, *conditions: ColumnElement[bool]
    ) -> tuple[tuple[CountedGroup, ...], tuple[CountedCase, ...]]:
        """Return the same counted by the database, and one by one what it cannot count."""
        span = _span(since, until)
        replied = case((CaseRow.answered_at <= now, CaseRow.answered_at))
        is_late = or_(
            func.coalesce(CaseRow.late_since <= now, False),
            func.coalesce(CaseRow.due_at < func.coalesce(replied, now), False),
        )
        shape = (
            CaseRow.office_code,
            CaseRow.kind,
            replied.is_not(None),
            is_late,
            func.coalesce(CaseRow.extended_at <= now, False),
            case((CaseRow.rated_at <= now, CaseRow.rating)),
        )
        wanted = select(*shape, func.count(CaseRow.id)).where(*span, ~_UNTOLD, *conditions)
        rows = self._session.execute(wanted.group_by(*shape))
        groups = tuple(
            # SQLite has numbers for truth values.
            CountedGroup(office, kind, bool(replied), bool(late), bool(extended), rating, number)
            for office, kind, replied, late, extended, rating, number in rows
        )
        return groups, tuple(self._cases(span, _UNTOLD, *conditions))

    def first(self) -> datetime | None:
        """Return when the first case came."""
        return self._session.scalar(select(func.min(CaseRow.received_at)))

    def _cases(
        self, span: tuple[ColumnElement[bool], ...], *conditions: ColumnElement[bool]
    ) -> Iterator[CountedCase]:
        replies = self._replies(span)
        for row in self._session.execute(_WANTED.where(*span, *conditions)):
            replied, move = replies.get(row.id, (row.answered_at, Move.ANSWER))
            yield CountedCase(
                office=row.office_code,
                kind=row.kind,
                conduct=row.conduct,
                received_at=row.received_at,
                # Opened again a case has a new limit; how its first answer stood is known by
                # whether it is late.
                due_at=None if row.reopened_at is not None else row.due_at,
                replied_at=replied,
                is_refused=replied is not None and move is Move.REFUSE,
                late_since=row.late_since,
                extended_at=row.extended_at,
                reopened_at=row.reopened_at,
                rating=row.rating,
                rated_at=row.rated_at,
            )

    def _replies(self, span: tuple[ColumnElement[bool], ...]) -> dict[int, tuple[datetime, Move]]:
        """Return the first reply of those cases of which their row does not tell it."""
        rows = self._session.execute(
            select(CaseHistoryRow.case_id, CaseHistoryRow.at, CaseHistoryRow.move)
            .join(CaseRow, CaseRow.id == CaseHistoryRow.case_id)
            .where(*span, _UNTOLD, CaseHistoryRow.move.in_(_REPLIES))
            .order_by(CaseHistoryRow.id)
        )
        found: dict[int, tuple[datetime, Move]] = {}
        for case_id, at, move in rows:
            found.setdefault(case_id, (at, Move(move)))
        return found


_COLUMNS: tuple[InstrumentedAttribute[object], ...] = (
    *(CaseRow.id, CaseRow.office_code, CaseRow.kind, CaseRow.conduct, CaseRow.received_at),
    *(CaseRow.due_at, CaseRow.answered_at, CaseRow.late_since, CaseRow.extended_at),
    *(CaseRow.reopened_at, CaseRow.rating, CaseRow.rated_at),
)
_WANTED: Select[*tuple[object, ...]] = select(*_COLUMNS)


def _span(since: datetime, until: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        CaseRow.received_at >= since,
        CaseRow.received_at < until,
        CaseRow.state != CaseState.MERGED,
    )
