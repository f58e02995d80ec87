"""Search over everything that is loaded: places of plans and clauses of laws in one order."""

import pytest

from tests.knowledge.referring import DECREE, LAW, PLAN, referring_documents
from tests.retrieval.asking import Desk, without_accents

DESK = Desk(*referring_documents())


def found(query: str, top: int = 5) -> list[tuple[str, str]]:
    return [(hit.document, hit.path) for hit in DESK.engine.search(query, top)]


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("sạp bỏ trống bị thu hồi", (LAW, "4.1")),
        ("mức phí chợ một tháng", (DECREE, "1.1")),
        ("rà soát người đang giữ sạp", (PLAN, "II.1.a")),
    ],
)
def test_words_find_clauses_of_laws_and_places_of_plans(query: str, place: tuple[str, str]) -> None:
    assert found(query)[0] == place
    assert found(without_accents(query))[0] == place


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("khoản 2 Điều 3 Luật Chợ quê", (LAW, "3.2")),
        ("diem b khoan 1 dieu 3 luat cho que", (LAW, "3.1.b")),
        ("điều 1 nghị định 7/2034/NĐ-CP", (DECREE, "1")),
        ("II.1.c", (PLAN, "II.1.c")),
    ],
)
def test_a_place_that_is_named_comes_first(query: str, place: tuple[str, str]) -> None:
    assert found(query)[0] == place


def test_in_a_law_that_is_named_the_words_are_looked_for_first() -> None:
    assert found("luật chợ quê giao sạp mấy năm")[0] == (LAW, "3.2")
    assert {document for document, _ in found("phí theo nghị định 7/2034", 2)} == {DECREE}


def test_scores_fall_and_no_place_comes_twice() -> None:
    hits = DESK.engine.search("giao sạp ở chợ", 10)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len({(hit.document, hit.path) for hit in hits}) == len(hits) > 3


def test_an_article_is_found_with_all_its_text() -> None:
    first = DESK.engine.search("Điều 3 Luật Chợ quê", 1)[0]
    assert "Không nợ phí chợ" in first.text


def test_what_stands_nowhere_is_not_found() -> None:
    assert LAW not in {document for document, _ in found("Điều 900 Luật Chợ quê")}
    assert found("xyzzy") == []
