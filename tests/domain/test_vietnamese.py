"""Vietnamese text: one spelling for one sound, with marks and without."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.vietnamese import canonical, clean, fold, has_marks, slugify, syllables


@pytest.mark.parametrize(
    ("one", "other"),
    [("hoà", "hòa"), ("thuý", "thúy"), ("khoẻ", "khỏe"), ("uỷ", "ủy"), ("Tuy Hoà", "Tuy Hòa")],
)
def test_both_ways_of_placing_the_tone_are_one_spelling(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize("word", ["toàn", "quý", "khuỷu", "hoàn", "quà"])
def test_a_tone_that_has_only_one_place_stays_there(word: str) -> None:
    assert canonical(word) == word


def test_marks_and_the_bar_of_đ_go_when_text_is_folded() -> None:
    assert fold("Đắk Lắk, ƯƠM ở ấp") == "dak lak, uom o ap"


def test_decomposed_letters_are_the_same_text() -> None:
    decomposed = unicodedata.normalize("NFD", "Kế hoạch của xã Ea Kao")
    assert clean(decomposed) == "Kế hoạch của xã Ea Kao"
    assert fold(decomposed) == fold("Kế hoạch của xã Ea Kao")


def test_invisible_characters_vanish_and_runs_of_blanks_are_one() -> None:
    assert clean(" nhi\u200bệm\u00a0 vụ\ufeff \t2 ") == "nhiệm vụ 2"


def test_line_breaks_stay() -> None:
    assert clean("một\n\nhai") == "một\n\nhai"


def test_whether_a_text_has_marks() -> None:
    assert has_marks("đi")
    assert not has_marks("UBND xa 2026")


def test_numbers_dates_and_document_numbers_stay_whole() -> None:
    words = syllables("Số 18/CT-TTg, ngày 30/6: 98%, 2,5 lần.")
    assert words == ["Số", "18/CT-TTg", "ngày", "30/6", "98%", "2,5", "lần"]


def test_a_slug_is_plain_ascii() -> None:
    assert slugify("Kế hoạch số 87/KH-UBND – Đắk Lắk") == "ke-hoach-so-87-kh-ubnd-dak-lak"
    assert slugify("…") == ""


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_cleaning_and_folding_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạếềểễệĐÀỚ ", max_size=40))
@settings(max_examples=60, deadline=None)
def test_folding_keeps_the_length_of_vietnamese_text(text: str) -> None:
    assert len(fold(text)) == len(text)
