"""The index of articles: build it once, ask it often."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from domain.vietnamese import canonical
from retrieval.search.articles import Article, Clause
from retrieval.search.grams import Texts, grams_of, keys_of
from retrieval.search.postings import Field, Postings, Scores
from retrieval.search.vocabulary import Numbers, Vocabulary, words_of

_CANDIDATES = 300
_CLAUSE_SHARE = 0.4


class Band(StrEnum):
    """Whether what was found answers the question, may bear on it, or is about something else."""

    ANSWER = "answer"
    RELATED = "related"
    OUTSIDE = "outside"


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


class ArticleIndex:
    """Articles by their words and clauses."""

    def __init__(
        self,
        articles: Sequence[Article],
        vocabulary: Vocabulary,
        whole: Postings,
        clauses: Postings,
        clause_starts: Numbers,
    ) -> None:
        self._articles = articles
        self._vocabulary = vocabulary
        self._stopwords = vocabulary.stopwords()
        self._whole = whole
        self._clauses = clauses
        self._clause_starts = clause_starts

    @classmethod
    def build(cls, articles: Sequence[Article]) -> "ArticleIndex":
        """Return an index of `articles`."""
        vocabulary = Vocabulary()
        learn = vocabulary.learn
        titles = Texts.of(learn(article.title) for article in articles)
        laws = Texts.of(learn(article.law) for article in articles)
        bodies = Texts.of(learn(article.body) for article in articles)
        parts = [_parts(article) for article in articles]
        clauses = Texts.of(learn(text) for texts in parts for text in texts)
        starts = np.cumsum([0, *(len(texts) for texts in parts)])
        above = np.repeat(np.arange(len(articles)), np.diff(starts))
        stop = vocabulary.stopwords()
        whole = [
            Field(grams_of(titles, stop), 3.0, b=0.3),
            Field(grams_of(laws, stop), 0.5, b=0.0),
            Field(grams_of(bodies, stop)),
        ]
        by_clause = [
            Field(grams_of(titles.take(above), stop), 2.0, b=0.3),
            Field(grams_of(laws.take(above), stop), 0.3, b=0.0),
            Field(grams_of(clauses, stop)),
        ]
        return cls(
            articles,
            vocabulary,
            Postings.build(whole, len(articles)),
            Postings.build(by_clause, len(clauses)),
            starts,
        )

    def find(self, question: str, top: int = 10) -> Found:
        """Return the `top` articles for `question`, best first, and whether they answer it."""
        words = self._vocabulary.read(canonical(word) for word in words_of(question))
        keys, times = np.unique(keys_of(words, self._stopwords), return_counts=True)
        weights = times.astype(np.float32)
        scores = self._whole.score(keys, weights)
        best = _best(scores, _CANDIDATES)
        if not len(best):
            return Found(Band.OUTSIDE, ())
        hits = self._with_clauses(best, scores[best], keys, weights)
        return Found(Band.ANSWER, tuple(hits[:top]))

    def _with_clauses(
        self, numbers: Numbers, scores: Scores, keys: Numbers, weights: Scores
    ) -> list[Hit]:
        starts, ends = self._clause_starts[numbers], self._clause_starts[numbers + 1]
        every = np.concatenate([np.arange(a, b) for a, b in zip(starts, ends, strict=True)])
        order = np.argsort(every)
        parts = np.empty(len(every), dtype=np.float32)
        parts[order] = self._clauses.score_at(keys, weights, every[order].astype(np.int64))
        hits, at = [], 0
        for number, score, start, end in zip(numbers, scores, starts, ends, strict=True):
            own = parts[at : at + end - start]
            at += end - start
            clause = int(own.argmax())
            article = self._articles[number]
            named = article.clauses[clause] if article.clauses else None
            hits.append(Hit(article, float(_blend(score, own[clause])), named))
        return sorted(hits, key=lambda hit: -hit.score)


def _best(scores: Scores, top: int) -> Numbers:
    """Return the numbers of the `top` positive scores, ascending."""
    positive = np.flatnonzero(scores > 0)
    if len(positive) > top:
        positive = positive[np.argpartition(-scores[positive], top)[:top]]
    return np.sort(positive)


def _blend(article: np.float32, clause: np.float32) -> np.float32:
    return (1 - _CLAUSE_SHARE) * article + _CLAUSE_SHARE * clause


def _parts(article: Article) -> Sequence[str]:
    return [clause.text for clause in article.clauses] or [article.body]
