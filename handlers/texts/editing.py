"""What editors read: questions that wait, and what was done about them."""

from collections.abc import Sequence
from datetime import date

from domain.answers import Answer, AnswerStatus
from domain.editing import Dismissal, Synonym
from domain.errors import SynonymFault
from domain.places import place_in_law
from handlers.render.markup import bold, escape, italic
from handlers.screens import shortened
from handlers.texts.names import day
from services.handed_questions import HandedQuestion
from services.office_wordings import AddedLink, Trial
from services.question_deeds import HandedOver, Seen
from services.question_queue import QuestionGroup

QUEUE = "Câu hỏi chờ biên tập"
EMPTY = "Không có câu hỏi nào chờ biên tập. Câu chưa trả lời được hoặc bị chê sẽ hiện ở đây."
BACK = "◀ Hàng đợi"
FIND = "Gắn đoạn khác"
SAY = "Thêm cách nói"
HAND = "Chuyển đơn vị"
LOAD = "Nạp văn bản"
DROP = "Bỏ qua"
ADDED = "Đã bổ sung"
IN_HANDS = "Đang ở đơn vị"
REPORT = "Báo cáo (XLSX, ảnh)"
STOP = "Thôi"
LINK_THIS = "Gắn cho câu này"
ADD_WORDING = "Thêm cách nói này"
TAKE_BACK = "Bỏ"
DO_REPLY = "Trả lời"
GIVE_BACK = "Trả lại biên tập viên"
SURE_BACK = "Đúng, trả lại"
SEND_REPLY = "Gửi trả lời"

SEND_FILE = (
    "Xin gửi tệp văn bản vào đây (DOCX, PDF có chữ, TXT, MD; tối đa 20 MB). Tôi cho xem đã hiểu gì "
    "trước khi nạp."
)
WHAT_TO_FIND = (
    "Xin gõ từ khoá, hoặc tên chỗ cần gắn, ví dụ: III.7.b; khoản 2 Điều 9 Luật Khiếu nại."
)
NOTHING_FOUND = "Tôi không thấy đoạn nào như vậy trong các văn bản đã nạp. Xin gõ từ khác."
CHOOSE_PLACE = "Xin chọn đoạn trả lời cho câu hỏi; bấm vào để xem trước khi gắn."
HOW_TO_SAY = (
    "Xin gõ: cách người dân nói = từ trong văn bản. Ví dụ: máy chấm vân tay = phần mềm chấm công."
)
WHICH_UNIT = "Chuyển câu hỏi cho đơn vị nào? Xin gõ tên, ví dụ: Sở Nội vụ, phường Tuy Hoà."
NO_UNIT = "Tôi không thấy đơn vị nào tên như vậy. Xin gõ lại tên xã, phường hoặc sở."
CHOOSE_UNIT = "Xin chọn đơn vị:"
WHY_DROP = "Vì sao bỏ qua? Lý do được lưu; câu hỏi giống vậy hỏi sau này vẫn hiện lại."
STOPPED = "Vâng. Gõ /hangdoi để quay lại."
NOT_KNOWN = "Câu hỏi này quá ngắn hoặc quá chung nên không gắn được: câu khác cũng sẽ trúng theo."
WRITE_REPLY = (
    "Xin viết câu trả lời trong tin nhắn tiếp theo (tối đa 2.000 chữ cái). Câu này gửi tới người "
    "đã nhờ báo, ghi là trả lời của đơn vị; nên nêu văn bản, điều khoản làm căn cứ."
)
REPLY_TOO_LONG = "Câu trả lời trống hoặc dài quá 2.000 chữ cái. Xin viết gọn lại."
SURE_TO_GIVE_BACK = "Trả câu này lại cho biên tập viên?"
NONE_IN_HANDS = "Không có câu hỏi nào đang ở đơn vị."
NOTHING_ADDED = "Chưa bổ sung đoạn trả lời hay cách nói nào."
TAKEN_BACK = "Đã bỏ. Câu hỏi từ nay được trả lời như trước."
SETTLED = "Câu hỏi này đã có người xử lý. Gõ /hangdoi để xem còn câu nào."

DISMISSALS = {
    Dismissal.OUTSIDE: "Ngoài phạm vi",
    Dismissal.UNCLEAR: "Không rõ hỏi gì",
    Dismissal.RIGHT: "Trả lời đã đúng",
    Dismissal.PLAY: "Nghịch, thử",
}
_FAULTS = {
    SynonymFault.UNREADABLE: "Tôi chưa đọc được. Xin gõ theo mẫu: cách nói = từ trong văn bản.",
    SynonymFault.NO_WORDS: "Hai vế chỉ gồm chữ, mỗi vế tối đa 60 chữ cái.",
    SynonymFault.TOO_LONG: "Mỗi vế tối đa 6 tiếng.",
    SynonymFault.TOO_SHORT: (
        "Cách nói cần ít nhất hai tiếng: một tiếng khi gõ không dấu trùng quá nhiều từ khác."
    ),
    SynonymFault.SAME: "Hai vế chỉ khác nhau ở dấu; tôi đã hiểu cả hai cách gõ.",
    SynonymFault.KNOWN: "Cách nói này đã có.",
    SynonymFault.STRANGE: "Vế phải có từ không thấy trong văn bản nào đã nạp nên không giúp được.",
}
_STATUSES = {
    AnswerStatus.REFUSED: "không có trong văn bản",
    AnswerStatus.PARTIAL: "trả lời được một phần",
    AnswerStatus.ANSWERED: "đã trả lời",
    AnswerStatus.CORRECTED: "đã đính chính",
}
_QUESTION, _ANSWER, _REASON = 160, 280, 120
_ALIKE = 4


