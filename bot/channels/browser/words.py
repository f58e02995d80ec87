"""The words of the pages, as the templates put them; what is told to somebody is in `texts`."""

from domain.register import TextState

# On every page.
BRAND = "Trợ lý Công vụ"
CHAT = "Trò chuyện"
SKIP = "Đến nội dung chính"
PAGES = "Các trang"
SHELF = "Văn bản"
SETTINGS = "Cài đặt"
THEME = "Giao diện"
THEME_AUTO = "Theo máy"
THEME_LIGHT = "Sáng"
THEME_DARK = "Tối"
SIZE = "Cỡ chữ"
SIZE_NORMAL = "Vừa"
SIZE_LARGE = "Lớn"
SIZE_LARGEST = "Rất lớn"
NOT_OPENED = "Chưa mở được trang"
TO_CHAT = "Về trang trò chuyện"
TO_SHELF = "Xem các văn bản"

# The chat.
SKIP_TO_WRITING = "Đến ô nhập tin"
CHAT_WITH = "Trò chuyện với"
CONVERSATION = "Cuộc trò chuyện"
MESSAGES = "Tin nhắn"
HELLO = "Xin chào!"
WELCOME = (
    "Hỏi về nhiệm vụ, thời hạn, quy định trong các văn bản đã nạp. Câu trả lời kèm đúng mục, "
    "điểm để đối chiếu; điều gì văn bản không nêu, tôi nói rõ là không có."
)
SUGGESTED = "Ông/bà có thể hỏi, ví dụ:"
FIRST_SCREEN = "Xem các mục chính"
NO_SIGN_UP = "Không cần đăng ký. Trang chỉ nhớ trình duyệt này từ khi ông/bà gửi tin đầu tiên."
NEEDS_SCRIPT = "Trò chuyện cần JavaScript. Không có JavaScript, ông/bà vẫn đọc và tìm được trong"
THE_DOCUMENTS = "các văn bản"
COMMANDS = "Các lệnh"
COMMAND_LIST = "Lệnh"
ATTACH = "Gửi tệp hoặc ảnh"
WRITE = "Nhập câu hỏi"
WRITE_HERE = "Nhập câu hỏi…"
RECORD = "Ghi âm"
SEND = "Gửi"
FORGET = "Quên tôi trên máy này"
KEEP = "Không xoá"
ERASE = "Xoá và quên"

# A demo.
DEMO = "BẢN DÙNG THỬ"
PART = "Vai"
CLOCK = "Đồng hồ:"
MOVE_CLOCK = "Dời đồng hồ"

# The reader's pages.
TRAIL = "Đường dẫn"
SHELF_TOLD = "Đọc toàn bộ, tìm trong từng văn bản; mỗi mục có địa chỉ riêng để gửi cho người khác."
NOTHING_HELD = "Chưa có văn bản nào được nạp."
ISSUER = "Cơ quan ban hành"
ISSUED = "Ngày ban hành"
IN_FORCE = "Hiệu lực từ"
SIGNER = "Người ký"
CONTENTS = "Mục lục"
BACK_TO_CONTENTS = "Về mục lục"
WHOLE = "Xem cả văn bản để in"
PRINT_DOCUMENT = "In văn bản"
PRINT_PAGE = "In trang này"
FIND_IN = "Tìm trong văn bản"
FIND_HINT = "Tìm trong văn bản, có dấu hay không"
FIND = "Tìm"
ADDRESS_OF_PLACE = "Địa chỉ của mục này"
PLACES_HERE = "Các mục trong phần này"
ASK_ABOUT = "Hỏi về mục này"
COPY_ADDRESS = "Chép địa chỉ"
NEIGHBOURS = "Mục trước, mục sau"
PREVIOUS = "Mục trước"
NEXT = "Mục sau"
STATES = {
    TextState.LOADED: "Có toàn văn",
    TextState.DIGEST: "Có bản tóm lược",
    TextState.MISSING: "Được viện dẫn nhưng chưa có",
}
VERBATIM = "Nguyên văn"
DIGEST = "Bản tóm lược, không phải nguyên văn"
INSIDE = "trong"
CITED_BY = "Được dẫn tại"
NOT_HELD = "Có dẫn nhưng chưa nạp"


def places(count: int) -> str:
    """Return how many places there are."""
    return f"{count} mục"


def found(count: int, wanted: str) -> str:
    """Return how often something was found in a document."""
    if not count:
        return f"Không có “{wanted}” trong văn bản này"
    return f"{count} chỗ có “{wanted}”"
