"""The lexical index: bm25s finds candidates, idf-weighted coverage of the question ranks them."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType

import bm25s
import numpy as np

from domain.citations import is_within
from domain.vietnamese import canonical, fold, syllables, without_slashes
from retrieval.passages import Passage
from retrieval.phrases import Nearest, PhraseIndex
from retrieval.tallies import HEADING_WEIGHT, Hits, Numbers, Question, Sought, Tallies
from retrieval.terms import BIGRAM_WEIGHT, Term

_CANDIDATES = 80
_ACCENT_MISMATCH = 0.25
_LENGTH_PULL = 0.12
_UNKNOWN = 0.7
_RARE, _RAREST = 6, 2
# Terms whose passages are remembered; questions repeat most of their words.
_REMEMBERED = 4_096
_Postings = Mapping[str, Sequence[int]]
_NOTHING_ASKED: Mapping[str, Nearest] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage with its score; `coverage` is the share of the question's weight found in it.

    `pairs` tells how many of the question's neighbouring words stand together in the passage and in
    few others; own words count double. `likeness` is that of the nearest everyday wording (0–1).
    """

    passage: Passage
    score: float
    coverage: float
    pairs: int = 0
    found: Mapping[int, float] = field(default_factory=dict)
    likeness: float = 0.0

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
            words = syllables(without_slashes(canonical(text)).replace("*", ""))
            plain = [fold(word) for word in words]
            accented.update(words, _joined(words))
            folded.update(plain, _joined(plain))
            self.length += len(words)
        self.accented, self.folded = frozenset(accented), frozenset(folded)