def queue(groups: Sequence[QuestionGroup], first: int, total: int, questions: int) -> str:
    """Return a page of what waits: each group by its number, how often, how bad."""
    lines = [f"{bold(QUEUE)}: {total} nhóm, {questions} câu"]
    lines += [f"{number}. {_line(group)}" for number, group in enumerate(groups, first)]
    return "\n".join(lines)


def group(one: QuestionGroup) -> str:
    """Return a group on one screen: the questions, what was answered, what was wrong."""
    lines = [f"{bold(_asked(one.questions[0]))}", _counts(one)]
    lines += [f"• {escape(_asked(text))}" for text in one.questions[1 : _ALIKE + 1]]
    if (more := len(one.questions) - _ALIKE - 1) > 0:
        lines.append(f"và {more} cách hỏi khác")
    answer = one.answer
    lines.append(f"{bold('Đã trả lời')} ({_STATUSES[answer.status]}): {_excerpt(answer)}")
    lines += [f"Bị chê: {escape(shortened(reason, _REASON))}" for reason in one.reasons]
    lines.append("Bấm một đoạn dưới đây để gắn làm câu trả lời, hoặc chọn cách khác.")
    return "\n".join(lines)


def found(path: str, document: str) -> str:
    """Return what stands on the button of a place that may answer."""
    return shortened(f"Gắn {place_name(path)} · {document}", 60)


def place_name(path: str) -> str:
    """Return how a place is called: in a law by article, clause and point."""
    return place_in_law(path) if path[:1].isdigit() else path


def sure_to_link(question: str, document: str, place: str, text: str, count: int) -> str:
    """Return the question before a place is linked, with the words that will be quoted."""
    again = "" if count < 2 else f"\nNhóm này có {count} câu; có thể gắn cho câu này hoặc cả nhóm."
    return (
        f"Từ nay, khi có người hỏi “{escape(_asked(question))}”, tôi trích đoạn này:\n"
        f"{bold(f'{place} – {document}')}\n{italic(shortened(text, 700))}{again}"
    )


def link_all(count: int) -> str:
    """Return the label that links a place to all questions of a group."""
    return f"Gắn cho cả {count} câu"


def linked(seen: Seen) -> str:
    """Return that a place answers from now on, and who hears of it."""
    return f"Đã gắn cho {seen.questions} câu hỏi.{_will_hear(seen.waiting)}"


def tried(trial: Trial) -> str:
    """Return what a wording would change."""
    verdict = (
        "Câu này sẽ được trả lời:" if trial.helps else "Câu này vẫn chưa được trả lời tốt hơn:"
    )
    checked = (
        f"\nĐã thử lại {trial.tried} câu trả lời có cách nói này, không câu nào đổi."
        if trial.tried
        else ""
    )
    return (
        f"{_wording(trial.synonym)}\n{verdict}\n{italic(shortened(trial.after.text, 400))}{checked}"
    )


def wording_added(seen: Seen) -> str:
    """Return that a wording counts from now on."""
    if not seen.questions:
        return "Đã thêm cách nói. Nhóm câu hỏi này chưa được trả lời nên vẫn ở hàng đợi."
    return f"Đã thêm cách nói; {seen.questions} câu nay trả lời được.{_will_hear(seen.waiting)}"


def synonym_fault(fault: SynonymFault, broken: int) -> str:
    """Return why a wording does not count."""
    if fault is SynonymFault.BREAKING:
        return f"Không thêm: cách nói này làm đổi {broken} câu trả lời đang đúng."
    return _FAULTS[fault]


def until_when(unit: str) -> str:
    """Return the question until when a unit is to answer."""
    return f"{bold(unit)} trả lời trước ngày nào?"


def due_label(due: date) -> str:
    """Return what stands on the button of a due day."""
    return f"{_WEEKDAYS[due.weekday()]} {day(due)}"


def handed_over(handed: HandedOver) -> str:
    """Return that a unit has the question, and whether anybody there was told."""
    head = f"Đã chuyển {bold(handed.unit_name)}, hạn {day(handed.due_on)}."
    if handed.told:
        return f"{head} {handed.told} người của đơn vị đã được báo. Tên, số trong câu hỏi đã che."
    return (
        f"{head} Đơn vị chưa có ai trong hệ thống nên chưa ai được báo; ai vào sau sẽ thấy ở "
        "/hangdoi."
    )


def dismissed(seen: Seen) -> str:
    """Return that a group was left at that."""
    return f"Đã bỏ qua {seen.questions} câu."


