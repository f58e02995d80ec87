"""The whole document in a few lines."""

from tests.retrieval.asking import Desk, places


def test_a_plan_is_summed_up_by_its_parts(desk: Desk) -> None:
    answer = desk.ask("tóm tắt kế hoạch")
    assert "16" in answer.text
    assert all(task.title in answer.text for task in desk.plan.tasks)
    assert {"II.2", "III", "V"} <= places(answer)


def test_another_plan_is_summed_up_from_its_own_register(commune: Desk) -> None:
    answer = commune.ask("tóm tắt kế hoạch")
    assert "Tân Phước" in answer.text
    assert all(task.title in answer.text for task in commune.plan.tasks)


def test_a_summary_of_one_part_is_not_the_summary_of_the_whole(desk: Desk) -> None:
    assert all(path.startswith("IV") for path in places(desk.ask("tóm tắt phần IV")))
