"""Today's session: what is due, most forgotten first, a few new items, and the streak of days."""

import random
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.study import Item, ItemType, Skill

# A session of five minutes: so many items, of which at most so many are new.
SESSION = 8
NEW_AT_LEAST = 2
NEW_AT_MOST = 5
# With more than this due nothing new is added: in simulation (tests/bench/learners.py) a backlog
# costs more memory than new items bring.
BACKLOG = 12
SECONDS_AN_ITEM = 37
# Remembered for a week or longer: what counts towards a unit's study goal.
KNOWN_DAYS = 7


@dataclass(frozen=True, slots=True)
class Scope:
    """What somebody wants to study: one skill, one document, or everything."""

    skill: Skill | None = None
    document: str | None = None

    @property
    def code(self) -> str:
        """Return the scope as it is kept: `skill:plan`, `document:SLUG`, or nothing."""
        if self.skill is not None:
            return f"skill:{self.skill}"
        return f"document:{self.document}" if self.document is not None else ""


def read_scope(code: str) -> Scope:
    """Return the scope that is kept as `code`."""
    kind, _, value = code.partition(":")
    if kind == "skill":
        return Scope(skill=Skill(value))
    return Scope(document=value) if kind == "document" else Scope()


@dataclass(frozen=True, slots=True)
class Due:
    """A card that is due: when it was last answered, and for how many days it holds (90 %)."""

    item_id: int
    last_on: date
    stability: float


@dataclass(frozen=True, slots=True)
class Fresh:
    """An item that somebody has not met yet."""

    item_id: int
    skill: Skill
    difficulty: int


def most_forgotten_first(due: Sequence[Due], today: date) -> list[Due]:
    """Return cards by predicted recall, the least remembered first.

    Recall falls with the days since the last answer over the stability, whatever the exact curve
    (FSRS: R = (1 + F·t/S)^-d), so that their ratio orders it.
    """
    return sorted(due, key=lambda one: (-_lapse(one, today), one.item_id))


def new_first(fresh: Sequence[Fresh], seed: int) -> list[Fresh]:
    """Return new items skill by skill in turn, the easy ones first, otherwise in a seeded order."""
    order = random.Random(seed)
    mixed = sorted(fresh, key=lambda one: one.item_id)
    order.shuffle(mixed)
    mixed.sort(key=lambda one: one.difficulty)
    turns: dict[Skill, int] = {}
    placed: list[tuple[int, int, Fresh]] = []
    for at, one in enumerate(mixed):
        turns[one.skill] = turns.get(one.skill, -1) + 1
        placed.append((turns[one.skill], at, one))
    return [one for _, _, one in sorted(placed, key=lambda entry: entry[:2])]


def plan_session(due: Sequence[int], fresh: Sequence[int], size: int = SESSION) -> tuple[int, ...]:
    """Return the items of a session: what is due first, then a few new ones.

    Some places are kept for new items, unless a backlog is to be worked off; none is left empty.
    """
    kept = min(NEW_AT_LEAST, len(fresh)) if len(due) <= BACKLOG else 0
    reviews = list(due[: size - kept])
    new = list(fresh[: min(NEW_AT_MOST, size - len(reviews))])
    more = due[len(reviews) : len(reviews) + size - len(reviews) - len(new)]
    return (*reviews, *more, *new)


def minutes(items: int) -> int:
    """Return about how many minutes so many items take."""
    return max(1, round(items * SECONDS_AN_ITEM / 60)) if items else 0


def show_order(item: Item, seed: int) -> tuple[int, ...]:
    """Return in which order the choices of an item are shown: positions as they stand in it.

    True before false; steps that are to be ordered never stand in the right order already. Of
    pairs it is the order of the right sides.
    """
    if item.type is ItemType.TRUE_FALSE:
        return (1, 0)
    count = len(item.options) or len(item.pairs) or len(item.sequence)
    order = list(range(count))
    chance = random.Random(seed)
    chance.shuffle(order)
    if item.type is ItemType.ORDER and order == sorted(order):
        order = [*order[1:], order[0]]
    return tuple(order)


def streak(
    studied: Collection[date], today: date, is_working: Callable[[date], bool], most: int = 3660
) -> int:
    """Return how many working days in a row were studied, up to today or the day before.

    Days off neither break a streak nor are asked for; studying on one does not count.
    """
    days, day = 0, today
    for _ in range(most):
        if day in studied and is_working(day):
            days += 1
        elif is_working(day) and day != today:
            return days
        day -= timedelta(days=1)
    return days


def next_reminder(day: date, is_working: Callable[[date], bool]) -> date:
    """Return the first working day after a day."""
    following = day + timedelta(days=1)
    while not is_working(following):
        following += timedelta(days=1)
    return following


def monday_to_friday(day: date) -> bool:
    """Tell whether a day is one of the five of the week; holidays are not known here."""
    return day.isoweekday() <= 5


def _lapse(one: Due, today: date) -> float:
    return max(0, (today - one.last_on).days) / one.stability
