"""What people read when something went wrong."""

DOCUMENT_GONE = "Văn bản này không còn trong hệ thống. Xem /vanban để biết văn bản đang có."
PLACE_GONE = "Văn bản đã được cập nhật và không còn mục này. Xin mở lại từ /vanban hoặc hỏi lại."
ANSWER_GONE = "Câu trả lời này không còn được lưu. Xin hỏi lại."
KNOWLEDGE_BROKEN = (
    "Kho văn bản đang có lỗi nên tôi chưa trả lời được. Người quản trị đã có chi tiết trong nhật "
    "ký. Xin thử lại sau."
)
NOT_ALLOWED = "Vai trò hiện nay của ông/bà không làm được việc này. Gõ /toi để xem vai trò đang có."
ROLE_GONE = "Vai trò này đã kết thúc từ trước. Gõ /toi để xem vai trò đang có."
UNIT_GONE = "Không còn đơn vị này trong hệ thống. Xin chọn lại từ /thamgia."
APPENDIX_ALONE = (
    "Tệp chỉ là phụ lục của một văn bản chưa có toàn văn ở đây. Xin gửi toàn văn văn bản đó trước."
)
ANOTHER_HELD = "Mã này đang là của một văn bản khác. Xin nạp với mã khác."
BUSY = "Hệ thống đang bận. Xin gửi lại sau ít phút."


def unexpected(code: str) -> str:
    """Return an apology with the code under which the fault was logged."""
    return (
        "Xin lỗi, tôi gặp lỗi nên chưa trả lời được. Xin thử lại; nếu vẫn lỗi, xin báo người quản "
        f"trị mã {code}."
    )
