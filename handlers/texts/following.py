"""Following a case, in words: where it stands, what was said, what may be done."""

from collections.abc import Callable, Sequence
from datetime import datetime

from domain.cases import CaseKind, CaseState, LineKind, Move
from handlers.render.markup import bold, escape, italic
from handlers.screens import shortened
from handlers.texts.case_names import CONDUCTS, KINDS, PROVINCE, STATES, counted
from services.cases import Line, OwnCase, SenderView, Summary

SAVE_RECEIPT = "Lưu mã bằng ảnh"
ADD, REPLY, FOLLOW = "Bổ sung", "Trả lời", "Theo dõi"
REOPEN = "Chưa giải quyết, mở lại"
AGREE, DECLINE = "Đồng ý", "Không đồng ý"
CUT = "Không gắn hồ sơ với tài khoản này"
SURE, KEEP = "Đồng ý bỏ gắn", "Giữ như cũ"
BY_CODE = "Nhập mã tra cứu"
SEND_FILES = "Gửi tệp này"
NO_REASON = "Gửi, không kèm lý do"
STOP = "Thôi"
SEE_CASE = "Xem hồ sơ"

HOW_TO_FOLLOW = (
    "Xin gửi mã tra cứu (17 chữ và số, ví dụ K7QM-2XHD-9RTA-4WNF-5). Chữ hoa, chữ thường, có gạch "
    "hay không đều được."
)
NO_OWN_CASES = "Tài khoản này chưa gắn với hồ sơ nào."
STOPPED = "Vâng. Gõ /theodoi khi cần xem hồ sơ."
MISTYPED = (
    "Mã này gõ sai một chữ, hoặc hai chữ đổi chỗ cho nhau. Xin xem lại ảnh hoặc tin đã lưu "
    "rồi gõ lại."
)
CASE_GONE = "Hồ sơ này đã hết thời gian lưu hoặc không gắn với tài khoản này. Xin gửi mã tra cứu."
NO_CUSTODIAN = "Tỉnh chưa lập khoá giữ bí mật nên chưa chọn được cách này. Xin chọn cách khác."
FILE_GONE = "Tệp này không còn. Xin gửi lại tệp."
WRITE_MORE = "Xin viết điều cần bổ sung, hoặc gửi ảnh, tài liệu, ghi âm."
WRITE_REPLY = "Xin viết câu trả lời, hoặc gửi ảnh, tài liệu, ghi âm."
WHY_REOPEN = "Xin viết điều còn chưa được giải quyết. Hồ sơ mở lại được một lần."
HAS_FILE = "Đã nhận tệp. Xin viết một câu về tệp này, hoặc bấm “Gửi tệp này”."
SURE_TO_CUT = (
    "Bỏ gắn hồ sơ với tài khoản này? Tôi sẽ không báo tin nữa và /theodoi không còn liệt kê; chỉ "
    "còn "
    "mã tra cứu mở được hồ sơ."
)
WAS_CUT = "Đã bỏ gắn. Từ nay chỉ mã tra cứu mở được hồ sơ này."
THANKS_FOR_RATING = "Cảm ơn ông/bà đã đánh giá."
LOOKED_AT_AGAIN = "Vì ông/bà chưa hài lòng, người khác (không phải người đã xử lý) sẽ xem lại."
ALREADY_RATED = "Hồ sơ này ông/bà đã đánh giá rồi, nên tôi giữ điểm đã cho."
ALREADY_REOPENED = (
    "Hồ sơ này đã được mở lại một lần nên không mở thêm được. Có thể gửi phản ánh mới."
)
NOT_NOW = "Hồ sơ đã chuyển sang bước khác nên việc này không làm được nữa. Bấm “Xem hồ sơ”."
AGREED = "Đã ghi ý kiến: ông/bà đồng ý cho người liên quan đọc bản tóm tắt."
DECLINED = "Đã ghi ý kiến: ông/bà không đồng ý. Nơi xử lý sẽ không chuyển bản tóm tắt."
ADDED = "Đã ghi vào hồ sơ và báo nơi xử lý."
REOPENED = "Đã mở lại hồ sơ. Nơi xử lý và lãnh đạo của họ được báo."
ONLY_WORDS = "Ở bước này xin viết bằng chữ."
ONLY_OF_FILES = "Ở bước này xin gửi chữ, ảnh, tài liệu, ghi âm hoặc video."
_WHO = {
    LineKind.ADDITION: "Ông/bà bổ sung",
    LineKind.QUESTION: "Nơi xử lý hỏi",
    LineKind.REPLY: "Ông/bà trả lời",
    LineKind.SUMMARY: "Nơi xử lý xin ý kiến",
    LineKind.APOLOGY: "Lời xin lỗi",
    LineKind.ANSWER: "Trả lời",
    LineKind.REFUSAL: "Lý do không thụ lý",
    LineKind.TRANSFER: "Lý do chuyển",
    LineKind.RATING: "Lý do đánh giá",
    LineKind.REOPENING: "Lý do mở lại",
}
_STEPS = {
    Move.ACKNOWLEDGE: "Nơi xử lý đã nhận hồ sơ và bắt đầu xem xét.",
    Move.TAKE: "Đã có người nhận giải quyết hồ sơ.",
    Move.ASK: "Nơi xử lý cần hỏi thêm. Thời hạn tạm dừng đến khi ông/bà trả lời.",
    Move.REQUEST_EXPLANATION: "Nơi xử lý xin ông/bà đồng ý cho người liên quan đọc bản tóm tắt "
    "này.",
    Move.EXTEND: "Nơi xử lý hẹn lại thời hạn trả lời.",
    Move.APOLOGISE: "Hồ sơ bị trễ hạn. Nơi xử lý xin lỗi ông/bà.",
    Move.ANSWER: "Đã có trả lời.",
    Move.REFUSE: "Nơi xử lý không thụ lý hồ sơ này.",
    Move.TRANSFER: "Hồ sơ đã chuyển đến nơi có trách nhiệm.",
    Move.MERGE: "Hồ sơ được giải quyết chung với hồ sơ cùng nội dung.",
    Move.REOPEN: "Hồ sơ được mở lại để xem xét.",
    Move.REVIEW: "Đã có người xem lại hồ sơ.",
    Move.CLOSE: "Hồ sơ đã kết thúc. Nơi nhận tin của ông/bà đã được xoá.",
}
_SHOWN, _LETTERS = 4, 700

