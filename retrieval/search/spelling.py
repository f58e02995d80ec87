"""Which words a typed one may mean: with its accents lost, or with a slip of a finger."""

from collections.abc import Sequence

import numpy as np
from rapidfuzz.distance import OSA

from domain.syllables import is_syllable
from domain.vietnamese import fold
from retrieval.search.accents import Accents, Meaning
from retrieval.search.vocabulary import UNKNOWN, Numbers, Vocabulary

_SHORTEST_MENDED = 3
_MOST_NEAR = 8
_SLIP = -4.0
_AS_TYPED = 2.0
_FEWEST_TIMES = 3


class Spelling:
    """The words of a corpus by their plain letters."""

    def __init__(self, vocabulary: Vocabulary, accents: Accents) -> None:
        self._vocabulary = vocabulary
        self._accents = accents
        self._by_fold: dict[str, list[int]] = {}
        self._by_length: dict[int, list[str]] = {}
        for number, word in enumerate(vocabulary.words):
            if word.isalpha():
                self._by_fold.setdefault(fold(word), []).append(number)
        for plain, numbers in self._by_fold.items():
            if int(accents.counts[numbers].sum()) >= _FEWEST_TIMES:
                self._by_length.setdefault(len(plain), []).append(plain)

    def meaning(self, word: str, *, is_marked_text: bool) -> Meaning:
        """Return what a typed word may mean; one with accents that the corpus knows is sure.

        In a text typed with accents (`is_marked_text`) a bare word is rather meant as it stands.
        """
        number = self._vocabulary.number(word)
        plain = fold(word)
        if word != plain and number != UNKNOWN:
            return Meaning.sure(number)
        same = self._by_fold.get(plain)
        if word == plain and same:
            words = self._accents.frequent(np.array(same, dtype=np.int64))
            gain = _AS_TYPED if is_marked_text else 0.0
            return Meaning(words, np.where(words == number, gain, 0.0))
        if is_marked_text and is_syllable(word):
            # Spelled well, so it is no slip: the corpus does not speak of it.
            return Meaning.sure(UNKNOWN)
        return self._mended(plain, same or [])

    def _mended(self, plain: str, same: Sequence[int]) -> Meaning:
        """Return the words near to one that the corpus does not know; itself if there are none."""
        if same:
            words = self._accents.frequent(np.array(same, dtype=np.int64))
            return Meaning(words, np.zeros(len(words)))
        if len(plain) < _SHORTEST_MENDED or not plain.isalpha():
            return Meaning.sure(UNKNOWN)
        words = self._near(plain)
        return Meaning(words, np.full(len(words), _SLIP)) if len(words) else Meaning.sure(UNKNOWN)

    def _near(self, plain: str) -> Numbers:
        lengths = range(len(plain) - 1, len(plain) + 2)
        near = [
            other
            for length in lengths
            for other in self._by_length.get(length, ())
            if OSA.distance(plain, other, score_cutoff=1) <= 1
        ]
        words = [number for other in near for number in self._by_fold[other]]
        return self._accents.frequent(np.array(words, dtype=np.int64))
