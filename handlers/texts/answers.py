"""What stands around an answer: buttons, thanks, and the questions after a thumb down."""

from datetime import date

from handlers.screens import shortened
from handlers.texts.names import day
from services.documents import Place

_LABEL = 48

SEND_FEEDBACK = "Gửi phản ánh"
UP = "👍"
DOWN = "👎"
CHOSEN = " ✓"
WATCH = "Báo khi có văn bản"
WATCHING = "Thôi báo ✓"

WATCH_CORRECTION = "Báo nếu sửa"
ASK_ANEW = "Hỏi lại câu này"

STILL_COMING = " …"

THANKS = "Cảm ơn ông/bà."
WHAT_WAS_WRONG = "Cảm ơn ông/bà. Câu trả lời chưa được ở điểm nào? (không bắt buộc)"
REASONS = {
    "sai": "Sai thông tin",
    "thieu": "Còn thiếu ý",
    "lac": "Không đúng điều tôi hỏi",
    "kho": "Khó hiểu",
}
WRITE_REASON = "Viết lý do"
SKIP_REASON = "Bỏ qua"
PLEASE_WRITE = "Xin viết lý do trong tin nhắn tiếp theo."
REASON_KEPT = "Đã ghi lại, không kèm tên ông/bà. Cảm ơn ông/bà đã góp ý."
REASON_SKIPPED = "Vâng, tôi chỉ ghi đánh giá. Cảm ơn ông/bà."

WATCH_KEPT = (
    "Đã ghi. Khi có văn bản trả lời được, tôi báo tại đây một lần. Tôi giữ việc này đến khi báo "
    "xong, hoặc đến khi ông/bà bấm lại nút này hay gõ /xoa."
)
CORRECTION_KEPT = (
    "Đã ghi. Nếu câu trả lời này được sửa hoặc văn bản đổi, tôi báo tại đây một lần. Bấm lại nút "
    "này hay gõ /xoa để thôi."
)
WATCH_ALREADY = "Việc này đã ghi từ trước. Bấm lại nút này hay gõ /xoa để thôi."
WATCH_ERASED = "Đã xoá. Tôi sẽ không báo nữa."


def outdated(since: date) -> str:
    """Return the warning above an answer that is no longer right."""
    return f"Lưu ý: câu trả lời này đã cũ: từ {day(since)} văn bản hoặc câu trả lời đã được sửa."


def read_passage(path: str) -> str:
    """Return the label of the button that opens a cited place."""
    return f"Xem Điều {path}" if path[:1].isdigit() else f"Xem {path}"


def see_also(place: Place) -> str:
    """Return the label of the button that opens a place of another document beside an answer."""
    name = " ".join(filter(None, (place.name, place.document_name)))
    return shortened(f"Xem thêm: {name}", _LABEL)


def read_on(page: int, pages: int) -> str:
    """Return the label of the button that goes on with a long answer."""
    return f"Xem tiếp ({page}/{pages})"
