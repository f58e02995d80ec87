"""Putting accents back on words typed without them, as the corpus writes such words together.

A Viterbi walk over syllable pairs: a typed word stands in a column of the words that it may mean,
the likeliest walk through the columns is the reading. The shipped vocabulary of questions is
learned beside the corpus, since laws hold hardly any question words ("bao nhieu"
is no "bảo nhiều").
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from retrieval.search.grams import Texts, pair_keys
from retrieval.search.vocabulary import Numbers

_PRIOR = 2.0
_RARELY = 0.1
_OFTEN = 3
_MOST_MEANINGS = 12
Chances = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Meaning:
    """The words (numbers) that one typed word may be, each with what speaks for it beforehand."""

    words: Numbers
    gains: Chances

    @classmethod
    def sure(cls, word: int) -> "Meaning":
        """Return the meaning of a word that is what it says."""
        return cls(np.array([word]), np.zeros(1))


@dataclass(frozen=True, slots=True)
class Accents:
    """How often words and pairs of words occur."""

    counts: Numbers
    pairs: Numbers
    pair_counts: Numbers

    @classmethod
    def learn(cls, texts: Sequence[tuple[Texts, int]], size: int) -> "Accents":
        """Return what `texts` teach of `size` words, each collection counted so many times."""
        counts = np.zeros(size, dtype=np.int64)
        found, weights = [], []
        for collection, weight in texts:
            words, owners = collection.words, collection.owners()
            counts += weight * np.bincount(words, minlength=size)
            joined = owners[:-1] == owners[1:]
            pairs, times = np.unique(
                pair_keys(words[:-1][joined], words[1:][joined]), return_counts=True
            )
            found.append(pairs)
            weights.append(weight * times)
        pairs, at = np.unique(np.concatenate(found), return_inverse=True)
        pair_counts = np.bincount(at, weights=np.concatenate(weights)).astype(np.int64)
        return cls(counts, pairs, pair_counts)

    def grown(self, size: int) -> "Accents":
        """Return the same with room for words that were numbered since."""
        more = np.zeros(max(0, size - len(self.counts)), dtype=np.int64)
        return Accents(np.concatenate([self.counts, more]), self.pairs, self.pair_counts)

    def likeliest(self, meanings: Sequence[Meaning]) -> list[int]:
        """Return the likeliest word for each place."""
        if not meanings:
            return []
        total = float(self.counts.sum()) + 1.0
        first = meanings[0]
        scores = np.log(self._count(first.words) + _RARELY) + first.gains
        trail: list[Numbers] = []
        for before, here in pairwise(meanings):
            steps = scores[:, None] + self._steps(before.words, here.words, total)
            trail.append(steps.argmax(axis=0))
            scores = steps.max(axis=0) + here.gains
        return _walk_back(int(scores.argmax()), trail, meanings)

    def has_together(self, words: Numbers) -> bool:
        """Tell whether the corpus writes `words`, one after another, as a matter of course."""
        if len(words) == 1:
            return bool((self._count(words) >= _OFTEN).all())
        keys = pair_keys(words[:-1], words[1:])
        at = np.minimum(np.searchsorted(self.pairs, keys), len(self.pairs) - 1)
        return bool(((self.pairs[at] == keys) & (self.pair_counts[at] >= _OFTEN)).all())

    def frequent(self, words: Numbers) -> Numbers:
        """Return the most frequent of `words`."""
        if len(words) <= _MOST_MEANINGS:
            return words
        return words[np.argsort(-self._count(words), kind="stable")[:_MOST_MEANINGS]]

    def _steps(self, before: Numbers, here: Numbers, total: float) -> Chances:
        """Return the log chance of each word after each, smoothed towards its own frequency."""
        keys = pair_keys(np.repeat(before, len(here)), np.tile(here, len(before)))
        at = np.minimum(np.searchsorted(self.pairs, keys), len(self.pairs) - 1)
        together = np.where(self.pairs[at] == keys, self.pair_counts[at], 0)
        expected = _PRIOR * (self._count(here) + _RARELY) / total
        chances = (together.reshape(len(before), len(here)) + expected) / (
            self._count(before)[:, None] + _PRIOR
        )
        return np.asarray(np.log(chances), dtype=np.float64)

    def _count(self, words: Numbers) -> Numbers:
        return np.where(words < 0, 0, self.counts[words])


def _walk_back(last: int, trail: Sequence[Numbers], meanings: Sequence[Meaning]) -> list[int]:
    chosen = [last]
    for steps in reversed(trail):
        chosen.append(int(steps[chosen[-1]]))
    return [int(m.words[at]) for m, at in zip(meanings, reversed(chosen), strict=True)]
