"""Complaints and denunciations are not taken in a chat; the channel that is named is shown."""

import pytest

from domain.answers import AnswerStatus
from tests.retrieval.asking import Desk, places


@pytest.mark.parametrize(
    "question", ["tôi muốn tố cáo cán bộ thì nộp ở đâu", "khiếu nại quyết định của xã ở đâu"]
)
def test_the_procedure_is_not_made_up(desk: Desk, question: str) -> None:
    answer = desk.ask(question)
    assert answer.status is AnswerStatus.PARTIAL
    assert "không quy định trình tự" in answer.text
    assert places(answer) == {"III.5.b"}


def test_training_on_complaints_is_a_question_like_others(desk: Desk) -> None:
    answer = desk.ask("cán bộ làm việc giải quyết khiếu nại, tố cáo được bồi dưỡng gì")
    assert "III.4.b" in places(answer)
