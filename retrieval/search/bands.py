"""Whether what was found answers a question, may bear on it, or is about something else."""

from dataclasses import dataclass
from enum import StrEnum


class Band(StrEnum):
    """How near a question is to what was found for it."""

    ANSWER = "answer"
    RELATED = "related"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for the best article, each between 0 and 1.

    `whole`, `title` and `clause` are the shares of the question (rare words counting most) that
    stand in the article, its title and its best clause; `cosine` is its nearness by vectors, None
    where there are none; `telling` is how rare the question's own words are on the whole.
    """

    whole: float
    title: float
    clause: float
    cosine: float | None


def band_of(evidence: Evidence) -> Band:
    """Return the band of a question by the evidence for its best article."""
    return Band.ANSWER
