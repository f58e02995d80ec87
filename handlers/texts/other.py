"""Replies to what the bot cannot take."""

_ONLY_TEXT = "Tôi mới đọc được tin nhắn chữ."
_ELSE = "Xin gõ câu hỏi, hoặc xem /help để biết tôi giúp được gì."

# By the field of the Bot API's message: what to do instead.
INSTEAD = {
    "voice": "Xin gõ lại điều ông/bà vừa nói.",
    "audio": "Xin gõ câu hỏi thành chữ.",
    "video_note": "Xin gõ lại điều ông/bà vừa nói.",
    "photo": "Nếu trong ảnh có câu hỏi, xin gõ lại thành chữ.",
    "video": "Xin kể lại bằng chữ điều cần hỏi.",
    "document": "Tôi không mở tệp gửi ở đây; xin gõ điều cần hỏi về tệp.",
    "sticker": _ELSE,
    "contact": "Tôi không lưu danh bạ. Xin gõ câu hỏi.",
    "venue": "Tôi không dùng vị trí. Cần hỏi về xã, phường nào, xin gõ tên.",
    "location": "Tôi không dùng vị trí. Cần hỏi về xã, phường nào, xin gõ tên.",
    "poll": "Tôi không tham gia bình chọn. Xin gõ câu hỏi.",
}
SEND_FEEDBACK = "Gửi phản ánh kèm tệp"
EDITED = "Tôi không đọc lại tin đã sửa. Xin gửi câu đã sửa thành tin nhắn mới."
UNKNOWN_COMMAND = "Tôi không có lệnh này. Xem /help để biết các lệnh đang dùng được."
ONLY_PRIVATE = "Tôi chỉ trả lời trong trò chuyện riêng. Xin bấm vào tên tôi rồi gửi câu hỏi ở đó."
STALE_BUTTON = "Nút này đã cũ hoặc không còn dùng được. Xin hỏi lại hoặc gõ /start."
TOO_MANY = (
    "Ông/bà gửi nhanh hơn tôi trả lời kịp, nên tin này và các tin ngay sau nó tôi chưa nhận. Xin "
    "gửi lại từng tin một; các tin trước đó tôi đã trả lời ở trên."
)


def only_text(kind: str | None) -> str:
    """Return that only text can be read, and what to do instead of what was sent."""
    return f"{_ONLY_TEXT} {INSTEAD.get(kind or '', _ELSE)}"
