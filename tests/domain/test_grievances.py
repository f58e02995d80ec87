"""What people write of officials is heard as feedback; what they ask of rules stays a question."""

import json
from pathlib import Path
from typing import Any

import pytest

from domain.cases import CaseKind, Conduct
from domain.grievances import FormalKind, formal_kind, is_danger, sounds_like

QUESTIONS = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("text", "conduct"),
    [
        (
            "cán bộ một cửa bảo tôi về ba lần rồi mà không nói thiếu giấy gì",
            Conduct.HARASSMENT,
        ),
        ("Anh tư pháp ở xã quát mẹ tôi trước mặt bao nhiêu bà con", Conduct.ARROGANCE),
        ("can bo dia chinh doi tien moi chiu do dat cho nha toi", Conduct.HARASSMENT),
        ("giấy khai sinh của con tôi nộp hai tháng rồi vẫn chưa trả", Conduct.DELAY),
        ("xã đẩy qua phường, phường đùn đẩy lại, tôi chạy cả tuần", Conduct.AVOIDANCE),
        ("chiều qua anh công an trực say rượu khi tiếp dân", Conduct.ETHICS),
        ("em bị chị ở bộ phận tiếp nhận thái độ quá tệ", Conduct.ARROGANCE),
        ("ho so dat cua toi cham giai quyet tu thang truoc den nay", Conduct.DELAY),
        ("Tôi gọi cho cán bộ văn thư mấy lần không nghe máy", Conduct.AVOIDANCE),
    ],
)
def test_an_experience_with_officials_sounds_like_feedback(text: str, conduct: Conduct) -> None:
    sound = sounds_like(text)
    assert sound is not None
    assert (sound.kind, sound.conduct) == (CaseKind.REPORT, conduct)


@pytest.mark.parametrize(
    "text",
    [
        "Tôi muốn khen chị Hà ở bộ phận một cửa",
        "cảm ơn anh cán bộ địa chính đã giúp gia đình tôi",
        "can bo phuong rat nhiet tinh voi ba con",
    ],
)
def test_praise_is_heard_as_praise(text: str) -> None:
    sound = sounds_like(text)
    assert sound is not None
    assert sound.kind is CaseKind.PRAISE


@pytest.mark.parametrize(
    "text",
    [
        "cán bộ chậm trễ thì bị xử lý thế nào",
        "kế hoạch nói gì về né tránh, đùn đẩy trách nhiệm",
        "gây phiền hà, sách nhiễu người dân vi phạm điều nào",
        "cán bộ có được uống rượu trong giờ làm việc không",
        "tháng này xã tôi có việc gì chưa làm xong",
        "hồ sơ trễ hẹn phải xin lỗi người dân không?",
        "tôi là cán bộ xã, quý này phải báo cáo gì",
        "cảm ơn bạn",
        "xin chào",
        "",
        "cán bộ xã không nhiệt tình",
    ],
)
def test_a_question_of_rules_is_no_feedback(text: str) -> None:
    assert sounds_like(text) is None


def asked() -> list[str]:
    """Return all questions that the tests ask of plans and laws."""
    found: list[str] = []

    def look(value: Any) -> None:
        if isinstance(value, dict):
            found.extend(v for k, v in value.items() if k == "question" and isinstance(v, str))
            for inner in value.values():
                look(inner)
        elif isinstance(value, list):
            for inner in value:
                look(inner)

    for file in [*QUESTIONS.glob("questions/**/*.json"), *QUESTIONS.glob("plans/*.json")]:
        look(json.loads(file.read_text(encoding="utf-8")))
    return found


def test_of_all_questions_that_people_ask_hardly_one_is_mistaken_for_feedback() -> None:
    questions = asked()
    mistaken = [question for question in questions if sounds_like(question)]
    assert len(questions) > 1000
    assert len(mistaken) <= len(questions) // 300, mistaken


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Tôi tố cáo chủ tịch xã nhận hối lộ", FormalKind.DENUNCIATION),
        ("ke toan xa tham o tien ho tro", FormalKind.DENUNCIATION),
        ("tôi không đồng ý quyết định thu hồi đất của xã", FormalKind.COMPLAINT),
        ("làm đơn khiếu nại quyết định xử phạt", FormalKind.COMPLAINT),
        ("cán bộ một cửa hẹn tôi bốn lần", None),
    ],
)
def test_what_the_law_calls_otherwise_is_told(text: str, kind: FormalKind | None) -> None:
    assert formal_kind(text) is kind


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("chồng tôi đang bị đánh ở trụ sở", True),
        ("chay nha roi, goi ai bay gio", True),
        ("cán bộ một cửa hẹn tôi bốn lần", False),
    ],
)
def test_danger_is_noticed(text: str, danger: bool) -> None:
    assert is_danger(text) is danger
