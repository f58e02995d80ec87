"""A claim is confirmed where it is right and corrected where it is wrong."""

import pytest

from domain.answers import AnswerStatus
from tests.retrieval.asking import Desk, places, without_accents


@pytest.mark.parametrize(
    ("claim", "truth", "path"),
    [
        ("chỉ tiêu hài lòng là 95% phải không", "98%", "II.2.i"),
        ("nghe nói có 9 nhóm nhiệm vụ đúng không", "8", "III"),
        ("có 15 chỉ tiêu phải không", "16", "II.2"),
        ("nhóm 6 do Sở Nội vụ chủ trì phải không", "Sở Khoa học và Công nghệ", "III.6.c"),
        ("Sở Tài chính chủ trì nhóm 7 phải không", "Sở Nội vụ", "III.7.c"),
        ("có phải lập kế hoạch trong tháng 6 không", "31/05/2026", "III.1.d"),
        ("kế hoạch này thực hiện chỉ thị 28 đúng không", "18/CT-TTg", "đầu văn bản"),
    ],
)
@pytest.mark.parametrize("accented", [True, False])
def test_a_wrong_premise_is_corrected_with_the_right_fact(
    desk: Desk, claim: str, truth: str, path: str, accented: bool
) -> None:
    answer = desk.ask(claim if accented else without_accents(claim))
    assert answer.status is AnswerStatus.CORRECTED
    assert "Không đúng" in answer.text
    assert truth in answer.text
    assert path in places(answer)


@pytest.mark.parametrize(
    "claim",
    ["chỉ tiêu hài lòng là 98% phải không", "có 8 nhóm nhiệm vụ đúng không",
     "nhóm 6 do Sở KH&CN chủ trì đúng ko", "nhóm 2 hạn tháng 9 phải không"],
)  # fmt: skip
def test_a_right_claim_is_confirmed(desk: Desk, claim: str) -> None:
    answer = desk.ask(claim)
    assert answer.status is AnswerStatus.ANSWERED
    assert answer.text.startswith("Đúng")
    assert answer.citations


def test_claims_about_other_plans_are_weighed_there(province: Desk, commune: Desk) -> None:
    count = province.ask("kế hoạch có 9 chỉ tiêu phải không")
    assert (count.status, "6" in count.text) == (AnswerStatus.CORRECTED, True)
    trees = commune.ask("trồng 5.000 cây phải không")
    assert (trees.status, "3.200" in trees.text) == (AnswerStatus.CORRECTED, True)
    lead = commune.ask("kẻ vẽ tường do công an xã làm phải không")
    assert lead.status is AnswerStatus.CORRECTED
    assert "Phòng Văn hóa - Xã hội" in lead.text


def test_one_plan_is_not_corrected_by_another(province: Desk) -> None:
    assert province.ask("chỉ tiêu đúng hạn là 95% phải không").status is AnswerStatus.ANSWERED


def test_a_joint_lead_is_no_lead_alone(desk: Desk) -> None:
    answer = desk.ask("Thanh tra tỉnh chủ trì nhóm 5 một mình đúng không")
    assert answer.status is AnswerStatus.CORRECTED
    assert "cùng Sở Nội vụ" in answer.text
