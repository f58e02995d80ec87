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
from retrieval.search.vocabulary import Numbers

Scores = npt.NDArray[np.float32]


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
    size: int

    @classmethod
    def build(cls, fields: Sequence[Field], size: int, k1: float = 0.8) -> "Postings":
        """Return the postings of `size` texts, a gram weighed by its times in all fields."""
        keys = np.unique(np.concatenate([field.grams.keys for field in fields]))
        filled = [_times(field, keys, size) for field in fields]
        cell, inverse = np.unique(np.concatenate([c for c, _ in filled]), return_inverse=True)
        times = np.bincount(inverse, weights=np.concatenate([t for _, t in filled]))
        starts = np.searchsorted(cell, np.arange(len(keys) + 1) * size)
        held = np.diff(starts)
        idf = np.log1p((size - held + 0.5) / (held + 0.5))
        impacts = np.repeat(idf, held) * times / (times + k1)
        return cls(keys, starts, (cell % size).astype(np.int32), impacts.astype(np.float32), size)

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

    def frequency(self, keys: Numbers) -> Numbers:
        """Return in how many texts each key occurs."""
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        counts: Numbers = self.starts[at + 1] - self.starts[at]
        return np.where(self.keys[at] == keys, counts, 0)

    def _spans(self, keys: Numbers, weights: Scores) -> list[tuple[int, int, float]]:
        if not len(self.keys):
            return []
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        known = self.keys[at] == keys
        starts, ends = self.starts[at[known]], self.starts[at[known] + 1]
        return list(zip(starts.tolist(), ends.tolist(), weights[known].tolist(), strict=True))


def _times(field: Field, keys: Numbers, size: int) -> tuple[Numbers, npt.NDArray[np.float64]]:
    """Return the cells (key · size + text) of a field and how often, for a text of its length."""
    grams = field.grams
    lengths = np.bincount(grams.owners, minlength=size)
    share = lengths / max(1.0, lengths.sum() / max(1, size))
    cell, times = np.unique(
        np.searchsorted(keys, grams.keys) * size + grams.owners, return_counts=True
    )
    return cell, field.weight * times / (1 - field.b + field.b * share[cell % size])
