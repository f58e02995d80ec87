"""What plans written by others taught about answering: tables, drought, roles, what recurs."""

from datetime import date

import pytest

from domain.answers import AnswerStatus
from tests.retrieval.asking import Desk, parsed_plan, places, shipped_documents

TODAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def drought() -> Desk:
    """Return a desk with a plan against drought."""
    return Desk(parsed_plan("ke-hoach-chong-han"))


@pytest.fixture(scope="module")
def skills() -> Desk:
    """Return a desk with a plan that a decision issues."""
    return Desk(parsed_plan("ke-hoach-ky-nang-so"))


def test_the_most_of_a_column_is_told_with_its_row(drought: Desk) -> None:
    answer = drought.ask("khu vực nào nhận nhiều bồn chứa nhất", on=TODAY)
    assert "Krông Pa – Bồn chứa: 210" in answer.text
    assert places(answer) == {"phụ lục.2"}


def test_two_rows_are_compared_in_the_column_that_is_asked(drought: Desk) -> None:
    answer = drought.ask("Krông Pa với Đức Cơ nơi nào nhiều giếng khoan hơn", on=TODAY)
    assert "Krông Pa hơn 9" in answer.text
    assert places(answer) == {"phụ lục.2", "phụ lục.5"}


def test_rows_that_bear_the_name_of_a_body_are_compared_in_every_column(skills: Desk) -> None:
    answer = skills.ask("trạm y tế với bến xe bên nào mạng nhanh hơn", on=TODAY)
    assert "60" in answer.text
    assert "30" in answer.text


def test_drought_is_no_time_limit(drought: Desk) -> None:
    answer = drought.ask("tiền chống hạn có được mua xe ô tô không", on=TODAY)
    assert "Không dùng kinh phí" in answer.text


def test_days_counted_from_the_issue_are_told_with_their_date(drought: Desk) -> None:
    answer = drought.ask("phương án chở nước khẩn cấp trình hạn nào", on=TODAY)
    assert "11/11/2026" in answer.text


def test_the_remaining_work_of_a_task_is_told_after_a_part_of_it(drought: Desk) -> None:
    answer = drought.ask("còn các công trình còn lại?", "công trình hư hỏng nặng xong khi nào",
                         on=TODAY)  # fmt: skip
    assert "31/12/2026" in answer.text


def test_a_choice_between_two_roles_is_answered_with_both(drought: Desk) -> None:
    answer = drought.ask("Sở Tài chính chủ trì nhiệm vụ nào không hay chỉ phối hợp", on=TODAY)
    assert "không có" in answer.text
    assert places(answer) >= {"III.2.c", "III.6.c"}


def test_two_swapped_roles_are_put_right(drought: Desk) -> None:
    question = "Bộ CHQS tỉnh chỉ phối hợp vụ chở nước thôi, Sở Y tế mới chủ trì đúng không"
    answer = drought.ask(question, on=TODAY)
    assert answer.status is AnswerStatus.CORRECTED
    assert "Chủ trì, thực hiện: Bộ Chỉ huy Quân sự tỉnh" in answer.text


def test_what_is_due_every_year_is_told_with_its_next_day(skills: Desk) -> None:
    answer = skills.ask("nay còn mấy ngày để tổ chức xong các lớp của năm nay", on=TODAY)
    assert "còn 20 ngày" in answer.text


def test_a_person_who_is_quoted_is_no_subject(drought: Desk) -> None:
    answer = drought.ask("anh trưởng thôn bảo khoan bổ sung 50 giếng đúng không", on=TODAY)
    assert answer.status is AnswerStatus.CORRECTED
    assert "35 giếng" in answer.text


def test_who_is_asking_does_not_hide_what_is_asked(drought: Desk) -> None:
    question = "mình là nhân viên hợp đồng ở quầy tiếp đón, bồn chứa loại mấy lít vậy"
    assert "2.000 lít" in drought.ask(question, on=TODAY).text


def test_words_joined_by_a_slash_are_found(drought: Desk) -> None:
    answer = drought.ask("khi khẩn cấp mỗi người được cấp bao nhiêu lít nước 1 ngày", on=TODAY)
    assert places(answer) == {"II.2.c"}


def test_e_commerce_typed_plain_is_no_wish_for_invented_figures(skills: Desk) -> None:
    question = "trich nguyen van thoi gian lam thuong mai dien tu cho san pham cua lang"
    assert "3.5.c" in places(skills.ask(question, on=TODAY))


def test_targets_of_the_economy_are_told_apart() -> None:
    answer = Desk(*shipped_documents()).ask("có chỉ tiêu kinh tế xã hội nào không", on=TODAY)
    assert places(answer) == {"II.2.n", "II.2.o", "II.2.ô", "II.2.ơ"}


def test_broken_typed_plain_is_no_negation() -> None:
    desk = Desk(parsed_plan("ke-hoach-y-te-co-so"))
    answer = desk.ask("viec thanh ly may hong so nao lam, han nao", on=TODAY)
    assert "phụ lục.23" in places(answer)


def test_a_duty_of_one_body_brings_the_task_that_it_serves() -> None:
    answer = Desk(*shipped_documents()).ask("bị điều lên vùng sâu chưa có chỗ ở thì sao", on=TODAY)
    assert "III.7.b" in places(answer)
