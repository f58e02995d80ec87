"""Everyday wordings: the nearest one of each passage counts, and only if it is near."""

from retrieval.analyzer import Analyzer
from retrieval.lexicon import Lexicon
from retrieval.phrases import PhraseIndex
from retrieval.terms import Term, terms_of

PHRASES = {
    "1#1": ("xe hư thì gọi ai sửa", "ai lo sửa xe công vụ"),
    "2#1": ("bao giờ phát lương tháng này", "lương về trễ hỏi ở đâu"),
}


def _terms(question: str) -> tuple[Term, ...]:
    said = [phrase for phrases in PHRASES.values() for phrase in phrases]
    return terms_of(Analyzer(Lexicon(said)).read(question))


def _index() -> PhraseIndex:
    return PhraseIndex(PHRASES, lambda word: 1.0)


def test_a_question_in_other_words_finds_the_passage_by_its_wording() -> None:
    near = _index().nearest(_terms("lương trễ thì hỏi đâu"))
    assert set(near) == {"2#1"}
    assert near["2#1"].likeness > 0.5


def test_accents_do_not_matter_when_none_are_typed() -> None:
    assert set(_index().nearest(_terms("luong tre hoi dau"))) == {"2#1"}


def test_one_common_word_is_no_likeness() -> None:
    assert _index().nearest(_terms("sửa đường dây điện thoại nhà tôi")) == {}


def test_no_terms_find_nothing() -> None:
    assert _index().nearest(()) == {}
