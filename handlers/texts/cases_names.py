"""Opening names that are kept for the custodian, in words."""

from datetime import tzinfo

from handlers.render.markup import bold, escape
from handlers.texts.people import moment
from services.case_custody import BoxedName, NameRequest

OPEN = "Xem yêu cầu"
APPROVE, DECLINE, HAND_OVER = "Đồng ý mở", "Không đồng ý", "Nhận phong bì"
NAMES = "Yêu cầu mở tên"
NOTHING = "Không có yêu cầu mở tên nào đang chờ ông/bà."
APPROVED = "Đã đồng ý. Người giữ khoá danh tính được báo."
DECLINED = "Đã ghi là không đồng ý. Tên vẫn niêm phong."


def asked(request: NameRequest, zone: tzinfo) -> str:
    """Return a request to open a name: of which case, since when, and why."""
    at = moment(request.asked_at.astimezone(zone))
    return f"{bold(request.number)} · xin mở tên, {at}\nLý do: {escape(request.reason)}"


def boxed(name: BoxedName) -> str:
    """Return the sealed name with what the custodian does to open it."""
    return (
        f"Phong bì tên của {bold(name.number)}:\n<code>{escape(name.boxed)}</code>\n\n"
        "Tôi không mở được phong bì này. Trên máy không nối mạng, dùng tờ phục hồi và lệnh "
        "<code>congvu admin open-name</code>. Việc ông/bà nhận phong bì đã được ghi nhật ký."
    )
