"""Everyday questions over everything that ships: the plan and the digests of the laws."""

import pytest

from domain.answers import AnswerStatus
from knowledge.loader import load_documents
from tests.knowledge.official_text import SHIPPED
from tests.retrieval.asking import Desk

DESK = Desk(*load_documents(SHIPPED))


def test_a_clause_is_told_rather_than_that_details_are_left_to_the_government() -> None:
    answer = DESK.ask("rút đơn tố cáo được không")
    assert answer.status is AnswerStatus.ANSWERED
    paths = {c.path for c in answer.citations if c.document == "luat-25-2018-qh14"}
    assert "33.1" in paths
    assert "33.5" not in paths


@pytest.mark.parametrize(
    "question", ["văn bản đến phải đăng ký khi nào", "số của văn bản đi đánh thế nào"]
)
def test_rules_on_records_are_not_the_number_of_the_plan(question: str) -> None:
    answer = DESK.ask(question)
    assert answer.citations
    assert "đầu văn bản" not in {citation.path for citation in answer.citations}


@pytest.mark.parametrize(
    "question",
    [
        "Giám đốc Sở Nội vụ hiện nay là ai",
        "bi thu xa la ai vay",
        "ai đang làm trưởng phòng nội vụ",
    ],
)
def test_nobody_is_named_who_holds_an_office_today(question: str) -> None:
    answer = DESK.ask(question)
    assert answer.status is AnswerStatus.REFUSED
    assert not answer.citations


def test_training_of_officials_is_not_taken_for_the_training_of_workers() -> None:
    answer = DESK.ask("chi tieu ve dao tao can bo xa la bao nhieu phan tram")
    assert {"II.2.c", "II.2.d"} <= {citation.path for citation in answer.citations}
    assert "30%" not in answer.text
