"""Questions typed badly are read as the corpus would write them."""

import unicodedata

import pytest

from domain.vietnamese import fold
from retrieval.search.articles import Article
from retrieval.search.index import ArticleIndex
from retrieval.search.language import Language
from retrieval.search.question import QuestionReader
from retrieval.search.segment import Lexical
from retrieval.search.vocabulary import UNKNOWN, Vocabulary
from tests.retrieval.search.laws import shelf


@pytest.fixture(scope="module")
def language() -> Language:
    vocabulary = Vocabulary()
    return Language.of(Lexical.of(shelf(), vocabulary), vocabulary)


@pytest.fixture(scope="module")
def index() -> ArticleIndex:
    return ArticleIndex.build(shelf())


def read(language: Language, question: str) -> str:
    """Return the words that a question is read as; `?` for a stranger."""
    words = language.vocabulary.words
    asked = QuestionReader(language).read(question)
    return " ".join("?" if number == UNKNOWN else words[number] for number in asked.words)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("thoi han muon sach", "thời hạn mượn sách"),
        ("nguoi ban hang quet don", "người bán hàng quét dọn"),
        ("muon sach bao nhieu ngay", "mượn sách bao nhiêu ngày"),
        ("Uỷ ban nhân dân xã", "ủy ban nhân dân xã"),
        ("UBND xã", "ủy ban nhân dân xã"),
    ],
)
def test_accents_and_abbreviations_are_put_right(
    language: Language, typed: str, meant: str
) -> None:
    assert read(language, typed) == meant


def test_a_slip_of_the_finger_is_mended(language: Language) -> None:
    assert read(language, "nghiax trang nhaan dan").startswith("nghĩa trang")


def test_a_word_that_the_corpus_lacks_stays_a_stranger(language: Language) -> None:
    assert read(language, "mượn qwrtz") == "mượn ?"


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKD"])
def test_every_way_of_writing_the_letters_finds_the_same(index: ArticleIndex, form: str) -> None:
    question = unicodedata.normalize(form, "làm mất sách thì bồi thường thế nào")  # type: ignore[arg-type]
    assert index.find(question).hits[0].article.id == "Luật Thư viện xã#3"


@pytest.mark.parametrize("article", shelf(), ids=lambda article: article.id)
def test_a_title_typed_without_accents_finds_its_article(
    index: ArticleIndex, article: Article
) -> None:
    assert index.find(fold(f"{article.title} {article.law}")).hits[0].article == article


def test_an_everyday_phrase_finds_the_wording_of_the_law(index: ArticleIndex) -> None:
    hits = index.find("bị phạt thì sao").hits
    assert hits[0].article.title == "Xử lý vi phạm"


def test_a_very_long_question_is_read_as_far_as_it_makes_sense(index: ArticleIndex) -> None:
    assert index.find("mượn sách " * 5_000).hits[0].article.id == "Luật Thư viện xã#2"
