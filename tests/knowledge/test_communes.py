"""The communes and wards of Đắk Lắk, and finding them however they are typed."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.vietnamese import fold
from knowledge.communes import Commune, find_communes, load_communes
from knowledge.loader import load_document
from tests.knowledge.official_text import PLAN, SHIPPED

COMMUNES = load_communes(SHIPPED)


def _found(text: str) -> list[str]:
    return [mention.commune.name for mention in find_communes(text, COMMUNES)]


def test_there_are_88_communes_and_14_wards_each_with_its_own_code() -> None:
    assert Counter(one.kind for one in COMMUNES) == {"xã": 88, "phường": 14}
    assert len({one.code for one in COMMUNES}) == 102


def test_the_totals_are_said_in_words_with_their_source() -> None:
    document = load_document(SHIPPED / "don-vi-hanh-chinh-dak-lak")
    assert "102 đơn vị hành chính cấp xã, gồm 88 xã và 14 phường" in document.by_key["I#1"].text
    assert len(document.by_path["II"].paragraphs) == 14
    assert len(document.by_path["III"].paragraphs) == 88
    assert "MIT" in document.info.source
    assert "chưa đối chiếu với công báo" in document.info.caveat


@pytest.mark.parametrize(
    "typed",
    [
        "phường Ea Kao", "xa ea kao", "X. Ea Kao", "eakao", "Ea Kao", "ea kao", "EA KAO",
        "P.Ea Kao", "ubnd phuong ea kao", "ea kaoo", "xã Ea-Kao", "phường  Ea\u00a0Kao",
    ],
)  # fmt: skip
def test_a_name_of_its_own_kind_is_found_however_it_is_typed(typed: str) -> None:
    assert _found(f"Cho hỏi {typed} có nhiệm vụ gì?") == ["Ea Kao"]


@pytest.mark.parametrize(
    "typed",
    [
        "phường Tuy Hòa",
        "P. Tuy Hoà",
        "p tuy hoa",
        "phường tuy hoà",
        "p.tuyhoa",
        "Tuy Hòa",
        "tuy hòa",
    ],
)
def test_tone_marks_may_stand_on_either_vowel_or_be_missing(typed: str) -> None:
    assert _found(f"Ở {typed} thì sao") == ["Tuy Hoà"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("ea hleo", "Ea H'Leo"), ("Ea H’leo", "Ea H'Leo"), ("cu mgar", "Cư M'gar"),
        ("M'Đrắk", "M'Drắk"), ("Krông Pắk", "Krông Pắc"), ("buon ma thuoc", "Buôn Ma Thuột"),
        ("BMT", "Buôn Ma Thuột"), ("xã krong buk", "Krông Búk"), ("phu hoa 2", "Phú Hoà 2"),
        ("xã ea drang", "Ea Drăng"), ("xa ea sup", "Ea Súp"),
    ],
)  # fmt: skip
def test_apostrophes_and_small_slips_do_not_matter(typed: str, name: str) -> None:
    assert _found(typed) == [name]


def test_every_commune_is_found_by_its_full_name_with_and_without_accents() -> None:
    plain_needs_marks = {"Vân Hoà", "Cư Bao"}
    for one in COMMUNES:
        assert _found(f"Tại {one.full_name} có gì mới?") == [one.name]
        if one.name not in plain_needs_marks:
            assert _found(fold(f"Tại {one.full_name} có gì mới?")) == [one.name]


def test_the_place_of_a_mention_is_told_with_its_kind() -> None:
    text = "hỏi giúp xã Krông Nô nhé"
    (mention,) = find_communes(text, COMMUNES)
    assert mention.wording == text[mention.start : mention.end] == "xã Krông Nô"
    assert (mention.commune.full_name, mention.commune.code) == ("Xã Krông Nô", "24604")


def test_several_communes_in_one_sentence_are_found_in_order() -> None:
    text = "So sánh phường Tân An, Tân Lập với xã Đắk Liêng và ea kar"
    assert _found(text) == ["Tân An", "Tân Lập", "Đắk Liêng", "Ea Kar"]


def test_a_name_that_two_communes_share_offers_both() -> None:
    assert _found("xã phú hòa có gì") == ["Phú Hoà 2", "Phú Hoà 1"]


def test_the_one_spelt_exactly_is_preferred_among_names_that_fold_alike() -> None:
    twins = (
        Commune("00001", "Tân Hóa", "xã", "Xã Tân Hóa"),
        Commune("00002", "Tân Hòa", "xã", "Xã Tân Hòa"),
    )
    assert [m.commune.code for m in find_communes("xã Tân Hoà", twins)] == ["00002"]
    assert [m.commune.code for m in find_communes("xa tan hoa", twins)] == ["00001", "00002"]


@pytest.mark.parametrize(
    "text",
    [
        "xây dựng văn hóa công sở cấp xã", "van hoa cong so", "can bo cap xa van hoa ung xu",
        "khu dân cư bao gồm những ai", "di buon ho tieu", "buôn hồ tiêu ở chợ",
        "hoàn thành nhất trí trong tháng 6", "cấp xã phải làm gì", "xã tôi chưa làm được",
        "đồng hóa dữ liệu", "tư tưởng tân tiến", "Đắk Lắk có bao nhiêu xã", "hóa phụ liệu",
        "tỉnh Phú Yên cũ", "thị xã Buôn Hồ trước đây", "huyện Krông Năng", "",
        "x p f",
    ],
)  # fmt: skip
def test_ordinary_words_and_places_of_other_levels_are_no_communes(text: str) -> None:
    assert _found(text) == []


def test_the_plan_itself_names_no_commune() -> None:
    plan = load_document(SHIPPED / PLAN)
    text = "\n".join(paragraph.text for paragraph in plan.by_key.values())
    assert _found(text) == []
    assert _found(fold(text)) == []


def test_a_text_that_is_only_a_name_is_that_name() -> None:
    for one in COMMUNES:
        assert _found(fold(one.name).replace("'", "")) == [one.name]


@given(st.text(max_size=200))
def test_any_text_at_all_can_be_searched(text: str) -> None:
    for mention in find_communes(text, COMMUNES):
        assert text[mention.start : mention.end] == mention.wording
