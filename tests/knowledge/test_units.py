"""Names of bodies: how they are typed, and that only they are found."""

import unicodedata

import pytest

from domain.register import Unit
from knowledge.units import find_units, make_unit

UNITS = tuple(
    make_unit(name)
    for name in (
        "Sở Nội vụ", "Sở Khoa học và Công nghệ", "Sở Tài chính", "Sở Xây dựng",
        "Sở Nông nghiệp và Môi trường", "Thanh tra tỉnh", "Văn phòng UBND tỉnh",
        "Trường Chính trị tỉnh", "các sở, ban, ngành", "UBND các xã, phường",
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "unit_id"),
    [
        ("so noi vu lam gi", "so-noi-vu"),
        ("SNV chủ trì mấy việc", "so-noi-vu"),
        ("Sở NV", "so-noi-vu"),
        ("bên nội vụ làm gì", "so-noi-vu"),
        ("SKHCN", "so-khoa-hoc-va-cong-nghe"),
        ("Sở KH&CN", "so-khoa-hoc-va-cong-nghe"),
        ("sở khoa học công nghệ", "so-khoa-hoc-va-cong-nghe"),
        ("sở khoa học", "so-khoa-hoc-va-cong-nghe"),
        ("STC", "so-tai-chinh"),
        ("sở tc", "so-tai-chinh"),
        ("SXD", "so-xay-dung"),
        ("Sở NN&MT", "so-nong-nghiep-va-moi-truong"),
        ("SNNMT", "so-nong-nghiep-va-moi-truong"),
        ("TTT", "thanh-tra-tinh"),
        ("thanh tra tinh", "thanh-tra-tinh"),
        ("VP UBND tỉnh", "van-phong-ubnd-tinh"),
        ("VPUBND", "van-phong-ubnd-tinh"),
        ("văn phòng uỷ ban nhân dân tỉnh", "van-phong-ubnd-tinh"),
        ("truong chinh tri", "truong-chinh-tri-tinh"),
        ("các sở ngành", "cac-so-ban-nganh"),
        ("các sở, ban, ngành liên quan", "cac-so-ban-nganh"),
        ("ubnd xã phải làm gì", "ubnd-cac-xa-phuong"),
        ("Ủy ban nhân dân cấp xã", "ubnd-cac-xa-phuong"),
        ("uy ban xa", "ubnd-cac-xa-phuong"),
    ],
)
def test_a_unit_is_found_however_it_is_typed(typed: str, unit_id: str) -> None:
    assert [mention.unit_id for mention in find_units(typed, UNITS)] == [unit_id]


@pytest.mark.parametrize(
    "text",
    ["tăng cường thanh tra, kiểm tra công vụ", "xây dựng kế hoạch", "cơ quan tài chính cùng cấp",
     "Bộ Nội vụ hướng dẫn", "khoa học và đúng quy định", "sở trường công tác", "ngành nội"],
)  # fmt: skip
def test_everyday_words_are_no_units(text: str) -> None:
    assert find_units(text, UNITS) == ()


def test_a_syllable_with_marks_must_agree_in_them() -> None:
    assert find_units("số nội vũ", UNITS) == ()
    assert [m.unit_id for m in find_units("sở noi vụ", UNITS)] == ["so-noi-vu"]


def test_mentions_tell_where_they_stand() -> None:
    text = "Sở Tài chính, SNV"
    assert [(m.start, m.end, m.wording) for m in find_units(text, UNITS)] == [
        (0, 12, "Sở Tài chính"),
        (14, 17, "SNV"),
    ]


def test_decomposed_letters_are_found_at_their_own_places() -> None:
    text = unicodedata.normalize("NFD", "giao Sở Nội vụ chủ trì")
    mention = find_units(text, UNITS)[0]
    assert unicodedata.normalize("NFC", text[mention.start : mention.end]) == "Sở Nội vụ"


def test_the_longest_name_wins() -> None:
    units = (make_unit("UBND tỉnh"), make_unit("Văn phòng UBND tỉnh"))
    found = find_units("Văn phòng UBND tỉnh trình UBND tỉnh", units)
    assert [m.unit_id for m in found] == ["van-phong-ubnd-tinh", "ubnd-tinh"]


def test_a_units_own_name_is_never_taken_by_an_alias() -> None:
    commune = Unit("ubnd-xa", "UBND xã")
    assert find_units("UBND xã", (*UNITS, commune))[0].unit_id == "ubnd-xa"


@pytest.mark.parametrize(
    ("name", "unit_id", "alias"),
    [
        ("Ủy ban nhân dân tỉnh", "ubnd-tinh", "Ủy ban nhân dân tỉnh"),
        ("Phòng Văn hóa - Xã hội", "phong-van-hoa-xa-hoi", "Phòng VHXH"),
        ("Phòng Kinh tế, Hạ tầng và Đô thị", "phong-kinh-te-ha-tang-va-do-thi", "PKTHTĐT"),
        ("Sở Văn hóa, Thể thao và Du lịch", "so-van-hoa-the-thao-va-du-lich", "SVHTTDL"),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam xã", "uy-ban-mttq-viet-nam-xa", "Mặt trận xã"),
        ("Văn phòng HĐND và UBND", "van-phong-hdnd-va-ubnd", "VP HĐND UBND"),
    ],
)
def test_ids_and_short_forms_follow_rules(name: str, unit_id: str, alias: str) -> None:
    unit = make_unit(name)
    assert unit.id == unit_id
    assert [m.unit_id for m in find_units(alias, (unit,))] == [unit_id]
