"""The lexical index: bm25s finds candidates, idf-weighted coverage of the question ranks them."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType

import bm25s
import numpy as np

from domain.citations import is_within
from domain.vietnamese import canonical, fold, syllables
from retrieval.passages import Passage
from retrieval.phrases import Nearest, PhraseIndex
from retrieval.terms import BIGRAM_WEIGHT, Term

_CANDIDATES = 80
_HEADING_WEIGHT = 0.55
_WORDING_WEIGHT = 0.8
_ACCENT_MISMATCH = 0.25
_LENGTH_PULL = 0.12
_LIKENESS_PULL = 0.2
_UNKNOWN = 0.7
_RARE, _RAREST = 6, 2
_NOTHING_ASKED: Mapping[str, Nearest] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage with its score; `coverage` is the share of the question's weight found in it.

    `pairs` tells how many of the question's neighbouring words stand together in the passage and in
    few others; own words count double.
    """

    passage: Passage
    score: float
    coverage: float
    pairs: int = 0
    found: Mapping[int, float] = field(default_factory=dict)

    def gain_over(self, other: "Ranked") -> float:
        """Return the share of the question that stands here and not in `other`."""
        return sum(share for concept, share in self.found.items() if not other.found.get(concept))


class _Grams:
    """The words and neighbouring pairs of a text, accented and folded."""

    __slots__ = ("accented", "folded", "length")

    def __init__(self, *texts: str) -> None:
        """Read `texts`; no pair reaches from one into the next."""
        accented: set[str] = set()
        folded: set[str] = set()
        self.length = 0
        for text in texts:
            words = syllables(canonical(text).replace("*", ""))
            plain = [fold(word) for word in words]
            accented.update(words, _joined(words))
            folded.update(plain, _joined(plain))
            self.length += len(words)
        self.accented, self.folded = frozenset(accented), frozenset(folded)


@dataclass(frozen=True, slots=True)
class _Sought:
    """A term of a question with its weight here and, of a pair, how much finding it tells."""

    term: Term
    weight: float
    is_pair: bool
    tells: int


@dataclass(frozen=True, slots=True)
class _Question:
    """The terms of a question; `wanted` is the most that each concept can gain, `total` all."""

    sought: tuple[_Sought, ...]
    wanted: Mapping[int, float]
    total: float


