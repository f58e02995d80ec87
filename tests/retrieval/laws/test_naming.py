"""Which law and which place a question names."""

import pytest

from domain.vietnamese import canonical, fold
from retrieval.laws.names import LawNames
from retrieval.laws.places import Place, read_place
from tests.retrieval.laws.invented import FEES, FERRIES, invented_laws

NAMES = LawNames(invented_laws())


def named(question: str) -> list[str | None]:
    return [law.slug for law in NAMES.find(fold(canonical(question)))]


@pytest.mark.parametrize(
    ("question", "slug"),
    [
        ("Luật 11/2031/QH20 quy định gì", FERRIES),
        ("luật số 11/2031 nói gì", FERRIES),
        ("luat ben do, do ngang noi gi", FERRIES),
        ("theo luật bến đò thì sao", FERRIES),
        ("LUẬT BĐĐN có mấy điều", FERRIES),
        ("nghị định 45 thu bao nhiêu", FEES),
        ("nđ 45/2032/nđ-cp", FEES),
        ("nghị định giá vé đò ngang", FEES),
    ],
)
def test_a_law_is_known_by_number_title_initials_and_everyday_name(
    question: str, slug: str
) -> None:
    assert named(question) == [slug]


@pytest.mark.parametrize(
    "question",
    ["nghị định 99/2033/NĐ-CP nói gì", "luật đường thuỷ 2004 cấm gì", "luật 8/1999/QH10"],
)
def test_a_law_that_is_not_loaded_is_known_for_one(question: str) -> None:
    assert named(question) == [None]


@pytest.mark.parametrize(
    "question",
    ["luật này áp dụng cho ai", "45 ngày là bao lâu", "theo quy định pháp luật hiện nay"],
)
def test_ordinary_words_name_no_law(question: str) -> None:
    assert named(question) == []


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("Điều 12 nói gì", Place("12")),
        ("khoản 3 điều 12", Place("12", ("3",))),
        ("dieu 12 khoan 3 diem b", Place("12", ("3",), ("b",))),
        ("k3 đ12", Place("12", ("3",))),
        ("điểm đ khoản 1 Điều 35a", Place("35a", ("1",), ("đ",))),
        ("diem d khoan 1 dieu 35", Place("35", ("1",), ("d", "đ"))),
        ("khoản 2 và 3 điều 4", Place("4", ("2", "3"))),
        ("còn khoản 4?", Place(None, ("4",))),
    ],
)
def test_a_place_is_read_however_it_is_typed(question: str, place: Place) -> None:
    assert read_place(question) == place


@pytest.mark.parametrize("question", ["điều kiện là gì", "điều động công chức", "khoản tiền này"])
def test_words_that_only_sound_like_places_are_none(question: str) -> None:
    assert read_place(question) is None