Shown = Callable[[datetime], str]


def case(view: SenderView, shown: Shown) -> str:
    """Return a case as its sender reads it; `shown` writes moments."""
    about = CONDUCTS[view.conduct] if view.kind is CaseKind.REPORT else view.unit_name or ""
    lines = [f"{bold(view.number)} · {KINDS[view.kind]}" + (f" · {escape(about)}" if about else "")]
    lines.append(f"Tình trạng: {bold(STATES[view.state])}.")
    lines.append(f"Nơi xử lý: {escape(view.office_name or PROVINCE)}.")
    lines += [escape(line) for line in _timing(view, shown)]
    lines.append(f"Nội dung: “{escape(shortened(view.content.what, 300))}”")
    if view.content.files:
        lines.append(f"Tệp kèm: {counted([file.kind for file in view.content.files])}.")
    hidden = len(view.lines) - _SHOWN
    if hidden > 0:
        lines.append(italic(f"(còn {hidden} tin cũ hơn)"))
    lines += [line_text(line, shown) for line in view.lines[-_SHOWN:]]
    if view.rating is not None:
        lines.append(f"Ông/bà chấm: {bold(f'{view.rating}/5')}.")
    elif Move.RATE in view.may:
        lines.append("Ông/bà hài lòng đến mức nào? (1: rất không hài lòng, 5: rất hài lòng)")
    return "\n".join(lines)


def _timing(view: SenderView, shown: Shown) -> list[str]:
    timing = view.timing
    lines = [f"Gửi lúc {shown(timing.received_at)}."]
    if timing.paused_since is not None:
        lines.append("Thời hạn đang tạm dừng, chờ ông/bà trả lời.")
    elif view.state in _WITHOUT_DUE:
        pass
    elif timing.late_since is not None:
        lines.append(f"Đã quá hạn từ {shown(timing.late_since)}.")
    elif timing.due_at is not None:
        lines.append(f"Phải trả lời trước {shown(timing.due_at)}.")
    if timing.answered_at is not None and timing.late_since is not None:
        lines.append("Trả lời sau hạn.")
    return lines


