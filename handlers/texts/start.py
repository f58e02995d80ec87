"""The first screen, help, and what is kept."""

from collections.abc import Sequence

from handlers.render.markup import bold, escape

ASK = "Hỏi một câu"
DEADLINES = "Việc và thời hạn"
TASKS = "Nhiệm vụ"
TARGETS = "Chỉ tiêu"
DOCUMENTS = "Văn bản"
STUDY = "Học 5 phút"
SEND_FEEDBACK = "Gửi phản ánh"
FOLLOW = "Theo dõi phản ánh"
KEPT = "Tôi giữ thông tin gì"

_SHOWN = 3

HOW_TO_ASK = (
    "Xin gõ câu hỏi như khi nói chuyện, có dấu hay không dấu đều được. Ví dụ:\n"
    "• Nhiệm vụ 2 do ai thực hiện, hạn đến khi nào?\n"
    "• Quý này có việc gì đến hạn?\n"
    "• Ủy ban nhân dân xã phải làm những gì?\n"
    "Hỏi tiếp được ngay, ví dụ: “thế ai phối hợp?”."
)

_HELP = (
    "<b>Tôi giúp được gì</b>\n"
    "Gõ câu hỏi bất kỳ, tôi trả lời theo văn bản đã nạp và ghi rõ mục, điểm. "
    "Điều gì văn bản không nêu, tôi nói là không có.\n\n"
    "/nhiemvu – các nhiệm vụ: ai làm, ai phối hợp, khi nào\n"
    "/chitieu – các chỉ tiêu\n"
    "/han – việc quá hạn, sắp đến hạn, thường xuyên; lọc theo đơn vị\n"
    "/vanban – văn bản đang có và còn thiếu\n"
    "/hoc – học 5 phút mỗi ngày; /nhac để được nhắc, /tiendo để xem tiến độ\n"
    "/thi – bài thi của đơn vị, thi thử; /kiemtra – kiểm tra giấy chứng nhận\n"
    "/phananh – gửi phản ánh, kiến nghị, khen ngợi về cán bộ, công chức; có thể ẩn danh\n"
    "/theodoi – theo dõi, bổ sung, đánh giá bằng mã tra cứu\n"
    "/toi – vai trò và các thiết bị của ông/bà\n"
    "/thamgia – cán bộ, công chức vào đơn vị của mình\n"
    "/lienket – dùng chung một tài khoản trên Telegram và trình duyệt\n"
    "/dangnhap – cán bộ vào bằng ứng dụng xác thực khi không dùng được Telegram\n"
)
_PEOPLE = "/nguoi – người của đơn vị, duyệt và mời\n"
_UNIT = "/hoctap – việc tự học của đơn vị\n"
_QUESTIONS = "/hangdoi – câu hỏi chờ biên tập hoặc chờ đơn vị trả lời\n"
_DESK = "/hoso – bàn làm việc: phản ánh chờ giải quyết; gõ kèm số hồ sơ hoặc từ để tìm\n"
_WEEK = "/tuan – việc của đơn vị trong tuần này\n"
_APP = "/xacthuc – cài ứng dụng xác thực để đăng nhập\n"
_HELP_END = (
    "/rieng_tu – tôi giữ gì về ông/bà; tải về, xoá\n"
    "/xoahoc – tải hoặc xoá dữ liệu học của ông/bà\n"
    "/xoa – xoá cuộc trò chuyện của ông/bà khỏi hệ thống\n"
    "/start – màn hình đầu\n\n"
    "Dưới mỗi câu trả lời có nút mở đúng chỗ trong văn bản và nút 👍 👎 để góp ý."
)


def help_for(
    *,
    is_staff: bool,
    may_see_people: bool,
    has_desk: bool = False,
    leads: bool = False,
    may_see_study: bool = False,
    has_questions: bool = False,
) -> str:
    """Return what can be done, without what the reader's roles do not allow."""
    lines = (
        *((has_desk, _DESK), (leads, _WEEK), (has_questions, _QUESTIONS), (is_staff, _APP)),
        *((may_see_people, _PEOPLE), (may_see_study, _UNIT)),
    )
    return _HELP + "".join(line for is_theirs, line in lines if is_theirs) + _HELP_END


def greeting(held: Sequence[str], missing: Sequence[str]) -> str:
    """Return the first screen: what this is, what it knows and what it does not."""
    parts = [
        f"Xin chào! Tôi là {bold('Trợ lý Công vụ')}. Tôi trả lời về nhiệm vụ, thời hạn và quy "
        "định trong các văn bản đã nạp, kèm đúng mục, điểm để đối chiếu.",
        f"{bold('Đang có:')} {escape(_some(held))}." if held else "Hiện chưa có văn bản nào.",
    ]
    if missing:
        parts.append(f"{bold('Chưa có toàn văn:')} {escape(_some(missing))}.")
    parts.append("Điều gì văn bản không nêu, tôi nói rõ là không có.")
    return "\n".join(parts)


def _some(names: Sequence[str]) -> str:
    shown = "; ".join(names[:_SHOWN])
    rest = len(names) - _SHOWN
    return f"{shown}; và {rest} văn bản khác (xem /vanban)" if rest > 0 else shown
