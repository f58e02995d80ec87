"""Writing feedback, in words: one question a screen."""

from collections.abc import Sequence

from domain.attachments import MOST_BYTES, FileFault
from domain.cases import CaseKind, Conduct, Identity, SubjectKind
from domain.feedback_draft import Ask, FeedbackDraft, Follow
from domain.grievances import FormalKind
from handlers.render.markup import bold, escape, italic
from handlers.screens import shortened
from handlers.texts.case_names import CONDUCTS, HEAD, IDENTITIES, KINDS, SUBJECTS, counted

SEND_FEEDBACK = "Gửi phản ánh"
FOLLOW_MINE = "Theo dõi phản ánh"
ONLY_ASK = "Chỉ hỏi quy định"
BACK = "◀ Quay lại"
STOP = "Dừng, giữ bản nháp"
DISCARD = "Bỏ hẳn"
RESUME = "Viết tiếp"
ANEW = "Bỏ, viết mới"
NOT_SURE_WHERE = "Không rõ xã, phường nào"
FOR_CITIZEN = "Ghi thay người dân"
FOR_MYSELF = "✓ Đang ghi thay người dân"
TODAY, YESTERDAY, UNSURE = "Hôm nay", "Hôm qua", "Không nhớ rõ"
NO_FILES, ENOUGH_FILES = "Không có tệp", "Xong phần tệp"
KEEP_ORIGINAL = "Giữ cả bản gốc: không"
KEEPS_ORIGINAL = "✓ Giữ cả bản gốc"
DROP_FILES = "Bỏ các tệp đã gửi"
SEND, EDIT = "Gửi đi", "Sửa"
IN_BROWSER = "Viết tiếp trên trình duyệt"
IN_FILE = "Nội dung nằm trong tệp"
TO_FEEDBACK, TO_QUESTION = "Ghi vào phản ánh", "Đây là câu hỏi"
STILL_FEEDBACK = "Vẫn gửi dạng phản ánh"
NOBODY_OF_THESE = "Không phải những người này"
FOLLOWS = {
    Follow.TOLD: "Báo tin cho tôi tại đây",
    Follow.FOUND: "Không báo, tôi tự mở /theodoi",
    Follow.CODE: "Chỉ dùng mã, không gắn tài khoản",
}
WHOM = {
    SubjectKind.OFFICIAL: SUBJECTS[SubjectKind.OFFICIAL],
    SubjectKind.POSITION: SUBJECTS[SubjectKind.POSITION],
    SubjectKind.UNIT: SUBJECTS[SubjectKind.UNIT],
    SubjectKind.UNKNOWN: SUBJECTS[SubjectKind.UNKNOWN],
}
EDITS = {
    Ask.KIND: "Loại",
    Ask.WHERE: "Nơi xảy ra",
    Ask.WHOM: "Về ai",
    Ask.CONDUCT: "Hành vi",
    Ask.WHAT: "Sự việc",
    Ask.WHEN: "Thời gian",
    Ask.FILES: "Tệp kèm",
    Ask.KNOWN: "Cách xưng danh",
    Ask.FOLLOW: "Cách nhận tin",
}

