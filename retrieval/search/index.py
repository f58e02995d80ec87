"""The index of articles: build it once, ask it often."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from retrieval.search.articles import Article, Clause
from retrieval.search.asked import Asked
from retrieval.search.bands import Band, Evidence, band_of
from retrieval.search.coverage import Wanted
from retrieval.search.fusion import fuse
from retrieval.search.language import Language
from retrieval.search.postings import Scores
from retrieval.search.question import QuestionReader
from retrieval.search.segment import Lexical, Segment
from retrieval.search.vectors import NONE_NEAR, Neighbourhood, VectorsUnavailable
from retrieval.search.vocabulary import Numbers, Vocabulary

__all__ = ["ArticleIndex", "Band", "Found", "Hit"]

_BY_WORDS, _BY_VECTORS = 200, 200
_TOGETHER = 10
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found; `clause` is its best clause, None where it has none."""

    article: Article
    score: float
    clause: Clause | None


@dataclass(frozen=True, slots=True)
class Found:
    """What a question found, best first."""

    band: Band
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Articles that may answer, by number over all segments (ascending).

    `scores` is what their words are worth, `places` tells the best clause of each.
    """

    numbers: Numbers
    scores: Scores
    places: Numbers


class ArticleIndex:
    """Articles by their words, clauses and, where there are any, vectors."""

    def __init__(
        self,
        segments: Sequence[Segment],
        reader: QuestionReader,
        neighbourhood: Neighbourhood | None = None,
        gone: Numbers | None = None,
    ) -> None:
        """Search `segments`, numbered one after another, without the articles `gone`."""
        self._segments = tuple(segments)
        self._starts = np.cumsum([0, *(len(segment.articles) for segment in segments)])
        self._reader = reader
        self._neighbourhood = neighbourhood
        self._gone = np.zeros(0, dtype=np.int64) if gone is None else gone

    @classmethod
    def build(cls, articles: Sequence[Article]) -> "ArticleIndex":
        """Return an index of `articles` by their words; it needs neither torch nor chromadb."""
        vocabulary = Vocabulary()
        words = Lexical.of(articles, vocabulary)
        language = Language.of(words, vocabulary)
        return cls([Segment.build(articles, words, vocabulary)], QuestionReader(language))

    def find(self, question: str, top: int = 10) -> Found:
        """Return the `top` articles for `question`, best first, and whether they answer it."""
        asked = self._reader.read(question)
        near, cosines = self._near(question, asked)
        candidates = self._candidates(asked, near)
        if not len(candidates.numbers):
            return Found(Band.OUTSIDE, ())
        wanted = Wanted.of(asked, self._segments[0].whole)
        segment, inside = self._place(int(candidates.numbers[candidates.scores.argmax()]))
        coverage = wanted.share_in(segment.whole, inside)
        fused = fuse(candidates.numbers, candidates.scores, near, cosines, coverage)
        order = np.argsort(-fused, kind="stable")
        best = order[: max(top, _TOGETHER)].tolist()
        hits = tuple(self._hit(candidates, fused, at) for at in best)
        evidence = self._evidence(asked, wanted, int(candidates.numbers[best[0]]), hits)
        return Found(band_of(evidence), hits[:top])

    def _near(self, question: str, asked: Asked) -> tuple[Numbers, Scores]:
        if self._neighbourhood is None:
            return NONE_NEAR
        try:
            near, cosines = self._neighbourhood.of(question, asked.words, _BY_VECTORS)
        except VectorsUnavailable:
            _log.warning("vectors_unavailable")
            return NONE_NEAR
        held = (near < self._starts[-1]) & ~np.isin(near, self._gone)
        return near[held], cosines[held]

    def _candidates(self, asked: Asked, near: Numbers) -> Candidates:
        found = [
            self._of_segment(segment, int(start), asked, near)
            for segment, start in zip(self._segments, self._starts, strict=False)
        ]
        return (
            Candidates(*(np.concatenate(parts) for parts in zip(*found, strict=True)))
            if found
            else Candidates(*NONE_NEAR, NONE_NEAR[0])
        )

    def _of_segment(
        self, segment: Segment, start: int, asked: Asked, near: Numbers
    ) -> tuple[Numbers, Scores, Numbers]:
        scores = segment.score(asked)
        own_near = near[(near >= start) & (near < start + len(scores))] - start
        numbers = np.union1d(_best(scores, _BY_WORDS), own_near)
        numbers = numbers[~np.isin(numbers + start, self._gone)]
        if not len(numbers):
            return numbers, NONE_NEAR[1], numbers
        blended, places = segment.with_clauses(asked, numbers, scores[numbers])
        return numbers + start, blended, places

    def _evidence(self, asked: Asked, wanted: Wanted, number: int, hits: Sequence[Hit]) -> Evidence:
        """Return what speaks for the article `number`, the first of `hits`."""
        segment, inside = self._place(number)
        documents = [hit.article.document for hit in hits[:_TOGETHER]]
        return Evidence(
            title=wanted.words().share_in(segment.titles, inside),
            rarest=wanted.rarest_in(segment.whole, inside),
            same=documents.count(documents[0]) / len(documents),
            length=len(asked.words),
        )

    def _hit(self, candidates: Candidates, fused: Scores, at: int) -> Hit:
        segment, inside = self._place(int(candidates.numbers[at]))
        article, place = segment.articles[inside], int(candidates.places[at])
        return Hit(article, float(fused[at]), article.clauses[place] if article.clauses else None)

    def _place(self, number: int) -> tuple[Segment, int]:
        """Return the segment of an article and its number there."""
        at = int(np.searchsorted(self._starts, number, side="right")) - 1
        return self._segments[at], number - int(self._starts[at])


def _best(scores: Scores, top: int) -> Numbers:
    """Return the numbers of the `top` positive scores, ascending."""
    positive = np.flatnonzero(scores > 0)
    if len(positive) > top:
        positive = positive[np.argpartition(-scores[positive], top)[:top]]
    return np.sort(positive)
