"""Trying search on a corpus of its own: a throw-away index, its answers, and its scores."""

import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from domain.errors import UnusableCorpus
from domain.vietnamese import fold

if TYPE_CHECKING:
    from retrieval.search.building import BuildStep
    from retrieval.search.index import ArticleIndex, Found

_TYPO_SHARE, _SHORTEST_TYPO = 0.15, 4


@dataclass(frozen=True, slots=True)
class Labelled:
    """A question with the articles that answer it; none for one that is outside the corpus."""

    id: str
    question: str
    relevant: tuple[str, ...]
    group: str


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a question's first right article came (0: first; None: not among the ten best)."""

    question: Labelled
    rank: int | None
    band: str


class SearchTrial:
    """A throw-away index over a corpus file; used as a context manager."""

    def __init__(
        self, corpus: Path, on_step: "Callable[[BuildStep], None]" = lambda step: None
    ) -> None:
        """Read the corpus and build its index.

        Raises:
            OSError: the file cannot be opened.
            UnusableCorpus: a line of it is no article, or it has none.
        """
        from retrieval.search.building import build_throw_away
        from retrieval.search.corpus import BrokenCorpus, read_corpus

        try:
            articles = read_corpus(corpus)
        except BrokenCorpus as error:
            raise UnusableCorpus(error.line) from None
        if not articles:
            raise UnusableCorpus(0)
        self._folder = tempfile.TemporaryDirectory(prefix="congvu-corpus-")
        self._index: ArticleIndex = build_throw_away(articles, Path(self._folder.name), on_step)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def find(self, question: str, top: int) -> "Found":
        """Return the `top` articles for a question."""
        return self._index.find(question, top)

    def place(self, questions: Sequence[Labelled], noise: "Noise") -> Iterator[Placing]:
        """Yield where the right article of each question came, typed with `noise`."""
        for question in questions:
            found = self._index.find(noise(question.question), 10)
            ids = [hit.article.id for hit in found.hits]
            ranks = [ids.index(wanted) for wanted in question.relevant if wanted in ids]
            yield Placing(question, min(ranks, default=None), found.band.value)


Noise = Callable[[str], str]


def no_noise(text: str) -> str:
    """Return a text as it is."""
    return text


def without_accents(text: str) -> str:
    """Return a text typed without accents."""
    return fold(text)


def half_without_accents(text: str) -> str:
    """Return a text with every other word, drawn by lot, typed without accents."""
    lot = random.Random(text)
    return " ".join(fold(word) if lot.random() < 0.5 else word for word in text.split())


def with_typos(text: str) -> str:
    """Return a text with slips of the finger in about one of seven words."""
    lot = random.Random(text)
    return " ".join(_slipped(word, lot) for word in text.split())


NOISES: dict[str, Noise] = {
    "plain": without_accents,
    "half": half_without_accents,
    "typo": with_typos,
}


def _slipped(word: str, lot: random.Random) -> str:
    """Return a word with two letters changed about, one lost or one doubled, or as it is."""
    if len(word) < _SHORTEST_TYPO or lot.random() >= _TYPO_SHARE:
        return word
    at = lot.randrange(len(word) - 1)
    start, end = word[:at], word[at + 2 :]
    first, second = word[at], word[at + 1]
    return start + lot.choice([second + first, second, first * 2 + second]) + end


def shares_of(placings: Sequence[Placing]) -> dict[str, float]:
    """Return accuracy at 1 and at 10, mean reciprocal rank, and share of each band, per cent.

    Questions without a right article count for the bands only.
    """
    answerable = [placing for placing in placings if placing.question.relevant]
    shares = {
        band: _percent([placing.band == band for placing in placings])
        for band in ("answer", "related", "outside")
    }
    if answerable:
        ranks = [placing.rank for placing in answerable]
        shares["A@1"] = _percent([rank == 0 for rank in ranks])
        shares["A@10"] = _percent([rank is not None for rank in ranks])
        shares["MRR"] = _percent([0.0 if rank is None else 1 / (rank + 1) for rank in ranks])
    return shares


def _percent(values: Sequence[float]) -> float:
    return round(100 * sum(values) / len(values), 1)
