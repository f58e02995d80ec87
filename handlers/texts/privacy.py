"""What is kept, and forgetting it, in words."""

from handlers.render.markup import bold

ERASE = "Xoá cuộc trò chuyện"
YES = "Xoá"
NO = "Không xoá"
LEFT = "Vâng, tôi giữ nguyên."


def sure(*, keeps_history: bool) -> str:
    """Return the question before erasing, and what becomes of the messages on the screen."""
    here = "các câu đã hỏi, việc đang nói dở, nơi báo lại"
    if keeps_history:
        return f"Xoá {here} và mọi tin nhắn của ông/bà ở đây? Việc này không hoàn lại được."
    return (
        f"Xoá {here} của ông/bà khỏi hệ thống? Việc này không hoàn lại được.\n"
        "Tin nhắn trên màn hình này do Telegram giữ; ông/bà tự xoá trong ứng dụng."
    )


def forgotten(count: int) -> str:
    """Return what was done."""
    if count == 0:
        return "Không còn gì để xoá: hệ thống không giữ câu hỏi nào của ông/bà."
    return f"Đã xoá {count} mục. Tôi không còn nhớ các câu ông/bà đã hỏi."


def notice(questions: int, drafts: int, watches: int) -> str:
    """Return what is kept about the reader, with today's numbers."""
    return (
        f"{bold('Tôi giữ thông tin gì')}\n"
        "• Địa chỉ trò chuyện này, mã hoá, để trả lời đúng người. Người dân: không giữ tên hay số "
        "điện thoại.\n"
        "• Cán bộ, công chức: họ tên (mã hoá), vai trò và đơn vị, đến khi thôi giữ vai trò; lãnh "
        "đạo đơn vị xem được (/toi).\n"
        f"• Các câu vừa hỏi, mã hoá, tự xoá sau một ngày, để hiểu câu hỏi nối tiếp: {questions}.\n"
        "• Nơi báo lại khi có văn bản, kèm câu hỏi, mã hoá, nếu ông/bà bấm nút đó; báo xong thì "
        f"xoá: {watches}.\n"
        f"• Việc đang nói dở, mã hoá: {drafts}.\n"
        "• Câu hỏi, câu trả lời và đánh giá được lưu tách khỏi người hỏi, mã hoá, để biên tập "
        "viên sửa cho đúng.\n"
        "Xin đừng ghi bí mật nhà nước hay thông tin riêng của người khác vào câu hỏi."
    )
