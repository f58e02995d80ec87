"""Targets: the figure of one, the set with a figure, and the remark that results are unknown."""

import pytest

from domain.answers import AnswerStatus
from tests.retrieval.asking import Desk, places, without_accents


@pytest.mark.parametrize(
    ("question", "figure", "path"),
    [
        ("mức độ hài lòng phải đạt bao nhiêu", "98%", "II.2.i"),
        ("tỷ lệ hồ sơ giải quyết đúng hạn tối thiểu bao nhiêu", "98%", "II.2.k"),
        ("hộ nghèo dân tộc thiểu số giảm bao nhiêu một năm", "3%", "II.2.ô"),
        ("lao động qua đào tạo có bằng cấp chứng chỉ bao nhiêu phần trăm", "30%", "II.2.n"),
        ("tạo việc làm tăng thêm cho bao nhiêu lao động mỗi năm", "56.000", "II.2.ơ"),
        ("bao nhiêu phần trăm cán bộ có kỹ năng số", "100%", "II.2.m"),
    ],
)
@pytest.mark.parametrize("accented", [True, False])
def test_the_figure_of_a_target_is_told_with_its_point(
    desk: Desk, question: str, figure: str, path: str, accented: bool
) -> None:
    answer = desk.ask(question if accented else without_accents(question))
    assert answer.status is AnswerStatus.ANSWERED
    assert figure in answer.text
    assert path in places(answer)


def test_there_are_sixteen_targets(desk: Desk) -> None:
    assert "16" in desk.ask("có bao nhiêu chỉ tiêu").text


def test_the_list_of_targets_is_complete(desk: Desk) -> None:
    answer = desk.ask("liệt kê các chỉ tiêu")
    for target in desk.plan.targets:
        assert f"{target.label})" in answer.text


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("chỉ tiêu nào 98%", "ik"),
        ("chỉ tiêu nào không có con số", "l"),
        ("có mấy chỉ tiêu 100%", "abcdđeghkm"),
        ("chỉ tiêu nào dưới 50%", "noô"),
        ("chỉ tiêu nào thấp nhất", "o"),
        ("chỉ tiêu nào tính theo năm", "oôơ"),
    ],
)
def test_a_set_of_targets_is_exact(desk: Desk, question: str, labels: str) -> None:
    assert places(desk.ask(question)) == {f"II.2.{label}" for label in labels}


def test_a_target_is_not_given_out_as_a_result(desk: Desk) -> None:
    answer = desk.ask("hiện nay tỷ lệ đúng hạn đạt bao nhiêu")
    assert answer.status is AnswerStatus.PARTIAL
    assert "chưa có số liệu thực tế" in answer.text
    assert places(answer) == {"II.2.k"}


def test_targets_that_stand_as_dashes_are_counted(province: Desk, commune: Desk) -> None:
    assert "6" in province.ask("có mấy chỉ tiêu").text
    assert "4" in commune.ask("có mấy chỉ tiêu").text


def test_a_figure_of_another_plan_is_read_off_that_plan(province: Desk, commune: Desk) -> None:
    assert "70%" in province.ask("hồ sơ trực tuyến toàn trình phải đạt bao nhiêu").text
    assert "3.200" in commune.ask("trồng mới bao nhiêu cây xanh").text


@pytest.mark.parametrize(
    "question",
    ["chỉ tiêu đến hết năm 2030 gồm mấy điểm hết thảy", "den 2030 co bao nhieu chi tieu cu the"],
)
def test_targets_are_counted_for_the_year_they_are_set_for(swimming: Desk, question: str) -> None:
    answer = swimming.ask(question)
    assert "12 mục tiêu" in answer.text
    assert places(answer) == {"II.2"}


def test_how_many_are_late_now_is_told_apart_from_the_target(desk: Desk) -> None:
    answer = desk.ask("giờ xã mình đang trễ bao nhiêu hồ sơ")
    assert "chưa có số liệu thực tế" in answer.text
    assert places(answer) == {"II.2.k"}
