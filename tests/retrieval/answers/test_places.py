"""A place asked for by its number: what stands there, word for word if that is loaded."""

import pytest

from domain.answers import AnswerStatus
from tests.retrieval.asking import Desk, places


@pytest.mark.parametrize(
    ("question", "path"),
    [
        ("II.2.k nói gì", "II.2.k"),
        ("điểm k mục 2 phần II", "II.2.k"),
        ("phần IV nói gì", "IV"),
        ("đoạn cuối phần V nói gì", "V.cuối"),
        ("mục tiêu tổng quát là gì", "II.1"),
    ],
)
def test_what_stands_at_a_place_is_told(desk: Desk, question: str, path: str) -> None:
    answer = desk.ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert places(answer) == {path}
    assert desk.plan.by_path[path].paragraphs[0].text.replace("*", "") in answer.text


def test_a_letter_typed_plain_shows_every_point_it_may_be(desk: Desk) -> None:
    assert places(desk.ask("diem o muc 2 phan II")) == {"II.2.o", "II.2.ô", "II.2.ơ"}


def test_a_group_of_points_shows_its_table_of_contents(desk: Desk) -> None:
    answer = desk.ask("III.2 nói gì")
    assert all(path.startswith("III.2") for path in places(answer))
    assert "Cơ quan phối hợp" in answer.text


@pytest.mark.parametrize(
    ("question", "there_is"),
    [("III.9 nói gì", "8 nhóm"), ("nhóm 12 làm gì", "8 nhóm"), ("II.2.z", "16 điểm"),
     ("III.1.đ nói gì", "4 điểm")],
)  # fmt: skip
def test_a_place_that_is_not_there_is_corrected_by_what_is(
    desk: Desk, question: str, there_is: str
) -> None:
    answer = desk.ask(question)
    assert answer.status is AnswerStatus.CORRECTED
    assert there_is in answer.text


def test_a_quote_of_a_digest_is_marked_as_a_digest(desk: Desk) -> None:
    answer = desk.ask("trích nguyên văn II.2.i")
    assert answer.status is AnswerStatus.PARTIAL
    assert "tóm lược" in answer.text
    assert "congvu ingest" in answer.text
    assert not any(citation.verbatim for citation in answer.citations)


@pytest.mark.parametrize("path", ["II.2.i", "III.7.đ", "IV", "V.9", "V.cuối"])
def test_a_quote_of_the_official_text_is_word_for_word(official_desk: Desk, path: str) -> None:
    answer = official_desk.ask(f"trích nguyên văn {path.replace('V.cuối', 'đoạn cuối phần V')}")
    assert answer.status is AnswerStatus.ANSWERED
    assert places(answer) == {path}
    for citation in answer.citations:
        assert citation.verbatim
        assert citation.quote in official_desk.plan.by_path[path].text
        assert citation.quote.replace("*", "") in answer.text


def test_a_loaded_plan_of_another_office_is_quoted(province: Desk, commune: Desk) -> None:
    sums = province.ask("trích nguyên văn mục IV.1")
    assert (places(sums), "18,6 tỷ" in sums.text) == ({"IV.1"}, True)
    row = commune.ask("trích nguyên văn dòng 5 phụ lục")
    assert (places(row), "Công an xã" in row.text) == ({"phụ lục.5"}, True)
