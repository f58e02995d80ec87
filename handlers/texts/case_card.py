"""One case in words: its screen, its dialogue, files and history."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from domain.cases import Actor, Identity, LineKind, Move, SubjectKind
from handlers.render.markup import bold, escape, italic
from handlers.screens import shortened
from handlers.texts.case_names import HEAD, KINDS, SUBJECTS, counted, moment
from handlers.texts.cases import ALIKE, PAST, STATES, TALK, headline
from handlers.texts.names import day
from services.cases import Content, DeskCase, DeskLine, Explanation, Line, PastMove, Similar
from services.desk_times import TimeLeft

_SENDERS = {
    Identity.ANONYMOUS: "ẩn danh",
    Identity.SEALED: "chỉ người giữ khoá danh tính biết tên",
}
_LINES = {
    LineKind.ADDITION: "Người gửi bổ sung",
    LineKind.QUESTION: "Hỏi người gửi",
    LineKind.REPLY: "Người gửi trả lời",
    LineKind.SUMMARY: "Bản tóm tắt để giải trình",
    LineKind.APOLOGY: "Lời xin lỗi",
    LineKind.ANSWER: "Trả lời",
    LineKind.REFUSAL: "Từ chối",
    LineKind.TRANSFER: "Chuyển nơi khác",
    LineKind.RATING: "Người gửi đánh giá",
    LineKind.REOPENING: "Người gửi mở lại",
    LineKind.NOTE: "Ghi chú nội bộ",
    LineKind.EXPLANATION: "Giải trình",
    LineKind.REVIEW: "Xem lại",
}
_ACTORS = {
    Actor.SENDER: "người gửi",
    Actor.HANDLER: "người giải quyết",
    Actor.HEAD: "lãnh đạo",
    Actor.CUSTODIAN: "người giữ khoá danh tính",
    Actor.SUBJECT: "người được nêu",
    Actor.CLOCK: "hệ thống",
}
_MOVES = {
    Move.SUBMIT: "gửi hồ sơ",
    Move.ACKNOWLEDGE: "báo đã tiếp nhận",
    Move.TAKE: "nhận giải quyết",
    Move.ASSIGN: "giao người giải quyết",
    Move.ASK: "hỏi thêm người gửi",
    Move.REPLY: "trả lời câu hỏi",
    Move.ADD: "bổ sung",
    Move.NOTE: "ghi chú nội bộ",
    Move.CLASSIFY: "ghi lại người, nơi liên quan",
    Move.REQUEST_EXPLANATION: "xin giải trình",
    Move.AGREE: "đồng ý bản tóm tắt",
    Move.DECLINE: "không đồng ý bản tóm tắt",
    Move.EXPLAIN: "giải trình",
    Move.EXTEND: "gia hạn",
    Move.WARN: "nhắc sắp đến hạn",
    Move.MARK_LATE: "ghi nhận quá hạn",
    Move.ESCALATE: "báo cấp trên",
    Move.APOLOGISE: "xin lỗi",
    Move.ANSWER: "trả lời",
    Move.REFUSE: "từ chối",
    Move.TRANSFER: "chuyển nơi khác",
    Move.WITHDRAW: "rút khỏi hồ sơ",
    Move.MERGE: "gộp hồ sơ",
    Move.RATE: "đánh giá",
    Move.REOPEN: "mở lại",
    Move.REVIEW: "xem lại",
    Move.UNSEAL: "việc mở tên người gửi",
    Move.HOLD: "giữ lại theo yêu cầu",
    Move.RELEASE: "thôi giữ lại",
    Move.CLOSE: "kết thúc",
}
PROTECTED = "Tệp đã được làm sạch; xin không chuyển tiếp."
NO_ALIKE = "Không có hồ sơ nào giống hồ sơ này trong 180 ngày qua."
NO_TALK = "Chưa có trao đổi nào."
NO_FILE = "Hồ sơ này không có tệp."
_STORY_SHOWN, _TALK_SHOWN = 600, 220


def case(shown: DeskCase, left: TimeLeft | None, zone: tzinfo) -> str:
    """Return a case on one screen."""
    line, content = shown.line, shown.content
    nobody = "" if left is None else "chưa ai nhận"
    handler = "ông/bà" if line.is_mine else line.handler or nobody
    lines = [
        headline(line, left, zone),
        escape(" · ".join(filter(None, [KINDS[line.kind], STATES[line.state], handler]))),
        *_clock(line, left, zone),
        *_marks(shown),
        "",
        *_told("Về", subject(content)),
        *_told("Nơi", "" if content.place == line.unit_name else content.place),
        *_told("Khi", content.when),
        *_told("Người gửi", sender(shown)),
        f"“{escape(shortened(content.what, _STORY_SHOWN))}”",
        *_told("Tệp", counted([file.kind for file in content.files])),
        *_latest(shown),
        *_rating(shown),
    ]
    return "\n".join(lines).strip()


def story(shown: DeskCase) -> str:
    """Return all that the sender brought."""
    return f"{bold(shown.line.number)}\n{escape(shown.content.what)}"


def is_cut(content: Content) -> bool:
    """Tell whether the screen of a case does not show the whole story."""
    return len(content.what) > _STORY_SHOWN


def subject(content: Content) -> str:
    """Return whom a case is about."""
    about = content.subject
    if about.is_head:
        return HEAD
    kind = SUBJECTS[about.kind] if about.kind is not SubjectKind.UNKNOWN else "chưa biết ai"
    return about.text or kind


def sender(shown: DeskCase) -> str:
    """Return how the sender is known."""
    known = shown.name or _SENDERS.get(shown.identity, "nêu tên")
    return f"{known} (cán bộ ghi thay)" if shown.on_behalf else known


def talk(shown: DeskCase, lines: Sequence[Line], zone: tzinfo) -> str:
    """Return a page of the dialogue, the newest last."""
    told = [_said(line, zone) for line in lines]
    return "\n\n".join([f"{bold(shown.line.number)} · {TALK.lower()}", *(told or [NO_TALK])])


def past(shown: DeskCase, moves: Sequence[PastMove], zone: tzinfo) -> str:
    """Return the history, people by pseudonyms that are the same within the case."""
    told = [_moved(one, zone) for one in moves]
    return "\n".join([f"{bold(shown.line.number)} · {PAST.lower()}", *told])


def alike(shown: DeskCase, similar: Sequence[Similar], zone: tzinfo) -> str:
    """Return cases that resemble this one."""
    if not similar:
        return NO_ALIKE
    told = [
        f"{bold(one.line.number)} · giống {round(one.likeness * 100)}% · "
        f"{day(one.line.timing.received_at.astimezone(zone).date())} · "
        f"{escape(STATES[one.line.state])}"
        for one in similar
    ]
    return "\n".join([f"{bold(shown.line.number)} · {ALIKE.lower()}", *told])


def files(shown: DeskCase, count: int) -> str:
    """Return how many files a case has, and that they are cleaned."""
    if not count:
        return NO_FILE
    return (
        f"{bold(shown.line.number)} · {count} tệp, đã làm sạch. Bấm để xem; mỗi lần xem được ghi."
    )


def file_caption(number: str, index: int) -> str:
    """Return the words below a file."""
    return f"{number} · tệp {index + 1}. {PROTECTED}"


def letter(number: str) -> str:
    """Return the words below a letter of apology."""
    return f"Thư xin lỗi về hồ sơ {number}, để ký và lưu."


def _clock(line: DeskLine, left: TimeLeft | None, zone: tzinfo) -> list[str]:
    if left is None or left.due_at is None:
        return []
    hint = " (thời hạn tạm thời)" if left.is_provisional else ""
    at = moment(left.due_at.astimezone(zone))
    paused = line.timing.paused_since
    if left.is_paused and paused is not None:
        since = day(paused.astimezone(zone).date())
        return [italic(f"Đồng hồ dừng từ {since}, chờ người gửi trả lời{hint}")]
    extended = ", đã gia hạn" if line.timing.extended_at else ""
    name = "Hạn báo tiếp nhận" if left.is_step else "Hạn trả lời"
    if left.is_promised:
        name = "Đã xin lỗi, hẹn trả lời"
    return [italic(f"{name}: {at}{extended}{hint}")]


def _marks(shown: DeskCase) -> list[str]:
    marks = ["Giữ lại theo yêu cầu: chưa xoá khi hết thời gian lưu."] if shown.is_held else []
    if shown.merged_into:
        marks.append(f"Đã gộp vào {shown.merged_into}.")
    if shown.merged:
        marks.append(f"Gộp cả: {', '.join(shown.merged[:5])}.")
    if shown.line.needs_review:
        marks.append("Người gửi chưa hài lòng; một người khác với người đã trả lời cần xem lại.")
    marks += [_hearing(one) for one in shown.explanations[-1:]]
    return [italic(mark) for mark in marks]


def _hearing(one: Explanation) -> str:
    if one.is_agreed is None:
        return "Bản tóm tắt để giải trình đang chờ người gửi đồng ý."
    if not one.is_agreed:
        return "Người gửi không đồng ý bản tóm tắt để giải trình."
    return "Đã có giải trình (xem Trao đổi)." if one.text else "Đang chờ giải trình."


def _told(label: str, value: str) -> list[str]:
    return [f"{label}: {escape(value)}"] if value else []


def _latest(shown: DeskCase) -> list[str]:
    if not shown.lines:
        return []
    line = shown.lines[-1]
    text = shortened(line.text, _TALK_SHOWN) or counted([file.kind for file in line.files])
    return ["", f"{bold(_LINES[line.kind])}: {escape(text)}"]


def _rating(shown: DeskCase) -> list[str]:
    if shown.rating is None:
        return []
    reason = f" – {shown.rating_reason}" if shown.rating_reason else ""
    return [f"Đánh giá: {bold(f'{shown.rating}/5')}{escape(shortened(reason, _TALK_SHOWN))}"]


def _said(line: Line, zone: tzinfo) -> str:
    at = line.at.astimezone(zone)
    parts = [line.text, _labelled("Minh chứng", line.proof), _labelled("Tiếp theo", line.next_step)]
    parts.append(_labelled("Tệp", counted([file.kind for file in line.files])))
    body = "\n".join(escape(shortened(part, 900)) for part in parts if part)
    return f"{bold(_LINES[line.kind])} · {_hour(at)}\n{body}"


def _labelled(label: str, text: str) -> str:
    return f"{label}: {text}" if text else ""


def _moved(move: PastMove, zone: tzinfo) -> str:
    who = _ACTORS[move.actor] + (f" {move.who[:4]}" if move.who else "")
    reason = f": {shortened(move.reason, 160)}" if move.reason else ""
    return f"• {_hour(move.at.astimezone(zone))} – {escape(f'{who} {_MOVES[move.move]}{reason}')}"


def _hour(at: datetime) -> str:
    return f"{at:%H:%M} {day(at.date())}"
