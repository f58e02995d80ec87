"""Everything that a unit must do, across the tasks and its own block of duties."""

import pytest

from domain.answers import AnswerStatus
from tests.retrieval.asking import Desk, places


def test_a_unit_gets_the_tasks_it_leads_those_it_supports_and_its_own_duties(desk: Desk) -> None:
    answer = desk.ask("Thanh tra tỉnh phải làm những gì")
    assert {"III.5.c", "III.8.d", "V.6"} <= places(answer)
    assert "kỷ luật, kỷ cương" in answer.text


def test_the_unit_that_leads_most_gets_all_of_its_tasks(desk: Desk) -> None:
    answer = desk.ask("Sở Nội vụ phải làm những gì trong kế hoạch này")
    led = {f"III.{number}.c" for number in (2, 3, 4, 5, 7, 8)}
    assert led | {"III.6.d", "V.1"} <= places(answer)
    assert "6/8" in answer.text


@pytest.mark.parametrize("question", ["xã mình phải làm gì", "UBND xã có nhiệm vụ gì"])
def test_communes_get_all_nine_of_their_own_duties(desk: Desk, question: str) -> None:
    answer = desk.ask(question)
    assert {"V.9", "III.1.c"} <= places(answer)
    quotes = {c.quote for c in answer.citations if c.path == "V.9"}
    assert len(quotes) == len(desk.plan.by_path["V.9"].paragraphs) == 9


def test_a_unit_without_a_block_gets_what_it_supports(desk: Desk) -> None:
    answer = desk.ask("Trường Chính trị tỉnh làm gì")
    assert places(answer) == {"III.4.d"}


def test_a_department_that_is_not_named_is_told_so_with_the_duties_of_all(desk: Desk) -> None:
    answer = desk.ask("Sở Y tế phải làm gì")
    assert answer.status is AnswerStatus.PARTIAL
    assert "không nêu riêng Sở Y tế" in answer.text
    assert places(answer) == {"V.8"}


def test_a_units_part_in_one_task_is_told(desk: Desk) -> None:
    answer = desk.ask("Sở Nội vụ làm gì trong nhóm 6")
    assert "phối hợp" in answer.text
    assert "III.6.d" in places(answer)


def test_what_a_unit_does_about_a_subject_is_told_from_its_duties(desk: Desk) -> None:
    answer = desk.ask("sở kh&cn lo gì về an toàn thông tin")
    assert "an toàn thông tin" in answer.text
    assert "V.2" in places(answer)


def test_units_of_another_plan_are_read_off_that_plan(province: Desk, commune: Desk) -> None:
    assert places(province.ask("Công an tỉnh phải làm gì")) == {"III.2.1"}
    youth = commune.ask("Đoàn Thanh niên xã làm gì")
    assert {"phụ lục.3", "phụ lục.6"} <= places(youth)


def test_a_duty_in_a_sentence_shared_by_several_bodies_is_found(swimming: Desk) -> None:
    answer = swimming.ask("Đoàn TN xã có việc riêng gì")
    assert "cứu đuối" in answer.text
    assert "V.9" in places(answer)


def test_another_unit_asked_about_next_is_told_in_full(desk: Desk) -> None:
    answer = desk.ask("còn Sở Xây dựng?", "Sở Tài chính được giao việc gì")
    assert "Nhiệm vụ riêng (V.4)" in answer.text
    assert places(answer) == {"V.4"}


def test_a_military_command_is_no_member_of_a_group_with_ban_in_its_name(swimming: Desk) -> None:
    assert "tư cách một trong" not in swimming.ask("Ban CHQS xã làm gì").text


@pytest.mark.parametrize(
    ("question", "place"),
    [("bể bơi giao cho ai trông coi", "V.7"), ("ai đi kiểm tra nước bể bơi", "V.6")],
)
def test_who_does_a_thing_is_found_among_the_duties_of_a_unit(
    swimming: Desk, question: str, place: str
) -> None:
    assert places(swimming.ask(question)) == {place}


def test_which_groups_a_unit_does_not_lead_are_listed(desk: Desk) -> None:
    answer = desk.ask("nhóm nào không phải do Sở NV thực hiện chính")
    assert places(answer) == {"III.1.c", "III.6.c"}
