"""A batch of articles with their postings: the main one, or a small one added since."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from retrieval.search.articles import Article
from retrieval.search.asked import Asked
from retrieval.search.grams import Grams, Texts, grams_of
from retrieval.search.postings import Field, Postings, Scores
from retrieval.search.vocabulary import Flags, Numbers, Vocabulary

_CLAUSE_SHARE = 0.25
_PLAIN_SHARE = 0.5
_TITLE, _LAW = 3.0, 1.0
_CLAUSE_TITLE, _CLAUSE_LAW = 2.0, 0.3


@dataclass(frozen=True, slots=True)
class Lexical:
    """The words of articles as numbers, field by field; clause `n` is of article `owners[n]`."""

    titles: Texts
    laws: Texts
    bodies: Texts
    clauses: Texts
    owners: Numbers

    @classmethod
    def of(cls, articles: Sequence[Article], vocabulary: Vocabulary) -> "Lexical":
        """Return the words of `articles`; an article without clauses is its own only one."""
        learn = vocabulary.learn
        bodies = [learn(article.body) for article in articles]
        clauses = [
            [learn(clause.text) for clause in article.clauses] or [body]
            for article, body in zip(articles, bodies, strict=True)
        ]
        return cls(
            Texts.of(learn(article.title) for article in articles),
            Texts.of(learn(article.law) for article in articles),
            Texts.of(bodies),
            Texts.of(clause for own in clauses for clause in own),
            np.repeat(np.arange(len(articles)), [len(own) for own in clauses]),
        )

    def whole(self) -> Texts:
        """Return title, law and body of each article in one."""
        return Texts.joined([self.titles, self.laws, self.bodies])


@dataclass(frozen=True, slots=True)
class Segment:
    """Postings of whole articles, of their clauses, and of whole articles without accents.

    `starts[n]` is the first clause of article `n`.
    """

    articles: Sequence[Article]
    whole: Postings
    clauses: Postings
    plain: Postings
    titles: Postings
    starts: Numbers

    @classmethod
    def build(
        cls,
        articles: Sequence[Article],
        words: Lexical,
        vocabulary: Vocabulary,
        background: "Segment | None" = None,
    ) -> "Segment":
        """Return the segment of `articles`; one that is added later weighs as the `background`."""
        stop, size = vocabulary.stopwords(), len(articles)
        titles, laws = grams_of(words.titles, stop), grams_of(words.laws, stop)
        above, under = words.titles.take(words.owners), words.laws.take(words.owners)
        by_clause = _fields(
            grams_of(above, stop),
            _CLAUSE_TITLE,
            grams_of(under, stop),
            _CLAUSE_LAW,
            grams_of(words.clauses, stop),
        )
        behind_whole, behind_clauses, behind_plain, behind_titles = (
            background.postings() if background else (None, None, None, None)
        )
        whole = _fields(titles, _TITLE, laws, _LAW, grams_of(words.bodies, stop))
        return cls(
            articles,
            Postings.build(whole, size, behind_whole),
            Postings.build(by_clause, len(words.owners), behind_clauses),
            Postings.build(
                _plain_fields(words, vocabulary, stop),
                size,
                behind_plain,
            ),
            Postings.build([Field(titles)], size, behind_titles),
            np.searchsorted(words.owners, np.arange(size + 1)),
        )

    def postings(self) -> tuple[Postings, Postings, Postings, Postings]:
        """Return the postings of articles, clauses, articles without accents, and titles."""
        return self.whole, self.clauses, self.plain, self.titles

    def score(self, asked: Asked) -> Scores:
        """Return by article what its words are worth for a question."""
        scores = self.whole.score(asked.keys, asked.weights)
        if len(asked.plain):
            scores += _PLAIN_SHARE * self.plain.score(asked.plain, asked.plain_weights)
        return scores

    def with_clauses(
        self, asked: Asked, numbers: Numbers, scores: Scores
    ) -> tuple[Scores, Numbers]:
        """Return the scores of some articles (ascending) with their best clauses, and those."""
        first, last = self.starts[numbers], self.starts[numbers + 1]
        counts = last - first
        offsets = np.concatenate([[0], np.cumsum(counts)])[:-1]
        every = np.arange(int(counts.sum())) + np.repeat(first - offsets, counts)
        worth = self.clauses.score_at(asked.keys, asked.weights, every)
        highest = np.maximum.reduceat(worth, offsets)
        # The first place at which a clause is worth as much as the best of its article.
        is_best = np.flatnonzero(worth == np.repeat(highest, counts))
        best = every[is_best[np.searchsorted(is_best, offsets)]]
        blended = (1 - _CLAUSE_SHARE) * scores + _CLAUSE_SHARE * highest
        return blended.astype(np.float32), np.asarray(best - first, dtype=np.int64)


def _fields(
    titles: Grams, title_weight: float, laws: Grams, law_weight: float, texts: Grams
) -> list[Field]:
    return [Field(titles, title_weight, b=0.3), Field(laws, law_weight, b=0.0), Field(texts)]


def _plain_fields(words: Lexical, vocabulary: Vocabulary, stop: Flags) -> list[Field]:
    """Return the fields without accents; what is form only with its accents is none here."""
    folds = vocabulary.folds()
    bare = stop[folds]
    titles, laws, bodies = (
        grams_of(texts.mapped(folds), bare) for texts in (words.titles, words.laws, words.bodies)
    )
    return _fields(titles, _TITLE, laws, _LAW, bodies)
