"""The one condition on what somebody may see of cases; nothing else is ever selected."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, exists, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, aliased

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
    part = aliased(CaseRow)
    merged_in = exists(select(part.id).where(part.main_id == CaseRow.id, ~_is_clear(part, sight)))
    return _is_clear(CaseRow, sight) & ~merged_in


def _is_clear(case: type[CaseRow], sight: Sight) -> ColumnElement[bool]:
    denied = select(CaseDenialRow.case_id).where(
        CaseDenialRow.case_id == case.id, CaseDenialRow.person_hash == sight.own
    )
    return (
        _is_none_of(case.subject_hash, sight.over)
        & _is_none_of(case.subject_name_hash, sight.names)
        & _is_none_of(case.barred_code, sight.above)
        & ~exists(denied)
    )


def _within(offices: Collection[str] | None) -> ColumnElement[bool]:
    return true() if offices is None else CaseRow.office_code.in_(offices)


def _is_none_of(
    column: InstrumentedAttribute[Any], values: Collection[object]
) -> ColumnElement[bool]:
    return or_(column.is_(None), column.not_in(values))
