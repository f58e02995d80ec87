"""Answers that a clause alone would leave open: what it refers to is told beside it."""

from datetime import date

from domain.answers import Answer
from tests.knowledge.referring import DECREE, LAW, referring_documents
from tests.retrieval.asking import Desk

DESK = Desk(*referring_documents())


def ask(question: str) -> Answer:
    return DESK.ask(question, on=date(2034, 6, 1))


def cited(answer: Answer) -> list[tuple[str, str]]:
    return [(citation.document, citation.path) for citation in answer.citations]


def test_a_clause_that_only_sends_on_is_told_with_what_it_refers_to() -> None:
    answer = ask("khoản 3 Điều 3 Luật Chợ quê quy định gì")
    assert cited(answer)[0] == (LAW, "3.3")
    assert {(LAW, "2.2"), (LAW, "5.1")} == set(cited(answer)[1:])
    assert "Khoản 1 Điều 5 (được dẫn)" in answer.text
    assert "15 ngày" in answer.text


def test_an_exception_is_told_with_what_it_excepts() -> None:
    answer = ask("khoản 1 Điều 4 Luật Chợ quê")
    assert cited(answer) == [(LAW, "4.1"), (LAW, "4.2")]
    assert "180 ngày" in answer.text


def test_a_place_of_another_law_is_named_with_its_law() -> None:
    answer = ask("khoản 2 Điều 1 Nghị định 7/2034/NĐ-CP")
    assert cited(answer)[0] == (DECREE, "1.2")
    assert "Khoản 1 Điều 5 Luật Chợ quê (được dẫn)" in answer.text
    assert "40.000 đồng" in answer.text


def test_a_text_that_is_referred_to_and_not_loaded_is_named() -> None:
    answer = ask("khoản 3 Điều 1 Nghị định 7/2034/NĐ-CP")
    assert "chưa được nạp: Nghị định số 99/2020/NĐ-CP" in answer.text
    assert cited(answer) == [(DECREE, "1.3")]


def test_a_clause_that_says_all_brings_nothing_else() -> None:
    answer = ask("khoản 2 Điều 3 Luật Chợ quê")
    assert cited(answer) == [(LAW, "3.2")]
    assert "được dẫn" not in answer.text


def test_an_index_of_many_places_is_not_told_in_full() -> None:
    answer = ask("khoản 2 Điều 6 Luật Chợ quê")
    assert cited(answer) == [(LAW, "6.2")]
