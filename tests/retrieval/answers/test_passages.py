"""Answers that stand in sentences: the passage that holds them, with its place and what is open."""

import pytest

from domain.answers import AnswerStatus
from tests.retrieval.asking import Desk, places


@pytest.mark.parametrize(
    ("question", "path"),
    [
        ("điểm nào nói về xin lỗi người dân", "II.2.k"),
        ("trí tuệ nhân tạo ai hướng dẫn xã", "V.2"),
        ("ai làm cơ quan thường trực", "V.1"),
        ("cán bộ trẻ, cán bộ nữ được quan tâm thế nào", "III.7.b"),
        ("phản ánh thái độ của cán bộ xã ở đâu", "III.5.b"),
        ("nhà ở công vụ cho cán bộ vùng sâu", "III.7.b"),
        ("bộ tiêu chí đánh giá cán bộ gồm gì", "III.3.b"),
        ("người thiếu trách nhiệm có bị đưa ra khỏi đội ngũ không", "III.3.b"),
    ],
)
def test_the_passage_that_answers_is_quoted_with_its_place(
    desk: Desk, question: str, path: str
) -> None:
    answer = desk.ask(question)
    assert answer.status is not AnswerStatus.REFUSED
    assert path in places(answer)


def test_the_sentences_are_given_and_not_the_whole_provision(desk: Desk) -> None:
    answer = desk.ask("cán bộ trẻ, cán bộ nữ được quan tâm thế nào")
    assert len(answer.text) < len(desk.plan.by_path["III.7.b"].text)


@pytest.mark.parametrize(
    "question", ["nhà ở công vụ cho cán bộ vùng sâu", "xin lỗi khi trễ hạn", "bồi dưỡng tại chỗ"]
)
def test_quotes_of_the_official_text_are_parts_of_it(official_desk: Desk, question: str) -> None:
    answer = official_desk.ask(question)
    assert answer.citations
    for citation in answer.citations:
        assert citation.verbatim
        assert citation.quote in official_desk.plan.by_path[citation.path].text


@pytest.mark.parametrize(
    "question", ["mức phụ cấp công chức xã bao nhiêu", "tiền hỗ trợ nhà ở mỗi người bao nhiêu"]
)
def test_an_amount_that_the_passage_does_not_give_is_named_as_open(
    desk: Desk, question: str
) -> None:
    answer = desk.ask(question)
    assert answer.status is AnswerStatus.PARTIAL
    assert "không nêu" in answer.text
    assert "III.7.b" in places(answer)


def test_what_no_passage_holds_is_refused(desk: Desk) -> None:
    for question in ("thời tiết hôm nay", "giá vàng bao nhiêu", "đội tuyển đá mấy giờ"):
        answer = desk.ask(question)
        assert (answer.status, answer.citations) == (AnswerStatus.REFUSED, ())
