"""What officials write on cases, in words: what is asked for, the preview, and how it went."""

from datetime import date, datetime, tzinfo

from domain.cases import SubjectKind
from domain.desk_drafts import Deed, DeskDraft, Part, parts_of
from handlers.render.markup import bold, escape, italic
from handlers.screens import shortened
from handlers.texts.case_names import PROVINCE, SUBJECTS, moment
from handlers.texts.case_wordings import APOLOGY_WORDING
from handlers.texts.names import day
from services.apologies import LateCase

LABELS = {
    Deed.ASK: "Hỏi thêm người gửi",
    Deed.NOTE: "Ghi chú nội bộ",
    Deed.HEAR: "Xin giải trình",
    Deed.ANSWER: "Trả lời",
    Deed.REFUSE: "Từ chối",
    Deed.TRANSFER: "Chuyển nơi khác",
    Deed.EXTEND: "Gia hạn",
    Deed.WITHDRAW: "Tôi có liên quan – rút",
    Deed.REVIEW: "Xem lại, giữ kết quả",
    Deed.REOPEN: "Xem lại, mở lại",
    Deed.HOLD: "Giữ lại, chưa xoá",
    Deed.RELEASE: "Thôi giữ lại",
    Deed.APOLOGY: "Soạn lời xin lỗi",
    Deed.NAME: "Xin mở tên người gửi",
    Deed.EXPLAIN: "Giải trình",
    Deed.SUBJECT: "Ghi lại người liên quan",
}
PARTS = {
    Part.TEXT: "Nội dung",
    Part.PROOF: "Minh chứng",
    Part.NEXT: "Bước tiếp theo",
    Part.REASON: "Lý do chậm",
    Part.DAY: "Ngày hẹn mới",
    Part.SIGNER: "Người ký",
    Part.POSITION: "Chức vụ",
    Part.UNIT: "Nơi nhận",
    Part.WHOM: "Loại",
}
_CHECKS = {
    Part.TEXT: "có câu trả lời",
    Part.PROOF: "có minh chứng",
    Part.NEXT: "có bước tiếp theo",
}
SEND, STOP, RESUME = "Gửi", "Bỏ", "Viết tiếp"
ANEW = "Bỏ bản cũ, viết mới"
REDO, DROP_FILES = "Sửa", "Bỏ các tệp"
TEMPLATES, USE_THIS = "Câu mẫu", "Dùng lời này"
TO_PROVINCE = "Chuyển cấp tỉnh"
LETTER = "Thư xin lỗi (DOCX)"
NOBODY_OF_THESE = "Không phải những người này"
STOPPED = "Đã bỏ. Không có gì được gửi đi."
NO_DRAFT = "Phần này đã gửi hoặc đã bỏ. Gõ /hoso để xem các hồ sơ."
ALL_THERE = "Bản soạn đã đủ. Xin bấm “Gửi”, hoặc “Sửa” nếu muốn viết lại một phần."
PRESS_ONE = "Xin chọn bằng nút ở trên."
NO_UNIT = "Tôi chưa thấy đơn vị nào có tên này. Xin gõ lại tên xã, phường, sở hoặc mã đơn vị."
WHICH_UNIT = "Chuyển tới đơn vị nào?"
FILE_KEPT = "Đã nhận tệp làm minh chứng. Gửi thêm, hoặc bấm tiếp."
_ASKS = {
    Deed.ASK: "Xin viết câu hỏi gửi tới người gửi. Trong lúc chờ, đồng hồ dừng.",
    Deed.NOTE: "Xin viết ghi chú. Chỉ người giải quyết đọc được, người gửi thì không.",
    Deed.HEAR: "Xin viết bản tóm tắt để người được nêu giải trình. Bỏ mọi chi tiết khiến họ đoán "
    "được ai gửi: tên, số điện thoại, số hồ sơ, ngày giờ, lời nguyên văn. Người gửi đọc và đồng ý "
    "rồi bản này mới được chuyển; người được nêu chỉ thấy bản này.",
    Deed.REFUSE: "Xin viết lý do từ chối. Người gửi đọc được nguyên văn và có thể mở lại một lần.",
    Deed.EXTEND: "Xin viết lý do gia hạn. Chỉ gia hạn được một lần, trước khi quá hạn; người gửi "
    "được báo, và hồ sơ không tính là đúng hạn.",
    Deed.WITHDRAW: "Xin viết ông/bà liên quan thế nào. Sau đó ông/bà không còn xem được hồ sơ này, "
    "người khác sẽ giải quyết.",
    Deed.REVIEW: "Xin viết ông/bà đã xem lại những gì và vì sao giữ kết quả.",
    Deed.REOPEN: "Xin viết vì sao mở lại. Hồ sơ có hạn trả lời mới và do ông/bà giải quyết.",
    Deed.HOLD: "Xin viết ai yêu cầu giữ lại và vì sao. Hồ sơ không bị xoá cho đến khi thôi giữ.",
    Deed.RELEASE: "Xin viết vì sao thôi giữ lại.",
    Deed.NAME: "Xin viết lý do cần biết tên. Thanh tra hoặc điều phối cấp tỉnh phải đồng ý, sau đó "
    "người giữ khoá mới mở; mọi bước đều ghi nhật ký.",
    Deed.EXPLAIN: "Xin viết giải trình. Chỉ người giải quyết hồ sơ đọc.",
}
_PARTS_ASKED = {
    (Deed.ANSWER, Part.TEXT): "Xin viết câu trả lời: đã xem xét gì, kết luận thế nào, đã xử lý ra "
    "sao.",
    (Deed.ANSWER, Part.PROOF): "Minh chứng là gì? Gửi ảnh, PDF, hoặc ghi số văn bản, biên bản.",
    (Deed.ANSWER, Part.NEXT): "Bước tiếp theo là gì: người dân cần làm gì, đơn vị làm gì, khi nào, "
    "hỏi ai?",
    (Deed.APOLOGY, Part.TEXT): "Xin viết lời xin lỗi, hoặc dùng lời mẫu rồi sửa.",
    (Deed.APOLOGY, Part.REASON): "Vì sao chậm? Xin nói rõ, người dân đọc nguyên văn.",
    (Deed.APOLOGY, Part.DAY): "Hẹn trả lời ngày nào?",
    (Deed.APOLOGY, Part.SIGNER): "Ai ký? Xin gõ họ và tên.",
    (Deed.APOLOGY, Part.POSITION): "Chức vụ của người ký?",
    (Deed.TRANSFER, Part.UNIT): "Chuyển tới đâu? Xin gõ tên xã, phường, sở.",
    (
        Deed.SUBJECT,
        Part.WHOM,
    ): "Qua tìm hiểu, sự việc là về ai? Nơi giải quyết được xét lại ngay, để "
    "người ấy và cấp dưới của họ không xem được hồ sơ.",
    (Deed.SUBJECT, Part.TEXT): "Xin gõ tên hoặc chức danh.",
    (Deed.TRANSFER, Part.TEXT): "Vì sao chuyển? Người gửi đọc được lý do này.",
}


