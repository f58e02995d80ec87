"""A question understood against one document: places, units, periods, figures, subject."""

from datetime import date

import pytest

from tests.retrieval.asking import Desk, without_accents


@pytest.mark.parametrize(
    ("said", "unit"),
    [
        ("Sở Nội vụ làm gì", "so-noi-vu"),
        ("snv làm gì", "so-noi-vu"),
        ("sở nv lo gì", "so-noi-vu"),
        ("so noi vu lam gi", "so-noi-vu"),
        ("sở KH&CN làm gì", "so-khoa-hoc-va-cong-nghe"),
        ("skhcn làm gì", "so-khoa-hoc-va-cong-nghe"),
        ("sở nn&mt có việc gì", "so-nong-nghiep-va-moi-truong"),
        ("vp ubnd tỉnh làm gì", "van-phong-ubnd-tinh"),
        ("xã mình phải làm gì", "ubnd-cac-xa-phuong"),
        ("ubnd xa co viec gi", "ubnd-cac-xa-phuong"),
        ("thanh tra tinh kiem tra gi", "thanh-tra-tinh"),
    ],
)
def test_a_unit_is_known_by_all_its_names(desk: Desk, said: str, unit: str) -> None:
    assert desk.frame(said).units == (unit,)


def test_two_units_are_both_seen(desk: Desk) -> None:
    units = desk.frame("Sở Nội vụ và Thanh tra tỉnh ai chủ trì nhiều hơn").units
    assert set(units) == {"so-noi-vu", "thanh-tra-tinh"}


def test_a_department_that_the_document_does_not_name_is_a_stranger(desk: Desk) -> None:
    frame = desk.frame("Sở Y tế phải làm gì")
    assert (frame.units, frame.strangers) == ((), ("Sở Y tế",))


@pytest.mark.parametrize("question", ["nâng cao xã hội số", "công chức cấp xã", "xã hội hóa"])
def test_a_word_that_only_looks_like_a_commune_is_no_unit(desk: Desk, question: str) -> None:
    assert desk.frame(question).units == ()


def test_places_are_resolved_to_paths(desk: Desk) -> None:
    assert desk.frame("điểm k mục 2 phần II nói gì").paths == ("II.2.k",)
    assert desk.frame("nhóm 3 và nhóm 5 ai chủ trì").paths == ("III.3", "III.5")


def test_a_place_that_is_not_there_is_kept_as_missing(desk: Desk) -> None:
    frame = desk.frame("III.9 nói gì")
    assert frame.paths == ()
    assert [reference.number for reference in frame.missing] == ["9"]


def test_a_heading_said_in_full_is_a_place(desk: Desk) -> None:
    assert desk.frame("mục tiêu tổng quát là gì").paths == ("II.1",)


def test_the_day_of_the_question_dates_its_periods(desk: Desk) -> None:
    (period,) = desk.frame("tháng sau có hạn gì", on=date(2026, 12, 5)).periods
    assert (period.start, period.end) == (date(2027, 1, 1), date(2027, 1, 31))


def test_figures_are_kept_and_numbers_of_places_are_not(desk: Desk) -> None:
    assert [f.value for f in desk.frame("chỉ tiêu hài lòng là 95% phải không").figures] == [95]
    assert desk.frame("nhóm 2 hạn năm 2026").figures == ()


def test_the_subject_is_what_is_left_beside_units_places_and_form(desk: Desk) -> None:
    frame = desk.frame("Sở Khoa học và Công nghệ lo gì về an toàn thông tin")
    words = {term.folded for term in frame.topic if " " not in term.folded}
    assert {"an", "toan", "thong", "tin"} <= words
    assert words.isdisjoint({"khoa", "hoc", "gi", "ve"})


def test_a_question_of_form_alone_has_no_subject(desk: Desk) -> None:
    assert desk.frame("nhiệm vụ 2 ai chủ trì").topic == ()


@pytest.mark.parametrize(
    "question",
    ["nhiệm vụ 2 ai chủ trì", "điểm k mục 2 phần II", "Sở Tài chính phối hợp nhóm nào"],
)
def test_typed_without_accents_the_same_places_and_units_are_meant(
    desk: Desk, question: str
) -> None:
    typed, plain = desk.frame(question), desk.frame(without_accents(question))
    assert (plain.paths, plain.units) == (typed.paths, typed.units)


def test_nothing_typed_is_an_empty_frame(desk: Desk) -> None:
    frame = desk.frame("")
    assert (frame.paths, frame.units, frame.topic, frame.periods) == ((), (), (), ())
