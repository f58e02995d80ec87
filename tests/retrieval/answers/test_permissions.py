"""What is said to need no doing, or to be allowed, against what the plan demands or forbids."""

import pytest

from domain.answers import AnswerStatus
from tests.knowledge.plans import small_plan
from tests.retrieval.asking import Desk, places

RULES = (
    "I. YÊU CẦU",
    "1. Mỗi hồ sơ trễ hẹn phải kèm thư ngỏ gửi người dân.",
    "2. Việc góp quỹ khuyến học là tự nguyện; không thu bình quân theo đầu học sinh.",
    "3. Đội cứu hộ trực tại bến sông vào mùa lũ.",
)


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(small_plan(*RULES))


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("hồ sơ trễ hẹn ít thì khỏi gửi thư ngỏ, đúng không", "I.1"),
        ("ho so tre hen khong can kem thu ngo phai khong", "I.1"),
        ("quỹ khuyến học được thu bình quân đầu học sinh phải không", "I.2"),
    ],
)
def test_a_claim_against_a_rule_is_corrected(desk: Desk, question: str, place: str) -> None:
    answer = desk.ask(question)
    assert answer.status is AnswerStatus.CORRECTED
    assert answer.text.startswith("Không đúng.")
    assert places(answer) == {place}


@pytest.mark.parametrize(
    "question",
    ["hồ sơ trễ hẹn phải kèm thư ngỏ đúng không", "đội cứu hộ trực ở bến sông phải không"],
)
def test_a_claim_that_agrees_with_the_plan_is_not_corrected(desk: Desk, question: str) -> None:
    assert "Không đúng" not in desk.ask(question).text
