"""Figures of citizen feedback, from facts about cases; `docs/figures.md` tells every formula.

Late stays late. What was answered only after an extension was not answered on time. A case that is
overdue and still open is late. Cases that were merged into others are not counted again, and praise
is counted apart, since nobody waits for an answer to it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil
from statistics import median

from domain.cases import Conduct
from domain.small_cells import Parts, hidden_offices

# From 1 to 5; these say that the sender was satisfied.
SATISFIED = 4


class Timeliness(StrEnum):
    """How a case stands against its limit; each case is exactly one of these."""

    ON_TIME = "on time"
    EXTENDED = "extended"
    LATE_REPLY = "late reply"
    OVERDUE = "overdue"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Standing:
    """So many cases of an office that stand alike at one moment."""

    office: str
    is_praise: bool
    is_replied: bool
    is_late: bool
    is_extended: bool
    is_refused: bool = False
    is_reopened: bool = False
    rating: int | None = None
    number: int = 1

    @property
    def timeliness(self) -> Timeliness:
        """Return how they stand against their limit."""
        if not self.is_replied:
            return Timeliness.OVERDUE if self.is_late else Timeliness.WAITING
        if self.is_late:
            return Timeliness.LATE_REPLY
        return Timeliness.EXTENDED if self.is_extended else Timeliness.ON_TIME


@dataclass(frozen=True, slots=True)
class CaseFact:
    """What figures need of a case. `replied_at` is the first answer or refusal.

    `due_at` is when that was due, moved by pauses and extensions; `late_since` is never taken back.
    """

    office: str
    conduct: Conduct
    received_at: datetime
    due_at: datetime | None
    replied_at: datetime | None = None
    late_since: datetime | None = None
    is_extended: bool = False
    is_refused: bool = False
    is_reopened: bool = False
    is_praise: bool = False
    rating: int | None = None

    def standing(self, now: datetime) -> Standing:
        """Return how the case stands at a moment."""
        is_late = (self.late_since is not None and self.late_since <= now) or (
            self.due_at is not None and self.due_at < (self.replied_at or now)
        )
        return Standing(
            office=self.office,
            is_praise=self.is_praise,
            is_replied=self.replied_at is not None,
            is_late=is_late,
            is_extended=self.is_extended,
            is_refused=self.is_refused,
            is_reopened=self.is_reopened,
            rating=self.rating,
        )


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers of cases of an office in a period."""

    received: int = 0
    on_time: int = 0
    extended: int = 0
    late_reply: int = 0
    overdue: int = 0
    waiting: int = 0
    refused: int = 0
    rated: int = 0
    satisfied: int = 0
    reopened: int = 0
    praised: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(
            *(getattr(self, one.name) + getattr(other, one.name) for one in fields(Figures))
        )

    @property
    def late(self) -> int:
        """Return how many are late: answered too late, or overdue and open."""
        return self.late_reply + self.overdue

    @property
    def replied(self) -> int:
        """Return how many were answered or refused with a reason."""
        return self.on_time + self.extended + self.late_reply

    @property
    def response_rate(self) -> float | None:
        """Return which part of the received cases was replied to."""
        return _share(self.replied, self.received)

    @property
    def on_time_rate(self) -> float | None:
        """Return which part was replied to on time, of those replied to or due."""
        return _share(self.on_time, self.received - self.waiting)

    @property
    def late_rate(self) -> float | None:
        """Return which part is late, of those replied to or due."""
        return _share(self.late, self.received - self.waiting)

    @property
    def satisfaction(self) -> float | None:
        """Return which part of the ratings is 4 or 5."""
        return _share(self.satisfied, self.rated)

    @property
    def refusal_rate(self) -> float | None:
        """Return which part of the replies is a refusal."""
        return _share(self.refused, self.replied)

    @property
    def reopen_rate(self) -> float | None:
        """Return which part of the replied cases was opened again."""
        return _share(self.reopened, self.replied)


@dataclass(frozen=True, slots=True)
class InnerFigures:
    """What managers see beside the numbers: time to the first answer, and what cases are about."""

    median_time: timedelta | None
    ninetieth_time: timedelta | None
    causes: Mapping[Conduct, int]