class LexicalIndex:
    """Passages by their words; built in memory, a few milliseconds for a plan."""

    def __init__(
        self,
        passages: Sequence[Passage],
        wordings: Mapping[str, Sequence[str]] = MappingProxyType({}),
        *,
        found_by_wordings: bool = False,
    ) -> None:
        """Index `passages`; `wordings` tells by key how people ask for one in other words.

        A wording pulls a passage that is found by its own words forward; with `found_by_wordings`
        it also finds one alone, which among thousands of passages is worth the strays it brings.
        """
        self._found_by_wordings = found_by_wordings
        self._passages = tuple(passages)
        own = [_Grams(passage.text) for passage in self._passages]
        above = [_Grams("\n".join(passage.headings)) for passage in self._passages]
        self._own, self._own_accented = _postings(own)
        self._above, self._above_accented = _postings(above)
        self._numbers = {passage.key: number for number, passage in enumerate(self._passages)}
        by_key = sorted(range(len(own)), key=lambda number: self._passages[number].key)
        self._by_key = np.empty(len(own), dtype=np.int64)
        self._by_key[by_key] = np.arange(len(own))
        # Folded words and pairs of each passage, from wherever they are searched.
        every = [o.folded | a.folded for o, a in zip(own, above, strict=True)]
        counts = Counter(gram for grams in every for gram in grams)
        self._frequency = counts
        self._idf = {gram: self._idf_of(count) for gram, count in counts.items()}
        self._unknown = _UNKNOWN * math.log(1 + 2 * (len(self._passages) + 0.5))
        lengths = np.array([grams.length for grams in own] or [1], dtype=np.float64)
        mean = max(1.0, float(lengths.mean()))
        self._pulls = 1 + _LENGTH_PULL * np.log(np.maximum(lengths, 8) / mean)
        self._remembered: dict[tuple[str, str | None], Hits] = {}
        self._phrases = PhraseIndex(wordings, self.idf)
        self._bm25 = _build(every)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Return the indexed passages."""
        return self._passages

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
        return term.accented in self._own_accented or term.accented in self._above_accented

    def rank(
        self, terms: Sequence[Term], top: int = 10, *, by_own_words: bool = False
    ) -> list[Ranked]:
        """Return the best `top` passages for `terms`, best first.

        With `by_own_words` the everyday wordings of a passage do not count.
        """
        asked = _NOTHING_ASKED if by_own_words else self._phrases.nearest(terms)
        tallies = self._tallies(self._question(terms), self._candidates(terms, asked), asked)
        order = np.lexsort((self._by_key[tallies.numbers], -tallies.score))[:top]
        return [self._ranked(tallies, int(at)) for at in order if tallies.score[at] > 0]

    def share_of_pairs(self, key: str, terms: Sequence[Term]) -> float | None:
        """Return how much of the question's own neighbouring words stands together at `key`.

        A share of their weight, 0 to 1; None when no two of its content words are neighbours.
        """
        number = self._numbers.get(key)
        pairs = [t for t in terms if " " in t.folded and t.weight >= BIGRAM_WEIGHT]
        total = sum(self.idf(t.folded) for t in pairs)
        held = sum(self.idf(t.folded) for t in pairs if self._hits(t).holds(number))
        return held / total if total else None

    def similar(self, text: str, top: int, within: str) -> list[Ranked]:
        """Return the passages in `within` that share most of the words of `text`."""
        grams = _Grams(text)
        terms = [
            Term(gram, None, 1.0, number)
            for number, gram in enumerate(sorted(g for g in grams.folded if " " not in g))
        ]
        numbers = [n for n, p in enumerate(self._passages) if is_within(p.path, within)]
        tallies = self._tallies(self._question(terms), np.array(numbers, dtype=np.int64))
        order = np.lexsort((self._by_key[tallies.numbers], -tallies.coverage))[:top]
        return [self._ranked(tallies, int(at)) for at in order]

    def _tallies(
        self,
        question: Question,
        numbers: Numbers,
        asked: Mapping[str, Nearest] = _NOTHING_ASKED,
    ) -> Tallies:
        """Add up what each of the passages `numbers` gains for the question."""
        tallies = Tallies(question, numbers, len(self._passages))
        for sought in question.sought:
            hits = self._hits(sought.term)
            if len(hits.numbers):
                tallies.add(sought, hits)
        near = {self._numbers[key]: one for key, one in asked.items() if key in self._numbers}
        tallies.close(near, self._pulls[numbers])
        return tallies

    def _hits(self, term: Term) -> Hits:
        """Return how well each passage holds a term, of those that hold it at all."""
        name = term.folded, term.accented
        held = self._remembered.get(name)
        if held is None:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered = {}
            held = self._remembered[name] = self._looked_up(term)
        return held

    def _looked_up(self, term: Term) -> Hits:
        hits: dict[int, float] = {}
        own, above = self._own.get(term.folded, ()), self._above.get(term.folded, ())
        if term.accented is not None:
            hits.update(dict.fromkeys(above, HEADING_WEIGHT * _ACCENT_MISMATCH))
            hits.update(dict.fromkeys(own, _ACCENT_MISMATCH))
            own = self._own_accented.get(term.accented, ())
            above = self._above_accented.get(term.accented, ())
        hits.update(dict.fromkeys(above, HEADING_WEIGHT))
        hits.update(dict.fromkeys(own, 1.0))
        numbers = np.array(sorted(hits), dtype=np.int64)
        return Hits(numbers, np.array([hits[n] for n in numbers.tolist()], dtype=np.float64))

    def _ranked(self, tallies: Tallies, at: int) -> Ranked:
        return Ranked(
            self._passages[tallies.numbers[at]],
            float(tallies.score[at]),
            float(tallies.coverage[at]),
            tallies.pairs(at),
            tallies.shares(at),
            float(tallies.likeness[at]),
        )

    def _question(self, terms: Sequence[Term]) -> Question:
        """Weigh the terms of a question, once for all the passages that are scored for it."""
        wanted: dict[int, float] = {}
        sought: list[Sought] = []
        for term in terms:
            weight = self.idf(term.folded) * term.weight
            is_pair = " " in term.folded
            sought.append(Sought(term, weight, is_pair, self._telling(term)))
            if not is_pair:
                most = max(wanted.get(term.concept, 0.0), self._ceiling(term, weight))
                wanted[term.concept] = most
        return Question(tuple(sought), wanted, sum(wanted.values()) or 1.0)

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

    def _candidates(self, terms: Sequence[Term], asked: Mapping[str, Nearest]) -> Numbers:
        """Return the passages worth scoring: by their words, and by a wording that is near."""
        if self._bm25 is None or not terms:
            return np.zeros(0, dtype=np.int64)
        if len(self._passages) <= 2 * _CANDIDATES:
            return np.arange(len(self._passages))
        scores = self._bm25.get_scores([term.folded for term in terms])
        most = min(_CANDIDATES, len(scores))
        found = np.argpartition(-scores, most - 1)[:most]
        by_words = {int(number) for number in found if scores[number] > 0}
        if self._found_by_wordings:
            by_words |= {self._numbers[key] for key in asked if key in self._numbers}
        return np.array(sorted(by_words), dtype=np.int64)


def _build(every: Sequence[frozenset[str]]) -> "bm25s.BM25 | None":
    if not every:
        return None
    model = bm25s.BM25(k1=0.8, b=0.5)
    model.index([sorted(grams) for grams in every], show_progress=False)
    return model


def _postings(every: Sequence[_Grams]) -> tuple[_Postings, _Postings]:
    """Return by word or pair the numbers of the passages that hold it: folded, then accented."""
    folded: dict[str, list[int]] = {}
    accented: dict[str, list[int]] = {}
    for number, grams in enumerate(every):
        for gram in grams.folded:
            folded.setdefault(gram, []).append(number)
        for gram in grams.accented:
            accented.setdefault(gram, []).append(number)
    return folded, accented


def _joined(words: Sequence[str]) -> list[str]:
    return [f"{a} {b}" for a, b in pairwise(words)]
