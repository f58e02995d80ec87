"""Lists of figures: most, least and the difference between two items."""

import pytest

from domain.answers import AnswerStatus
from tests.knowledge.plans import small_plan
from tests.retrieval.asking import Desk, places

FUNDS = (
    "I. KINH PHÍ",
    "1. Tổng kinh phí là 100 tỷ đồng, gồm:",
    "a) Ngân sách trung ương: 40 tỷ đồng.",
    "b) Ngân sách tỉnh: 35 tỷ đồng.",
    "c) Nguồn xã hội hóa: 25 tỷ đồng.",
    "2. Phân bổ theo nội dung: sửa chữa cầu treo 60 tỷ đồng; mua ca nô 25 tỷ đồng; "
    "tập huấn cứu hộ 15 tỷ đồng.",
    "3. Làm đường tại buôn Hô 2,4 km, buôn Lê 1,9 km và thôn Bảy 1,2 km.",
)


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(small_plan(*FUNDS))


@pytest.mark.parametrize(
    ("question", "said", "place"),
    [
        ("khoản nào trong phân bổ được nhiều tiền nhất", "sửa chữa cầu treo 60 tỷ", "I.2"),
        ("làm đường ở chỗ nào ngắn nhất", "thôn Bảy 1,2 km", "I.3"),
        ("lam duong cho nao dai nhat", "buôn Hô 2,4 km", "I.3"),
    ],
)
def test_the_most_and_the_least_are_read_off_a_list(
    desk: Desk, question: str, said: str, place: str
) -> None:
    answer = desk.ask(question)
    assert said in answer.text
    assert place in places(answer)


def test_two_items_are_compared_with_their_difference(desk: Desk) -> None:
    answer = desk.ask("tiền sửa cầu treo hơn tiền mua ca nô bao nhiêu")
    assert "nhiều hơn 35 tỷ đồng" in answer.text
    assert {"I.2"} == places(answer)


def test_a_follow_up_asks_the_list_just_told(desk: Desk) -> None:
    answer = desk.ask("vậy chỗ nào ngắn nhất", "làm đường ở những đâu, mỗi chỗ mấy km")
    assert "thôn Bảy" in answer.text
    assert answer.status is AnswerStatus.ANSWERED


def test_the_largest_source_of_funds_is_neither_the_total_nor_a_part(swimming: Desk) -> None:
    answer = swimming.ask("trong các nguồn tiền thì nguồn nào góp nhiều nhất")
    assert "1.500 triệu" in answer.text
    assert places(answer) == {"IV"}


def test_an_item_keeps_the_commas_of_its_name() -> None:
    plan = small_plan(
        "I. KINH PHÍ", "1. Phân bổ: xây mới, cải tạo trụ sở 40 tỷ đồng; trang thiết bị 18 tỷ đồng; "
        "truyền thông, kiểm tra 2 tỷ đồng.", "2. Việc khác.",
    )  # fmt: skip
    answer = Desk(plan).ask("khoản nào nhiều tiền nhất")
    assert "xây mới, cải tạo trụ sở 40 tỷ đồng" in answer.text


def test_the_sum_of_all_lengths_is_not_the_longest() -> None:
    plan = small_plan(
        "I. ĐƯỜNG", "1. Thi công 6 km đường, gồm: buôn Hô 3 km, buôn Lê 2 km và thôn Bảy 1 km.",
        "2. Việc khác.",
    )  # fmt: skip
    answer = Desk(plan).ask("tuyến đường nào dài nhất")
    assert "buôn Hô 3 km" in answer.text
    assert "6 km" not in answer.text