def asks(draft: DeskDraft, office_words: str = "") -> str:
    """Return what is asked for now, with the checklist of an answer."""
    at = draft.at
    assert at is not None
    head = f"{bold(LABELS[draft.deed])} · {escape(draft.about)}"
    asked = _PARTS_ASKED.get((draft.deed, at)) or _ASKS[draft.deed]
    if draft.deed is Deed.EXPLAIN:
        return f"{bold(LABELS[draft.deed])}\n{asked}"
    lines = [head, *_checklist(draft), asked, office_words]
    if (draft.deed, at) == (Deed.APOLOGY, Part.TEXT):
        lines.append(f"Lời mẫu: “{APOLOGY_WORDING}”")
    if draft.told(at):
        lines.append(f"Đang có: “{escape(shortened(draft.told(at), 400))}”")
    return "\n".join(filter(None, lines))


def _checklist(draft: DeskDraft) -> list[str]:
    if draft.deed is not Deed.ANSWER:
        return []
    boxes = [f"{'☑' if draft.has(part) else '☐'} {_CHECKS[part]}" for part in parts_of(draft.deed)]
    return [f"Trước khi trả lời: {' '.join(boxes)}"]


def preview(draft: DeskDraft, unit_name: str = "") -> str:
    """Return all that would be sent."""
    about = "" if draft.deed is Deed.EXPLAIN else f" · {escape(draft.about)}"
    lines = [f"{bold(LABELS[draft.deed])}{about}", *_checklist(draft)]
    for part in parts_of(draft.deed):
        said = _shown(draft, part, unit_name)
        if said:
            label = f"{PARTS[part]}: " if len(parts_of(draft.deed)) > 1 else ""
            lines.append(f"{label}{escape(said)}")
    return "\n".join([*lines, "", italic("Xem lại trước khi gửi.")])


