"""What the parts of a case are called in what people read."""

from datetime import datetime

from domain.cases import CaseKind, CaseState, Conduct, Identity, SubjectKind
from handlers.texts.names import day

KINDS = {
    CaseKind.REPORT: "Phản ánh",
    CaseKind.PROPOSAL: "Kiến nghị",
    CaseKind.PRAISE: "Khen ngợi",
}
CONDUCTS = {
    Conduct.AVOIDANCE: "Né tránh, đùn đẩy trách nhiệm",
    Conduct.HARASSMENT: "Gây phiền hà, sách nhiễu",
    Conduct.DELAY: "Chậm trễ",
    Conduct.ARROGANCE: "Quan liêu, hách dịch, cửa quyền",
    Conduct.ETHICS: "Vi phạm đạo đức công vụ",
    Conduct.OTHER: "Việc khác",
}
IDENTITIES = {
    Identity.ANONYMOUS: "Ẩn danh",
    Identity.SEALED: "Chỉ người giữ bí mật biết tên",
    Identity.NAMED: "Nêu tên",
}
SUBJECTS = {
    SubjectKind.OFFICIAL: "Một cán bộ, công chức",
    SubjectKind.POSITION: "Bộ phận, chức danh",
    SubjectKind.UNIT: "Cả đơn vị",
    SubjectKind.UNKNOWN: "Không biết ai",
}
HEAD = "Người đứng đầu đơn vị"
STATES = {
    CaseState.RECEIVED: "đã tiếp nhận, chờ nơi xử lý xác nhận",
    CaseState.TRANSFERRED: "đã chuyển đến nơi có trách nhiệm",
    CaseState.ACKNOWLEDGED: "nơi xử lý đã nhận",
    CaseState.ASKED: "đang chờ ông/bà trả lời thêm",
    CaseState.IN_WORK: "đang giải quyết",
    CaseState.ANSWERED: "đã có trả lời",
    CaseState.RATED: "đã có trả lời, ông/bà đã đánh giá",
    CaseState.REOPENED: "đã mở lại, chờ xem xét lại",
    CaseState.REFUSED: "không thụ lý, có nêu lý do",
    CaseState.MERGED: "được giải quyết chung với hồ sơ cùng nội dung",
    CaseState.CLOSED: "đã kết thúc",
}
FILES = {"photo": "ảnh", "document": "tài liệu", "voice": "ghi âm", "video": "video"}
PROVINCE = "cấp tỉnh"
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def moment(at: datetime) -> str:
    """Return a moment as offices say it: 16:30 thứ Năm, 3/12/2026."""
    return f"{at:%H:%M} {_WEEKDAYS[at.weekday()]}, {day(at.date())}"


def counted(kinds: list[str]) -> str:
    """Return how many files of which kinds there are: 3 ảnh, 1 ghi âm."""
    many = [(kinds.count(kind), name) for kind, name in FILES.items()]
    return ", ".join(f"{count} {name}" for count, name in many if count)
