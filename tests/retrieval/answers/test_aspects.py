"""The objective or the contents of one task."""

import pytest

from tests.retrieval.asking import Desk, places


@pytest.mark.parametrize("number", range(1, 9))
def test_the_objective_of_each_task_is_told(desk: Desk, number: int) -> None:
    assert places(desk.ask(f"mục tiêu của nhóm {number} là gì")) == {f"III.{number}.a"}


def test_what_a_task_is_for_is_its_objective(desk: Desk) -> None:
    assert places(desk.ask("nhóm 2 nhằm mục đích gì")) == {"III.2.a"}


def test_the_contents_of_a_task_are_told_in_full(desk: Desk) -> None:
    answer = desk.ask("nhiệm vụ 8 làm những việc gì")
    quotes = {citation.quote for citation in answer.citations}
    assert places(answer) == {"III.8.b"}
    assert len(quotes) == len(desk.plan.by_path["III.8.b"].paragraphs)