def _shown(draft: DeskDraft, part: Part, unit_name: str) -> str:
    said = draft.told(part)
    if part is Part.UNIT:
        return unit_name or said
    if part is Part.WHOM:
        return SUBJECTS.get(SubjectKind(said), said) if said else ""
    if part is Part.DAY and said:
        return f"hết ngày {day(date.fromisoformat(said))}"
    if part is Part.PROOF and draft.files:
        return " – ".join(filter(None, [said, f"{len(draft.files)} tệp"]))
    return said


def kept_words(draft: DeskDraft) -> str:
    """Return what was written, so that nothing is lost where it cannot be sent."""
    said = [draft.told(part) for part in parts_of(draft.deed) if part is not Part.UNIT]
    text = "\n".join(filter(None, said))
    if not text:
        return ""
    return f"\n\nĐiều ông/bà vừa viết, để chép lại khi cần:\n<code>{escape(text)}</code>"


def unfinished(draft: DeskDraft) -> str:
    """Return the question what to do with something that was begun before."""
    about = "" if draft.deed is Deed.EXPLAIN else f" cho {bold(draft.about)}"
    name = LABELS[draft.deed].lower()
    return f"Ông/bà đang viết dở phần “{escape(name)}”{about}. Viết tiếp bản đó?"


def resume_label(draft: DeskDraft) -> str:
    """Return what stands on the button that goes on with something begun."""
    about = "" if draft.deed is Deed.EXPLAIN else f" {draft.about}"
    return shortened(f"{RESUME}: {LABELS[draft.deed].lower()}{about}", 60)


def late(case: LateCase) -> str:
    """Return why a late case is not answered yet."""
    return (
        f"Hồ sơ {bold(case.number)} đã quá hạn {case.days_late} ngày làm việc. Trước khi trả lời "
        "cần: lời xin lỗi, lý do, ngày hẹn mới, người ký."
    )


def days_to_promise(case: LateCase) -> str:
    """Return until which day an answer may be promised."""
    hint = " (thời hạn tạm thời)" if case.is_provisional else ""
    return f"Chậm nhất {day(case.latest_day)}{hint}, vào ngày làm việc."


def done(draft: DeskDraft, told: str) -> str:
    """Return how it went; `told` is a name or a moment that the deed gave back."""
    about = bold(draft.about)
    return {
        Deed.ASK: f"Đã gửi câu hỏi tới người gửi {about}. Đồng hồ dừng cho đến khi có trả lời.",
        Deed.NOTE: f"Đã ghi chú vào {about}.",
        Deed.HEAR: f"Đã gửi bản tóm tắt của {about} để người gửi đồng ý.",
        Deed.ANSWER: f"Đã trả lời {about}. Người gửi được mời đánh giá.",
        Deed.REFUSE: f"Đã từ chối {about}, kèm lý do. Người gửi có thể mở lại một lần.",
        Deed.TRANSFER: f"Đã chuyển {about} tới {escape(told)}.",
        Deed.EXTEND: f"Đã gia hạn {about} đến {escape(told)}. Người gửi đã được báo.",
        Deed.WITHDRAW: f"Ông/bà đã rút khỏi {about}. Nơi giải quyết: {escape(told)}.",
        Deed.REVIEW: f"Đã ghi kết quả xem lại {about}.",
        Deed.REOPEN: f"Đã mở lại {about}; hồ sơ do ông/bà giải quyết.",
        Deed.HOLD: f"{about} được giữ lại cho đến khi thôi giữ.",
        Deed.RELEASE: f"{about} thôi được giữ lại; hết thời gian lưu sẽ bị xoá.",
        Deed.APOLOGY: f"Đã gửi lời xin lỗi và thư của {about}. Hạn mới: {escape(told)}. Hồ sơ vẫn "
        "tính là quá hạn.",
        Deed.NAME: f"Đã gửi yêu cầu mở tên của {about}. Ông/bà được báo khi có quyết định.",
        Deed.EXPLAIN: "Đã gửi giải trình tới người giải quyết. Cảm ơn ông/bà.",
        Deed.SUBJECT: f"Đã ghi. Nơi giải quyết {about}: {escape(told)}.",
    }[draft.deed]


def end_of(at: date) -> str:
    """Return the end of a day in words."""
    return f"hết ngày {day(at)}"


def office(name: str | None) -> str:
    """Return an office by name."""
    return name or PROVINCE


def until(at: datetime, zone: tzinfo) -> str:
    """Return a moment in words."""
    return moment(at.astimezone(zone))