NO_DRAFT = "Phản ánh này đã được gửi hoặc đã bỏ. Gõ /phananh để viết mới, /theodoi để theo dõi."
PAUSED = "Tôi giữ bản nháp. Gõ /phananh bất cứ lúc nào để viết tiếp."
DISCARDED = "Đã bỏ bản nháp cùng các tệp. Không có gì được gửi đi."
PRESS_A_BUTTON = "Xin bấm một nút ở dưới."
WHAT_EMPTY = "Xin viết ít nhất một câu về sự việc, để nơi xử lý biết bắt đầu từ đâu."
WHEN_AHEAD = "Thời gian này chưa tới. Xin ghi lại lúc sự việc đã xảy ra."
NOT_A_NAME = "Tôi chưa đọc được họ tên. Xin gõ họ và tên, ví dụ: Nguyễn Văn Bình."
ABROAD = "Vị trí này ở ngoài Việt Nam, nên tôi không tìm xã theo vị trí được."
NO_MAP = "Tôi chưa có bản đồ ranh giới nên chưa biết vị trí này thuộc xã nào; tôi không lưu vị trí."
TYPE_PLACE = "Xin gõ tên xã, phường hoặc cơ quan."
IS_IN_FILE = "Nội dung nằm trong tệp gửi kèm."
CHOOSE_EDIT = "Ông/bà muốn sửa mục nào?"
ALBUM = "Tôi đang nhận các tệp. Khi gửi đủ, xin bấm “Xong phần tệp”."
NO_LINK_UNIT = "Mã đơn vị trong đường dẫn này không còn dùng. Xin chọn nơi xảy ra ở bước sau."
SAME_AGAIN = (
    "Ông/bà đã gửi đúng nội dung này trước đó và hồ sơ ấy đang được giải quyết, nên tôi không lập "
    "hồ sơ thứ hai. Gõ /theodoi để xem hoặc bổ sung."
)
TOO_MANY = {
    "person": "Hôm nay ông/bà đã gửi đủ số phản ánh nhận được trong một ngày. Bản nháp vẫn còn; "
    "xin gửi lại vào ngày mai, hoặc bổ sung vào hồ sơ đã có bằng /theodoi.",
    "unit": "Hôm nay đơn vị này đã nhận rất nhiều phản ánh nên tôi tạm chưa nhận thêm. Bản nháp "
    "vẫn còn; xin gửi lại vào ngày mai.",
    "all": "Hôm nay hệ thống đã nhận quá nhiều phản ánh nên tạm chưa nhận thêm. Bản nháp vẫn còn; "
    "xin gửi lại vào ngày mai.",
}
UNTAKEN = "Ngoài chữ, tôi chỉ nhận ảnh, PDF, DOCX, ghi âm và video làm tệp kèm."
_MEGABYTES = MOST_BYTES // (1024 * 1024)
FAULTS = {
    FileFault.EMPTY: "Tệp này rỗng nên tôi không nhận.",
    FileFault.TOO_LARGE: f"Tệp này lớn quá {_MEGABYTES} MB nên tôi không tải được. Xin gửi bản "
    "ngắn "
    "hơn hoặc nén nhỏ lại.",
    FileFault.UNKNOWN_KIND: "Tôi chỉ nhận ảnh (JPEG, PNG, WebP), PDF, DOCX, ghi âm và video. Với "
    "loại khác, xin chụp màn hình rồi gửi ảnh.",
    FileFault.ACTIVE: "Tệp này có phần chạy được (trang web, macro, chương trình hoặc tệp nhúng) "
    "nên "
    "tôi không nhận. Xin gửi ảnh chụp hoặc PDF.",
    FileFault.MIXED: "Tệp này vừa là loại này vừa là loại khác nên tôi không nhận, để giữ an toàn "
    "cho người mở.",
    FileFault.BROKEN: "Tệp này hỏng hoặc chưa tải lên hết nên tôi không mở được. Xin gửi lại.",
    FileFault.LOCKED: "Tệp này có mật khẩu. Xin bỏ mật khẩu rồi gửi lại.",
    FileFault.HEAVY: "Tệp này mở ra quá lớn nên tôi không nhận. Xin gửi ảnh nhỏ hơn.",
    FileFault.INFECTED: "Phần mềm diệt vi-rút báo tệp này không an toàn, nên tôi không nhận.",
    FileFault.UNSCANNED: "Lúc này tôi chưa quét vi-rút được nên chưa nhận tệp. Chữ thì vẫn nhận; "
    "xin "
    "gửi lại tệp sau.",
}
_QUESTIONS = {
    Ask.KIND: "Ông/bà muốn gửi gì? Mất khoảng 2 phút, có thể ẩn danh.",
    Ask.WHERE: "Sự việc ở xã, phường hay cơ quan nào? Xin gõ tên, có dấu hay không dấu đều được.",
    Ask.WHOM: "Sự việc liên quan đến ai?",
    Ask.CONDUCT: "Ông/bà thấy thuộc loại nào nhất?",
    Ask.WHAT: "Xin kể điều đã xảy ra. Viết như nói chuyện cũng được; gửi kèm ảnh, ghi âm ngay ở "
    "đây "
    "cũng được.",
    Ask.WHEN: "Việc xảy ra khi nào? Có thể gõ, ví dụ: sáng 20/11, hoặc bấm nút.",
    Ask.FILES: "Có ảnh, tài liệu, ghi âm hay video thì gửi vào đây. Tôi bỏ vị trí chụp và tên "
    "người "
    "soạn khỏi tệp trước khi cất.",
    Ask.KNOWN: "Ông/bà muốn được biết đến thế nào?",
    Ask.NAME: "Xin gõ họ và tên. Tôi không lấy tên tài khoản của ông/bà.",
    Ask.FOLLOW: "Khi có tin về hồ sơ, ông/bà muốn nhận thế nào?",
}
_PRAISED = {
    Ask.WHAT: "Xin kể điều ông/bà muốn khen.",
    Ask.WHOM: "Ông/bà muốn khen ai?",
    Ask.WHEN: "Việc ấy khi nào? Có thể gõ, ví dụ: sáng 20/11, hoặc bấm nút.",
}
_NAMES = {
    SubjectKind.OFFICIAL: "Xin gõ tên người ấy, biết đến đâu gõ đến đó.",
    SubjectKind.POSITION: "Xin gõ bộ phận hoặc chức danh, ví dụ: bộ phận Một cửa.",
}


