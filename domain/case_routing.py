"""Which office may resolve a case, and who may never see it, by whom it is about."""

from dataclasses import dataclass

from domain.cases import CaseKind, SubjectKind


@dataclass(frozen=True, slots=True)
class Bearing:
    """What is known of whom a case is about.

    `unit` is the unit concerned. `heads` is the unit that the official heads, None for others;
    `is_known` tells that the official is known here as a person.
    """

    kind: SubjectKind
    unit: str | None
    is_head: bool = False
    is_intake: bool = False
    is_known: bool = False
    heads: str | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """From which unit upwards an office is looked for, and where nobody may see the case.

    `barred` covers a unit and all below it.
    """

    start: str | None
    barred: str | None = None


def route(kind: CaseKind, bearing: Bearing) -> Route:
    """Return the way of a case.

    A head's case goes above the unit, and nobody of it sees it. So does a case on somebody who is
    not known, or who sits where feedback is taken in: anybody there may be meant. Everything else
    goes to the unit itself, whose people can step back. Praise goes to the unit.
    """
    if kind is CaseKind.PRAISE:
        return Route(bearing.unit)
    if bearing.heads is not None:
        return Route(bearing.heads, bearing.heads)
    if bearing.unit is None:
        return Route(None)
    if bearing.is_head or _may_be_anybody(bearing):
        return Route(bearing.unit, bearing.unit)
    return Route(bearing.unit)


def _may_be_anybody(bearing: Bearing) -> bool:
    if bearing.kind is SubjectKind.UNKNOWN:
        return True
    if bearing.kind is SubjectKind.POSITION:
        return bearing.is_intake
    return bearing.kind is SubjectKind.OFFICIAL and not bearing.is_known
