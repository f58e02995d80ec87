"""Whether passages say what a sentence says: nothing added, turned round or torn from its place."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from domain.vietnamese import clean
from retrieval.model.alignment import Pair, align
from retrieval.model.tokens import CHOICE, EXCEPTIONS, FIGURES, Kind, Token, tokens_of

# Of the plain words this share must stand in the passage's order; the others stand elsewhere in it.
_IN_ORDER = 0.7
_FEWEST_WORDS = 2
# How far the word that a negation denies may stand behind it.
_REACH = 3
_CLAUSES = re.compile(r";\s*")
_QUOTED = re.compile(r"[“\"]([^”\"]*)[”\"]")


@dataclass(frozen=True, slots=True)
class Passage:
    """What a sentence may stand on: the place's name, the headings above it and its words."""

    place: str
    headings: tuple[str, ...]
    text: str

    @property
    def whole(self) -> str:
        """Return headings and words, each heading a sentence of its own."""
        return "\n".join((*self.headings, self.text))


@dataclass(frozen=True, slots=True)
class _Source:
    """The tokens of the cited passages in one row; the first of each are those of headings."""

    tokens: tuple[Token, ...]
    headings: frozenset[int]
    places: frozenset[str]


def is_supported(sentence: str, passages: Sequence[Passage]) -> bool:
    """Tell whether the passages say everything that the sentence says."""
    if not passages or not _quotes_exactly(sentence, passages):
        return False
    source = _source(tuple(passages))
    clauses = [tokens_of(clause) for clause in _CLAUSES.split(sentence) if clause.strip()]
    return bool(clauses) and all(_clause_stands(clause, source) for clause in clauses)


@lru_cache(maxsize=200)
def _source(passages: tuple[Passage, ...]) -> _Source:
    row: list[Token] = []
    headings: set[int] = set()
    places: set[str] = set()
    for passage in passages:
        tokens = tokens_of(passage.whole)
        places |= _places(tokens) | _places(tokens_of(passage.place)) | {passage.place.lower()}
        above = sum(t.kind is not Kind.PLACE for t in tokens_of("\n".join(passage.headings)))
        headings.update(range(len(row), len(row) + above))
        first = row[-1].sentence + 1 if row else 0
        row += [replace(t, sentence=t.sentence + first) for t in tokens if t.kind is not Kind.PLACE]
    return _Source(tuple(row), frozenset(headings), frozenset(places))


def _clause_stands(clause: Sequence[Token], source: _Source) -> bool:
    if not _places(clause) <= source.places:
        return False
    said = [token for token in clause if token.kind is not Kind.PLACE]
    if len(said) < _FEWEST_WORDS or not _covered(said, source.tokens):
        return False
    pairs = align(said, source.tokens)
    return (
        _holds_enough(said, pairs)
        and _keeps_limits(said, source.tokens, pairs)
        and all(_is_unbroken(a, b, said, source) for a, b in pairwise(pairs))
    )


def _covered(said: Iterable[Token], source: Sequence[Token]) -> bool:
    return all(any(token.agrees(written) for written in source) for token in said)


def _holds_enough(said: Sequence[Token], pairs: Sequence[Pair]) -> bool:
    """Tell whether every figure, name and limit is in its order, and most words."""
    found = {i for i, _ in pairs}
    words = [i for i, token in enumerate(said) if token.kind is Kind.WORD]
    anchors = [i for i, token in enumerate(said) if token.kind is not Kind.WORD]
    in_order = sum(i in found for i in words)
    return all(i in found for i in anchors) and in_order >= _IN_ORDER * len(words)


def _keeps_limits(said: Sequence[Token], source: Sequence[Token], pairs: Sequence[Pair]) -> bool:
    """Tell whether what is denied or excepted is the same on both sides."""
    used = {j: i for i, j in pairs}
    sentences = {source[j].sentence for j in used}
    for j, token in enumerate(source):
        if token.kind is not Kind.LIMIT:
            continue
        denied = [k for k in _reach(source, j) if k in used]
        if j not in used:
            left_out = token.value in EXCEPTIONS and token.sentence in sentences
            if denied or left_out:
                return False
        elif used[j] + 1 < len(said) and used[j] + 1 not in [used[k] for k in denied]:
            return False
    return True


def _reach(source: Sequence[Token], j: int) -> Iterable[int]:
    """Yield the positions of the tokens that a negation denies: the next few up to a stop."""
    for k in range(j + 1, min(j + 1 + _REACH, len(source))):
        if source[k].after:
            return
        yield k


def _is_unbroken(a: Pair, b: Pair, said: Sequence[Token], source: _Source) -> bool:
    """Tell whether nothing of weight was jumped over between two neighbours of the sentence.

    A day joined to work whose own day was left out, or work joined to the body of another
    sentence, stands in the passage word by word and yet is not said there.
    """
    jumped = source.tokens[a[1] + 1 : b[1]]
    ends = {said[a[0]].kind, said[b[0]].kind}
    if any(token.kind in FIGURES for token in jumped) and ends & FIGURES:
        return False
    if any(token.kind is Kind.ROLE for token in jumped) and Kind.ROLE in ends:
        return False
    if a[1] in source.headings:
        # A heading holds for every sentence below it.
        return True
    return not any(_opens(token) or token.value == CHOICE for token in jumped)


def _opens(token: Token) -> bool:
    """Tell whether a token begins a sentence, or what another body is told to do."""
    return token.after == "sentence" or (token.after == "clause" and token.kind is Kind.NAME)


def _places(tokens: Iterable[Token]) -> set[str]:
    return {token.value for token in tokens if token.kind is Kind.PLACE}


def _quotes_exactly(sentence: str, passages: Sequence[Passage]) -> bool:
    """Tell whether what stands in quotation marks stands so in a passage."""
    texts = [clean(passage.whole).replace("*", "") for passage in passages]
    quotes = [clean(quote).rstrip(" .,;") for quote in _QUOTED.findall(sentence)]
    return all(any(quote in text for text in texts) for quote in quotes)
