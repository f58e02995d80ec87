"""The communes and wards of the province, found however they are typed."""

import pytest

from domain.answers import AnswerStatus
from tests.retrieval.asking import Desk, places


@pytest.mark.parametrize("question", ["Đắk Lắk có bao nhiêu xã phường", "dak lak co may xa phuong"])
def test_the_communes_and_wards_are_counted(desk: Desk, question: str) -> None:
    answer = desk.ask(question)
    for number in ("102", "88", "14"):
        assert number in answer.text


@pytest.mark.parametrize(
    ("question", "name", "code"),
    [
        ("phường Tuy Hòa mã bao nhiêu", "Tuy Hoà", "22015"),
        ("P. Tuy Hoà mã gì", "Tuy Hoà", "22015"),
        ("phuong tuy hoa ma gi", "Tuy Hoà", "22015"),
        ("mã xã Ea Kao", "Ea Kao", "24169"),
        ("xa ea kao co thuoc dak lak khong", "Ea Kao", "24169"),
    ],
)
def test_a_commune_is_known_with_its_code(desk: Desk, question: str, name: str, code: str) -> None:
    answer = desk.ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert name in answer.text
    assert code in answer.text
    assert {c.document for c in answer.citations} == {"don-vi-hanh-chinh-dak-lak"}


def test_a_question_on_the_communes_work_goes_to_the_plan(desk: Desk) -> None:
    assert "V.9" in places(desk.ask("các xã phải làm gì"))
