"""Simulated learners with a known memory: FSRS against fixed steps, at equally many reviews.

    python -m tests.bench.learners [--learners N] [--seeds N]

The memory is not that of the scheduler. It is a power law of forgetting, R = (1 + t / (9·s))^-1
(its shape: Wixted & Carpenter 2007), whose strength s grows with a success, the more the closer to
forgetting it came (the spacing effect), and falls with a failure. How well each learner remembers
and how hard each item is are drawn anew; neither scheduler is told. Some items are known before,
and an item that is not remembered is guessed once in four.

Both study on the same days and give the same number of answers on each of them, in the sessions of
the product (`domain.learning.plan_session`): what is due, then a few new items. FSRS asks what it
holds for most forgotten, fixed steps (1, 3, 7, 14, 30, 60 days; back to the first after a failure)
what is longest past its step. After 60 days what is truly remembered is counted: the mean of R over
the whole bank, items that were never met being 0, and over those that were met.
"""

import argparse
import json
import random
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import mean, stdev

from domain.learning import SESSION, plan_session
from services.scheduling import CardState, recall, review

ITEMS = 240
DAYS = 60
_GUESS = 0.25
STEPS = (1, 3, 7, 14, 30, 60)
_START = date(2026, 1, 5)
# Missed days: an official studies on about four of five days.
_STUDIES = 0.8


@dataclass
class Memory:
    """What somebody truly remembers of an item: its strength in days, since the last time."""

    ease: float
    strength: float = 0.0
    last: int = 0

    def recall(self, day: int) -> float:
        """Return the true probability of remembering on a day; 0 before it was ever met."""
        if self.strength == 0:
            return 0.0
        return float((1 + (day - self.last) / (9 * self.strength)) ** -1)

    def answer(self, day: int, chance: float) -> bool:
        """Return whether the answer is right, and let the review change the memory."""
        before = self.recall(day)
        if self.strength == 0:
            before = self.ease / (self.ease + 4)
            self.strength = self.ease
        elif chance < before:
            self.strength *= 1.1 + 4 * self.ease**0.3 * (1 - before)
        else:
            self.strength = max(self.ease * 0.5, self.strength * 0.3)
        self.last = day
        return chance < before + (1 - before) * _GUESS


@dataclass
class Steps:
    """Fixed steps: after a success the next one, after a failure the first."""

    at: dict[int, tuple[int, int]] = field(default_factory=dict)

    def due(self, day: int) -> list[int]:
        """Return what is due, the longest past its step first."""
        past = [(STEPS[step] - (day - last), item) for item, (step, last) in self.at.items()]
        return [item for left, item in sorted(past) if left <= 0]

    def note(self, item: int, is_right: bool, day: int) -> None:
        """Keep an answer."""
        step, _ = self.at.get(item, (-1, day))
        self.at[item] = (min(step + 1, len(STEPS) - 1) if is_right else 0, day)


@dataclass
class Fsrs:
    """The scheduler of the product."""

    cards: dict[int, CardState] = field(default_factory=dict)

    def due(self, day: int) -> list[int]:
        """Return what is due, the most forgotten first."""
        today = _START + timedelta(days=day)
        due = [(recall(c, today), item) for item, c in self.cards.items() if c.due_on <= today]
        return [item for _, item in sorted(due)]

    def note(self, item: int, is_right: bool, day: int) -> None:
        """Keep an answer."""
        today = _START + timedelta(days=day)
        self.cards[item] = review(self.cards.get(item), is_right, True, today)


Scheduler = Steps | Fsrs


@dataclass(frozen=True)
class Outcome:
    """What a learner remembers at the end, and after how many answers."""

    recall: float
    recall_of_met: float
    met: float
    answers: int


def study(scheduler: Scheduler, eases: list[float], seed: int) -> Outcome:
    """Return what 60 days bring; days off and the chances of each answer are the seed's."""
    chance = random.Random(seed)
    memories = [Memory(ease) for ease in eases]
    new = answers = 0
    for day in range(DAYS):
        rolls = [chance.random() for _ in range(SESSION)]
        if chance.random() > _STUDIES:
            continue
        asked = plan_session(scheduler.due(day), list(range(new, len(memories))))
        new += sum(item >= new for item in asked)
        for item, roll in zip(asked, rolls, strict=False):
            scheduler.note(item, memories[item].answer(day, roll), day)
            answers += 1
    final = [memory.recall(DAYS) for memory in memories]
    return Outcome(mean(final), mean(final[:new]), new, answers)


def compare(learners: int, seed: int) -> dict[str, Outcome]:
    """Return the mean outcome of each scheduler over the same learners."""
    found: dict[str, list[Outcome]] = {"fsrs": [], "steps": []}
    make: dict[str, Callable[[], Scheduler]] = {"fsrs": Fsrs, "steps": Steps}
    for number in range(learners):
        chance = random.Random(f"{seed}/{number}")
        ability = chance.lognormvariate(0.0, 0.5)
        eases = [ability * chance.lognormvariate(0.7, 0.7) for _ in range(ITEMS)]
        for name, new in make.items():
            found[name].append(study(new(), eases, seed * 100_000 + number))
    return {
        name: Outcome(
            mean(one.recall for one in own),
            mean(one.recall_of_met for one in own),
            mean(one.met for one in own),
            sum(one.answers for one in own),
        )
        for name, own in found.items()
    }


def measure(learners: int = 40, seeds: int = 5) -> dict[str, float]:
    """Return recall after 60 days of both and their difference, with the spread over seeds."""
    rounds = [compare(learners, seed) for seed in range(1, seeds + 1)]
    result: dict[str, float] = {}
    for name in ("fsrs", "steps"):
        own = [one[name] for one in rounds]
        result[f"{name}_recall"] = mean(one.recall for one in own)
        result[f"{name}_recall_spread"] = stdev(one.recall for one in own)
        result[f"{name}_recall_of_met"] = mean(one.recall_of_met for one in own)
        result[f"{name}_met"] = mean(one.met for one in own)
        result[f"{name}_answers"] = sum(one.answers for one in own)
    gains = [one["fsrs"].recall - one["steps"].recall for one in rounds]
    return {**result, "gain": mean(gains), "gain_spread": stdev(gains)}


def main() -> None:
    """Measure and print one JSON value."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--learners", type=int, default=40)
    parser.add_argument("--seeds", type=int, default=5)
    options = parser.parse_args()
    json.dump(measure(options.learners, options.seeds), sys.stdout, indent=1)


if __name__ == "__main__":
    main()
