"""The desk in words: the queue, notices, and what is said of a case as a whole."""

from collections.abc import Mapping, Sequence
from datetime import tzinfo

from domain.cases import CaseKind, CaseState
from handlers.render.markup import bold, escape
from handlers.texts.case_names import CONDUCTS, KINDS, PROVINCE
from services.cases import DeskLine
from services.desk_times import TimeLeft

DESK = "Bàn làm việc"
OPEN_DESK = "Mở bàn làm việc"
BACK_TO_DESK = "◀ Danh sách"
BACK_TO_CASE = "◀ Hồ sơ"
OPEN_CASE = "Mở hồ sơ"
MORE, STORY = "Việc khác", "Đọc hết"
TALK, FILES, PAST, ALIKE = "Trao đổi", "Tệp", "Lịch sử", "Hồ sơ tương tự"
PEOPLE = "Giao người khác"
TAKE, ACKNOWLEDGE = "Nhận", "Báo đã tiếp nhận"
MERGE, YES, NO = "Gộp vào", "Đồng ý", "Không"
WAITS_FOR_NAME = "Xin mở tên"
PARTS = {
    "open": "Đang mở",
    "mine": "Của tôi",
    "new": "Mới",
    "late": "Quá hạn",
    "waiting": "Chờ người gửi",
    "review": "Cần xem lại",
    "done": "Đã xong",
}
STATES = {
    CaseState.RECEIVED: "mới tiếp nhận",
    CaseState.TRANSFERRED: "mới chuyển đến",
    CaseState.ACKNOWLEDGED: "đã báo tiếp nhận",
    CaseState.ASKED: "chờ người gửi trả lời",
    CaseState.IN_WORK: "đang giải quyết",
    CaseState.ANSWERED: "đã trả lời",
    CaseState.RATED: "đã được đánh giá",
    CaseState.REOPENED: "được mở lại",
    CaseState.REFUSED: "đã từ chối, có lý do",
    CaseState.MERGED: "đã gộp",
    CaseState.CLOSED: "đã kết thúc",
}
_EMPTY = {
    "open": "Không có hồ sơ nào đang mở.",
    "mine": "Ông/bà chưa nhận hồ sơ nào.",
    "new": "Không có hồ sơ mới.",
    "late": "Không có hồ sơ quá hạn.",
    "waiting": "Không có hồ sơ nào đang chờ người gửi.",
    "review": "Không có hồ sơ nào cần xem lại.",
    "done": "Chưa có hồ sơ nào xong.",
}
# What a notice may say: that something waits, never what.
_NEWS = {
    "new": "Có hồ sơ mới chờ tiếp nhận.",
    "transferred": "Có hồ sơ được chuyển đến.",
    "assigned": "Có hồ sơ được giao cho ông/bà.",
    "reply": "Người gửi đã trả lời câu hỏi của ông/bà.",
    "addition": "Người gửi đã bổ sung một hồ sơ.",
    "agreed": "Người gửi đồng ý bản tóm tắt; đã mời giải trình.",
    "declined": "Người gửi không đồng ý bản tóm tắt.",
    "explained": "Đã có giải trình.",
    "review": "Có người gửi chưa hài lòng; cần một người khác xem lại.",
    "reopened": "Có hồ sơ được mở lại.",
    "withdrawn": "Có hồ sơ cần người giải quyết khác.",
    "name": "Có yêu cầu mở tên đang chờ.",
    "name decided": "Yêu cầu mở tên của ông/bà đã được xem xét.",
}
APOLOGY_NEEDED = (
    "Hồ sơ đã quá hạn. Trước khi trả lời cần: lời xin lỗi, lý do, ngày hẹn mới, người ký. Mở hồ sơ "
    "và bấm “Soạn lời xin lỗi”."
)
OUT_OF_SIGHT = "Hồ sơ này không có trong những hồ sơ ông/bà được xem."
SAME_PERSON = "Việc này cần một người khác với người đã làm bước trước."
NOBODY_TO_EXPLAIN = (
    "Chưa biết đích danh ai trong hệ thống để mời giải trình. Có thể ghi lại người liên quan ở "
    "“Việc khác”."
)
NO_NAME_KEPT = "Hồ sơ này không có tên niêm phong."
ALREADY_REOPENED = "Hồ sơ này đã được mở lại một lần, nên không mở lại nữa."
NOT_SEARCHED = "Gõ sau lệnh số hồ sơ hoặc vài từ, ví dụ: /hoso PA-2026-00123"
NOTHING_FOUND = "Không tìm thấy trong những hồ sơ ông/bà được xem."
NO_COLLEAGUE = "Không còn ai khác trong đơn vị giao được hồ sơ này."
KEPT_APART = "Vâng, hai hồ sơ vẫn để riêng."


def news(about: str) -> str:
    """Return what a notice says: that something waits, and nothing of it."""
    return _NEWS.get(about, "Có việc mới ở bàn làm việc.")


