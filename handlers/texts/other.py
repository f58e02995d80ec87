"""Replies to what the bot cannot take."""

ONLY_TEXT = (
    "Tôi mới đọc được tin nhắn chữ. Xin gõ câu hỏi, hoặc xem /help để biết tôi giúp được gì."
)
EDITED = "Tôi không đọc lại tin đã sửa. Xin gửi câu đã sửa thành tin nhắn mới."
UNKNOWN_COMMAND = "Tôi không có lệnh này. Xem /help để biết các lệnh đang dùng được."
ONLY_PRIVATE = "Tôi chỉ trả lời trong trò chuyện riêng. Xin bấm vào tên tôi rồi gửi câu hỏi ở đó."
STALE_BUTTON = "Nút này đã cũ hoặc không còn dùng được. Xin hỏi lại hoặc gõ /start."
TOO_MANY = (
    "Ông/bà gửi nhanh hơn tôi trả lời kịp, nên tin này và các tin ngay sau nó tôi chưa nhận. Xin "
    "gửi lại từng tin một; các tin trước đó tôi đã trả lời ở trên."
)