def question(draft: FeedbackDraft, has_custodian: bool) -> str:
    """Return the question that a draft is at, and how far it is."""
    at, of = draft.place_in_line
    asked = _NAMES.get(draft.subject, "") if draft.at is Ask.WHOM_NAME else _asked(draft)
    lines = [italic(f"{KINDS[draft.kind]} · bước {at}/{of}"), escape(asked)]
    if draft.at is Ask.KNOWN:
        lines.append(escape(_known(has_custodian)))
    if draft.at is Ask.KIND and draft.on_behalf:
        lines.append("Ông/bà đang ghi thay một người dân; hồ sơ sẽ ghi rõ như vậy.")
    if draft.at is Ask.WHAT and draft.what:
        lines.append(f"Đã ghi: “{escape(shortened(draft.what, 300))}”. Gõ thêm để viết lại từ đầu.")
    if draft.at is Ask.FILES and draft.files:
        lines.append(f"Đã nhận: {counted([file.kind for file in draft.files])}.")
    return "\n".join(lines)


def _asked(draft: FeedbackDraft) -> str:
    praised = _PRAISED.get(draft.at) if draft.kind is CaseKind.PRAISE else None
    return praised or _QUESTIONS[draft.at]


def _known(has_custodian: bool) -> str:
    lines = "Ẩn danh: không ai được biết tên. Nêu tên: người xử lý hồ sơ đọc được tên."
    if has_custodian:
        return f"{lines} Chỉ người giữ bí mật biết: mở tên phải có lý do và hai người đồng ý."
    return f"{lines} Hình thức “chỉ người giữ bí mật biết” chưa dùng được vì tỉnh chưa lập khoá."


def review(draft: FeedbackDraft, *, is_telegram: bool) -> str:
    """Return all that would be sent, and what becomes of it."""
    rows = [(label, value) for label, value in _values(draft) if value]
    lines = [bold("Xem lại trước khi gửi")]
    lines += [f"{escape(label)}: {escape(shortened(value, 600))}" for label, value in rows]
    return "\n".join([*lines, "", italic(_notice(draft, is_telegram=is_telegram))])


def _values(draft: FeedbackDraft) -> list[tuple[str, str]]:
    conduct = CONDUCTS[draft.conduct] if draft.asks(Ask.CONDUCT) else ""
    identity = IDENTITIES[draft.identity]
    return [
        (EDITS[Ask.KIND], KINDS[draft.kind] + (" (ghi thay người dân)" if draft.on_behalf else "")),
        (EDITS[Ask.WHERE], draft.unit_name or draft.place or "không rõ"),
        (EDITS[Ask.WHOM], subject(draft)),
        (EDITS[Ask.CONDUCT], conduct),
        (EDITS[Ask.WHAT], draft.what),
        (EDITS[Ask.WHEN], draft.when),
        (EDITS[Ask.FILES], counted([file.kind for file in draft.files]) or "không có"),
        (EDITS[Ask.KNOWN], f"{identity} ({draft.name})" if draft.name else identity),
        (EDITS[Ask.FOLLOW], "" if draft.on_behalf else FOLLOWS[draft.follow]),
    ]


def subject(draft: FeedbackDraft) -> str:
    """Return whom a draft is about."""
    if draft.is_head:
        return HEAD
    return draft.subject_text or SUBJECTS[draft.subject]


def _notice(draft: FeedbackDraft, *, is_telegram: bool) -> str:
    parts = [
        "Nội dung và tệp được mã hoá bằng khoá riêng của hồ sơ; người bị phản ánh và cấp dưới của "
        "họ "
        "không xem được. Tên tài khoản không đi theo hồ sơ."
    ]
    if draft.follow is not Follow.CODE and not draft.on_behalf:
        parts.append(
            "Nơi nhận tin được mã hoá riêng và xoá khi hồ sơ kết thúc; ai nắm cả máy chủ lẫn khoá "
            "có "
            "thể nối hồ sơ với tài khoản này."
        )
    if draft.identity is Identity.NAMED:
        parts.append("Người xử lý hồ sơ đọc được tên ông/bà.")
    if is_telegram:
        parts.append("Tin nhắn ở đây đi qua máy chủ Telegram; viết trên trình duyệt thì không.")
    return " ".join(parts)


