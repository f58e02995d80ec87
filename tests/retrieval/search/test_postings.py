"""The reckoning of words: as bm25s where there is one field, and whole where a part joins later."""

import bm25s
import numpy as np
import pytest

from retrieval.search.grams import Texts, grams_of, keys_of
from retrieval.search.postings import Field, Postings
from retrieval.search.vocabulary import Vocabulary
from tests.retrieval.search.laws import shelf


def test_one_field_scores_as_bm25s_does() -> None:
    vocabulary = Vocabulary()
    texts = Texts.of(vocabulary.learn(article.body) for article in shelf())
    stop = vocabulary.stopwords()
    grams = grams_of(texts, stop)
    ours = Postings.build([Field(grams)], len(texts))
    theirs = bm25s.BM25(k1=0.8, b=0.5)
    lists = [[str(k) for k in grams.keys[grams.owners == n]] for n in range(len(texts))]
    theirs.index(lists, show_progress=False)
    asked = keys_of(vocabulary.read(["mượn", "sách", "ngày"]), stop)
    scores = ours.score(asked, np.ones(len(asked), dtype=np.float32))
    assert scores == pytest.approx(theirs.get_scores([str(key) for key in asked]), abs=1e-5)


def test_some_texts_score_as_they_do_among_all() -> None:
    vocabulary = Vocabulary()
    texts = Texts.of(vocabulary.learn(article.body) for article in shelf())
    stop = vocabulary.stopwords()
    postings = Postings.build([Field(grams_of(texts, stop))], len(texts))
    asked = keys_of(vocabulary.read(["người", "bán", "hàng"]), stop)
    weights = np.ones(len(asked), dtype=np.float32)
    some = np.array([0, 3, 5, 7])
    assert postings.score_at(asked, weights, some) == pytest.approx(
        postings.score(asked, weights)[some]
    )


def test_texts_taken_and_joined_keep_their_words() -> None:
    titles, bodies = Texts.of([[1, 2], [], [3]]), Texts.of([[4], [5, 6], [7]])
    joined = Texts.joined([titles, bodies])
    assert joined.words.tolist() == [1, 2, 4, 5, 6, 3, 7]
    taken = joined.take(np.array([2, 0]))
    assert taken.words.tolist() == [3, 7, 1, 2, 4]
    assert taken.starts.tolist() == [0, 2, 5]
