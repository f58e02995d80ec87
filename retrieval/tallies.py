"""What passages gain for a question: all candidates are reckoned together, in arrays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retrieval.phrases import Nearest
from retrieval.terms import BIGRAM_WEIGHT, Term

HEADING_WEIGHT = 0.55
_WORDING_WEIGHT = 0.8
_LIKENESS_PULL = 0.2

Numbers = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Hits:
    """The passages that hold a term, by rising number, and how well each does (0 to 1)."""

    numbers: Numbers
    values: Scores

    def holds(self, number: int | None) -> bool:
        """Tell whether a passage is among them."""
        if number is None:
            return False
        at = int(np.searchsorted(self.numbers, number))
        return at < len(self.numbers) and int(self.numbers[at]) == number


@dataclass(frozen=True, slots=True)
class Sought:
    """A term of a question with its weight here and, of a pair, how much finding it tells."""

    term: Term
    weight: float
    is_pair: bool
    tells: int


@dataclass(frozen=True, slots=True)
class Question:
    """The terms of a question; `wanted` is the most that each concept can gain, `total` all."""

    sought: tuple[Sought, ...]
    wanted: Mapping[int, float]
    total: float


class Tallies:
    """What each candidate gains, by concept and by pairs of words; a column is a candidate."""

    def __init__(self, question: Question, candidates: Numbers, passages: int) -> None:
        """Reckon for the passages numbered `candidates` among so many `passages`."""
        self.numbers = candidates
        self._question = question
        self._columns = np.full(passages, -1, dtype=np.int64)
        self._columns[candidates] = np.arange(len(candidates))
        self._rows = {concept: row for row, concept in enumerate(question.wanted)}
        self._most = np.array(list(question.wanted.values()), dtype=np.float64)[:, None]
        self._gained = np.zeros((len(self._rows), len(candidates)))
        self._pairs = np.zeros(len(candidates))
        self._telling = np.zeros(len(candidates), dtype=np.int64)
        self._hinted: dict[int, Numbers] = {}
        self.likeness = np.zeros(len(candidates))
        self.score = self.coverage = np.zeros(len(candidates))

    def add(self, sought: Sought, hits: Hits) -> None:
        """Count a term in the candidates that hold it."""
        columns = self._columns[hits.numbers]
        known = columns >= 0
        columns, values = columns[known], hits.values[known]
        if not sought.is_pair:
            row = self._gained[self._rows[sought.term.concept]]
            row[columns] = np.maximum(row[columns], sought.weight * values)
            return
        self._pairs[columns] += sought.weight * values
        told = columns[values >= HEADING_WEIGHT]
        if sought.term.weight >= BIGRAM_WEIGHT:
            self._telling[told] += sought.tells
        else:
            hinted = self._hinted.setdefault(sought.term.concept, np.zeros_like(self._telling))
            hinted[told] = np.maximum(hinted[told], sought.tells)

    def close(self, near: Mapping[int, Nearest], lengths: Scores) -> None:
        """Reckon scores and coverage, with the everyday wording that is near to a passage.

        `near` tells of passages by number, `lengths` of each candidate how long it counts as.
        """
        own = self._shares().sum(axis=0)
        for number, nearest in near.items():
            column = self._columns[number]
            if column >= 0:
                self._bring(nearest, int(column))
        # A wording tells most where the passage's own words tell little.
        pull = _LIKENESS_PULL * self.likeness * (1 - own)
        self.coverage = self._shares().sum(axis=0)
        held = (self._gained.sum(axis=0) + self._pairs) / self._question.total
        self.score = (held + pull) / lengths

    def _bring(self, nearest: Nearest, column: int) -> None:
        self.likeness[column] = nearest.likeness
        for concept in nearest.concepts:
            row, most = self._rows[concept], self._question.wanted[concept]
            gained = max(float(self._gained[row, column]), _WORDING_WEIGHT * most)
            self._gained[row, column] = gained

    def _shares(self) -> Scores:
        shares: Scores = np.minimum(self._gained, self._most) / self._question.total
        return shares

    def pairs(self, column: int) -> int:
        """Return how many neighbouring words of the question stand together in a candidate."""
        hinted = sum(int(told[column]) for told in self._hinted.values())
        return int(self._telling[column]) + hinted

    def shares(self, column: int) -> dict[int, float]:
        """Return by concept the share of the question that stands in a candidate."""
        total = self._question.total
        gained: Sequence[float] = self._gained[:, column].tolist()
        wanted = self._question.wanted
        return {
            concept: min(gain, wanted[concept]) / total
            for concept, gain in zip(self._rows, gained, strict=True)
            if gain
        }
