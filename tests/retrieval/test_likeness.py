"""Questions that are alike, and questions that ask the same."""

import pytest

from domain.editing import Synonym
from retrieval.analyzer import Analyzer
from retrieval.lexicon import Lexicon
from retrieval.likeness import groups_of, likeness, mean_the_same, meaning_of

TEXTS = (
    "Thực hiện chế độ phụ cấp, tiền lương, kinh phí đối với cán bộ, công chức xã, phường.",
    "Trang bị phần mềm chấm công; lịch nghỉ Tết; cấp giấy phép xây dựng nhà ở, kinh doanh.",
)
ANALYZER = Analyzer(Lexicon(TEXTS))
ASKED = "Phụ cấp công chức xã là bao nhiêu?"


def same(one: str, other: str, analyzer: Analyzer = ANALYZER) -> bool:
    return mean_the_same(meaning_of(analyzer.read(one)), meaning_of(analyzer.read(other)))


@pytest.mark.parametrize(
    "again",
    [
        "phu cap cong chuc xa bao nhieu",
        "mức phụ cấp dành cho công chức xã hiện nay là bao nhiêu ạ",
        "cho hỏi phụ cấp của công chức xã bao nhiêu vậy",
        "công chức xã phụ cấp bao nhiêu",
    ],
)
def test_the_same_question_in_other_form_asks_the_same(again: str) -> None:
    assert same(ASKED, again)


@pytest.mark.parametrize(
    "other",
    [
        "phụ cấp công chức phường là bao nhiêu",
        "khi nào có phụ cấp công chức xã",
        "tiền lương công chức xã là bao nhiêu",
        "phụ cấp công chức xã năm 2027 là bao nhiêu",
        "công chức xã không có phụ cấp là bao nhiêu người",
        "phụ cấp",
    ],
)
def test_another_unit_thing_figure_or_kind_of_question_does_not(other: str) -> None:
    assert not same(ASKED, other)


def test_a_number_of_an_article_tells_questions_apart() -> None:
    assert not same("khoản 2 Điều 5 nói gì về phụ cấp xã", "khoản 3 Điều 5 nói gì về phụ cấp xã")


def test_a_wording_of_the_office_stands_for_another() -> None:
    office = Analyzer(
        Lexicon((*TEXTS, "máy bấm giờ")), (Synonym("máy bấm giờ", "phần mềm chấm công"),)
    )
    meanings = [
        meaning_of(office.read(text))
        for text in ("trang bị máy bấm giờ", "trang bị phần mềm chấm công")
    ]
    assert likeness(*meanings) >= 0.6
    assert not same("trang bị máy bấm giờ", "trang bị phần mềm chấm công")


def test_groups_do_not_depend_on_chance_and_hold_every_question_once() -> None:
    asked = [ASKED, "phần mềm chấm công", "phu cap cong chuc xa", "trang bị phần mềm chấm công"]
    meanings = [meaning_of(ANALYZER.read(text)) for text in asked]
    groups = groups_of(meanings)
    assert groups == ((0, 2), (1, 3))
    assert groups_of(meanings) == groups
    assert sorted(at for group in groups for at in group) == [0, 1, 2, 3]


def test_what_says_too_little_cannot_be_known_again() -> None:
    assert not meaning_of(ANALYZER.read("nghỉ")).can_be_known
    assert not meaning_of(ANALYZER.read("bao nhiêu vậy ạ")).can_be_known
    assert meaning_of(ANALYZER.read(ASKED)).can_be_known
