"""Predicted against actual recall: does what the scheduler expects come true?"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt

BINS = 10
# A prediction of exactly 0 or 1 would make a single miss infinitely bad.
_EDGE = 1e-4


@dataclass(frozen=True, slots=True)
class RecallBin:
    """The reviews whose predicted recall lies in one tenth: how many, expected and found."""

    low: float
    high: float
    reviews: int
    predicted: float
    actual: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """How well recall was predicted over a number of reviews."""

    reviews: int
    bins: tuple[RecallBin, ...]
    log_loss: float
    rmse: float


def calibrate(reviews: Sequence[tuple[float, bool]], bins: int = BINS) -> Calibration | None:
    """Return how predictions compare with what was remembered; None without reviews.

    Log loss is -mean(y ln p + (1 - y) ln(1 - p)); RMSE(bins) the root of the mean squared distance
    of predicted and actual recall, bin by bin, each weighing as many as its reviews: the measures
    of the benchmark of spaced repetition (open-spaced-repetition/srs-benchmark).
    """
    if not reviews:
        return None
    groups: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for predicted, is_right in reviews:
        groups[min(int(predicted * bins), bins - 1)].append((predicted, is_right))
    found = tuple(_bin(at, group, bins) for at, group in enumerate(groups) if group)
    squares = sum(one.reviews * (one.predicted - one.actual) ** 2 for one in found)
    return Calibration(
        len(reviews),
        found,
        sum(_loss(*review) for review in reviews) / len(reviews),
        sqrt(squares / len(reviews)),
    )


def _bin(at: int, group: Sequence[tuple[float, bool]], bins: int) -> RecallBin:
    count = len(group)
    predicted = sum(one for one, _ in group) / count
    actual = sum(is_right for _, is_right in group) / count
    return RecallBin(at / bins, (at + 1) / bins, count, predicted, actual)


def _loss(predicted: float, is_right: bool) -> float:
    sure = min(max(predicted, _EDGE), 1 - _EDGE)
    return -log(sure if is_right else 1 - sure)
