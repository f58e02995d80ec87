"""What search is compared with: plain bm25s, the reckoning of rank_bm25, and a fixed fusion."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import bm25s
import numpy as np

from retrieval.search.articles import Article
from retrieval.search.building import Built
from retrieval.search.grams import grams_of, keys_of
from retrieval.search.postings import Field, Postings
from retrieval.search.static import StaticModel
from retrieval.search.vocabulary import UNKNOWN, Numbers, words_of, written_out

Search = Callable[[str], list[str]]
_TOP = 10


def whole_text(article: Article) -> str:
    """Return law, title and body in one."""
    return f"{article.law} {article.title} {article.body}"


def bm25s_on_whitespace(articles: Sequence[Article]) -> Search:
    """Return plain bm25s over lower-case words parted by blanks."""
    index = bm25s.BM25()
    index.index([whole_text(a).lower().split() for a in articles], show_progress=False)

    def search(question: str) -> list[str]:
        found, _ = index.retrieve([question.lower().split()], k=_TOP, show_progress=False)
        return [articles[number].id for number in found[0]]

    return search


class RankBm25:
    """BM25 as the package rank_bm25 reckons it: every text is looked at for every word."""

    def __init__(self, articles: Sequence[Article], k1: float = 1.5, b: float = 0.75) -> None:
        self._articles = articles
        self._counts = [Counter(whole_text(a).lower().split()) for a in articles]
        self._lengths = np.array([sum(counts.values()) for counts in self._counts])
        held = Counter(word for counts in self._counts for word in counts)
        size = len(articles)
        self._idf = {w: np.log(size - n + 0.5) - np.log(n + 0.5) for w, n in held.items()}
        self._norm = k1 * (1 - b + b * self._lengths / self._lengths.mean())
        self._k1 = k1

    def search(self, question: str) -> list[str]:
        """Return the ids of the ten best articles."""
        scores = np.zeros(len(self._articles))
        for word in question.lower().split():
            times = np.array([counts.get(word) or 0 for counts in self._counts])
            worth = times * (self._k1 + 1) / (times + self._norm)
            scores += self._idf.get(word, 0.0) * worth
        return [self._articles[n].id for n in np.argsort(-scores)[:_TOP]]


class FixedFusion:
    """Fields, best clause and half of the vectors, each divided by its highest; no more.

    Nothing is done about accents, slips and everyday wordings, and the shares never change.
    """

    def __init__(self, articles: Sequence[Article], built: Built, model_folder: Path) -> None:
        self._articles = articles
        words, vocabulary = built.words, built.language.vocabulary
        self._vocabulary, self._stop = vocabulary, vocabulary.stopwords()
        stop = self._stop
        bodies = grams_of(words.bodies, stop)
        titles, laws = grams_of(words.titles, stop), grams_of(words.laws, stop)
        self._whole = Postings.build(
            [Field(titles, 3.0, 0.3), Field(laws, 0.5, 0.0), Field(bodies)], len(articles)
        )
        above = grams_of(words.titles.take(words.owners), stop)
        under = grams_of(words.laws.take(words.owners), stop)
        clauses = grams_of(words.clauses, stop)
        self._clauses = Postings.build(
            [Field(above, 2.0, 0.3), Field(under, 0.3, 0.0), Field(clauses)], len(words.owners)
        )
        self._firsts = np.searchsorted(words.owners, np.arange(len(articles)))
        self._model = StaticModel.load(model_folder, vocabulary)
        self._vectors = self._model.passages(words.whole())

    def search(self, question: str) -> list[str]:
        """Return the ids of the ten best articles."""
        spelled = [part for word in words_of(question) for part in written_out(word)]
        words = self._vocabulary.read(spelled)
        keys, weights = self._keys(words)
        best_clause = np.maximum.reduceat(self._clauses.score(keys, weights), self._firsts)
        lexical = 0.6 * self._whole.score(keys, weights) + 0.4 * best_clause
        cosines = self._vectors @ self._model.question(question, words[words != UNKNOWN])
        fused = lexical / max(lexical.max(), 1e-9) + 0.5 * cosines / max(cosines.max(), 1e-9)
        return [self._articles[n].id for n in np.argsort(-fused, kind="stable")[:_TOP]]

    def _keys(self, words: Numbers) -> tuple[Numbers, np.ndarray]:
        keys, times = np.unique(keys_of(words, self._stop), return_counts=True)
        return keys, times.astype(np.float32)
