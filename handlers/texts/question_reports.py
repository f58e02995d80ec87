"""The report on questions, in words."""

from domain.answers import AnswerStatus
from domain.editing import Deed
from handlers.texts.names import day
from services.question_reports import QuestionReport

STATUSES = {
    AnswerStatus.ANSWERED: "Trả lời được",
    AnswerStatus.CORRECTED: "Đính chính",
    AnswerStatus.PARTIAL: "Một phần",
    AnswerStatus.REFUSED: "Không có",
}
DEEDS = {
    Deed.LINKED.value: "gắn đoạn",
    Deed.SYNONYM.value: "thêm cách nói",
    Deed.HANDED.value: "chuyển đơn vị",
    Deed.DISMISSED.value: "bỏ qua",
}
HANDED = {
    "open": "Đang ở đơn vị",
    "replied": "Đơn vị đã trả lời",
    "back": "Đơn vị trả lại",
}
FILE_NAME = "cau-hoi-{first}-{last}.xlsx"
NOTHING = "Trong khoảng này chưa có câu hỏi nào."


def title(report: QuestionReport) -> str:
    """Return what the report is on."""
    return f"Câu hỏi từ {day(report.first)} đến {day(report.last)}"


def caption(report: QuestionReport) -> str:
    """Return what stands under the files."""
    bad = len(report.groups)
    return f"{title(report)}: {report.asked} câu, {bad} nhóm chưa trả lời tốt."
