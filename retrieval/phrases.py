"""Everyday wordings of passages: for each passage the one that comes nearest to a question."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

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
    weight: float


class PhraseIndex:
    """Wordings by their content words, for finding the nearest of each passage."""

    def __init__(self, phrases: Mapping[str, Sequence[str]], idf: Callable[[str], float]) -> None:
        self._idf = idf
        self._phrases: list[_Phrase] = []
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_spelling: dict[str, list[int]] = defaultdict(list)
        for key, said in phrases.items():
            for text in said:
                self._add(key, text)

    def _add(self, key: str, text: str) -> None:
        words = {word for word in syllables(canonical(text)) if not is_function_word(word)}
        plain = {fold(word) for word in words}
        number = len(self._phrases)
        self._phrases.append(_Phrase(key, sum(map(self._idf, plain))))
        for word in words:
            self._by_spelling[word].append(number)
        for word in plain:
            self._by_word[word].append(number)

    def nearest(self, terms: Sequence[Term]) -> Mapping[str, Nearest]:
        """Return by key the wording most like `terms`, of the passages that have one near."""
        asked = self._asked_weight(terms)
        asked_words = len({t.concept for t in terms if t.weight == 1.0 and " " not in t.folded})
        gains = self._gains(terms)
        gained, shared = _added_up(gains)
        fewest, least = min(_FEWEST, asked_words), _NEAR**2 * asked
        best: dict[str, tuple[float, int]] = {}
        for number, gain in gained.items():
            phrase = self._phrases[number]
            if gain * gain < least * phrase.weight or shared[number] < fewest:
                continue
            likeness = min(1.0, gain / math.sqrt(asked * phrase.weight))
            if phrase.key not in best or likeness > best[phrase.key][0]:
                best[phrase.key] = likeness, number
        return {
            key: Nearest(likeness, frozenset(c for c, gain in gains.items() if number in gain))
            for key, (likeness, number) in best.items()
        }

    def _asked_weight(self, terms: Sequence[Term]) -> float:
        weights: dict[int, float] = {}
        for term in terms:
            if " " not in term.folded and term.weight == 1.0:
                weights[term.concept] = self._idf(term.folded)
        return sum(weights.values()) or 1.0

    def _gains(self, terms: Sequence[Term]) -> dict[int, dict[int, float]]:
        """Return for each concept the wordings that hold a word of it, with the most it gains."""
        words: dict[int, list[tuple[float, Sequence[int]]]] = defaultdict(list)
        for term in terms:
            if " " in term.folded or term.folded not in self._by_word:
                continue
            weight = self._idf(term.folded) * term.weight
            found = self._by_word[term.folded]
            if term.accented is not None:
                words[term.concept].append((_ACCENT_MISMATCH * weight, found))
                found = self._by_spelling.get(term.accented, [])
            words[term.concept].append((weight, found))
        gains: dict[int, dict[int, float]] = {}
        for concept, held in words.items():
            gains[concept] = gain = {}
            for weight, numbers in sorted(held, key=_by_weight):
                gain.update(dict.fromkeys(numbers, weight))
        return gains


def _by_weight(held: tuple[float, Sequence[int]]) -> float:
    return held[0]


def _added_up(
    gains: Mapping[int, Mapping[int, float]],
) -> tuple[Mapping[int, float], Mapping[int, int]]:
    """Return what each wording gains over all concepts, and how many concepts it holds."""
    gained: dict[int, float] = defaultdict(float)
    for gain in gains.values():
        for number, weight in gain.items():
            gained[number] += weight
    return gained, Counter(chain.from_iterable(gains.values()))
