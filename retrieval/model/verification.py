"""Whether passages say what a sentence says: nothing added, turned round or torn from its place."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from domain.vietnamese import clean
from retrieval.model.alignment import Pair, align
from retrieval.model.tokens import CHOICE, CONDITIONS, SORTS, Kind, Token, tokens_of

# How far the word that a negation denies may stand behind it.
_REACH = 3
_STARTS = ("sentence", "passage")
_FEWEST_WORDS = 2
_CLAUSES = re.compile(r";\s*")
# "Trong tháng 6, Sở A rà soát" says what "Sở A rà soát trong tháng 6" says.
_LEADING = re.compile(
    r"((?:trong|trước|sau|từ|đến|chậm nhất|theo|tại|đối với|với|khi|nếu|quý|tháng|năm|ngày|hằng"
    r"|định kỳ)\s[^,;]*),\s*(.+)",
    re.IGNORECASE | re.DOTALL,
)
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
    """The cited passages in one row of tokens, and the names of their places.

    `headings` are positions of headings' tokens, each with where its passage ends.
    """

    tokens: tuple[Token, ...]
    headings: Mapping[int, int]
    names: frozenset[str]


def is_supported(sentence: str, passages: Sequence[Passage]) -> bool:
    """Tell whether the passages say everything that the sentence says."""
    if not passages or not _quotes_exactly(sentence, passages):
        return False
    source = _source(tuple(passages))
    clauses = _clauses(sentence)
    return bool(clauses) and all(
        any(_stands(tokens_of(order), source) for order in _orders(clause)) for clause in clauses
    )


def _clauses(sentence: str) -> list[str]:
    """Return the clauses of a sentence, each of a list with the words that lead it."""
    first, *others = [clause for clause in _CLAUSES.split(sentence) if clause.strip()] or [""]
    lead, colon, _ = first.partition(":")
    return [first, *(f"{lead}: {other}" if colon else other for other in others)]


def _orders(clause: str) -> Iterator[str]:
    """Yield a clause, and with a time or a ground that it begins with put at its end."""
    yield clause
    if match := _LEADING.fullmatch(clause.strip().rstrip(".")):
        yield f"{match.group(2)} {match.group(1)}"


@lru_cache(maxsize=200)
def _source(passages: tuple[Passage, ...]) -> _Source:
    row: list[Token] = []
    headings: dict[int, int] = {}
    names: set[str] = set()
    for passage in passages:
        names |= {token.value for token in tokens_of(passage.place)} | {passage.place.lower()}
        above = len(tokens_of("\n".join(passage.headings)))
        tokens = tokens_of(passage.whole)
        end = len(row) + len(tokens)
        headings |= dict.fromkeys(range(len(row), len(row) + above), end)
        row += _numbered_on(row, tokens) if tokens else []
    return _Source(tuple(row), headings, frozenset(names))


def _numbered_on(row: Sequence[Token], tokens: Iterable[Token]) -> list[Token]:
    """Return the tokens of the next passage, sentences and clauses counted on."""
    sentences = row[-1].sentence + 1 if row else 0
    clauses = row[-1].clause + 1 if row else 0
    first, *others = [
        replace(token, sentence=token.sentence + sentences, clause=token.clause + clauses)
        for token in tokens
    ]
    return [replace(first, after="passage"), *others]


def _stands(clause: Sequence[Token], source: _Source) -> bool:
    """Tell whether all of a clause stands in the source in its order, nothing torn apart."""
    said = [t for t in clause if t.kind is not Kind.PLACE or t.value not in source.names]
    pairs = align(said, source.tokens)
    return (
        len(said) >= _FEWEST_WORDS
        and len(pairs) == len(said)
        and _keeps_limits(said, source.tokens, pairs)
        and all(_is_unbroken(a, b, said, source) for a, b in pairwise(pairs))
    )


def _keeps_limits(said: Sequence[Token], source: Sequence[Token], pairs: Sequence[Pair]) -> bool:
    """Tell whether what is denied, excepted or supposed is the same on both sides."""
    used = {j: i for i, j in pairs}
    clauses = {source[j].clause for j in used}
    for j, token in enumerate(source):
        if token.kind is Kind.BOUND and j not in used and j - 1 in used:
            return False
        if token.kind is not Kind.LIMIT:
            continue
        denied = [k for k in _reach(source, j) if k in used]
        if j not in used:
            left_out = token.value in CONDITIONS and token.clause in clauses
            if denied or left_out or _leads(source, j, used):
                return False
        elif used[j] + 1 < len(said) and used[j] + 1 not in [used[k] for k in denied]:
            return False
    return True


def _leads(source: Sequence[Token], j: int, used: Iterable[int]) -> bool:
    """Tell whether a limit leads a list ("không được làm các việc sau:") of which some is used.

    The list goes on to the end of its passage, where headings begin again or all ends.
    """
    end = next((k for k in range(j + 1, len(source)) if source[k].after == "passage"), len(source))
    sentence = (k for k in range(j + 1, end) if source[k].sentence == source[j].sentence)
    start = next((k for k in sentence if source[k].after == "colon"), end)
    return any(start <= k < end for k in used)


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
    if any(ends & sort and any(t.kind in sort for t in jumped) for sort in SORTS):
        return False
    if b[1] < source.headings.get(a[1], 0):
        # A heading holds for every sentence below it, but those that name somebody first.
        sentence = source.tokens[b[1]].sentence
        return not any(t.kind is Kind.NAME for t in jumped if t.sentence == sentence)
    if any(token.after in _STARTS or token.value == CHOICE for token in jumped):
        return False
    begun, reached = source.tokens[a[1]], source.tokens[b[1]]
    # What another body is told to do begins with its name.
    named = any(t.kind is Kind.NAME for t in jumped if t.clause == reached.clause)
    return begun.clause == reached.clause or not named


def _quotes_exactly(sentence: str, passages: Sequence[Passage]) -> bool:
    """Tell whether what stands in quotation marks stands so in a passage."""
    texts = [clean(passage.whole).replace("*", "") for passage in passages]
    quotes = [clean(quote).rstrip(" .,;") for quote in _QUOTED.findall(sentence)]
    return all(any(quote in text for text in texts) for quote in quotes)