def added_links(links: Sequence[AddedLink], first: int) -> str:
    """Return links on a page, and which no longer stand."""
    lines = [bold("Đoạn đã gắn")]
    for number, one in enumerate(links, first):
        rest = (
            "" if one.stands else " (lưu ý: đoạn đã đổi nội dung nên tạm không dùng; xin gắn lại)"
        )
        place = escape(f"{place_name(one.place)}, {shortened(one.document_name, 80)}")
        lines.append(f"{number}. “{escape(_asked(one.question))}” → {place}{rest}")
    return "\n".join(lines)


def added_wordings(synonyms: Sequence[tuple[int, Synonym]], first: int) -> str:
    """Return wordings on a page."""
    lines = [bold("Cách nói đã thêm")]
    lines += [f"{at}. {_wording(one)}" for at, (_, one) in enumerate(synonyms, first)]
    return "\n".join(lines)


def take_back(number: int) -> str:
    """Return the label that takes an addition back."""
    return f"{TAKE_BACK} {number}"


def in_hands(questions: Sequence[HandedQuestion], head: str) -> str:
    """Return what units have in their hands, the earliest due first."""
    lines = [bold(head)]
    for number, one in enumerate(questions, 1):
        lines.append(f"{number}. {escape(one.unit_name)} · {due(one)} · {escape(one.question)}")
    return "\n".join(lines)


def due(one: HandedQuestion) -> str:
    """Return until when a question is to be answered."""
    return f"{'quá hạn' if one.is_late else 'hạn'} {day(one.due_on)}"


def handed(one: HandedQuestion) -> str:
    """Return a question that a unit is to answer."""
    return (
        f"{bold('Câu hỏi chuyển tới ' + one.unit_name)} · {due(one)}\n“{escape(one.question)}”\n"
        "Văn bản đã nạp chưa trả lời được. Không ai biết người hỏi; tên, số đã che."
    )


def reminded(one: HandedQuestion) -> str:
    """Return the reminder of a question that is due."""
    return f"{bold('Sắp đến hạn' if not one.is_late else 'Đã quá hạn')}\n{handed(one)}"


def sure_to_send(reply: str) -> str:
    """Return a reply as it will be sent."""
    return f"Gửi câu này tới người đang chờ và biên tập viên?\n{italic(reply)}"


def sent(told: int) -> str:
    """Return that a reply went out."""
    who = f"{told} người đã nhờ báo và biên tập viên" if told else "biên tập viên"
    return f"Đã gửi trả lời tới {who}. Cảm ơn ông/bà."


def given_back(unit: str) -> str:
    """Return that a question waits for an editor again."""
    return f"Đã trả câu hỏi lại cho biên tập viên ({escape(unit)})."


def reply_for_asker(unit: str, question: str, reply: str, on: date) -> str:
    """Return a unit's reply as whoever waited for it reads it."""
    return (
        f"{bold('Tin ông/bà chờ')}\nCâu hỏi: “{escape(_asked(question))}”\n"
        f"{bold(f'{unit} trả lời')} ({day(on)}):\n{escape(reply)}\n"
        f"{italic('Đây là trả lời của đơn vị, không phải trích từ văn bản đã nạp.')}"
    )


def reply_for_editor(unit: str, question: str, reply: str) -> str:
    """Return a unit's reply as the editor reads it."""
    return (
        f"{bold(unit)} đã trả lời câu “{escape(_asked(question))}”:\n{escape(reply)}\n"
        "Nếu có văn bản làm căn cứ, xin nạp để lần sau trích được."
    )


def returned(unit: str, question: str) -> str:
    """Return that a unit gave a question back."""
    return f"{bold(unit)} trả lại câu “{escape(_asked(question))}”. Câu hỏi về lại /hangdoi."


def late(unit: str, question: str, on: date) -> str:
    """Return that a unit did not answer in time."""
    return f"{bold(unit)} quá hạn trả lời ({day(on)}) câu “{escape(_asked(question))}”."


_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def _line(one: QuestionGroup) -> str:
    downs = f" · chê {one.downs}" if one.downs else ""
    return f"{escape(_asked(one.questions[0]))} · {one.count} lần{downs}"


def _counts(one: QuestionGroup) -> str:
    span = day(one.first_on)
    if one.last_on != one.first_on:
        span = f"{span} – {day(one.last_on)}"
    parts = [f"{one.count} lần ({span})"]
    if one.downs:
        parts.append(f"chê {one.downs}")
    if one.waiting:
        parts.append(f"{one.waiting} người chờ tin")
    return " · ".join(parts)


def _asked(question: str) -> str:
    return shortened(" ".join(question.split()), _QUESTION)


def _excerpt(answer: Answer) -> str:
    return escape(shortened(" ".join(answer.text.split()), _ANSWER))


def _wording(synonym: Synonym) -> str:
    return f"“{escape(synonym.said)}” → “{escape(synonym.meant)}”"


def _will_hear(waiting: int) -> str:
    return f" {waiting} người chờ sẽ được báo." if waiting else ""
