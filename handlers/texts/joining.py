"""Joining, inviting and tying devices, in words."""

from datetime import date, datetime

from domain.codes import shown
from domain.errors import CodeFault
from domain.roles import Role
from handlers.render.markup import bold, escape
from handlers.texts.people import moment, role_name, role_of, until_words

HAVE_CODE = "Tôi có mã mời"
ASK_UNIT = "Xin tham gia đơn vị"
STOP = "Thôi"
TAKE_BACK = "Rút yêu cầu"
APPROVE = "Duyệt"
DECLINE = "Từ chối"
CUT_OFF_NOW = "Không phải tôi – ngắt ngay"

HOW_TO_JOIN = (
    "Ông/bà là cán bộ, công chức? Có hai cách:\n"
    "• Có mã mời (hoặc ảnh mã QR) do đơn vị đưa: bấm “Tôi có mã mời”.\n"
    "• Chưa có mã: xin tham gia, lãnh đạo đơn vị sẽ duyệt ngay trong trò chuyện.\n"
    "Người dân không cần làm bước này; xin cứ đặt câu hỏi."
)
SEND_CODE = (
    "Xin gửi mã (ví dụ K7QM-2XHD-9RTA-4WNF). Viết hoa hay thường, có gạch hay không đều được."
)
WHICH_UNIT = "Ông/bà làm việc ở đơn vị nào? Xin gõ tên, ví dụ: phường Tuy Hoà, Sở Nội vụ."
NO_UNIT = "Tôi không thấy đơn vị nào tên như vậy. Xin gõ lại tên xã, phường hoặc sở."
CHOOSE_UNIT = "Xin chọn đơn vị:"
YOUR_NAME = "Xin cho biết họ và tên để người duyệt nhận ra ông/bà."
NAME_AFTER_JOINING = "Xin cho biết họ và tên để lãnh đạo đơn vị nhận ra ông/bà trong danh sách."
NOT_A_NAME = "Tôi chưa đọc được họ tên này. Xin chỉ gõ họ và tên, ví dụ: Nguyễn Văn A."
STOPPED = "Vâng, khi nào cần ông/bà gõ /toi."
TAKEN_BACK = "Đã rút yêu cầu tham gia."
NO_REQUEST = "Không có yêu cầu nào đang chờ."
LINKED_HERE = (
    "Đã nối. Từ nay ông/bà dùng chung một tài khoản ở cả hai nơi. Các câu đã hỏi ở đây trước khi "
    "nối được xoá khỏi trí nhớ của tôi."
)
GONE = "Yêu cầu này đã có người xử lý hoặc đã chuyển cho người khác."

CODES = {
    CodeFault.UNKNOWN: "Mã này không đúng. Xin xem lại từng chữ rồi gửi lại.",
    CodeFault.USED: "Mã này đã được dùng rồi. Mỗi mã chỉ dùng một lần; xin đơn vị cấp mã mới.",
    CodeFault.EXPIRED: "Mã này đã hết hạn. Xin đơn vị cấp mã mới.",
    CodeFault.WITHDRAWN: "Mã này đã được thu hồi. Xin hỏi lại người đã mời ông/bà.",
    CodeFault.OWN: (
        "Mã này do chính ông/bà tạo ở đây. Xin mở bot trên thiết bị kia, gõ /lienket, bấm “Nhập mã "
        "nối” và gửi mã."
    ),
    CodeFault.STAFF: (
        "Ở đây ông/bà đã có vai trò cán bộ nên không nối vào tài khoản khác được. Xin làm ngược "
        "lại: tạo mã ở đây rồi gửi mã trên thiết bị kia."
    ),
}
TOO_MANY_GUESSES = (
    "Đã có quá nhiều mã sai nên tôi tạm dừng nhận mã từ đây. Xin thử lại sau một giờ."
)


def choose_role(unit_name: str) -> str:
    """Return the question as what somebody works in a unit."""
    return f"Ông/bà làm việc ở {bold(unit_name)} với vai trò nào?"


def sent(role: Role, unit_name: str, told: int) -> str:
    """Return that a request is on its way, or that nobody can decide it yet."""
    head = f"Đã gửi yêu cầu: {bold(role_of(role, unit_name))}."
    if told:
        return f"{head}\nNgười có quyền duyệt đã được báo; có kết quả tôi nhắn ngay."
    return (
        f"{head}\nĐơn vị chưa có người duyệt trong hệ thống. Yêu cầu được giữ lại; xin báo người "
        "quản trị."
    )


def joined(role: Role, unit_name: str | None, until: date | None) -> str:
    """Return the welcome after an invitation was taken up."""
    held = bold(role_of(role, unit_name))
    return (
        f"Đã xác nhận. Ông/bà giữ vai trò {held}{until_words(until)}.\n"
        "Gõ /toi để xem vai trò và các thiết bị của mình."
    )


def named(name: str) -> str:
    """Return that a name was kept."""
    return f"Cảm ơn {escape(name)}. Tôi đã ghi tên, mã hoá khi lưu."


def asked(name: str, role: Role, unit_name: str) -> str:
    """Return what a manager reads of somebody who asks to join."""
    return (
        f"{bold(name)} xin tham gia {bold(unit_name)} với vai trò {escape(role_name(role))}.\n"
        "Chỉ duyệt khi ông/bà biết đúng là người này."
    )


def decided(role: Role, unit_name: str, is_approved: bool) -> str:
    """Return what whoever asked reads of the decision."""
    held = bold(role_of(role, unit_name))
    if is_approved:
        return f"Yêu cầu đã được duyệt: {held}. Gõ /toi để xem, /start để mở các nút chính."
    return f"Yêu cầu {held} không được duyệt. Xin liên hệ lãnh đạo đơn vị nếu có nhầm lẫn."


def you_decided(name: str, is_approved: bool) -> str:
    """Return what whoever decided reads."""
    return f"Đã duyệt {bold(name)}." if is_approved else f"Đã từ chối {bold(name)}."


def invitation(role: Role, unit_name: str | None, code: str, link: str | None, at: datetime) -> str:
    """Return an invitation to hand on, with how it is used and until when."""
    way = f"Mở đường dẫn {escape(link)} hoặc vào bot" if link else "Vào bot"
    return (
        f"Mã mời: <code>{shown(code)}</code>\n"
        f"Vai trò: {escape(role_of(role, unit_name))}\n"
        f"{way}, gõ /thamgia rồi gửi mã. Dùng một lần, đến {moment(at)}. "
        "Xin chỉ đưa cho đúng người."
    )


def link_code(code: str, at: datetime) -> str:
    """Return a code that ties another device."""
    return (
        f"Mã nối thiết bị: <code>{shown(code)}</code>\n"
        "Trên thiết bị kia (Telegram hoặc trình duyệt), gõ /lienket, bấm “Nhập mã nối” rồi gửi mã "
        f"này trước {at:%H:%M}. Ai có mã này vào được tài khoản của ông/bà: xin đừng đưa ai."
    )


def linked_elsewhere() -> str:
    """Return the warning on the other devices that one more was tied."""
    return (
        "Một thiết bị mới vừa nối vào tài khoản của ông/bà. Nếu không phải ông/bà làm, xin ngắt "
        "ngay."
    )


def role_ended(role: Role, unit_name: str | None) -> str:
    """Return what somebody reads whose role was ended."""
    return (
        f"Vai trò {bold(role_of(role, unit_name))} của ông/bà đã kết thúc. Ông/bà vẫn hỏi tôi được "
        "như mọi người."
    )
