"""Figures in a text, in the Vietnamese way of writing numbers."""

from decimal import Decimal

import pytest

from retrieval.figures import read_figures, read_spelled, show


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("đạt 98%", Decimal(98), "%"),
        ("đạt 98 phần trăm", Decimal(98), "%"),
        ("dat 98 phan tram", Decimal(98), "%"),
        ("không quá 2,5%", Decimal("2.5"), "%"),
        ("trên 56.000 lao động", Decimal(56000), "lao động"),
        ("18,6 tỷ đồng", Decimal(18_600_000_000), "đồng"),
        ("7.500 triệu đồng", Decimal(7_500_000_000), "đồng"),
        ("40 nghìn", Decimal(40_000), ""),
        ("9 nhóm nhiệm vụ", Decimal(9), "nhóm nhiệm"),
    ],
)
def test_a_number_is_read_with_its_unit(text: str, value: Decimal, unit: str) -> None:
    (figure,) = read_figures(text)
    assert (figure.value, figure.unit) == (value, unit)


@pytest.mark.parametrize(
    "text", ["ngày 30/6/2026", "số 18/CT-TTg", "II.2.k", "điểm 3.1.2", "không có số", "Q3-2026"]
)
def test_dates_codes_and_paths_are_no_figures(text: str) -> None:
    assert read_figures(text) == ()


def test_several_figures_are_read_from_left_to_right() -> None:
    assert [f.value for f in read_figures("từ 2% đến 3% trong 5 năm")] == [2, 3, 5]


def test_counts_written_as_words_are_read() -> None:
    (figure,) = read_spelled("co chin nhom nhiem vu")
    assert (figure.value, figure.unit) == (Decimal(9), "nhom")
    assert read_spelled("hai long") == ()


@pytest.mark.parametrize(
    ("value", "shown"),
    [(Decimal(56000), "56.000"), (Decimal("2.50"), "2,5"), (Decimal(98), "98"), (Decimal(0), "0")],
)
def test_numbers_are_shown_as_vietnamese_writes_them(value: Decimal, shown: str) -> None:
    assert show(value) == shown
