"""Signing in with an authenticator app, in words."""

SEND_BOTH = (
    "Xin gửi mã số đăng nhập (8 chữ số) và mã 6 chữ số đang hiện trong ứng dụng xác thực, cách "
    "nhau một dấu cách. Ví dụ: 12345678 123456."
)
CONFIRMED = (
    "Đã cài xong. Khi không dùng được Telegram, mở bot trong trình duyệt, gõ /dangnhap rồi gửi mã "
    "số đăng nhập và mã trong ứng dụng."
)


def setup(number: str, secret: str) -> str:
    """Return how an authenticator app is set up."""
    return (
        f"Mã số đăng nhập: <code>{number}</code> – xin ghi lại.\n"
        "Quét ảnh này bằng ứng dụng xác thực (hoặc gõ khoá "
        f"<code>{secret}</code>), rồi gửi mã 6 chữ số đang hiện ở đó.\n"
        "Xin đừng đưa ảnh này cho ai."
    )
