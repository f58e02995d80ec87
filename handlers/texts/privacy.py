"""What is kept, and forgetting it, in words."""

from handlers.render.markup import bold, italic
from services.conversations import Kept
from services.retention import KeepFor

ERASE = "Xoá cuộc trò chuyện"
YES = "Xoá"
NO = "Không xoá"
LEFT = "Vâng, tôi giữ nguyên."

FILE = "Tải dữ liệu của tôi"
DO_NOT_REMEMBER = "Đừng nhớ câu hỏi"
REMEMBER = "Nhớ câu hỏi nối tiếp"
ERASE_ALL = "Xoá mọi thứ về tôi"
ERASE_ALL_YES = "Xoá hết"

FILE_NAME = "du-lieu-cua-toi.json"
FILE_CAPTION = (
    "Mọi điều hệ thống đang giữ dưới tài khoản này của ông/bà. Xin giữ tệp cẩn thận: trong tệp, "
    "nội dung không còn mã hoá."
)
NOTHING_KEPT = "Hệ thống không giữ gì dưới tài khoản này."

REMEMBERS = "Từ nay tôi nhớ các câu ông/bà vừa hỏi trong một ngày, để hiểu câu hỏi nối tiếp."
DOES_NOT = (
    "Đã xoá các câu đang nhớ, và từ nay tôi không nhớ câu hỏi của ông/bà nữa. Vì vậy câu hỏi nối "
    "tiếp như “thế ai phối hợp?” cần được hỏi đủ ý. Gõ /rieng_tu để đổi lại."
)

FIRST_NOTICE = italic(
    "Tôi giữ rất ít thông tin về ông/bà, đều mã hoá; xem và xoá ở /rieng_tu. "
    "Xin đừng gửi bí mật nhà nước."
)
FIRST_NOTICE_ON_TELEGRAM = italic(
    "Tôi giữ rất ít thông tin về ông/bà, đều mã hoá; xem và xoá ở /rieng_tu. Tin nhắn với bot đi "
    "qua máy chủ Telegram ở nước ngoài: xin đừng gửi bí mật nhà nước."
)


def sure(*, keeps_history: bool) -> str:
    """Return the question before erasing, and what becomes of the messages on the screen."""
    here = "các câu đã hỏi, việc đang nói dở, nơi báo lại"
    if keeps_history:
        return f"Xoá {here} và mọi tin nhắn của ông/bà ở đây? Việc này không hoàn lại được."
    return (
        f"Xoá {here} của ông/bà khỏi hệ thống? Việc này không hoàn lại được.\n"
        "Tin nhắn trên màn hình này do Telegram giữ; ông/bà tự xoá trong ứng dụng."
    )


def sure_of_all(*, keeps_history: bool) -> str:
    """Return the question before a person is erased whole."""
    end = (
        "Việc này không hoàn lại được; lần sau viết cho tôi, ông/bà là người mới. Bản sao lưu cũ "
        "được xoá dần theo hạn của cơ quan, và nếu phải dùng lại thì phần của ông/bà bị xoá ngay."
    )
    what = "địa chỉ trò chuyện, các câu đã hỏi, việc nói dở, nơi báo lại, vai trò (nếu có)"
    if keeps_history:
        return f"Xoá {bold('mọi thứ')} về ông/bà: {what}, và mọi tin nhắn ở đây? {end}"
    return (
        f"Xoá {bold('mọi thứ')} về ông/bà khỏi hệ thống: {what}? {end}\n"
        "Tin nhắn trên màn hình này do Telegram giữ; ông/bà tự xoá trong ứng dụng."
    )


def forgotten(count: int) -> str:
    """Return what was done."""
    if count == 0:
        return "Không còn gì để xoá: hệ thống không giữ câu hỏi nào của ông/bà."
    return f"Đã xoá {count} mục. Tôi không còn nhớ các câu ông/bà đã hỏi."


def erased(count: int) -> str:
    """Return that a person was erased whole."""
    return f"Đã xoá hết ({count} mục). Hệ thống không còn biết ông/bà là ai."


def notice(kept: Kept, keep: KeepFor, *, remembers: bool, telegram: bool) -> str:
    """Return what is kept about the reader, with today's numbers: why, how long, who reads it."""
    memory = (
        f"giữ một ngày rồi tự xoá, để hiểu câu hỏi nối tiếp: {kept.questions}"
        if remembers
        else "không giữ, theo ý ông/bà"
    )
    return "\n".join(
        (
            bold("Tôi giữ thông tin gì"),
            "• Địa chỉ trò chuyện này, để trả lời đúng người. Không giữ tên hay số điện thoại của "
            "tài khoản.",
            "• Cán bộ, công chức: họ tên, vai trò và đơn vị, đến khi thôi giữ vai trò; lãnh đạo "
            "đơn vị xem được (/toi).",
            f"• Các câu vừa hỏi: {memory}.",
            "• Nơi báo lại khi có văn bản, kèm câu hỏi, nếu ông/bà bấm nút đó; báo xong thì xoá: "
            f"{kept.watches}.",
            f"• Việc đang nói dở, nhiều nhất {keep.drafts} ngày: {kept.drafts}.",
            "• Tin nhắn: đến khi trả lời xong; không trả lời được thì giữ "
            f"{keep.failed} ngày để sửa lỗi.",
            "• Câu hỏi, câu trả lời và đánh giá được lưu tách khỏi người hỏi, để biên tập viên sửa "
            f"cho đúng; giữ {keep.answers} ngày.",
            "Tất cả đều mã hoá. Không ai đọc theo tên ông/bà; người giữ cả máy chủ lẫn khoá thì về "
            "kỹ thuật có thể mở được.",
            _channel(keep, telegram=telegram),
            "Xin đừng ghi bí mật nhà nước hay thông tin riêng của người khác vào câu hỏi.",
        )
    )


def _channel(keep: KeepFor, *, telegram: bool) -> str:
    if telegram:
        return (
            f"{bold('Telegram')} đặt máy chủ ở nước ngoài và không mã hoá đầu cuối khi nói chuyện "
            "với bot: Telegram đọc được. Nếu ngại, ông/bà hỏi trên trang web của cơ quan."
        )
    return (
        "Ở đây tin nhắn không qua nước ngoài; lịch sử trò chuyện được giữ trên máy chủ của cơ quan "
        f"đến khi ông/bà xoá, hoặc {keep.browsers} ngày không ghé lại."
    )
