"""What stands on receipts and posters."""

from handlers.render.markup import escape

MAKE_POSTER = "Áp phích mã QR nhận phản ánh"
NO_BOT_NAME = (
    "Tôi chưa biết tên của mình trên Telegram nên chưa làm được mã QR. Người quản trị cần chạy bot "
    "trên Telegram một lần."
)
RECEIPT = "Biên nhận phản ánh, kiến nghị"
CODE = "Mã tra cứu"
KEEP_SECRET = "Xin giữ kín: ai có mã này đọc được hồ sơ."
POSTER = "Góp ý về cán bộ, công chức"
POSTER_ABOUT = "Phản ánh · Kiến nghị · Khen ngợi"
POSTER_HOW = "Mở máy ảnh điện thoại, quét mã này rồi bấm “Bắt đầu”. Mất khoảng 2 phút."
POSTER_PROMISE = (
    "Có thể ẩn danh. Người bị phản ánh không xem được hồ sơ. Ông/bà nhận mã để theo dõi đến khi có "
    "trả lời."
)


def how_to_follow(bot_name: str | None) -> str:
    """Return how a case is followed with this receipt."""
    if bot_name is None:
        return "Theo dõi: mở Trợ lý Công vụ, gõ /theodoi rồi gửi mã này."
    return f"Theo dõi: quét mã QR, hoặc mở @{bot_name}, gõ /theodoi rồi gửi mã này."


def poster_link(bot_name: str, unit: str) -> str:
    """Return the link that opens feedback about a unit."""
    return f"https://t.me/{bot_name}?start=pa-{unit}"


def poster_of(unit_name: str) -> str:
    """Return what stands below the picture of a poster."""
    return f"Áp phích của {escape(unit_name)}: in khổ A4, dán nơi tiếp công dân."
