"""What of a question is looked for: its subject, neighbouring words, official synonyms."""

from retrieval.terms import Term, synonyms, terms_of
from tests.retrieval.asking import Desk


def words(terms: tuple[Term, ...]) -> set[str]:
    """Return the single words at full weight."""
    return {t.folded for t in terms if " " not in t.folded and t.weight == 1.0}


def test_words_that_only_ask_are_left_out(desk: Desk) -> None:
    found = words(terms_of(desk.read("nhà ở công vụ thì ai lo vậy ạ")))
    assert {"nha", "cong", "vu"} <= found
    assert found.isdisjoint({"ai", "thi", "vay", "a"})


def test_neighbouring_words_are_looked_for_together(desk: Desk) -> None:
    assert "chu ky" in {t.folded for t in terms_of(desk.read("chữ ký số"))}


def test_words_named_as_a_place_or_a_unit_can_be_skipped(desk: Desk) -> None:
    reading = desk.read("chữ ký số")
    assert words(terms_of(reading, skip=frozenset({2}))) == {"chu", "ky"}


def test_everyday_wording_brings_the_official_words(desk: Desk) -> None:
    official = {t.folded: t.weight for t in terms_of(desk.read("lấy tiền đâu ra"))}
    assert "kinh phi" in official
    assert official["phi"] < 1.0


def test_a_word_with_its_accents_is_sought_with_them(desk: Desk) -> None:
    assert {t.accented for t in terms_of(desk.read("cay")) if t.folded == "cay"} == {None}
    assert {t.accented for t in terms_of(desk.read("cây")) if t.folded == "cay"} == {"cây"}


def test_a_question_of_form_words_alone_has_terms_only_as_a_last_resort(desk: Desk) -> None:
    reading = desk.read("là gì vậy")
    assert terms_of(reading) == ()
    assert words(terms_of(reading, fallback=True)) == {"la", "gi", "vay"}


def test_every_synonym_is_written_as_phrases() -> None:
    for said, meant in synonyms().items():
        assert said.strip()
        assert all(isinstance(side, str) and side.strip() for side in meant), said
