"""What of a question to look for: its content words, their neighbours and official synonyms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

from domain.editing import Synonym
from domain.vietnamese import canonical, fold
from knowledge.tables import read_table
from retrieval.reading import Reading, Word
from retrieval.stopwords import compound_positions, is_stopword

SYNONYM_WEIGHT = 0.75
BIGRAM_WEIGHT = 0.6


@dataclass(frozen=True, slots=True)
class Term:
    """A folded word or pair of words; `accented` is set when its accents are certain."""

    folded: str
    accented: str | None
    weight: float
    concept: int


_Table = Mapping[str, Sequence[tuple[tuple[str, ...], tuple[Term, ...]]]]


def terms_of(
    reading: Reading, skip: frozenset[int] = frozenset(), fallback: bool = False
) -> tuple[Term, ...]:
    """Return the terms of `reading` without the words at the positions in `skip`.

    With `fallback` a question made of form words alone is searched by those words.

    Terms that stand for the same words of the question share a `concept`.
    """
    joined = compound_positions(reading.words)
    content = [
        (index, word)
        for index, word in enumerate(reading.words)
        if index not in skip and (index in joined or not is_stopword(word))
    ]
    if not content:
        content = [(i, w) for i, w in enumerate(reading.words) if i not in skip and fallback]
    terms = [Term(w.folded, w.settled, 1.0, index) for index, w in content]
    terms.extend(_pairs(content))
    terms.extend(_synonym_terms(reading, skip))
    return tuple(terms)


def _pairs(content: Sequence[tuple[int, Word]]) -> list[Term]:
    pairs: list[Term] = []
    for (i, first), (j, second) in pairwise(content):
        if j == i + 1:
            sure = first.settled is not None and second.settled is not None
            accented = f"{first.settled} {second.settled}" if sure else None
            pairs.append(Term(f"{first.folded} {second.folded}", accented, BIGRAM_WEIGHT, i))
    return pairs


def _synonym_terms(reading: Reading, skip: frozenset[int]) -> list[Term]:
    found: list[Term] = []
    table = _by_first_word()
    said = _said_here(reading.said)
    for start, word in enumerate(reading.words):
        if start in skip:
            continue
        for phrase, terms in (*table.get(word.folded, ()), *said.get(word.folded, ())):
            if reading.stands_at(phrase, start):
                found.extend(replace(term, concept=start) for term in terms)
                found.extend(_whole(phrase, terms, start, skip))
    return found


def _whole(
    phrase: Sequence[str], terms: Sequence[Term], start: int, skip: frozenset[int]
) -> list[Term]:
    """Let a synonym stand for every word of the phrase it explains, not for its first alone."""
    others = [i for i in range(start + 1, start + len(phrase)) if i not in skip]
    return [replace(t, concept=i) for i in others for t in terms if " " not in t.folded]


@lru_cache(maxsize=1)
def _by_first_word() -> _Table:
    """Return the phrases of the table by their first folded word, with the terms they add."""
    return _table(synonyms())


@lru_cache(maxsize=4)
def _said_here(said: tuple[Synonym, ...]) -> _Table:
    """Return the wordings of this office in the same shape."""
    meant: dict[str, list[str]] = {}
    for one in said:
        meant.setdefault(one.said, []).append(one.meant)
    return _table(meant)


def _table(wordings: Mapping[str, Sequence[str]]) -> _Table:
    table: dict[str, list[tuple[tuple[str, ...], tuple[Term, ...]]]] = {}
    for phrase, meanings in wordings.items():
        words = tuple(canonical(str(phrase)).split())
        terms = tuple(term for meaning in meanings for term in _meaning_terms(str(meaning)))
        table.setdefault(fold(words[0]), []).append((words, terms))
    return table


def _meaning_terms(meaning: str) -> list[Term]:
    words = [w for w in canonical(meaning).replace(",", " ").split() if len(w) > 1]
    single = [Term(fold(w), w, SYNONYM_WEIGHT, 0) for w in words]
    pairs = [
        Term(fold(f"{a} {b}"), f"{a} {b}", SYNONYM_WEIGHT * BIGRAM_WEIGHT, 0)
        for a, b in pairwise(words)
    ]
    return [*single, *pairs]


@lru_cache(maxsize=1)
def synonyms() -> Mapping[str, Sequence[str]]:
    """Return the shipped table of everyday wording → official wording."""
    table: dict[str, Sequence[str]] = read_table(files("retrieval").joinpath("data/synonyms.yaml"))
    return table