def offer(kind: CaseKind, conduct: Conduct) -> str:
    """Return what somebody reads whose message sounds like feedback."""
    if kind is CaseKind.PRAISE:
        return (
            "Cảm ơn ông/bà. Ông/bà muốn gửi lời khen này đến người được khen và lãnh đạo của họ "
            "không? Mất khoảng 1 phút."
        )
    heard = CONDUCTS[conduct]
    return (
        f"Tôi hiểu đây là việc {bold(heard[:1].lower() + heard[1:])}. Ông/bà muốn gửi phản ánh "
        "không? Mất khoảng 2 phút, có thể ẩn danh."
    )


def unfinished(draft: FeedbackDraft) -> str:
    """Return that a draft waits, and what it holds."""
    told = f" “{escape(shortened(draft.what, 120))}”" if draft.what else ""
    return f"Ông/bà có một {KINDS[draft.kind].lower()} viết dở{told}. Viết tiếp?"


def meant_as(draft: FeedbackDraft) -> str:
    """Return the question whether a message belongs to the draft."""
    return (
        f"{unfinished(draft)[: -len(' Viết tiếp?')]} Câu vừa rồi là để ghi vào đó, hay là câu hỏi?"
    )


def no_place(text: str) -> str:
    """Return that a place is not known here."""
    return (
        f"Tôi chưa tìm thấy nơi nào tên “{escape(shortened(text, 60))}” trong tỉnh. Xin gõ lại "
        "tên xã, "
        "phường, sở; hoặc bấm nút để gửi về tỉnh, nơi tiếp nhận sẽ tìm giúp."
    )


def send_as_typed(text: str) -> str:
    """Return the button that keeps a place as it was typed."""
    return f"Giữ “{shortened(text, 24)}”, gửi về tỉnh"


def which_place(count: int) -> str:
    """Return the request to choose among places of like names."""
    return f"Có {count} nơi gần giống. Xin chọn:" if count > 1 else "Có phải nơi này không?"


def which_person() -> str:
    """Return the request to choose among officials of like names."""
    return "Có phải một trong những người này không?"


def too_long(at_most: int) -> str:
    """Return that a text is longer than is taken."""
    return (
        f"Phần kể dài quá {at_most} chữ cái. Xin rút gọn, hoặc gửi phần còn lại bằng tệp DOCX, PDF."
    )


def too_many_files(at_most: int) -> str:
    """Return that no more files are taken."""
    return (
        f"Mỗi lần gửi nhận tối đa {at_most} tệp, nên tệp này tôi không nhận. Những tệp trước vẫn "
        "còn; "
        "gửi xong có thể bổ sung thêm vào hồ sơ."
    )


def kept(kinds: Sequence[str]) -> str:
    """Return which files were taken so far."""
    return f"Đã nhận: {counted(list(kinds))}."


def formal(kind: FormalKind, place: str | None) -> str:
    """Return how the law calls what somebody tells, and where its way is shown."""
    lines = [
        f"Điều ông/bà kể có thể là {bold(kind.value)}. {kind.value.capitalize()} có trình tự "
        "riêng, "
        "không gửi qua trò chuyện được."
    ]
    if place is not None:
        lines.append(f"Cách thực hiện: {escape(place)}.")
    else:
        lines.append("Luật về việc này chưa được nạp nên tôi không hướng dẫn trình tự.")
    lines.append("Ông/bà vẫn có thể gửi ở đây dưới dạng phản ánh; phản ánh không thay cho đơn.")
    return "\n".join(lines)


def danger(numbers: Sequence[str]) -> str:
    """Return what to do in danger; numbers only where the directory holds them."""
    head = (
        "Nếu có người đang gặp nguy hiểm, xin tìm người giúp ngay: phản ánh không được đọc tức thì."
    )
    if not numbers:
        return f"{head} Danh bạ chưa có số điện thoại trực nên tôi không nêu số nào."
    return "\n".join([head, *(f"• {escape(number)}" for number in numbers)])


def received(
    number: str, code: str, office: str, due: str | None, source: str | None, *, is_merged: bool
) -> str:
    """Return the receipt in words; `source` is who decided how long an answer may take."""
    lines = [
        f"{bold('Đã tiếp nhận.')} Hồ sơ {bold(number)}.",
        f"Mã tra cứu: <code>{code}</code> – xin giữ kín; ai có mã này đọc được hồ sơ.",
    ]
    if due is not None:
        basis = f"theo {source}" if source else "thời hạn tạm thời, chưa có văn bản quy định"
        lines.append(f"{escape(office)} phải trả lời trước {bold(due)} ({escape(basis)}).")
    else:
        lines.append(f"Nơi xử lý: {escape(office)}.")
    if is_merged:
        lines.append("Nhiều người đã phản ánh cùng việc này nên hồ sơ được giải quyết chung.")
    return "\n".join(lines)
