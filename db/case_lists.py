"""Repository of the lists of cases: queues, counts, search, praise, and what is over."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy.orm import Session

from db.cases import CaseRepository, StoredCase
from db.models.cases import CaseRow
from domain.cases import DONE, NEW, CaseKind, CaseState


class Part(StrEnum):
    """A part of an office's queue."""

    OPEN = "open"
    MINE = "mine"
    NEW = "new"
    LATE = "late"
    WAITING = "waiting"
    REVIEW = "review"
    DONE = "done"


class CaseListRepository:
    """Cases in lists. `seen` is the condition on what whoever asks may see."""

    def __init__(self, session: Session) -> None:
        self._cases = CaseRepository(session)

    def queue(
        self,
        seen: ColumnElement[bool],
        part: Part,
        viewer: int,
        now: datetime,
        *,
        at_most: int,
        skip: int = 0,
    ) -> tuple[StoredCase, ...]:
        """Return a part of a queue, the most urgent first; what is done with: the latest first."""
        order: list[ColumnElement[Any]] = [CaseRow.urgent_at.expression, CaseRow.id.expression]
        if part is Part.DONE:
            order = [CaseRow.moved_at.desc(), CaseRow.id.expression]
        wanted = (seen, *_part(part, viewer, now))
        return self._cases.select(*wanted, order_by=order, at_most=at_most, skip=skip)

    def count(self, seen: ColumnElement[bool], part: Part, viewer: int, now: datetime) -> int:
        """Return how many cases a part of a queue has."""
        return self._cases.count(seen, *_part(part, viewer, now))

    def newest(self, seen: ColumnElement[bool], at_most: int) -> tuple[StoredCase, ...]:
        """Return the newest cases."""
        order = (CaseRow.received_at.desc(), CaseRow.id.desc())
        return self._cases.select(
            seen, CaseRow.erased_at.is_(None), order_by=order, at_most=at_most
        )

    def near(
        self, seen: ColumnElement[bool], case: StoredCase, since: datetime, at_most: int
    ) -> tuple[StoredCase, ...]:
        """Return other cases of the same kind on the same unit, the newest first."""
        return self._cases.select(
            seen,
            CaseRow.id != case.id,
            CaseRow.kind == case.kind,
            CaseRow.unit_code.is_not_distinct_from(case.unit_code),
            CaseRow.received_at > since,
            CaseRow.main_id.is_(None),
            CaseRow.erased_at.is_(None),
            order_by=(CaseRow.received_at.desc(), CaseRow.id.desc()),
            at_most=at_most,
        )

    def praises(
        self, official_hash: bytes, headed: Collection[str], at_most: int
    ) -> tuple[StoredCase, ...]:
        """Return praise that an office has looked at: of an official, or of units they head."""
        return self._cases.select(
            CaseRow.kind == CaseKind.PRAISE,
            CaseRow.acknowledged_at.is_not(None),
            CaseRow.erased_at.is_(None),
            or_(CaseRow.subject_hash == official_hash, CaseRow.unit_code.in_(headed)),
            order_by=(CaseRow.received_at.desc(), CaseRow.id.desc()),
            at_most=at_most,
        )

    def alike(self, case: StoredCase, since: datetime, at_most: int) -> tuple[StoredCase, ...]:
        """Return other cases that came since then with the same words on the same unit."""
        return self._cases.select(
            CaseRow.text_hash == case.text_hash,
            CaseRow.id != case.id,
            CaseRow.received_at > since,
            order_by=(CaseRow.id.expression,),
            at_most=at_most,
        )

    def silent(self, before: datetime, at_most: int) -> tuple[StoredCase, ...]:
        """Return answered cases that nobody has moved since, and that no review waits for."""
        return self._cases.select(
            CaseRow.state.in_(DONE),
            CaseRow.moved_at < before,
            CaseRow.needs_review.is_(False),
            order_by=(CaseRow.id.expression,),
            at_most=at_most,
        )

    def outlived(self, before: datetime, at_most: int) -> tuple[StoredCase, ...]:
        """Return cases that were over before a moment, not held, with what was written in them."""
        return self._cases.select(
            CaseRow.state.in_((CaseState.CLOSED, CaseState.MERGED)),
            CaseRow.moved_at < before,
            CaseRow.held_since.is_(None),
            CaseRow.erased_at.is_(None),
            order_by=(CaseRow.id.expression,),
            at_most=at_most,
        )


def _part(part: Part, viewer: int, now: datetime) -> tuple[ColumnElement[bool], ...]:
    is_open = CaseRow.is_open.is_(True)
    late = or_(
        CaseRow.late_since.is_not(None),
        and_(CaseRow.due_at < now, CaseRow.paused_since.is_(None)),
    )
    parts: dict[Part, tuple[ColumnElement[bool], ...]] = {
        Part.OPEN: (is_open,),
        Part.MINE: (is_open, CaseRow.handler_id == viewer),
        Part.NEW: (is_open, CaseRow.state.in_(NEW)),
        Part.LATE: (is_open, late),
        Part.WAITING: (is_open, CaseRow.state == CaseState.ASKED),
        Part.REVIEW: (
            CaseRow.needs_review.is_(True),
            CaseRow.answerer_id.is_distinct_from(viewer),
        ),
        Part.DONE: (CaseRow.is_open.is_(False),),
    }
    return parts[part]
