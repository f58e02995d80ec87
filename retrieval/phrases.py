"""Everyday wordings of passages: for each passage the one that comes nearest to a question."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.vietnamese import canonical, fold, syllables
from retrieval.stopwords import is_function_word
from retrieval.terms import Term

_NEAR = 0.5
_FEWEST = 2
_ACCENT_MISMATCH = 0.25


@dataclass(frozen=True, slots=True)
class Nearest:
    """A wording that is near: `likeness` to the question (0–1), and the question's concepts in it.

    Likeness is the cosine of the two sets of words, each word weighing its idf.
    """

    likeness: float
    concepts: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Phrase:
    key: str
    accented: frozenset[str]
    weight: float


class PhraseIndex:
    """Wordings by their content words, for finding the nearest of each passage."""

    def __init__(self, phrases: Mapping[str, Sequence[str]], idf: Callable[[str], float]) -> None:
        self._idf = idf
        self._phrases: list[_Phrase] = []
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for key, said in phrases.items():
            for text in said:
                self._add(key, text)

    def _add(self, key: str, text: str) -> None:
        words = {word for word in syllables(canonical(text)) if not is_function_word(word)}
        plain = {fold(word) for word in words}
        number = len(self._phrases)
        self._phrases.append(_Phrase(key, frozenset(words), sum(map(self._idf, plain))))
        for word in plain:
            self._by_word[word].append(number)

    def nearest(self, terms: Sequence[Term]) -> Mapping[str, Nearest]:
        """Return by key the wording most like `terms`, of the passages that have one near."""
        asked = self._asked_weight(terms)
        asked_words = len({t.concept for t in terms if t.weight == 1.0 and " " not in t.folded})
        gained: dict[int, dict[int, float]] = defaultdict(dict)
        for term, number, weight in self._hits(terms):
            found = gained[number]
            found[term.concept] = max(found.get(term.concept, 0.0), weight)
        best: dict[str, Nearest] = {}
        for number, found in gained.items():
            phrase = self._phrases[number]
            if len(found) < min(_FEWEST, asked_words):
                continue
            likeness = min(1.0, sum(found.values()) / math.sqrt(asked * phrase.weight))
            known = best.get(phrase.key)
            if likeness >= _NEAR and (known is None or likeness > known.likeness):
                best[phrase.key] = Nearest(likeness, frozenset(found))
        return best

    def _asked_weight(self, terms: Sequence[Term]) -> float:
        weights: dict[int, float] = {}
        for term in terms:
            if " " not in term.folded and term.weight == 1.0:
                weights[term.concept] = self._idf(term.folded)
        return sum(weights.values()) or 1.0

    def _hits(self, terms: Sequence[Term]) -> Iterator[tuple[Term, int, float]]:
        """Yield each single word of the question with a wording that holds it and its weight."""
        for term in terms:
            if " " in term.folded:
                continue
            weight = self._idf(term.folded) * term.weight
            for number in self._by_word.get(term.folded, ()):
                agrees = term.accented is None or term.accented in self._phrases[number].accented
                yield term, number, weight if agrees else _ACCENT_MISMATCH * weight
