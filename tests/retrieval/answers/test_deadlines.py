"""What is overdue, next, or due within a period, counted from the day of the question."""

from datetime import date

import pytest

from tests.knowledge.plans import small_plan
from tests.retrieval.asking import Desk, places, without_accents

MAY, JUNE, AUTUMN = "31/05/2026", "30/06/2026", "30/09/2026"


def test_what_is_overdue_depends_on_the_day(desk: Desk) -> None:
    june = desk.ask("việc nào đã quá hạn", on=date(2026, 6, 10))
    assert "2 việc" in june.text
    assert MAY in june.text
    assert JUNE not in june.text
    december = desk.ask("việc nào đã quá hạn", on=date(2026, 12, 1))
    assert "4 việc" in december.text
    assert all(day in december.text for day in (MAY, JUNE, AUTUMN))


def test_a_deadline_is_not_overdue_on_its_own_day(desk: Desk) -> None:
    on_the_day = desk.ask("việc nào quá hạn", on=date(2026, 5, 31))
    assert "không có việc nào" in on_the_day.text
    assert "đến hạn hôm nay" in on_the_day.text
    assert "đã qua hạn 1 ngày" in desk.ask("việc nào quá hạn", on=date(2026, 6, 1)).text


def test_before_all_deadlines_none_is_overdue_and_the_next_is_named(desk: Desk) -> None:
    answer = desk.ask("việc nào đã quá hạn", on=date(2026, 4, 1))
    assert "không có việc nào" in answer.text
    assert MAY in answer.text


def test_the_answer_admits_that_completion_is_unknown(desk: Desk) -> None:
    assert "không biết việc nào đã xong" in desk.ask("việc nào đã quá hạn").text


def test_what_comes_next_is_the_nearest_deadline(desk: Desk) -> None:
    answer = desk.ask("việc nào sắp đến hạn")
    assert JUNE in answer.text
    assert "còn 20 ngày" in answer.text
    assert MAY not in answer.text


def test_after_the_last_deadline_nothing_comes_next(desk: Desk) -> None:
    answer = desk.ask("việc nào sắp đến hạn", on=date(2026, 12, 1))
    assert "không có việc nào" in answer.text
    assert AUTUMN in answer.text


@pytest.mark.parametrize(
    ("asked_on", "told"),
    [
        (date(2026, 6, 10), "còn 20 ngày"),
        (date(2026, 6, 29), "còn 1 ngày"),
        (date(2026, 7, 1), "đã qua hạn 1 ngày"),
        (date(2026, 12, 31), "đã qua hạn 184 ngày"),
    ],
)
def test_days_are_counted_from_the_day_of_the_question(
    desk: Desk, asked_on: date, told: str
) -> None:
    question = "rà soát, đánh giá tổng thể đội ngũ còn mấy ngày"
    assert told in desk.ask(question, on=asked_on).text


def test_a_quarter_holds_what_is_due_in_it(desk: Desk) -> None:
    answer = desk.ask("quý 3 có việc gì đến hạn")
    assert AUTUMN in answer.text
    assert JUNE not in answer.text
    assert places(answer) == {"III.2.đ"}


def test_a_month_without_deadlines_is_said_to_have_none(desk: Desk) -> None:
    assert "không có việc nào" in desk.ask("tháng 8 có hạn gì không").text


def test_everything_due_until_a_day_is_complete(desk: Desk) -> None:
    answer = desk.ask("đến 30/9/2026 phải xong những việc gì")
    assert "4 việc" in answer.text
    assert places(answer) == {"III.1.d", "III.2.đ"}


def test_the_first_and_the_last_deadline_are_known(desk: Desk) -> None:
    assert MAY in desk.ask("mốc sớm nhất là khi nào").text
    assert AUTUMN in desk.ask("mốc cuối cùng là khi nào").text


def test_a_province_gets_all_of_its_deadlines_until_mid_year(province: Desk) -> None:
    answer = province.ask("trước 30/6/2026 phải xong những gì", on=date(2026, 6, 1))
    assert {"III.1.1", "III.1.2", "III.1.3", "III.2.1"} <= places(answer)
    assert "III.2.2" not in places(answer)


def test_a_row_of_an_appendix_has_days_left(commune: Desk) -> None:
    answer = commune.ask("mua cây giống còn mấy ngày", on=date(2026, 5, 10))
    assert "còn 21 ngày" in answer.text
    assert places(answer) == {"phụ lục.2"}


@pytest.mark.parametrize(
    "question", ["việc nào đã quá hạn", "quý 3 có việc gì đến hạn", "mốc sớm nhất là khi nào"]
)
def test_deadlines_are_found_without_accents_too(desk: Desk, question: str) -> None:
    assert places(desk.ask(without_accents(question))) == places(desk.ask(question))


@pytest.mark.parametrize(
    "question",
    [
        "tính đến 1/7/2026 việc nào lẽ ra phải xong",
        "hôm nay 1/7/2026 thì việc gì đáng lẽ đã hoàn thành",
        "tinh den 1/7/2026 nhung viec nao phai hoan thanh",
    ],
)
def test_what_should_be_done_by_a_day_is_all_that_was_due(desk: Desk, question: str) -> None:
    answer = desk.ask(question)
    assert "3 việc" in answer.text
    assert all(day in answer.text for day in (MAY, JUNE))
    assert AUTUMN not in answer.text
    assert "không biết việc nào đã xong" in answer.text


def test_from_now_on_leaves_out_what_was_due_before(desk: Desk) -> None:
    answer = desk.ask("từ giờ đến hết quý 3/2026 còn việc nào phải xong", on=date(2026, 7, 2))
    assert AUTUMN in answer.text
    assert JUNE not in answer.text


@pytest.mark.parametrize(
    ("question", "day", "other"),
    [
        ("hai bể bơi đầu tiên bao giờ lắp xong", "30/04/2027", "30/04/2028"),
        ("cac be boi con lai khi nao lap xong", "30/04/2028", "30/04/2027"),
    ],
)
def test_the_first_and_the_remaining_ones_are_told_apart(
    swimming: Desk, question: str, day: str, other: str
) -> None:
    answer = swimming.ask(question)
    assert day in answer.text
    assert other not in answer.text


def test_what_a_commune_must_do_is_the_work_of_its_whole_plan(swimming: Desk) -> None:
    answer = swimming.ask("đến cuối năm 2026 xã phải xong những việc gì", on=date(2026, 8, 20))
    assert all(day in answer.text for day in ("10/09/2026", "31/10/2026", "31/12/2026"))


def test_how_long_still_is_told_of_the_one_work_that_is_named() -> None:
    plan = small_plan(
        "I. NHIỆM VỤ", "1. Công bố danh sách xã làm điểm. Chủ trì: Sở Y tế; hoàn thành: trước ngày "
        "20/7/2026.", "2. Mua sách. Chủ trì: Sở Y tế; hoàn thành: trước ngày 10/7/2026.",
    )  # fmt: skip
    answer = Desk(plan).ask(
        "từ nay tới hạn công bố danh sách xã làm điểm còn mấy ngày", on=date(2026, 7, 1)
    )
    assert "còn 19 ngày" in answer.text
    assert "10/07/2026" not in answer.text
