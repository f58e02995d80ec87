"""Whether what was found answers a question, may bear on it, or is about something else.

A logistic regression over four figures, fitted on the development questions of the shared-task sets
(typed questions against questions of laws that the corpus lacks).
"""

import math
from dataclasses import dataclass
from enum import StrEnum

_LONG = 22
_BASE, _TITLE, _RAREST, _SAME, _LENGTH = 0.02, 3.65, 2.53, 1.72, -0.82
_OUTSIDE_BELOW, _ANSWER_FROM = -1.05, 0.5


class Band(StrEnum):
    """How near a question is to what was found for it."""

    ANSWER = "answer"
    RELATED = "related"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for the best article.

    `title` is the share of the question's words (rare ones counting most) in its title, `rarest`
    of the three rarest grams in all of it; `same` the share of the ten best articles that are of
    its law; `length` the number of the question's words.
    """

    title: float
    rarest: float
    same: float
    length: int


def band_of(evidence: Evidence) -> Band:
    """Return the band of a question by the evidence for its best article."""
    odds = log_odds(evidence)
    is_bare = not evidence.title and not evidence.rarest
    if is_bare or odds < _OUTSIDE_BELOW:
        return Band.OUTSIDE
    return Band.ANSWER if odds >= _ANSWER_FROM else Band.RELATED


def log_odds(evidence: Evidence) -> float:
    """Return the log odds that the loaded laws answer the question."""
    return (
        _BASE
        + _TITLE * evidence.title
        + _RAREST * evidence.rarest
        + _SAME * evidence.same
        + _LENGTH * math.log(min(max(evidence.length, 1), _LONG))
    )
