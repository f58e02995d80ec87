"""The one condition on what somebody may see of cases; nothing else is ever selected."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, bindparam, exists, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from db.models.cases import CaseDenialRow, CaseRow


@dataclass(frozen=True, slots=True)
class Sight:
    """What bears on what one person may see.

    `offices` are those whose cases they reach, None: all. `own` is their hash; `over` the hashes
    and `names` the names of themselves and of all who have authority over them; `above` the codes
    of their units and of all units above these.
    """

    offices: frozenset[str] | None
    own: bytes
    over: frozenset[bytes]
    names: frozenset[bytes]
    above: frozenset[str]


def visible_to(sight: Sight) -> ColumnElement[bool]:
    """Return the condition that a case may be seen: within reach, and no conflict of interest."""
    return _within(sight.offices) & free_of_conflict(sight)


def free_of_conflict(sight: Sight) -> ColumnElement[bool]:
    """Return the condition that a case is neither about this person nor about their superior.

    Cases that were merged into one are looked at as one: its handlers know all of them.
    """
    return _free(sight.own, sight.over, sight.names, sight.above)


def is_free(session: Session, case_id: int, sight: Sight) -> bool:
    """Tell whether the same holds of one case."""
    values = {"case": case_id, "own": sight.own, "over": list(sight.over)}
    told = {"names": list(sight.names), "above": list(sight.above)}
    return session.connection().scalar(_ONE, {**values, **told}) is not None


def _free(own: Any, over: Any, names: Any, above: Any) -> ColumnElement[bool]:
    part = aliased(CaseRow)
    merged = select(part.id).where(
        part.main_id == CaseRow.id, ~_is_clear(part, own, over, names, above)
    )
    return _is_clear(CaseRow, own, over, names, above) & ~exists(merged)


def _is_clear(
    case: type[CaseRow], own: Any, over: Any, names: Any, above: Any
) -> ColumnElement[bool]:
    denied = select(CaseDenialRow.case_id).where(
        CaseDenialRow.case_id == case.id, CaseDenialRow.person_hash == own
    )
    return (
        _is_none_of(case.subject_hash, over)
        & _is_none_of(case.subject_name_hash, names)
        & _is_none_of(case.barred_code, above)
        & ~exists(denied)
    )


def _within(offices: Collection[str] | None) -> ColumnElement[bool]:
    return true() if offices is None else CaseRow.office_code.in_(offices)


def _is_none_of(column: InstrumentedAttribute[Any], values: Any) -> ColumnElement[bool]:
    return or_(column.is_(None), column.not_in(values))


# Built once: whoever may be told of a case is looked at one by one.
_ONE = select(CaseRow.id).where(
    CaseRow.id == bindparam("case"),
    _free(
        bindparam("own"),
        bindparam("over", expanding=True),
        bindparam("names", expanding=True),
        bindparam("above", expanding=True),
    ),
)
