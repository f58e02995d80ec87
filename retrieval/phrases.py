"""Everyday wordings of passages: for each passage the one that comes nearest to a question."""

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from domain.vietnamese import canonical, fold, syllables
from retrieval.stopwords import is_function_word
from retrieval.terms import Term

_NEAR = 0.5
_FEWEST = 2
_ACCENT_MISMATCH = 0.25

Numbers = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float64]
_NOWHERE = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Nearest:
    """A wording that is near: `likeness` to the question (0–1), and the question's concepts in it.

    Likeness is the cosine of the two sets of words, each word weighing its idf.
    """

    likeness: float
    concepts: frozenset[int]


class PhraseIndex:
    """Wordings by their content words, for finding the nearest of each passage."""

    def __init__(self, phrases: Mapping[str, Sequence[str]], idf: Callable[[str], float]) -> None:
        self._idf = idf
        self._keys = [key for key, said in phrases.items() for _ in said]
        by_word: dict[str, list[int]] = defaultdict(list)
        by_spelling: dict[str, list[int]] = defaultdict(list)
        weights = []
        for number, text in enumerate(text for said in phrases.values() for text in said):
            words = {word for word in syllables(canonical(text)) if not is_function_word(word)}
            plain = {fold(word) for word in words}
            weights.append(sum(map(idf, plain)))
            for word in words:
                by_spelling[word].append(number)
            for word in plain:
                by_word[word].append(number)
        self._weights = np.array(weights, dtype=np.float64)
        self._by_word, self._by_spelling = _frozen(by_word), _frozen(by_spelling)

    def nearest(self, terms: Sequence[Term]) -> Mapping[str, Nearest]:
        """Return by key the wording most like `terms`, of the passages that have one near."""
        asked = self._asked_weight(terms)
        asked_words = len({t.concept for t in terms if t.weight == 1.0 and " " not in t.folded})
        gained, shared = np.zeros(len(self._keys)), np.zeros(len(self._keys), dtype=np.int64)
        holding: dict[int, Numbers] = {}
        for concept, words in self._held(terms).items():
            numbers, weights = self._gains(words)
            gained[numbers] += weights
            shared[numbers] += 1
            holding[concept] = numbers
        least = np.maximum(_NEAR**2 * asked * self._weights, np.finfo(float).tiny)
        near = (gained * gained >= least) & (shared >= min(_FEWEST, asked_words))
        best: dict[str, tuple[float, int]] = {}
        for number in np.flatnonzero(near).tolist():
            likeness = min(1.0, gained[number] / math.sqrt(asked * self._weights[number]))
            key = self._keys[number]
            if key not in best or likeness > best[key][0]:
                best[key] = likeness, number
        held = self._concepts_in([number for _, number in best.values()], holding)
        return {
            key: Nearest(likeness, concepts)
            for (key, (likeness, _)), concepts in zip(best.items(), held, strict=True)
        }

    def _concepts_in(
        self, wordings: Sequence[int], holding: Mapping[int, Numbers]
    ) -> list[frozenset[int]]:
        """Return for each of some wordings the concepts that it holds."""
        places = np.full(len(self._keys), -1, dtype=np.int64)
        places[wordings] = np.arange(len(wordings))
        held: list[list[int]] = [[] for _ in wordings]
        for concept, numbers in holding.items():
            found = places[numbers]
            for place in found[found >= 0].tolist():
                held[place].append(concept)
        return [frozenset(concepts) for concepts in held]

    def _asked_weight(self, terms: Sequence[Term]) -> float:
        weights: dict[int, float] = {}
        for term in terms:
            if " " not in term.folded and term.weight == 1.0:
                weights[term.concept] = self._idf(term.folded)
        return sum(weights.values()) or 1.0

    def _held(self, terms: Sequence[Term]) -> Mapping[int, list[tuple[float, Numbers]]]:
        """Return for each concept the words of it that wordings hold, each with what it gains."""
        words: dict[int, list[tuple[float, Numbers]]] = defaultdict(list)
        for term in terms:
            if " " in term.folded or term.folded not in self._by_word:
                continue
            weight = self._idf(term.folded) * term.weight
            found = self._by_word[term.folded]
            if term.accented is not None:
                words[term.concept].append((_ACCENT_MISMATCH * weight, found))
                found = self._by_spelling.get(term.accented, _NOWHERE)
            words[term.concept].append((weight, found))
        return words

    def _gains(self, held: Sequence[tuple[float, Numbers]]) -> tuple[Numbers, Scores]:
        """Return the wordings that hold any of some words, and the most that each gains."""
        if len(held) == 1:
            weight, numbers = held[0]
            return numbers, np.full(len(numbers), weight)
        most = np.zeros(len(self._keys))
        for weight, numbers in held:
            most[numbers] = np.maximum(most[numbers], weight)
        numbers = np.flatnonzero(most)
        return numbers, most[numbers]


def _frozen(held: Mapping[str, Sequence[int]]) -> dict[str, Numbers]:
    return {word: np.array(numbers, dtype=np.int64) for word, numbers in held.items()}
