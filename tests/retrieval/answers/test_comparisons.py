"""Two things side by side, with the verdict first."""

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
