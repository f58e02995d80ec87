"""Which texts hold a word or pair, and what it is worth there: reckoned once, when built.

BM25F (Robertson, Zaragoza and Taylor 2004): the times a gram occurs are added up over the fields,
each with its weight and relative to its length, then saturate: idf · t / (t + k1). A question costs
one sum for each of its grams whatever the number of fields. With one field this is the BM25 of
Lucene and bm25s. The arrays are plain and can be mapped from disk.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retrieval.search.grams import Grams
from retrieval.search.vocabulary import Flags, Numbers

Scores = npt.NDArray[np.float32]
Weights = npt.NDArray[np.float64]
_K1 = 0.8


@dataclass(frozen=True, slots=True)
class Field:
    """The grams of one field of all texts and how they count."""

    grams: Grams
    weight: float = 1.0
    b: float = 0.5


@dataclass(frozen=True, slots=True)
class Postings:
    """By key (sorted), the texts that hold it (ascending) and its impact there."""

    keys: Numbers
    starts: Numbers
    texts: npt.NDArray[np.int32]
    impacts: Scores
    means: Weights
    size: int

    @classmethod
    def build(
        cls, fields: Sequence[Field], size: int, background: "Postings | None" = None
    ) -> "Postings":
        """Return the postings of `size` texts, a gram weighed by its times in all fields.

        Texts that join others later take their rarity and lengths from the `background`, so that
        scores of both compare.
        """
        keys = np.unique(np.concatenate([field.grams.keys for field in fields]))
        means = np.array([_mean_length(field, size) for field in fields])
        if background is not None:
            means = background.means
        filled = [_times(f, keys, size, mean) for f, mean in zip(fields, means, strict=True)]
        cell, inverse = np.unique(np.concatenate([c for c, _ in filled]), return_inverse=True)
        times = np.bincount(inverse, weights=np.concatenate([t for _, t in filled]))
        starts = np.searchsorted(cell, np.arange(len(keys) + 1) * size)
        held = np.diff(starts)
        idf = _idf(keys, held, size, background)
        impacts = np.repeat(idf, held) * times / (times + _K1)
        texts = (cell % max(1, size)).astype(np.int32)
        return cls(keys, starts, texts, impacts.astype(np.float32), means, size)

    def score(self, keys: Numbers, weights: Scores) -> Scores:
        """Return by text the weighted sum of the impacts of `keys`."""
        scores = np.zeros(self.size, dtype=np.float32)
        for start, end, weight in self._spans(keys, weights):
            scores[self.texts[start:end]] += weight * self.impacts[start:end]
        return scores

    def score_at(self, keys: Numbers, weights: Scores, texts: Numbers) -> Scores:
        """Return the weighted sums for some `texts` (ascending) only."""
        scores = np.zeros(len(texts), dtype=np.float32)
        for start, end, weight in self._spans(keys, weights):
            held = self.texts[start:end]
            at = np.minimum(np.searchsorted(held, texts), end - start - 1)
            found = held[at] == texts
            scores[found] += weight * self.impacts[start + at[found]]
        return scores

    def holds(self, keys: Numbers, text: int) -> Flags:
        """Tell of each key whether a text holds it."""
        found = np.zeros(len(keys), dtype=np.bool_)
        at, known = self._find(keys)
        for place in np.flatnonzero(known).tolist():
            held = self.texts[self.starts[at[place]] : self.starts[at[place] + 1]]
            nearest = np.searchsorted(held, text)
            found[place] = nearest < len(held) and held[nearest] == text
        return found

    def frequency(self, keys: Numbers) -> Numbers:
        """Return in how many texts each key occurs."""
        at, known = self._find(keys)
        counts: Numbers = np.zeros(len(keys), dtype=np.int64)
        counts[known] = self.starts[at[known] + 1] - self.starts[at[known]]
        return counts

    def _spans(self, keys: Numbers, weights: Scores) -> list[tuple[int, int, float]]:
        at, known = self._find(keys)
        starts, ends = self.starts[at[known]], self.starts[at[known] + 1]
        return list(zip(starts.tolist(), ends.tolist(), weights[known].tolist(), strict=True))

    def _find(self, keys: Numbers) -> tuple[Numbers, Flags]:
        """Return the place of each key, and whether it is there at all."""
        if not len(self.keys):
            return np.zeros(len(keys), dtype=np.int64), np.zeros(len(keys), dtype=np.bool_)
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return at, self.keys[at] == keys


def _mean_length(field: Field, size: int) -> float:
    return max(1.0, len(field.grams.keys) / max(1, size))


def _idf(keys: Numbers, held: Numbers, size: int, background: Postings | None) -> Weights:
    if background is not None:
        held, size = held + background.frequency(keys), size + background.size
    return rarity(held, size)


def rarity(held: Numbers, size: int) -> Weights:
    """Return how telling grams are that so many of `size` texts hold."""
    return np.asarray(np.log1p((size - held + 0.5) / (held + 0.5)), dtype=np.float64)


def _times(field: Field, keys: Numbers, size: int, mean: float) -> tuple[Numbers, Weights]:
    """Return the cells (key · size + text) of a field and how often, for a text of its length."""
    grams = field.grams
    share = np.bincount(grams.owners, minlength=size) / mean
    cell, times = np.unique(
        np.searchsorted(keys, grams.keys) * size + grams.owners, return_counts=True
    )
    return cell, field.weight * times / (1 - field.b + field.b * share[cell % max(1, size)])