def queue(
    part: str,
    counts: Mapping[str, int],
    lines: Sequence[DeskLine],
    times: Sequence[TimeLeft | None],
    zone: tzinfo,
) -> str:
    """Return a page of a part of the queue, with what the other parts hold."""
    total = counts.get(part)
    head = f"{bold(DESK)} · {PARTS[part].lower()}" + ("" if total is None else f": {total}")
    told = [_row(line, time, zone) for line, time in zip(lines, times, strict=True)]
    return "\n\n".join([head, *told]) if told else f"{head}\n{_EMPTY[part]}"


def found(lines: Sequence[DeskLine], times: Sequence[TimeLeft | None], zone: tzinfo) -> str:
    """Return the cases that a search found."""
    told = [_row(line, time, zone) for line, time in zip(lines, times, strict=True)]
    return "\n\n".join([f"Tìm thấy {len(lines)} hồ sơ", *told]) if told else NOTHING_FOUND


def part_label(part: str, counts: Mapping[str, int], chosen: str) -> str:
    """Return what stands on the button of a part: its name, its count, and whether it is shown."""
    count = f" ({counts[part]})" if part in counts else ""
    return f"{'• ' if part == chosen else ''}{PARTS[part]}{count}"


def _row(line: DeskLine, left: TimeLeft | None, zone: tzinfo) -> str:
    marks = ["cần xem lại"] if line.needs_review else []
    marks += ["có tin mới"] if line.has_news else []
    who = "của tôi" if line.is_mine else line.handler or ("chưa ai nhận" if left else "")
    state = " · ".join(filter(None, [STATES[line.state], who, *marks]))
    return f"{headline(line, left, zone)}\n{escape(state)}"


def headline(line: DeskLine, left: TimeLeft | None, zone: tzinfo) -> str:
    """Return number, conduct, unit and time left of a case, in one line."""
    what = (
        CONDUCTS[line.conduct].lower() if line.kind is CaseKind.REPORT else KINDS[line.kind].lower()
    )
    where = line.unit_name or "chưa rõ đơn vị"
    time = "" if left is None else time_left(left, zone)
    return " · ".join([bold(line.number), *map(escape, filter(None, [what, where, time]))])


def time_left(left: TimeLeft, zone: tzinfo) -> str:
    """Return how long an office still has, in its working time."""
    if left.is_paused:
        return "đồng hồ dừng"
    if left.days_late is not None:
        return f"quá hạn {left.days_late} ngày làm việc"
    if left.due_at is None:
        return ""
    units = [(left.days, "ngày"), (left.hours, "giờ")]
    told = [f"{count} {name}" for count, name in units if count]
    until = " để báo tiếp nhận" if left.is_step else ""
    return f"còn {' '.join(told) or f'{left.minutes} phút'}{until}"


def sure_to_merge(number: str, into: str) -> str:
    """Return the question before two cases become one."""
    return (
        f"Gộp {bold(number)} vào {bold(into)}? Người gửi của {number} được báo và nhận chung câu "
        "trả lời. Việc gộp không gỡ ra được."
    )


def merged(number: str, into: str) -> str:
    """Return that two cases are one now."""
    return f"Đã gộp {bold(number)} vào {bold(into)}. Người gửi đã được báo."


def taken(line: DeskLine) -> str:
    """Return that a case is in somebody's hands."""
    return f"Ông/bà đã nhận {bold(line.number)}."


def assigned(line: DeskLine) -> str:
    """Return who has a case now."""
    return f"Đã giao {bold(line.number)} cho {escape(line.handler or 'người được chọn')}."


def acknowledged(number: str, *, is_praise: bool) -> str:
    """Return that the sender knows that the office has it."""
    if is_praise:
        return f"Đã chuyển lời khen {bold(number)} tới người được khen và lãnh đạo của họ."
    return f"Đã báo cho người gửi của {bold(number)} là đơn vị đã tiếp nhận."


def moved_away(number: str, office: str | None) -> str:
    """Return where a case went that was here a moment ago."""
    return f"Hồ sơ {number} vừa được chuyển tới {office or PROVINCE}; ở đây không làm tiếp được."


def not_possible(state: str) -> str:
    """Return that a case's state does not allow a move, perhaps since a colleague was first."""
    known = STATES.get(CaseState(state), state) if state in set(CaseState) else state
    return f"Chưa làm được: hồ sơ hiện ở bước “{known}”, có thể vì đồng nghiệp vừa xử lý trước."


def incomplete(missing: Sequence[str]) -> str:
    """Return which parts of an answer are missing."""
    names = {"text": "câu trả lời", "proof": "minh chứng", "next": "bước tiếp theo"}
    return f"Câu trả lời còn thiếu: {', '.join(names[part] for part in missing)}."


def choose_colleague(number: str) -> str:
    """Return the question to whom a case is given."""
    return f"Giao {bold(number)} cho ai?"


def nameless(person: int) -> str:
    """Return what stands on the button of somebody without a name."""
    return f"(chưa có tên) {person}"
