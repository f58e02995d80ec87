"""Questions that a plan and a law answer both: each told under its name."""

from datetime import date

import pytest

from domain.answers import Answer
from tests.knowledge.referring import LAW, PLAN, referring_documents
from tests.retrieval.asking import Desk, without_accents

DESK = Desk(*referring_documents())


def ask(question: str) -> Answer:
    return DESK.ask(question, on=date(2034, 6, 1))


@pytest.mark.parametrize(
    "question",
    [
        "kế hoạch và Luật Chợ quê nói gì về giao sạp",
        "Luật Chợ quê với kế hoạch quy định việc giao sạp thế nào",
    ],
)
def test_a_question_put_to_both_is_answered_from_both(question: str) -> None:
    for typed in (question, without_accents(question)):
        answer = ask(typed)
        by_plan, _, by_law = answer.text.partition("Theo luật:")
        assert by_plan.startswith("Theo kế hoạch:")
        assert "II.1" in by_plan
        assert "Điều 3 Luật Chợ quê" in by_law
        assert {citation.document for citation in answer.citations} == {PLAN, LAW}


def test_a_plan_asked_for_the_laws_that_it_names_answers_alone() -> None:
    answer = ask("kế hoạch căn cứ vào luật nào")
    assert "Luật Chợ quê" in answer.text
    assert {citation.document for citation in answer.citations} == {PLAN}
