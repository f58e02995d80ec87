"""Repository of cases: their numbers, finding one, changing it, and the lists of an office."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, insert, select, update
from sqlalchemy.orm import Session, aliased

from db.case_sight import Sight, is_free
from db.conversations import affected
from db.models.cases import CaseNumberRow, CaseRow
from db.models.units import UnitRow
from domain.cases import CaseKind, CaseState, Conduct, Identity, Step, SubjectKind
from domain.errors import ConcurrentChange

TABLE = "cases"
_MOST_MERGED = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCase:
    """A case as it stands; what somebody wrote is still locked. `db.models.cases` tells more."""

    id: int
    uid: str
    number: str
    receipt_hash: bytes
    kind: CaseKind
    conduct: Conduct
    identity: Identity
    state: CaseState
    is_on_behalf: bool
    unit_code: str | None
    office_code: str | None
    subject_kind: SubjectKind
    subject_hash: bytes | None
    subject_name_hash: bytes | None
    barred_code: str | None
    content_locked: bytes | None
    name_locked: bytes | None
    name_boxed: bytes | None
    text_hash: bytes
    handler_id: int | None
    answerer_id: int | None
    is_open: bool
    has_news: bool
    needs_review: bool
    urgent_at: datetime
    received_at: datetime
    moved_at: datetime
    step: Step
    step_due_at: datetime | None
    due_at: datetime | None
    first_due_at: datetime | None
    paused_since: datetime | None
    late_since: datetime | None
    extended_at: datetime | None
    acknowledged_at: datetime | None
    answered_at: datetime | None
    reopened_at: datetime | None
    rating: int | None
    rated_at: datetime | None
    closed_at: datetime | None
    main_id: int | None
    held_since: datetime | None
    erased_at: datetime | None
    revision: int
    unit_name: str | None
    office_name: str | None


_COLUMNS = tuple(
    field.name for field in fields(StoredCase) if field.name not in ("unit_name", "office_name")
)
_Unit, _Office = aliased(UnitRow), aliased(UnitRow)
_CASES: Select[Any] = (
    select(
        *(CaseRow.__table__.c[name] for name in _COLUMNS),
        _Unit.name.label("unit_name"),
        _Office.name.label("office_name"),
    )
    .outerjoin(_Unit, _Unit.code == CaseRow.unit_code)
    .outerjoin(_Office, _Office.code == CaseRow.office_code)
)

# Built once, since every move reads its case anew.
_BY_ID = _CASES.where(CaseRow.id == bindparam("case"))


class CaseRepository:
    """Cases. Whoever lists or finds them for an office passes what may be seen there."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def next_number(self, year: int) -> int:
        """Return the next number of a year; the row is held until the commit."""
        row = self._session.get(CaseNumberRow, year, with_for_update=True)
        if row is None:
            row = CaseNumberRow(year=year, latest=0)
            self._session.add(row)
        row.latest += 1
        self._session.flush()
        return row.latest

    def add(self, values: dict[str, Any]) -> int:
        """Keep a new case and return its row's number."""
        statement = insert(CaseRow).returning(CaseRow.id)
        return self._session.execute(statement, values).scalar_one()

    def get(self, case_id: int) -> StoredCase:
        """Return the case of this row."""
        return _stored(self._session.connection().execute(_BY_ID, {"case": case_id}).one())

    def find(self, case_id: int, seen: ColumnElement[bool]) -> StoredCase | None:
        """Return the case of this row, if it is among what is seen."""
        return self._one(CaseRow.id == case_id, seen)

    def is_free_of_conflict(self, case_id: int, sight: Sight) -> bool:
        """Tell whether a case is neither about this person nor about their superior."""
        return is_free(self._session, case_id, sight)

    def find_number(
        self, number: str, seen: ColumnElement[bool] | None = None
    ) -> StoredCase | None:
        """Return the case of this public number, if it is among what is seen; None: whatever."""
        wanted = CaseRow.number == number
        return self._one(wanted) if seen is None else self._one(wanted, seen)

    def find_receipt(self, receipt_hash: bytes) -> StoredCase | None:
        """Return the case whose code has this hash."""
        return self._one(CaseRow.receipt_hash == receipt_hash)

    def of(self, case_ids: Collection[int], at_most: int) -> tuple[StoredCase, ...]:
        """Return the cases of these rows, the newest first."""
        newest = (CaseRow.id.desc(),)
        return self.select(CaseRow.id.in_(case_ids), order_by=newest, at_most=at_most)

    def merged_into(self, case_id: int) -> tuple[StoredCase, ...]:
        """Return the cases that were merged into one, the oldest first."""
        oldest = (CaseRow.id.expression,)
        return self.select(CaseRow.main_id == case_id, order_by=oldest, at_most=_MOST_MERGED)

    def change(self, case: StoredCase, **values: Any) -> StoredCase:
        """Change a case as it was read and return it as it is now.

        Raises:
            ConcurrentChange: somebody else changed it meanwhile.
        """
        same = (CaseRow.id == case.id, CaseRow.revision == case.revision)
        changed = update(CaseRow).where(*same).values(revision=case.revision + 1, **values)
        if affected(self._session, changed) == 0:
            raise ConcurrentChange(TABLE)
        return self.get(case.id)

    def select(
        self,
        *conditions: ColumnElement[bool],
        order_by: Sequence[ColumnElement[Any]] = (),
        at_most: int,
        skip: int = 0,
    ) -> tuple[StoredCase, ...]:
        """Return the cases that meet all conditions, in this order."""
        order = order_by or (CaseRow.urgent_at.expression, CaseRow.id.expression)
        wanted = _CASES.where(*conditions).order_by(*order).limit(at_most).offset(skip)
        return tuple(_stored(row) for row in self._session.execute(wanted))

    def _one(self, *conditions: ColumnElement[bool]) -> StoredCase | None:
        row = self._session.execute(_CASES.where(*conditions).limit(1)).first()
        return None if row is None else _stored(row)

    def count(self, *conditions: ColumnElement[bool]) -> int:
        """Return how many cases meet all conditions."""
        return self._session.scalar(select(func.count(CaseRow.id)).where(*conditions)) or 0


def _stored(row: Any) -> StoredCase:
    return StoredCase(**row._mapping)
