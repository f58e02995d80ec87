"""The figures of targets: ages and starting points are none, and a year belongs to one figure."""

from decimal import Decimal

import pytest

from knowledge.parser.targets import measures_in, subject_of


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng giảm còn dưới 14%.", [("<", "14", "%")]),
        ("Huy động 100% trẻ 05 tuổi ra lớp.", [("=", "100", "%")]),
        ("80% người dân có hồ sơ được cập nhật trong vòng 12 tháng gần nhất.", [("=", "80", "%")]),
        ("Tử vong mẹ giảm từ 44 ca xuống dưới 35 ca trên 100.000 trẻ.", [("<", "35", "ca")]),
        ("Có ít nhất 02 sản phẩm đạt hạng 3 sao.", [(">=", "2", "sản phẩm")]),
        ("Hộ nghèo giảm tôi thiểu 2,5%.", [(">=", "2.5", "%")]),
    ],
)
def test_the_figures_of_a_target(text: str, figures: list[tuple[str, str, str]]) -> None:
    found = [(m.operator, str(m.value), m.unit) for m in measures_in(text)]
    assert found == figures


def test_each_year_is_said_of_the_figure_before_it() -> None:
    text = "Hộ nghèo giảm bình quân 2% mỗi năm, đến cuối năm 2030 toàn xã còn dưới 3%."
    assert [(m.value, m.per_year) for m in measures_in(text)] == [
        (Decimal(2), True), (Decimal(3), False),
    ]  # fmt: skip


def test_a_share_is_one_of_the_things_before_the_verb() -> None:
    measure = measures_in("Ít nhất 60% trạm y tế thực hiện được danh mục kỹ thuật.")[0]
    assert measure.population == "trạm y tế"


def test_the_day_of_a_target_is_not_its_subject() -> None:
    assert subject_of("Đến ngày 31/12/2026: 95% thửa đất có mã định danh.") == (
        "thửa đất có mã định danh"
    )