class LexicalIndex:
    """Passages by their words; built in memory, a few milliseconds for a plan."""

    def __init__(
        self,
        passages: Sequence[Passage],
        wordings: Mapping[str, Sequence[str]] = MappingProxyType({}),
    ) -> None:
        """Index `passages`; `wordings` tells by key how people ask for one in other words."""
        self._passages = tuple(passages)
        self._own = [_Grams(passage.text) for passage in self._passages]
        self._above = [_Grams("\n".join(passage.headings)) for passage in self._passages]
        counts = Counter(gram for grams in self._every_gram() for gram in grams)
        self._frequency = counts
        self._idf = {gram: self._idf_of(count) for gram, count in counts.items()}
        self._unknown = _UNKNOWN * math.log(1 + 2 * (len(self._passages) + 0.5))
        self._accented = frozenset().union(*(g.accented for g in (*self._own, *self._above)))
        self._mean_length = max(1.0, float(np.mean([g.length for g in self._own] or [1])))
        self._phrases = PhraseIndex(wordings, self.idf)
        self._bm25 = self._build()

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Return the indexed passages."""
        return self._passages

    def _every_gram(self) -> Iterator[frozenset[str]]:
        """Yield the folded words and pairs of each passage, from wherever they are searched."""
        for own, above in zip(self._own, self._above, strict=True):
            yield own.folded | above.folded

    def idf(self, folded: str) -> float:
        """Return how telling a folded word or pair is; unknown ones tell most."""
        return self._idf.get(folded, self._unknown)

    def _idf_of(self, count: int) -> float:
        return math.log(1 + (len(self._passages) - count + 0.5) / (count + 0.5))

    def knows(self, folded: str) -> bool:
        """Tell whether a folded word or pair occurs in any passage."""
        return folded in self._frequency

    def holds(self, term: Term) -> bool:
        """Tell whether the word or pair itself occurs, with its accents where they are certain."""
        if term.accented is None:
            return self.knows(term.folded)
        return term.accented in self._accented

    def rank(
        self, terms: Sequence[Term], top: int = 10, *, by_own_words: bool = False
    ) -> list[Ranked]:
        """Return the best `top` passages for `terms`, best first.

        With `by_own_words` the everyday wordings of a passage do not count.
        """
        asked = _NOTHING_ASKED if by_own_words else self._phrases.nearest(terms)
        question = self._question(terms)
        ranked = [
            self._score(number, question, asked.get(self._passages[number].key))
            for number in self._candidates(terms)
        ]
        ranked = [entry for entry in ranked if entry.score > 0]
        ranked.sort(key=lambda entry: (-entry.score, entry.passage.key))
        return ranked[:top]

    def similar(self, text: str, top: int, within: str) -> list[Ranked]:
        """Return the passages in `within` that share most of the words of `text`."""
        grams = _Grams(text)
        terms = [
            Term(gram, None, 1.0, number)
            for number, gram in enumerate(sorted(g for g in grams.folded if " " not in g))
        ]
        numbers = [n for n, p in enumerate(self._passages) if is_within(p.path, within)]
        question = self._question(terms)
        ranked = [self._score(number, question) for number in numbers]
        ranked.sort(key=lambda entry: (-entry.coverage, entry.passage.key))
        return ranked[:top]

    def _score(self, number: int, question: "_Question", near: Nearest | None = None) -> Ranked:
        own, above = self._own[number], self._above[number]
        wanted, total = question.wanted, question.total
        gained: dict[int, float] = {}
        pairs, telling = 0.0, 0
        hinted: dict[int, int] = {}
        for sought in question.sought:
            hit = _hit(sought.term, own, above)
            if not hit:
                continue
            concept = sought.term.concept
            if not sought.is_pair:
                gained[concept] = max(gained.get(concept, 0.0), sought.weight * hit)
                continue
            pairs += sought.weight * hit
            tells = sought.tells if hit >= _HEADING_WEIGHT else 0
            if sought.term.weight >= BIGRAM_WEIGHT:
                telling += tells
            else:
                hinted[concept] = max(hinted.get(concept, 0), tells)
        own_share = sum(min(gain, wanted[c]) for c, gain in gained.items()) / total
        for concept in near.concepts if near else ():
            gained[concept] = max(gained.get(concept, 0.0), _WORDING_WEIGHT * wanted[concept])
        shares = {c: min(gain, wanted[c]) / total for c, gain in gained.items()}
        coverage = sum(min(gain, wanted[c]) for c, gain in gained.items()) / total
        # A wording tells most where the passage's own words tell little.
        pull = _LIKENESS_PULL * near.likeness * (1 - own_share) if near else 0.0
        raw = (sum(gained.values()) + pairs) / total + pull
        length = 1 + _LENGTH_PULL * math.log(max(own.length, 8) / self._mean_length)
        return Ranked(
            self._passages[number], raw / length, coverage, telling + sum(hinted.values()), shares
        )

    def _question(self, terms: Sequence[Term]) -> "_Question":
        """Weigh the terms of a question, once for all the passages that are scored for it."""
        wanted: dict[int, float] = {}
        sought: list[_Sought] = []
        for term in terms:
            weight = self.idf(term.folded) * term.weight
            is_pair = " " in term.folded
            sought.append(_Sought(term, weight, is_pair, self._telling(term)))
            if not is_pair:
                most = max(wanted.get(term.concept, 0.0), self._ceiling(term, weight))
                wanted[term.concept] = most
        return _Question(tuple(sought), wanted, sum(wanted.values()) or 1.0)

    def _telling(self, term: Term) -> int:
        """Return how much a pair of words tells where found: own words more than synonyms."""
        count = self._frequency[term.folded]
        if count > _RARE:
            return 0
        own = 2 if term.weight >= BIGRAM_WEIGHT else 1
        return own + (count <= _RAREST)

    def _ceiling(self, term: Term, idf: float) -> float:
        """Return what a word could gain: an unknown word with a known synonym costs no more."""
        return idf if self._frequency.get(term.folded) or term.weight == 1.0 else 0.0

    def _candidates(self, terms: Sequence[Term]) -> list[int]:
        if self._bm25 is None or not terms:
            return []
        if len(self._passages) <= 2 * _CANDIDATES:
            return list(range(len(self._passages)))
        query = [[term.folded for term in terms]]
        found, scores = self._bm25.retrieve(
            query, k=min(_CANDIDATES, len(self._passages)), show_progress=False
        )
        return [int(n) for n, s in zip(found[0], scores[0], strict=True) if s > 0]

    def _build(self) -> "bm25s.BM25 | None":
        if not self._passages:
            return None
        model = bm25s.BM25(k1=0.8, b=0.5)
        corpus = [sorted(grams) for grams in self._every_gram()]
        model.index(corpus, show_progress=False)
        return model


def _hit(term: Term, own: _Grams, above: _Grams) -> float:
    found = _agreement(term, own)
    return (
        found if found >= _HEADING_WEIGHT else max(found, _HEADING_WEIGHT * _agreement(term, above))
    )


def _agreement(term: Term, grams: _Grams) -> float:
    if term.folded not in grams.folded:
        return 0.0
    if term.accented is None or term.accented in grams.accented:
        return 1.0
    return _ACCENT_MISMATCH


def _joined(words: Sequence[str]) -> list[str]:
    return [f"{a} {b}" for a, b in pairwise(words)]