@dataclass(frozen=True, slots=True)
class Shown:
    """Figures of one office, or of all, of which parts are hidden where they are small."""

    figures: Figures
    has_received: bool = True
    has_timing: bool = True
    has_refused: bool = True
    has_satisfaction: bool = True
    has_reopened: bool = True
    has_praised: bool = True


@dataclass(frozen=True, slots=True)
class PublicTable:
    """The figures of every office and of all together, hidden where they are small."""

    offices: Mapping[str, Shown]
    total: Shown


def count(standings: Iterable[Standing]) -> dict[str, Figures]:
    """Return the figures of each office that has cases."""
    found: dict[str, Figures] = {}
    for one in standings:
        found[one.office] = found.get(one.office, Figures()) + _figures(one)
    return found


def look_inside(facts: Iterable[CaseFact]) -> InnerFigures:
    """Return how long the first answers took, and how often each conduct is named."""
    cases = [fact for fact in facts if not fact.is_praise]
    times = sorted(fact.replied_at - fact.received_at for fact in cases if fact.replied_at)
    if not times:
        return InnerFigures(None, None, Counter(fact.conduct for fact in cases))
    return InnerFigures(
        median_time=timedelta(seconds=median(time.total_seconds() for time in times)),
        # Nearest rank: the smallest time within which nine of ten were answered.
        ninetieth_time=times[ceil(0.9 * len(times)) - 1],
        causes=Counter(fact.conduct for fact in cases),
    )


def published(offices: Mapping[str, Figures]) -> PublicTable:
    """Return the table as everybody may see it."""
    sizes = {office: figures.received for office, figures in offices.items()}

    def hide(parts: Mapping[str, Parts], also: frozenset[str]) -> tuple[frozenset[str], bool]:
        return hidden_offices(parts, also, sizes)

    received = hide({o: (f.received,) for o, f in offices.items()}, frozenset())
    timing = hide({o: _timing(f) for o, f in offices.items()}, received[0])
    refused = hide(_of_replies(offices, "refused"), timing[0])
    satisfied = hide(
        {o: (f.satisfied, f.rated - f.satisfied) for o, f in offices.items()}, received[0]
    )
    reopened = hide(
        {o: (f.reopened, f.replied - f.reopened) for o, f in offices.items()}, timing[0]
    )
    praised = hide({o: (f.praised,) for o, f in offices.items()}, frozenset())
    masks = (received, timing, refused, satisfied, reopened, praised)
    total = sum(offices.values(), Figures())
    return PublicTable(
        {o: Shown(f, *(o not in hidden for hidden, _ in masks)) for o, f in offices.items()},
        Shown(total, *_total_masks(masks)),
    )


def _total_masks(masks: Iterable[tuple[frozenset[str], bool]]) -> tuple[bool, ...]:
    """Return what the total shows: its details only beside the number that they are parts of."""
    received, timing, refused, satisfied, reopened, praised = (not hidden for _, hidden in masks)
    timing &= received
    satisfied &= received
    return received, timing, refused and timing, satisfied, reopened and timing, praised


def _of_replies(offices: Mapping[str, Figures], name: str) -> dict[str, Parts]:
    """Return how many replies are of a kind and how many are not, office by office."""
    return {
        office: (getattr(figures, name), figures.replied - getattr(figures, name))
        for office, figures in offices.items()
    }


def _timing(figures: Figures) -> Parts:
    return (
        figures.on_time,
        figures.extended,
        figures.late_reply,
        figures.overdue,
        figures.waiting,
    )


def _figures(cases: Standing) -> Figures:
    number = cases.number
    if cases.is_praise:
        return Figures(praised=number)
    stands, is_rated = cases.timeliness, cases.rating is not None
    return Figures(
        received=number,
        on_time=number * (stands is Timeliness.ON_TIME),
        extended=number * (stands is Timeliness.EXTENDED),
        late_reply=number * (stands is Timeliness.LATE_REPLY),
        overdue=number * (stands is Timeliness.OVERDUE),
        waiting=number * (stands is Timeliness.WAITING),
        refused=number * (cases.is_refused and cases.is_replied),
        rated=number * is_rated,
        satisfied=number * (is_rated and (cases.rating or 0) >= SATISFIED),
        reopened=number * (cases.is_reopened and cases.is_replied),
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
