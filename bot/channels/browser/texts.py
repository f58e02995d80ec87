"""What this channel tells people; the words of its pages are in `words`."""

SUGGESTIONS = (
    "Nhiệm vụ 2 do ai thực hiện, hạn đến khi nào?",
    "Quý này có việc gì đến hạn?",
    "Ủy ban nhân dân xã phải làm những gì?",
    "Chỉ tiêu mức độ hài lòng là bao nhiêu?",
    "Sở Nội vụ chủ trì những nhiệm vụ nào?",
)

# Words for the script: it holds none of its own.
SCRIPT = {
    "me": "Ông/bà",
    "bot": "Trợ lý",
    "today": "Hôm nay",
    "yesterday": "Hôm qua",
    "sending": "Đang gửi…",
    "unsent": "Chưa gửi được. Tin sẽ tự gửi lại khi có mạng.",
    "refused": "Không gửi được.",
    "again": "Gửi lại",
    "drop": "Bỏ",
    "offline": "Mất kết nối. Ông/bà cứ viết, tin sẽ gửi khi có mạng.",
    "connecting": "Đang nối lại…",
    "typing": "Trợ lý đang trả lời",
    "older": "Tin cũ hơn",
    "newer": "Xuống tin mới",
    "too_large": "Tệp lớn quá 20 MB nên không gửi được.",
    "empty_file": "Tệp rỗng nên không gửi được.",
    "too_long": "Tin dài quá 4.096 ký tự. Xin chia thành nhiều tin.",
    "uploading": "Đang gửi tệp",
    "cancel": "Huỷ",
    "picture": "Ảnh",
    "voice": "Ghi âm",
    "download": "Tải về",
    "forget_sure": (
        "Xoá cuộc trò chuyện và mọi tệp ông/bà đã gửi, rồi quên trình duyệt này? Việc này không "
        "hoàn lại được."
    ),
    "record": "Ghi âm",
    "recording": "Đang ghi âm. Bấm lần nữa để gửi",
    "no_microphone": "Không dùng được micrô. Xin cho phép trang này dùng micrô rồi thử lại.",
    "failed": "Chưa làm được. Xin thử lại.",
}

# Refusals, by what they are about.
BUSY = "Ông/bà gửi hơi nhanh. Xin đợi {seconds} giây rồi gửi tiếp; tin vừa viết vẫn còn."
TOO_LARGE = "Tệp lớn quá 20 MB nên không gửi được. Xin chọn tệp nhỏ hơn."
TOO_LONG = "Tin dài quá 4.096 ký tự. Xin chia thành nhiều tin."
EMPTY = "Tin chưa có nội dung."
MANY_FILES = "Đang có nhiều tệp gửi lên cùng lúc. Xin đợi ít phút rồi gửi lại."
TOO_SLOW = "Đường truyền quá chậm nên chưa nhận được. Xin gửi lại."
EMPTY_FILE = "Tệp rỗng nên không gửi được."
STALE_PAGE = "Trang này đã cũ. Xin tải lại trang rồi làm tiếp."
BUTTON_GONE = "Nút này vừa đổi. Xin xem lại tin nhắn rồi bấm."
UNREADABLE = "Yêu cầu không đúng dạng nên không nhận được."
WRONG_HOST = "Địa chỉ này không phải của trang."
NOT_FOUND = "Không có trang này."
NO_DOCUMENT = "Không có văn bản này."
NO_PLACE = "Văn bản này không có mục “{path}”."
NO_FILE = "Không có tệp này trong cuộc trò chuyện của ông/bà."
STORAGE_BUSY = "Hệ thống đang bận. Xin thử lại sau ít phút."
UNEXPECTED = "Xin lỗi, trang gặp lỗi. Xin thử lại; nếu vẫn lỗi, xin báo người quản trị mã {code}."
MANY_WINDOWS = "Đang mở quá nhiều cửa sổ. Xin đóng bớt rồi tải lại trang."

DEMO_PARTS = {
    "dan": "Người dân",
    "can-bo": "Cán bộ",
    "lanh-dao": "Lãnh đạo",
    "bien-tap": "Biên tập",
}
DEMO_MOVES = {"1h": "+1 giờ", "1d": "+1 ngày", "7d": "+1 tuần"}

# What a command without a page says.
NO_PUBLIC_ADDRESS = (
    "--public-url: chưa đặt. Khi mở ra ngoài máy này, cần địa chỉ https:// mà người dùng gõ."
)
BAD_PUBLIC_ADDRESS = "--public-url: phải là địa chỉ https://tên-miền, không có đường dẫn."
DEMO_IS_LOCAL = "--demo chỉ dùng trên chính máy này (127.0.0.1)."
DEMO_HAS_PEOPLE = (
    "cơ sở dữ liệu này có người dùng thật nên không chạy --demo được; hãy dùng VAR_DIR khác."
)
IS_DEMO = (
    "cơ sở dữ liệu này đã đánh dấu là bản dùng thử nên không phục vụ người thật được; hãy dùng "
    "VAR_DIR hoặc DATABASE_URL khác."
)
PORT_TAKEN = (
    "cổng {port} đang có chương trình khác dùng; chọn cổng khác bằng --port, với ./run demo thì "
    "bằng PORT."
)
OPEN_AT = "Mở {address} trong trình duyệt. Ctrl-C để dừng."
