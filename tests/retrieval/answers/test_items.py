"""How many things stand in a place."""

import pytest

from tests.retrieval.asking import Desk, places


@pytest.mark.parametrize(
    ("question", "count", "path"),
    [
        ("I.2 có mấy yêu cầu", "5", "I.2"),
        ("III.4.b có mấy nội dung", "8", "III.4.b"),
        ("mục đích có mấy ý", "4", "I.1"),
        ("II.2 có mấy điểm", "16", "II.2"),
    ],
)
def test_what_stands_in_a_place_is_counted(
    desk: Desk, question: str, count: str, path: str
) -> None:
    answer = desk.ask(question)
    assert count in answer.text
    assert path in places(answer)


def test_the_parts_of_the_plan_are_counted_and_named(desk: Desk) -> None:
    answer = desk.ask("kế hoạch có mấy phần")
    assert "5 phần" in answer.text
    assert places(answer) == {"I", "II", "III", "IV", "V"}


def test_the_counts_are_those_of_the_document_asked(commune: Desk) -> None:
    assert "5" in commune.ask("kế hoạch có mấy phần").text
    assert "8" in commune.ask("phụ lục có mấy việc").text
