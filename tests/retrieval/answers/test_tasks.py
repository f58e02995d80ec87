"""Who leads a task, with whom, until when, with what to show."""

from datetime import date

import pytest

from domain.answers import AnswerStatus
from tests.retrieval.asking import Desk, places, without_accents


@pytest.mark.parametrize(
    "question",
    ["nhiệm vụ 2 ai chủ trì?", "nv 2 ai chủ trì", "nhóm 2 cơ quan nào chịu trách nhiệm",
     "mục III.2 giao cho ai", "NHIỆM VỤ 2 AI CHỦ TRÌ", "nhiem vu 2 ai chu tri"],
)  # fmt: skip
def test_the_lead_of_a_task_is_named_with_its_place(desk: Desk, question: str) -> None:
    answer = desk.ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert "Sở Nội vụ" in answer.text
    assert places(answer) == {"III.2.c"}


@pytest.mark.parametrize("question", ["nv 2 ai lo", "nhiệm vụ 2 ai làm", "nhóm 2 đơn vị nào làm"])
def test_who_does_a_task_is_told_with_those_who_coordinate(desk: Desk, question: str) -> None:
    answer = desk.ask(question)
    assert "Sở Nội vụ" in answer.text
    assert places(answer) == {"III.2.c", "III.2.d"}


def test_joint_leads_are_both_named(desk: Desk) -> None:
    answer = desk.ask("nhóm 5 do ai chủ trì")
    assert "Sở Nội vụ" in answer.text
    assert "Thanh tra tỉnh" in answer.text


def test_lead_partners_and_time_are_told_together_when_asked_together(desk: Desk) -> None:
    answer = desk.ask("nhóm 4 ai chủ trì, ai phối hợp, hạn khi nào")
    assert {"III.4.c", "III.4.d", "III.4.đ"} == places(answer)
    for fact in ("Sở Nội vụ", "Trường Chính trị tỉnh", "UBND các xã, phường", "thường xuyên"):
        assert fact in answer.text


def test_a_task_without_partners_is_said_to_have_none(desk: Desk) -> None:
    answer = desk.ask("nhóm 1 ai phối hợp")
    assert "không nêu cơ quan phối hợp" in answer.text
    assert all(path.startswith("III.1") for path in places(answer))


def test_every_milestone_of_a_task_is_told(desk: Desk) -> None:
    answer = desk.ask("thời hạn nhóm 2")
    for fact in ("31/05/2026", "30/06/2026", "30/09/2026", "thường xuyên"):
        assert fact in answer.text
    assert places(answer) == {"III.2.đ"}


def test_a_task_is_found_by_its_name(desk: Desk) -> None:
    answer = desk.ask("chuyển đổi số trong hoạt động công vụ cấp xã ai chủ trì")
    assert "Sở Khoa học và Công nghệ" in answer.text
    assert "III.6.c" in places(answer)


def test_two_tasks_are_answered_side_by_side(desk: Desk) -> None:
    assert {"III.3.c", "III.6.c"} <= places(desk.ask("nhóm 3 và nhóm 6 ai chủ trì"))


def test_one_milestone_is_told_when_only_that_is_asked(desk: Desk) -> None:
    answer = desk.ask("khi nào phải xong việc rà soát, đánh giá tổng thể đội ngũ")
    assert "30/06/2026" in answer.text
    assert "30/09/2026" not in answer.text
    assert places(answer) == {"III.2.đ"}


def test_past_milestones_come_with_the_remark_that_nothing_is_known_of_completion(
    desk: Desk,
) -> None:
    late = desk.ask("thời hạn nhóm 2", on=date(2026, 12, 1))
    early = desk.ask("thời hạn nhóm 2", on=date(2026, 5, 2))
    assert "không biết việc nào đã xong" in late.text
    assert "không biết việc nào đã xong" not in early.text


def test_a_task_that_names_no_output_is_said_to_name_none(desk: Desk) -> None:
    answer = desk.ask("sản phẩm của nhóm 6 là gì")
    assert "không nêu sản phẩm" in answer.text


def test_a_task_numbered_one_point_one_is_answered_by_its_printed_number(province: Desk) -> None:
    lead = province.ask("nhiệm vụ 2.1 ai chủ trì")
    assert "Sở Khoa học và Công nghệ" in lead.text
    assert "Công an tỉnh" in lead.text
    assert places(lead) == {"III.2.1"}
    output = province.ask("sản phẩm của nhiệm vụ 2.1 là gì")
    assert "Biên bản nghiệm thu kết nối" in output.text


def test_a_row_of_an_appendix_is_a_task_like_others(commune: Desk) -> None:
    answer = commune.ask("ra quân trồng cây đợt 2 ai chủ trì, ai phối hợp")
    assert "Đoàn Thanh niên xã" in answer.text
    assert "Các thôn, tổ dân phố" in answer.text
    assert places(answer) == {"phụ lục.6"}


@pytest.mark.parametrize("number", range(1, 9))
def test_every_task_is_answered_alike_with_and_without_accents(desk: Desk, number: int) -> None:
    question = f"nhóm {number} ai chủ trì, ai phối hợp, thời hạn thế nào"
    typed, plain = desk.ask(question), desk.ask(without_accents(question))
    assert (plain.text, plain.citations) == (typed.text, typed.citations)
