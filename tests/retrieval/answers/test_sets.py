"""Counts, exceptions and superlatives over tasks and units: complete, or not at all."""

import pytest

from tests.retrieval.asking import Desk, places, without_accents


def in_tasks(point: str, *numbers: int) -> set[str]:
    """Return the paths of one point in some tasks of the plan."""
    return {f"III.{number}.{point}" for number in numbers}


@pytest.mark.parametrize(
    ("question", "cited"),
    [
        ("nhóm nào có hai cơ quan cùng chủ trì", in_tasks("c", 1, 5)),
        ("Sở Nội vụ chủ trì mấy nhóm", in_tasks("c", 2, 3, 4, 5, 7, 8)),
        ("những nhóm nào Sở Nội vụ không chủ trì", in_tasks("c", 1, 6)),
        ("nhóm nào Thanh tra tỉnh không tham gia", in_tasks("c", 1, 2, 3, 4, 6, 7)),
        ("nhóm nào có Văn phòng UBND tỉnh phối hợp", in_tasks("d", 6, 8)),
        ("cơ quan nào chủ trì nhiều nhóm nhất", in_tasks("c", 2, 3, 4, 5, 7, 8)),
        ("Sở Tài chính tham gia nhóm nào", {"III.7.d"}),
        ("phần V giao việc cho mấy đầu mối", {f"V.{number}" for number in range(1, 10)}),
        ("cơ quan nào không có mục riêng ở phần V", {"III.4.d"}),
    ],
)
@pytest.mark.parametrize("accented", [True, False])
def test_a_set_is_exact_with_and_without_accents(
    desk: Desk, question: str, cited: set[str], accented: bool
) -> None:
    assert places(desk.ask(question if accented else without_accents(question))) == cited


def test_all_eight_tasks_are_listed(desk: Desk) -> None:
    answer = desk.ask("có mấy nhóm nhiệm vụ")
    assert "8 nhóm" in answer.text
    assert all(task.title in answer.text for task in desk.plan.tasks)


def test_the_only_task_without_partners_is_found(desk: Desk) -> None:
    answer = desk.ask("nhóm nào không có cơ quan phối hợp")
    assert "1/8" in answer.text
    assert "III.1" in answer.text


def test_tasks_without_a_day_are_all_but_two(desk: Desk) -> None:
    answer = desk.ask("nhóm nào không có thời hạn cụ thể")
    assert places(answer) == in_tasks("đ", 3, 4, 5, 6, 7, 8)


def test_a_joint_lead_is_remarked(desk: Desk) -> None:
    assert "Thanh tra tỉnh" in desk.ask("cơ quan nào chủ trì nhiều nhóm nhất").text


def test_the_busiest_and_the_least_busy_block_are_counted(desk: Desk) -> None:
    most = desk.ask("đầu mối nào nhiều việc nhất trong phần V")
    assert (places(most), "9 việc" in most.text) == ({"V.9"}, True)
    least = desk.ask("đầu mối nào ít việc nhất trong phần V")
    assert (places(least), "2 việc" in least.text) == ({"V.3"}, True)


def test_the_task_with_most_deadlines_is_found(desk: Desk) -> None:
    answer = desk.ask("nhóm nào nhiều mốc thời gian nhất")
    assert "III.2" in answer.text
    assert all(day in answer.text for day in ("31/05/2026", "30/06/2026", "30/09/2026"))


def test_a_tie_names_every_winner(desk: Desk) -> None:
    answer = desk.ask("nhóm nào có nhiều nội dung thực hiện nhất")
    assert places(answer) == {"III.4.b", "III.7.b"}


@pytest.mark.parametrize(
    ("question", "cited"),
    [
        ("phòng kinh tế chủ trì mấy việc", {"3.2", "phụ lục.1", "phụ lục.2"}),
        ("việc nào có hai đơn vị cùng chủ trì", {"phụ lục.3"}),
        ("việc nào không có cơ quan phối hợp", {"3.2", "phụ lục.8"}),
    ],
)
def test_rows_of_an_appendix_are_counted_with_the_tasks(
    commune: Desk, question: str, cited: set[str]
) -> None:
    assert places(commune.ask(question)) == cited


def test_a_province_is_counted_by_its_own_tasks(province: Desk) -> None:
    answer = province.ask("Sở Nội vụ chủ trì mấy nhiệm vụ")
    assert places(answer) == {"III.3.1", "III.3.2", "III.3.3"}
    assert "3" in answer.text
