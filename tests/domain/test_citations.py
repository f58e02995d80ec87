"""Places of a document as people name them, and which paths they may mean."""

import pytest

from domain.citations import is_within, paths_meant, place_words, read_references

PLAN = ("I", "I.1", "II", "II.2", "II.2.d", "II.2.đ", "II.2.k", "II.2.o", "II.2.ô", "II.2.ơ",
        "III", "III.2", "III.2.d", "III.2.đ", "III.5", "V", "V.2", "V.9", "V.cuối",
        "phụ lục", "phụ lục.3")  # fmt: skip
TASKS = ("III.2", "III.5")
TARGETS = ("II.2.d", "II.2.đ", "II.2.k", "II.2.o", "II.2.ô", "II.2.ơ")
LAW = ("12", "12.3", "12.3.b", "35a")


def meant(text: str) -> tuple[str, ...]:
    """Return the paths of the plan that the only place named in `text` may mean."""
    (reference,) = read_references(text)
    return paths_meant(reference, PLAN, TASKS, TARGETS)


@pytest.mark.parametrize(
    "said",
    [
        "II.2.k", "ii.2.k", "II 2 k", "II-2-k", "II/2/k", "II2k", "điểm k mục 2 phần II",
        "phần II mục 2 điểm k", "điểm k khoản 2 mục II", "mục 2 điểm k phần thứ hai",
        "diem k muc 2 phan II", "ĐIỂM K MỤC 2 PHẦN II",
    ],
)  # fmt: skip
def test_one_point_is_found_however_it_is_named(said: str) -> None:
    assert meant(said) == ("II.2.k",)


def test_accented_letters_are_different_points() -> None:
    assert meant("điểm đ mục 2 phần II") == ("II.2.đ",)
    assert meant("điểm d mục 2 phần II") == ("II.2.d",)
    assert meant("điểm ơ mục 2 phần II") == ("II.2.ơ",)


def test_a_letter_typed_without_accents_offers_every_point_it_may_be() -> None:
    assert meant("diem d muc 2 phan II") == ("II.2.d", "II.2.đ")
    assert meant("diem o muc 2 phan II") == ("II.2.o", "II.2.ô", "II.2.ơ")


def test_a_task_is_found_by_its_number_alone() -> None:
    assert meant("nhóm 5") == meant("nhiệm vụ thứ 5") == meant("nv 5") == ("III.5",)
    assert meant("nhóm hai") == ("III.2",)


def test_a_point_said_alone_is_a_target_first() -> None:
    assert meant("chỉ tiêu k") == ("II.2.k",)
    assert meant("điểm đ") == ("II.2.đ",)


@pytest.mark.parametrize("said", ["phần V", "phần 5", "phần thứ năm", "phan 5"])
def test_a_part_is_named_by_letter_or_number(said: str) -> None:
    assert meant(said) == ("V",)


def test_the_closing_paragraph_of_a_part_has_a_place() -> None:
    assert meant("đoạn cuối phần V") == ("V.cuối",)


def test_a_row_of_the_appendix_is_named_by_its_number() -> None:
    assert meant("dòng 3 phụ lục") == ("phụ lục.3",)
    assert meant("phụ lục") == ("phụ lục",)


def test_a_place_that_the_document_lacks_means_nothing() -> None:
    assert meant("II.2.z") == ()
    assert meant("nhóm 12") == ()


@pytest.mark.parametrize("said", ["điểm b khoản 3 điều 12", "điều 12 khoản 3 điểm b"])
def test_a_point_of_a_law_is_named_in_either_order(said: str) -> None:
    (reference,) = read_references(said)
    assert paths_meant(reference, LAW, (), ()) == ("12.3.b",)


def test_an_inserted_article_keeps_its_letter() -> None:
    (reference,) = read_references("Điều 35a quy định gì")
    assert paths_meant(reference, LAW, (), ()) == ("35a",)


def test_two_places_in_one_question_stay_two() -> None:
    assert [r.number for r in read_references("nhóm 3 và nhóm 5 ai chủ trì")] == ["3", "5"]


@pytest.mark.parametrize(
    "said",
    ["quý III năm 2026", "quý iii/2026", "tháng 5/2026", "đạt 98%", "trước 30/6", "điểm kinh tế",
     "Chỉ thị số 18/CT-TTg", "ai chủ trì việc này"],
)  # fmt: skip
def test_dates_shares_and_ordinary_words_are_no_places(said: str) -> None:
    assert read_references(said) == ()


def test_a_place_holds_itself_and_what_stands_below_it() -> None:
    assert is_within("II.2.k", "II.2")
    assert is_within("II.2", "II.2")
    assert not is_within("II.20", "II.2")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("12", "Điều 12"),
        ("12.3", "khoản 3 Điều 12"),
        ("12.3.b", "điểm b khoản 3 Điều 12"),
        ("5.a", "điểm a Điều 5"),
        ("35a.2", "khoản 2 Điều 35a"),
        ("chương II.mục 2", "mục 2 chương II"),
        ("phụ lục 1.II.3", "phụ lục 1.II.3"),
    ],
)
def test_a_place_of_a_law_is_named_as_lawyers_do(path: str, name: str) -> None:
    assert place_words(path) == name
