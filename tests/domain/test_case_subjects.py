"""Reading from what was typed whom a case is about, and which way it takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.case_routing import Bearing, route
from domain.case_subjects import folded_name, is_head, is_intake, likeness, mentions
from domain.cases import CaseKind, SubjectKind


@pytest.mark.parametrize(
    "text",
    ["Chủ tịch UBND xã", "phó chủ tịch phường", "bi thu dang uy", "Giám đốc sở", "lãnh đạo xã"],
)
def test_heads_are_known_by_their_position(text: str) -> None:
    assert is_head(text)


@pytest.mark.parametrize("text", ["cán bộ tư pháp", "địa chính xã", "kế toán", "công an viên"])
def test_others_are_no_heads(text: str) -> None:
    assert not is_head(text)


def test_an_intake_desk_is_known_by_its_name() -> None:
    assert is_intake("Ban Tiếp công dân xã")
    assert is_intake("cán bộ tiếp dân")
    assert not is_intake("Bộ phận Một cửa")
    assert not is_intake("cán bộ địa chính")


def test_names_are_compared_without_titles_and_accents() -> None:
    assert folded_name("ông Nguyễn Văn Hùng") == folded_name("NGUYEN VAN HUNG")
    assert folded_name("đồng chí Y Bhăm Niê") == "y bham nie"
    assert folded_name("anh Hùng") is None
    assert folded_name("Hùng") is None


def test_a_name_is_found_in_a_text_as_whole_words_only() -> None:
    assert mentions("hôm đó ong nguyen van hung quát tôi", "Nguyễn Văn Hùng")
    assert not mentions("gặp ông Nguyễn Văn Hùngg", "Nguyễn Văn Hùng")
    assert not mentions("gặp ông Hùng", "Nguyễn Văn Hùng")


def test_texts_that_say_the_same_are_alike_and_others_are_not() -> None:
    told = "cán bộ một cửa hẹn tôi ba lần mà không trả hồ sơ"
    assert likeness(told, "Cán bộ Một cửa hẹn tôi ba lần mà không trả hồ sơ!") == 1
    assert likeness(told, "đường vào thôn bị ngập nước") == 0


@given(
    st.sampled_from(SubjectKind),
    st.sampled_from(["A", None]),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["A", "P", None]),
)
def test_nobody_of_a_barred_unit_is_on_the_way_of_a_report(
    kind: SubjectKind, unit: str | None, head: bool, intake: bool, known: bool, heads: str | None
) -> None:
    way = route(CaseKind.REPORT, Bearing(kind, unit, head, intake, known, heads))
    if heads is not None:
        assert way.barred == heads
    elif unit is not None and (head or kind is SubjectKind.UNKNOWN):
        assert way.barred == unit
    if way.barred is not None:
        assert way.start == way.barred


def test_praise_goes_to_the_unit_whoever_it_praises() -> None:
    way = route(CaseKind.PRAISE, Bearing(SubjectKind.OFFICIAL, "A", is_head=True, heads="A"))
    assert (way.start, way.barred) == ("A", None)
