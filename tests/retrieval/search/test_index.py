"""Finding the right article, and the right clause of it."""

import pytest

from retrieval.search.articles import Article
from retrieval.search.index import ArticleIndex, Band
from tests.retrieval.search.laws import shelf


@pytest.fixture(scope="module")
def index() -> ArticleIndex:
    return ArticleIndex.build(shelf())


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("được mượn sách trong bao nhiêu ngày", "Luật Thư viện xã#2"),
        ("làm mất sách thì bồi thường thế nào", "Luật Thư viện xã#3"),
        ("ai quét dọn vệ sinh chợ", "Luật Chợ phiên#3"),
        ("phạm vi của Luật Chợ phiên", "Luật Chợ phiên#1"),
    ],
)
def test_a_question_finds_its_article_first(
    index: ArticleIndex, question: str, wanted: str
) -> None:
    assert index.find(question).hits[0].article.id == wanted


def test_the_best_clause_of_an_article_is_named(index: ArticleIndex) -> None:
    clause = index.find("trẻ em mượn sách cùng ai").hits[0].clause
    assert clause is not None
    assert clause.path == "2.3"


def test_an_article_without_clauses_is_found_whole(index: ArticleIndex) -> None:
    hit = index.find("thư viện mở cửa lúc mấy giờ").hits[0]
    assert hit.article.title == "Giờ mở cửa"
    assert hit.clause is None


def test_no_more_than_asked_for_is_returned_best_first(index: ArticleIndex) -> None:
    hits = index.find("người bán hàng", top=2).hits
    assert len(hits) == 2
    assert hits[0].score >= hits[1].score


@pytest.mark.parametrize("question", ["", "   ", "???", "xyzzy qwfp"])
def test_a_question_of_no_known_word_is_outside(index: ArticleIndex, question: str) -> None:
    found = index.find(question)
    assert found.band is Band.OUTSIDE
    assert found.hits == ()


def test_an_index_of_nothing_finds_nothing() -> None:
    assert ArticleIndex.build([]).find("mượn sách").hits == ()


def test_one_empty_article_harms_nothing() -> None:
    index = ArticleIndex.build([Article("a", "1", "", "", ""), *shelf()])
    assert index.find("mượn sách").hits[0].article.path == "2"
