"""When an item comes back: FSRS, counted in the days of the office, so that a log replays exactly.

The scheduler runs without fuzz and without steps of minutes: what was wrong today comes tomorrow,
and nothing keeps a five-minute session open. It is given whole days (the local day as midnight
UTC): somebody who studies at 8:00 and next day at 7:50 has let a day pass.
"""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

RETENTION = 0.9
# Nothing that officials must know waits longer than a year.
LONGEST_DAYS = 365


@dataclass(frozen=True, slots=True)
class CardState:
    """What the scheduler knows of a card after an answer.

    `stability`: after so many days nine of ten are remembered. `reps` counts answers, `lapses`
    wrong ones after the first.
    """

    stability: float
    difficulty: float
    last_on: date
    due_on: date
    reps: int
    lapses: int

    @property
    def text(self) -> str:
        """Return the state as the log keeps it."""
        return json.dumps(
            [
                *(self.stability, self.difficulty, self.last_on.isoformat()),
                *(self.due_on.isoformat(), self.reps, self.lapses),
            ],
            separators=(",", ":"),
        )


def read_state(text: str) -> CardState:
    """Return the state that the log keeps as `text`."""
    stability, difficulty, last_on, due_on, reps, lapses = json.loads(text)
    return CardState(
        *(stability, difficulty, date.fromisoformat(last_on), date.fromisoformat(due_on)),
        *(reps, lapses),
    )


def review(state: CardState | None, is_right: bool, is_sure: bool, day: date) -> CardState:
    """Return the state of a card after an answer on a day: wrong → Again, unsure → Hard, else Good.

    A day before the last answer (a clock put back) counts as the day of that answer.
    """
    from fsrs import Card, Rating

    today = day if state is None else max(day, state.last_on)
    rating = Rating.Again if not is_right else Rating.Good if is_sure else Rating.Hard
    card = Card(card_id=1, due=_midnight(today)) if state is None else _card(state)
    reviewed, _ = _scheduler().review_card(card, rating, _midnight(today))
    assert reviewed.stability is not None
    assert reviewed.difficulty is not None
    before = state or CardState(0, 0, today, today, 0, 0)
    return CardState(
        reviewed.stability,
        reviewed.difficulty,
        today,
        reviewed.due.date(),
        before.reps + 1,
        before.lapses + (state is not None and not is_right),
    )


def _card(state: CardState) -> "Card":
    from fsrs import Card, State

    return Card(
        card_id=1,
        state=State.Review,
        stability=state.stability,
        difficulty=state.difficulty,
        due=_midnight(state.due_on),
        last_review=_midnight(state.last_on),
    )


def recall(state: CardState, day: date) -> float:
    """Return the predicted probability that a card is remembered on a day."""
    return float(
        _scheduler().get_card_retrievability(_card(state), _midnight(max(day, state.last_on)))
    )


@cache
def _scheduler() -> "Scheduler":
    from fsrs import Scheduler

    return Scheduler(
        desired_retention=RETENTION,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST_DAYS,
        enable_fuzzing=False,
    )


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
