"""How long each step of a case may take: what was decided, from which day, and on whose word.

A limit that nobody has decided is provisional. It is said to be so wherever it shows, and it is
never told as law.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Span(StrEnum):
    """What is limited: the steps of a case, an extension, handing on, and a promised new date."""

    ACKNOWLEDGE = "acknowledge"
    ANSWER = "answer"
    REVIEW = "review"
    EXTENSION = "extension"
    TRANSFER = "transfer"
    APOLOGY = "apology"


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided a limit, on which day, and from when it holds."""

    source: str
    decided_on: date
    since: date


@dataclass(frozen=True, slots=True)
class Limit:
    """So many working days for a step; provisional unless somebody decided it."""

    span: Span
    days: int
    decision: Decision | None = None

    @property
    def is_provisional(self) -> bool:
        """Tell whether nobody has decided this limit."""
        return self.decision is None


# Nobody's decision: something must stand here until the province decides.
PROVISIONAL: Mapping[Span, int] = {
    Span.ACKNOWLEDGE: 2,
    Span.ANSWER: 10,
    Span.EXTENSION: 5,
    Span.TRANSFER: 2,
    Span.REVIEW: 5,
    Span.APOLOGY: 5,
}
# How many working days before the end of a step somebody is warned.
WARN_BEFORE = 1


def limit_on(decided: Iterable[Limit], span: Span, day: date) -> Limit:
    """Return the limit that holds for a span on a day: the latest decided, else provisional."""
    holding = [
        (limit.decision.since, limit.decision.decided_on, limit)
        for limit in decided
        if limit.span is span and limit.decision is not None and limit.decision.since <= day
    ]
    if not holding:
        return Limit(span, PROVISIONAL[span])
    return max(holding, key=lambda one: one[:2])[2]