_WITHOUT_DUE = frozenset(
    {CaseState.ANSWERED, CaseState.RATED, CaseState.REFUSED, CaseState.MERGED, CaseState.CLOSED}
)


def line_text(line: Line, shown: Shown) -> str:
    """Return one thing that was said in a case."""
    said = escape(shortened(line.text, _LETTERS)) if line.text else ""
    parts = [f"• {bold(_WHO[line.kind])} ({shown(line.at)}): {said}".rstrip(": ")]
    if line.proof:
        parts.append(f"  Minh chứng: {escape(shortened(line.proof, _LETTERS))}")
    if line.next_step:
        parts.append(f"  Bước tiếp theo: {escape(shortened(line.next_step, _LETTERS))}")
    if line.files:
        parts.append(f"  Tệp: {counted([file.kind for file in line.files])}.")
    return "\n".join(parts)


def step(move: Move, view: SenderView, line: Line | None, shown: Shown) -> str:
    """Return what a sender is told when something happened to their case."""
    head = _STEPS.get(move, f"Hồ sơ {STATES[view.state]}.")
    lines = [f"{bold(view.number)}: {escape(head)}"]
    if line is not None:
        lines.append(line_text(line, shown))
    if move in (Move.TRANSFER, Move.ACKNOWLEDGE):
        lines.append(f"Nơi xử lý: {escape(view.office_name or PROVINCE)}.")
    if move in (Move.EXTEND, Move.APOLOGISE, Move.ACKNOWLEDGE) and view.timing.due_at is not None:
        lines.append(f"Phải trả lời trước {escape(shown(view.timing.due_at))}.")
    if Move.RATE in view.may:
        lines.append("Ông/bà hài lòng đến mức nào? (1: rất không hài lòng, 5: rất hài lòng)")
    return "\n".join(lines)


def summary(one: Summary) -> str:
    """Return the summary that waits for the sender's agreement."""
    return (
        f"Nơi xử lý muốn nghe người liên quan giải thích. Người ấy chỉ đọc bản tóm tắt này: "
        f"“{escape(shortened(one.text, 900))}”. Ông/bà đồng ý không?"
    )


def own(cases: Sequence[OwnCase], shown: Shown) -> str:
    """Return the list of one's own cases."""
    lines = [bold("Hồ sơ gắn với tài khoản này")]
    for one in cases:
        place = f" · {one.unit_name}" if one.unit_name else ""
        lines.append(f"• {bold(one.number)}{escape(place)}: {STATES[one.state]}")
    lines.append("Hồ sơ khác: xin gửi mã tra cứu.")
    return "\n".join(lines)


def wrong_code(left: int) -> str:
    """Return that a code opens nothing, and how many tries are left."""
    tries = f"Còn {left} lần thử." if left else "Lần sau phải chờ một lúc."
    return f"Không có hồ sơ nào ứng với mã này. Xin xem lại mã đã lưu. {tries}"


def wait_until(at: str) -> str:
    """Return that no code is tried for some time."""
    return f"Đã thử quá nhiều mã sai. Xin thử lại sau {at}. Hồ sơ vẫn được giải quyết như thường."


def not_a_code(length: int) -> str:
    """Return that a text has not as many letters as a code."""
    return f"Mã có 17 chữ và số, tôi đếm được {length}. {HOW_TO_FOLLOW}"


def why(rating: int) -> str:
    """Return the question for the reason of a rating, which is not sent before."""
    return (
        f"Ông/bà chấm {bold(f'{rating}/5')}. Xin viết một câu vì sao, rồi tôi gửi cùng điểm; hoặc "
        "bấm "
        "nút để gửi ngay."
    )


def rated(rating: int, *, is_dissatisfied: bool) -> str:
    """Return thanks for a rating, and what comes of a low one."""
    more = f" {LOOKED_AT_AGAIN}" if is_dissatisfied else ""
    return f"Đã ghi {bold(f'{rating}/5')}. {THANKS_FOR_RATING}{more}"


def file_label(kind: str, number: int) -> str:
    """Return the button of a file."""
    return f"{counted([kind])[2:].capitalize()} {number}"


def picture_of(number: str) -> str:
    """Return what stands below the picture of a receipt."""
    return f"Biên nhận hồ sơ {bold(number)}. Ai có ảnh này đọc được hồ sơ, xin giữ kín."
