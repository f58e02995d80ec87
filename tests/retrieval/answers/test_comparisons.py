"""Two things side by side, with the verdict first."""

from datetime import date

from tests.knowledge.plans import small_plan
from tests.retrieval.asking import Desk, places


def test_two_units_are_compared_by_what_they_lead(desk: Desk) -> None:
    answer = desk.ask("Sở Nội vụ và Thanh tra tỉnh ai chủ trì nhiều hơn")
    assert answer.text.startswith("Sở Nội vụ nhiều hơn")
    assert "6" in answer.text
    assert "III.5.c" in places(answer)


def test_two_units_are_compared_by_their_own_duties(desk: Desk) -> None:
    answer = desk.ask("Sở Nội vụ và Sở Tài chính ở phần V ai nhiều việc hơn")
    assert answer.text.startswith("Sở Nội vụ nhiều hơn")
    assert places(answer) == {"V.1", "V.3"}


def test_two_tasks_are_laid_side_by_side(desk: Desk) -> None:
    answer = desk.ask("so sánh nhóm 4 và nhóm 6")
    assert {"III.4.c", "III.4.d", "III.4.đ", "III.6.c", "III.6.d", "III.6.đ"} == places(answer)


def test_two_tasks_with_other_times_are_told_apart(desk: Desk) -> None:
    answer = desk.ask("nhóm 2 và nhóm 3 thời hạn khác nhau thế nào")
    assert "khác nhau" in answer.text
    assert places(answer) == {"III.2.đ", "III.3.đ"}


def test_the_higher_of_two_targets_is_named(desk: Desk) -> None:
    answer = desk.ask("chỉ tiêu hộ nghèo và hộ nghèo dân tộc thiểu số cái nào cao hơn")
    assert answer.text.startswith("II.2.ô")
    assert places(answer) == {"II.2.o", "II.2.ô"}


def test_equal_targets_are_called_equal(desk: Desk) -> None:
    answer = desk.ask("hài lòng và đúng hạn chỉ tiêu nào cao hơn")
    assert "bằng nhau" in answer.text
    assert places(answer) == {"II.2.i", "II.2.k"}


def test_units_of_a_commune_are_compared_over_its_table(commune: Desk) -> None:
    answer = commune.ask("công an xã với phòng kinh tế ai chủ trì nhiều việc hơn")
    assert answer.text.startswith("Phòng Kinh tế nhiều hơn")


YEARS = (
    "I. MỤC TIÊU", "1. Mục tiêu chung", "Làng xóm sạch đẹp.", "2. Mục tiêu cụ thể",
    "a) Hết năm 2027: 80% hộ có thùng rác tại các phường, 60% tại các xã.",
    "b) Hết năm 2028: 90% hộ có thùng rác tại các phường, 75% tại các xã.",
    "II. NHIỆM VỤ", "1. Mua thùng. Chủ trì: Sở Y tế.",
)  # fmt: skip


def test_the_targets_of_two_years_are_set_side_by_side() -> None:
    answer = Desk(small_plan(*YEARS)).ask("chỉ tiêu 2027 với 2028 khác gì nhau")
    assert places(answer) == {"I.2.a", "I.2.b"}
    assert "80%" in answer.text


def test_two_parts_named_together_are_both_meant() -> None:
    plan = small_plan(
        "I. NHIỆM VỤ", "1. Mở lớp. Chủ trì: Sở Y tế; hoàn thành: trước ngày 10/2/2026.",
        "II. VIỆC KHÁC", "1. Mua sách. Chủ trì: Sở Y tế; hoàn thành: trước ngày 20/2/2026.",
    )  # fmt: skip
    answer = Desk(plan).ask("việc nào của phần I và II đã quá hạn", on=date(2026, 6, 1))
    assert "10/02/2026" in answer.text
    assert "20/02/2026" in answer.text
