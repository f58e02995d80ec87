"""Classical item analysis: how hard an item is, whether it tells the able from the rest, its lures.

Only first answers count, since whoever saw the explanation answers another question the next time.
The criterion of somebody is their share of right first answers to all *other* items, so that an
item is never compared with itself (Henrysson 1963, "Correction of item-total correlations in item
analysis", Psychometrika 28).
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from statistics import median

# Fewer answers than this say too little about an item.
LEAST_ATTEMPTS = 30
# Kelley 1939, "The selection of upper and lower groups for the validation of test items", Journal
# of Educational Psychology 30: with 27 % at either end the difference is surest.
GROUP_SHARE = 0.27
# Ebel & Frisbie 1991, "Essentials of Educational Measurement" (5th ed.): 0.40 and more is
# very good, 0.20-0.29 marginal, below 0.20 to be rejected or improved by revision.
WEAK_BELOW = 0.20


class ItemFlag(StrEnum):
    """What an editor should look at.

    WEAK: the able do hardly better on it than the rest. LURE: a wrong choice is taken more often
    than a right one.
    """

    WEAK = "weak"
    LURE = "lure"


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody's first answer to an item; `criterion` is None where they answered nothing else.

    `picks` are the choices taken, as the log names them.
    """

    picks: tuple[str, ...]
    is_right: bool
    criterion: float | None
    seconds: float


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """What the first answers to an item say.

    `discrimination` and `point_biserial` are None where the people who answered cannot be told
    apart. `picked` counts the choices, the most frequent first.
    """

    attempts: int
    facility: float
    discrimination: float | None
    point_biserial: float | None
    picked: tuple[tuple[str, int], ...]
    seconds: float
    flags: tuple[ItemFlag, ...]


def analyse(attempts: Sequence[Attempt], key: Collection[str]) -> ItemFigures | None:
    """Return the figures of an item whose right choices are `key`; None before 30 attempts."""
    if len(attempts) < LEAST_ATTEMPTS:
        return None
    known = [(one.criterion, one.is_right) for one in attempts if one.criterion is not None]
    picked = Counter(pick for one in attempts for pick in one.picks)
    discrimination = discrimination_index(known)
    return ItemFigures(
        attempts=len(attempts),
        facility=facility([one.is_right for one in attempts]),
        discrimination=discrimination,
        point_biserial=point_biserial(known),
        picked=tuple(sorted(picked.items(), key=lambda pair: (-pair[1], pair[0]))),
        seconds=median(one.seconds for one in attempts),
        flags=tuple(_flags(discrimination, picked, key)),
    )


def facility(right: Sequence[bool]) -> float:
    """Return the share of right answers, p = R / N, from 0 (nobody) to 1 (everybody).

    Ebel & Frisbie 1991 (there called difficulty index).
    """
    return sum(right) / len(right)


def discrimination_index(answers: Sequence[tuple[float, bool]]) -> float | None:
    """Return D = p(upper) - p(lower) over (criterion, is right): the best and the worst 27 %.

    Johnson 1951, "Notes on a suggested index of item validity: the U-L index", Journal of
    Educational Psychology 42; groups after Kelley 1939. Where several people stand on the border of
    a group, each counts with the same part, so that the order of the answers makes no difference.
    None with fewer than two people.
    """
    size = max(1, round(GROUP_SHARE * len(answers)))
    if len(answers) < 2:
        return None
    upper = _share_right(sorted(answers, key=lambda one: -one[0]), size)
    lower = _share_right(sorted(answers, key=lambda one: one[0]), size)
    return upper - lower


def _share_right(ranked: Sequence[tuple[float, bool]], size: int) -> float:
    """Return the share of right answers of the first `size`, those tied at the border in part."""
    border = ranked[size - 1][0]
    inside = [is_right for criterion, is_right in ranked[:size] if criterion != border]
    tied = [is_right for criterion, is_right in ranked if criterion == border]
    places = size - len(inside)
    return (sum(inside) + places * sum(tied) / len(tied)) / size


def point_biserial(answers: Sequence[tuple[float, bool]]) -> float | None:
    """Return r = (M₁ - M₀) / s · √(p q) over (criterion, is right), from -1 to 1.

    M₁ and M₀ are the means of the criterion of those who were right and wrong, s its standard
    deviation over all of them (divisor N), p and q their shares: Lord & Novick 1968, "Statistical
    Theories of Mental Test Scores"; Tate 1954, Annals of Mathematical Statistics 25. None
    where all were right, all wrong, or all alike.
    """
    right = [criterion for criterion, is_right in answers if is_right]
    wrong = [criterion for criterion, is_right in answers if not is_right]
    if not right or not wrong:
        return None
    every = [*right, *wrong]
    mean = sum(every) / len(every)
    spread = sqrt(sum((one - mean) ** 2 for one in every) / len(every))
    if spread < 1e-12:
        return None
    p = len(right) / len(every)
    difference = sum(right) / len(right) - sum(wrong) / len(wrong)
    return difference / spread * sqrt(p * (1 - p))


def rest_share(right: int, answered: int, is_right: bool) -> float | None:
    """Return the criterion of somebody with so many right of so many, one answer left out."""
    return None if answered < 2 else (right - is_right) / (answered - 1)


def _flags(
    discrimination: float | None, picked: Mapping[str, int], key: Collection[str]
) -> list[ItemFlag]:
    flags = []
    if discrimination is not None and discrimination < WEAK_BELOW:
        flags.append(ItemFlag.WEAK)
    lure = max((number for pick, number in picked.items() if pick not in key), default=0)
    if lure > min((picked.get(pick, 0) for pick in key), default=0):
        flags.append(ItemFlag.LURE)
    return flags
