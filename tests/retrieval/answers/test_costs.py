"""Which item costs most, which least, and how much one costs."""

import pytest

from domain.answers import AnswerStatus
from tests.knowledge.plans import small_plan
from tests.retrieval.asking import Desk, parsed_plan, places


@pytest.fixture(scope="module")
def department() -> Desk:
    """Return a desk over a plan with sums in a column of a table."""
    return Desk(parsed_plan("ke-hoach-thanh-giang"))


@pytest.fixture(scope="module")
def ward() -> Desk:
    """Return a desk over a plan with sums in a sentence."""
    return Desk(parsed_plan("ke-hoach-tan-loc"))


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("hoạt động nào trong phụ lục tốn tiền nhất", "phụ lục.2"),
        ("hoat dong nao ton nhieu tien nhat", "phụ lục.2"),
        ("việc nào tốn ít tiền nhất", "phụ lục.3"),
    ],
)
def test_the_costliest_and_the_cheapest_row_are_told(
    department: Desk, question: str, place: str
) -> None:
    assert places(department.ask(question)) == {place}


def test_a_sum_alone_in_its_cell_is_a_figure(department: Desk) -> None:
    answer = department.ask("mua tủ bảo quản vắc xin hết bao nhiêu tiền")
    assert answer.status is AnswerStatus.ANSWERED
    assert "5.100" in answer.text
    assert "không nêu" not in answer.text


def test_both_ends_of_the_items_of_one_sentence_are_told(ward: Desk) -> None:
    answer = ward.ask("khoản chi nào nhiều tiền nhất, khoản nào ít nhất")
    assert "1.240" in answer.text
    assert "300" in answer.text
    assert places(answer) == {"4.2"}


def test_without_any_sum_nothing_is_called_the_costliest() -> None:
    plan = small_plan(
        "I. NHIỆM VỤ", "Tập huấn cho cán bộ.", "II. KINH PHÍ", "Do ngân sách xã bảo đảm."
    )
    assert "Nhiều nhất" not in Desk(plan).ask("khoản chi nào nhiều tiền nhất").text
