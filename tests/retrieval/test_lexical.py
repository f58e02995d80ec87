"""The index of passages: rare words count more, accents agree, headings speak for what is below."""

from domain.vietnamese import fold
from retrieval.lexical import LexicalIndex, Ranked
from retrieval.passages import Passage
from retrieval.terms import Term, terms_of
from tests.retrieval.asking import Desk


def passage(key: str, text: str, *headings: str) -> Passage:
    """Return a passage of a made-up document."""
    return Passage("mau", key.partition("#")[0], key, text, headings, is_verbatim=True)


INDEX = LexicalIndex(
    [
        passage("I#1", "Trồng cây xanh dọc đường liên thôn.", "MÔI TRƯỜNG"),
        passage("I#2", "Lắp camera tại chợ; trồng hoa trước trụ sở.", "MÔI TRƯỜNG"),
        passage("II.1#1", "Mở lớp dạy nghề cho hộ nghèo.", "ĐÀO TẠO", "Dạy nghề"),
        passage("II.2#1", "Mở lớp bồi dưỡng cho cán bộ thôn.", "ĐÀO TẠO", "Bồi dưỡng"),
    ]
)


def keys(*words: str) -> list[str]:
    """Return the keys of the passages that hold `words`, best first."""
    return [r.passage.key for r in ranked(*words)]


def ranked(*words: str) -> list[Ranked]:
    """Return what the index finds for accented `words`, all certain."""
    return INDEX.rank([Term(fold(w), w, 1.0, n) for n, w in enumerate(words)])


def test_the_passage_with_the_rare_word_comes_first() -> None:
    assert keys("lớp", "nghèo")[0] == "II.1#1"
    assert keys("trồng", "camera")[0] == "I#2"


def test_a_heading_speaks_for_the_passages_below_it() -> None:
    assert set(keys("môi", "trường")) == {"I#1", "I#2"}


def test_a_passage_with_everything_asked_is_covered_whole() -> None:
    best = ranked("camera", "chợ")[0]
    assert best.coverage == 1.0
    assert ranked("camera", "máy", "bay")[0].coverage < 0.5


def test_other_accents_are_nearly_another_word() -> None:
    sure, other = ranked("chợ")[0], ranked("chờ")[0]
    assert sure.score > 3 * other.score


def test_words_that_stand_together_tell_more_than_the_same_words_apart() -> None:
    pair = Term("trong cay", "trồng cây", 0.6, 0)
    together, apart = INDEX.rank([Term("trong", "trồng", 1.0, 0), pair])
    assert (together.passage.key, apart.passage.key) == ("I#1", "I#2")
    assert together.pairs > apart.pairs == 0


def test_nothing_is_found_for_words_that_stand_nowhere() -> None:
    assert keys("thủy", "điện") == []
    assert INDEX.rank([]) == []


def test_an_empty_shelf_has_an_index_that_finds_nothing() -> None:
    assert LexicalIndex([]).rank([Term("cay", "cây", 1.0, 0)]) == []


def test_what_one_passage_adds_to_another_is_known() -> None:
    found = {r.passage.key: r for r in ranked("camera", "nghèo")}
    assert found["I#2"].gain_over(found["II.1#1"]) > 0
    assert found["I#2"].gain_over(found["I#2"]) == 0


def test_alike_passages_are_found_within_one_place() -> None:
    best = INDEX.similar("mở lớp dạy nghề", 1, within="II")
    assert [r.passage.key for r in best] == ["II.1#1"]


def test_search_over_the_shelf_puts_the_passage_in_question_first(desk: Desk) -> None:
    hits = desk.engine.search("nhà ở công vụ cho cán bộ vùng sâu", 5)
    assert hits[0].path in {"III.7.b", "V.4"}
    assert [hit.score for hit in hits] == sorted((h.score for h in hits), reverse=True)
    assert len({(hit.document, hit.path) for hit in hits}) == len(hits) <= 5


def test_a_question_with_its_accents_and_without_finds_the_same_best_passage(desk: Desk) -> None:
    for question in ("an toàn thông tin khi dùng nền tảng số", "xin lỗi khi hồ sơ trễ hạn"):
        terms = terms_of(desk.read(question))
        accented = desk.facts.index.rank(terms, 1)[0].passage.key
        assert desk.engine.search(question, 1)[0].path == accented.partition("#")[0]
