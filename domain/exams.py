"""Exams: the blueprint, the seeded draw, the honest clock, the result, and questions on answers."""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import combinations
from statistics import mean

from domain.study import Skill

MOST_ITEMS = 100
MOST_MINUTES = 240
MOST_ATTEMPTS = 10
# An answer that was sent in time may still be on its way through the channel.
ON_ITS_WAY = timedelta(seconds=10)

# Answers faster than a tenth of the mean time of their item are hardly read (Wise & Ma 2012,
# "Setting response time thresholds for a CAT item pool: the normative threshold method").
_RAPID_SHARE = 0.10
_RAPID_LEAST = 3
_SAME_WRONG_LEAST = 3
_SAME_WRONG_SHARE = 0.75


@dataclass(frozen=True, slots=True)
class Blueprint:
    """What an exam is made of: items a skill, minutes, attempts, and the share that passes in %.

    `document` draws from the items on one document only.
    """

    items: Mapping[Skill, int]
    minutes: int
    attempts: int = 1
    pass_mark: int = 60
    document: str | None = None

    @property
    def count(self) -> int:
        """Return how many items are asked."""
        return sum(self.items.values())


class ExamFault(StrEnum):
    """Why an exam cannot be made as it was described."""

    COUNT = "count"
    MINUTES = "minutes"
    ATTEMPTS = "attempts"
    PASS_MARK = "pass_mark"
    POOL = "pool"
    HOURS = "hours"
    TITLE = "title"
    ROSTER = "roster"


def fault_of(blueprint: Blueprint, pools: Mapping[Skill, int]) -> ExamFault | None:
    """Return the first fault of a blueprint, given how many items there are of each skill."""
    if not 1 <= blueprint.count <= MOST_ITEMS or min(blueprint.items.values()) < 0:
        return ExamFault.COUNT
    if not 1 <= blueprint.minutes <= MOST_MINUTES:
        return ExamFault.MINUTES
    if not 1 <= blueprint.attempts <= MOST_ATTEMPTS:
        return ExamFault.ATTEMPTS
    if not 1 <= blueprint.pass_mark <= 100:
        return ExamFault.PASS_MARK
    if any(count > pools.get(skill, 0) for skill, count in blueprint.items.items()):
        return ExamFault.POOL
    return None


def draw(blueprint: Blueprint, pools: Mapping[Skill, Sequence[int]], seed: int) -> tuple[int, ...]:
    """Return the items of one attempt, drawn from the pools and shuffled by the seed alone.

    A pool that has shrunk since the exam was made gives what it has.
    """
    chance = random.Random(seed)
    drawn: list[int] = []
    for skill in sorted(blueprint.items):
        pool = sorted(pools.get(skill, ()))
        drawn.extend(chance.sample(pool, min(blueprint.items[skill], len(pool))))
    chance.shuffle(drawn)
    return tuple(drawn)


def honest(now: datetime, latest: datetime) -> datetime:
    """Return the moment that counts: a clock that was put back does not give time again."""
    return max(now, latest)


def ends_at(begun: datetime, minutes: int, closes: datetime | None) -> datetime:
    """Return when an attempt is over: after its minutes, or when the exam closes before that."""
    end = begun + timedelta(minutes=minutes)
    return end if closes is None else min(end, closes)


def is_over(moment: datetime, end: datetime) -> bool:
    """Tell whether an answer that comes at this moment is too late."""
    return moment > end + ON_ITS_WAY


@dataclass(frozen=True, slots=True)
class Score:
    """What came of an attempt; items that were withdrawn meanwhile are in neither number."""

    right: int
    counted: int
    has_passed: bool

    @property
    def percent(self) -> int:
        """Return the share of right answers in whole per cent, rounded down."""
        return self.right * 100 // self.counted if self.counted else 0


def score(right: int, counted: int, pass_mark: int) -> Score:
    """Return what so many right answers of so many items mean."""
    return Score(right, counted, counted > 0 and right * 100 >= pass_mark * counted)


@dataclass(frozen=True, slots=True)
class Given:
    """An answer in an exam: who, which item (version), what, whether right, in how many seconds."""

    who: int
    item: int
    choice: str
    is_right: bool
    seconds: float


@dataclass(frozen=True, slots=True)
class Flag:
    """Something to ask about, never a verdict: how often it was seen, out of how many.

    `kind` is `fast` (right answers in a tenth of the usual time) or `same` (two people with the
    same wrong answers, out of those that both got wrong).
    """

    kind: str
    who: tuple[int, ...]
    seen: int
    of: int
    items: tuple[int, ...] = field(default=())


def flags_of(answers: Sequence[Given]) -> tuple[Flag, ...]:
    """Return what an organiser may want to ask people about, most striking first."""
    found = [*_fast(answers), *_same(answers)]
    return tuple(sorted(found, key=lambda flag: (-flag.seen, flag.kind, flag.who)))


def _fast(answers: Sequence[Given]) -> list[Flag]:
    times: dict[int, list[float]] = {}
    for one in answers:
        times.setdefault(one.item, []).append(one.seconds)
    usual = {item: mean(own) for item, own in times.items() if len(own) > 1}
    rapid: dict[int, list[int]] = {}
    for one in answers:
        if one.is_right and one.item in usual and one.seconds < usual[one.item] * _RAPID_SHARE:
            rapid.setdefault(one.who, []).append(one.item)
    count = Counter(one.who for one in answers)
    return [
        Flag("fast", (who,), len(items), count[who], tuple(items))
        for who, items in rapid.items()
        if len(items) >= _RAPID_LEAST
    ]


def _same(answers: Sequence[Given]) -> list[Flag]:
    wrong: dict[int, dict[int, str]] = {}
    shared: dict[tuple[int, str], list[int]] = {}
    for one in answers:
        if not one.is_right:
            wrong.setdefault(one.who, {})[one.item] = one.choice
            shared.setdefault((one.item, one.choice), []).append(one.who)
    alike: dict[tuple[int, int], list[int]] = {}
    for (item, _), people in shared.items():
        for pair in combinations(sorted(set(people)), 2):
            alike.setdefault(pair, []).append(item)
    found = []
    for pair, items in alike.items():
        both = len(wrong[pair[0]].keys() & wrong[pair[1]].keys())
        if len(items) >= _SAME_WRONG_LEAST and len(items) >= both * _SAME_WRONG_SHARE:
            found.append(Flag("same", pair, len(items), both, tuple(items)))
    return found
