"""How far two questions mean the same: their content words, what else those may be called, figures.

Nothing here is learned or drawn by chance: the same questions always stand in the same groups.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.analyzer import Analyzer
from retrieval.asks import Ask, asks_of
from retrieval.reading import Reading
from retrieval.terms import BIGRAM_WEIGHT, Term, terms_of

ALIKE = 0.6
_FEWEST = 2
_FIGURE = re.compile(r"\d")
_DENIALS = frozenset({"khong", "chua", "chang", "cha"})
# What is asked of the same words: who, when and how much are three questions.
_KINDS = frozenset({Ask.WHEN, Ask.WHO, Ask.WHERE, Ask.WHY, Ask.AMOUNT, Ask.MOST, Ask.LEAST})
# Words with which one asks, not of what: "mức phụ cấp dành cho công chức hiện nay là bao nhiêu".
_LOOSE = frozenset(
    """muc danh doi hien thoi diem thong tin biet hoi xin loai dang thuc te so luong ty le
    truong hop nhu nhat chinh""".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Concept:
    """A content word as it was typed, and what else it may be called: whole wordings, words."""

    typed: str
    wordings: frozenset[str]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a question asks: its concepts, the words and pairs it says, and its figures.

    `named` are its words and what they may be called.
    """

    concepts: tuple[Concept, ...]
    words: frozenset[str]
    named: frozenset[str]
    pairs: frozenset[str]
    figures: tuple[str, ...]
    is_denied: bool
    kinds: frozenset[Ask]

    @property
    def can_be_known(self) -> bool:
        """Tell whether it holds enough to be known again in other words."""
        return len(self.concepts) >= _FEWEST


def meaning_of(reading: Reading) -> Meaning:
    """Return what a question asks."""
    terms = terms_of(reading)
    by_concept: dict[int, list[Term]] = {}
    for term in terms:
        by_concept.setdefault(term.concept, []).append(term)
    found = [_concept(by_concept[at]) for at in sorted(by_concept)]
    concepts = tuple(one for one in found if one is not None and one.typed not in _LOOSE)
    words = frozenset(concept.typed for concept in concepts)
    # "không" at the end only asks.
    inside = [word.folded for word in reading.words[:-1]]
    return Meaning(
        concepts=concepts,
        words=words,
        named=words.union(*(concept.words for concept in concepts)),
        pairs=frozenset(t.folded for t in terms if " " in t.folded and t.weight == BIGRAM_WEIGHT),
        figures=tuple(sorted(w.folded for w in reading.words if _FIGURE.search(w.typed))),
        is_denied=any(word in _DENIALS for word in inside),
        kinds=asks_of(reading) & _KINDS,
    )


def likeness(one: Meaning, other: Meaning) -> float:
    """Return how far (0 to 1) each of two questions holds the words of the other."""
    if one.figures != other.figures or not one.concepts or not other.concepts:
        return 0.0
    held = _held(one, other)
    return min(held, _held(other, one)) if held else 0.0


def mean_the_same(one: Meaning, other: Meaning) -> bool:
    """Tell whether two questions ask the same, in whatever form and order of words."""
    same_kind = not one.kinds or not other.kinds or one.kinds == other.kinds
    return likeness(one, other) == 1.0 and one.is_denied == other.is_denied and same_kind


def groups_of(meanings: Sequence[Meaning]) -> tuple[tuple[int, ...], ...]:
    """Return the positions of questions that are alike, each with the first one like it."""
    groups: dict[int, list[int]] = {}
    by_word: dict[str, set[int]] = {}
    for at, meaning in enumerate(meanings):
        shared = Counter(first for word in meaning.named for first in by_word.get(word, ()))
        scored = [
            (likeness(meanings[first], meaning), -first)
            for first, count in shared.items()
            if count >= _least_shared(meanings[first])
        ]
        best, first = max(scored, default=(0.0, 0))
        if best >= ALIKE:
            groups[-first].append(at)
            continue
        groups[at] = [at]
        for word in meaning.words:
            by_word.setdefault(word, set()).add(at)
    return tuple(tuple(group) for group in groups.values())


class Alike:
    """Questions held against each other, read with one lexicon."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer

    def groups(self, questions: Sequence[str]) -> tuple[tuple[int, ...], ...]:
        """Return the positions of questions that are alike, group by group."""
        return groups_of([self._meaning(question) for question in questions])

    def same(self, question: str, others: Sequence[str]) -> tuple[int, ...]:
        """Return the positions of the questions that ask what `question` asks."""
        meaning = self._meaning(question)
        return tuple(
            at for at, other in enumerate(others) if mean_the_same(meaning, self._meaning(other))
        )

    def can_know_again(self, question: str) -> bool:
        """Tell whether a question holds enough to be told from others when it is asked again."""
        return self._meaning(question).can_be_known

    def _meaning(self, question: str) -> Meaning:
        return meaning_of(self._analyzer.read(question))


def _concept(terms: Sequence[Term]) -> Concept | None:
    typed = next((t.folded for t in terms if t.weight == 1.0 and " " not in t.folded), None)
    if typed is None:
        return None
    added = [t.folded for t in terms if t.weight not in (1.0, BIGRAM_WEIGHT)]
    wordings = frozenset(text for text in added if " " in text)
    return Concept(typed, wordings, frozenset(text for text in added if " " not in text))


def _least_shared(first: Meaning) -> float:
    """Return how many words of a question another at least names that could be like it."""
    otherwise = sum(bool(concept.wordings or concept.words) for concept in first.concepts)
    return max(1.0, ALIKE * len(first.concepts) - otherwise)


def _held(one: Meaning, other: Meaning) -> float:
    """Return the share of the concepts of `one` that `other` names in some way."""
    met = 0
    for concept in one.concepts:
        met += concept.typed in other.named or _is_named_otherwise(concept, other)
    return met / len(one.concepts)


def _is_named_otherwise(concept: Concept, other: Meaning) -> bool:
    # Of a wording of several words one alone says little: "kinh" is no "kinh phí".
    if concept.wordings:
        return bool(concept.wordings & other.pairs)
    return bool(concept.words & other.words)
