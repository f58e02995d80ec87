"""Nobody's progress is known; the duty to report is."""

from domain.answers import AnswerStatus
from tests.retrieval.asking import Desk, places


def test_who_has_not_reported_is_unknown(desk: Desk) -> None:
    answer = desk.ask("xã nào chưa nộp báo cáo")
    assert answer.status is AnswerStatus.PARTIAL
    assert "không biết" in answer.text
    assert "V.9" in places(answer)


def test_who_has_finished_is_unknown(desk: Desk) -> None:
    answer = desk.ask("sở nội vụ đã làm xong chưa")
    assert answer.status is not AnswerStatus.ANSWERED
    assert "không biết" in answer.text or "chưa có" in answer.text
