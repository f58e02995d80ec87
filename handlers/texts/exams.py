"""Exams for whoever sits them, and certificates, in words."""

from collections.abc import Sequence
from datetime import date, datetime

from domain.exams import ExamFault
from handlers.render.markup import bold, escape, italic
from handlers.texts.names import day
from handlers.texts.people import moment
from handlers.texts.study_words import score_words
from services.study_views import Certificate, ExamCard, Result

EXAMS = "Bài thi"
PRACTISE, BEGIN, GO_ON, FINISH = "Thi thử", "Bắt đầu thi", "Làm tiếp", "Nộp bài"
ORGANISE, MINE = "Tổ chức thi", "Kỳ thi tôi tổ chức"
YES, NO = "Nộp ngay", "Làm tiếp"
CERTIFY = "Nhận giấy chứng nhận"
AGAIN = "Thi lại"
PRACTICE_COUNTS = (10, 20, 30)
PRACTICE_TITLE = "Thi thử"
NONE_OPEN = "Hiện không có bài thi nào của đơn vị dành cho ông/bà."
WHICH_PRACTICE = (
    "Thi thử chỉ mình ông/bà biết: câu rút ngẫu nhiên từ mọi kỹ năng, không báo đúng sai cho đến "
    "khi nộp. Ông/bà chọn bao nhiêu câu?"
)
NO_ITEMS = "Ngân hàng chưa đủ câu cho bài thi này."
ALL_ANSWERED = "Ông/bà đã trả lời hết các câu. Nộp bài để xem kết quả."
KEPT = "Đã ghi câu trả lời."
REFUSED = {
    ExamFault.ROSTER: "Ông/bà không có trong danh sách dự thi của bài này.",
    ExamFault.HOURS: "Bài thi chưa mở hoặc đã đóng. Gõ /thi để xem giờ mở.",
    ExamFault.ATTEMPTS: "Ông/bà đã dùng hết số lượt thi của bài này.",
    ExamFault.POOL: NO_ITEMS,
}
CANCELLED_LATE = "Bài thi này đã kết thúc hoặc đã huỷ."

NAME_KNOWN = "Dùng tên: "
WHAT_NAME = (
    "Giấy chứng nhận ghi họ và tên nào? Xin gõ đầy đủ, có dấu. Tên chỉ in trên giấy này, được mã "
    "hoá khi lưu; đã cấp rồi thì không đổi được."
)
NOT_A_NAME = "Tôi chưa đọc được họ và tên. Xin gõ chữ, ví dụ Lò Thị Thử."
NO_CERTIFICATES = "Ông/bà chưa có giấy chứng nhận nào. Thi đạt bài do đơn vị tổ chức thì nhận được."
CERTIFICATE_NAME = "giay-chung-nhan-tu-hoc.pdf"
HOW_TO_CHECK = "Xin gõ /kiemtra kèm mã trên giấy chứng nhận, ví dụ /kiemtra 7K2M-…"
NO_SUCH_CODE = (
    "Không có giấy chứng nhận nào mang mã này. Xin xem lại từng chữ; giấy thật luôn kiểm tra được."
)


def first_title(today: date) -> str:
    """Return what an exam is called until its organiser says otherwise."""
    return f"Kiểm tra kiến thức tháng {today.month}/{today.year}"


def listed(cards: Sequence[ExamCard], now: datetime) -> str:
    """Return the exams that one may sit; `now` is in the office's zone."""
    if not cards:
        return NONE_OPEN
    return "\n\n".join([bold("Bài thi của ông/bà"), *(_line(card, now) for card in cards)])


def rules(card: ExamCard, now: datetime) -> str:
    """Return the rules of an exam before it begins."""
    unit = f"{escape(card.unit_name)}\n" if card.unit_name else ""
    return (
        f"{bold(card.title)}\n{unit}"
        f"• {card.items} câu trong {card.minutes} phút; đồng hồ chạy liên tục từ khi bắt đầu, kể "
        "cả khi mất mạng hay đổi thiết bị.\n"
        f"• Đạt từ {card.pass_mark} %. Không báo đúng sai cho đến khi nộp; câu đã trả lời không "
        "sửa được.\n"
        f"• Còn {card.attempts_left} lượt. {_hours(card, now)}\n"
        "• Người tổ chức xem được điểm và thời gian làm bài, và có thể hỏi lại ông/bà khi thấy lạ. "
        "Nội dung câu hỏi xin không chuyển cho người khác."
    )


def answered_all(answered: int) -> str:
    """Return that nothing is left to answer."""
    return f"{bold(f'Đã trả lời hết {answered} câu.')} Nộp bài để xem kết quả."


def sure_to_finish() -> str:
    """Return the question before an attempt is handed in."""
    return "Nộp bài? Câu chưa trả lời tính là sai."


def result(told: Result, hard: Sequence[str]) -> str:
    """Return the result of an attempt; `hard` names the places of wrong answers."""
    verdict = "Đạt" if told.score.has_passed else "Chưa đạt"
    lines = [
        escape(told.title),
        f"{bold(f'{verdict}: {score_words(told.score)}')}, cần {told.pass_mark} %.",
    ]
    if told.is_late:
        lines.append(f"Hết giờ: tính {told.answered}/{told.of} câu đã trả lời kịp.")
    if told.score.counted < told.of:
        lines.append(f"{told.of - told.score.counted} câu bị rút trong lúc thi, không tính cho ai.")
    if hard:
        lines.append(f"Nên xem lại: {escape('; '.join(hard))}.")
    if not told.score.has_passed and told.attempts_left:
        lines.append(f"Ông/bà còn {told.attempts_left} lượt.")
    return "\n".join(lines)


def invited(card: ExamCard, now: datetime) -> str:
    """Return the invitation to an exam."""
    return (
        f"Đơn vị mời ông/bà dự bài thi tự học {bold(card.title)}: {card.items} câu, "
        f"{card.minutes} phút. {_hours(card, now)}"
    )


def cancelled(title: str) -> str:
    """Return that an exam will not take place."""
    return f"Bài thi {bold(title)} đã huỷ. Ông/bà không phải làm gì."


def finished(title: str, score: str, *, has_passed: bool) -> str:
    """Return that an attempt ended by its clock."""
    verdict = "Đạt" if has_passed else "Chưa đạt"
    return f"Hết giờ bài thi {bold(title)}, bài đã được nộp. {verdict}: {escape(score)}."


def certificate(told: Certificate) -> str:
    """Return the words below the picture of a certificate."""
    return (
        f"Giấy chứng nhận tự học của {bold(told.name)}. Mã: <code>{told.code}</code>\n"
        f"Ai có mã đều kiểm tra được: /kiemtra {told.code}"
    )


def checked(told: Certificate) -> str:
    """Return what a code stands for: what is printed, and no more."""
    return (
        f"{bold('Giấy chứng nhận tự học có thật.')}\n"
        f"Họ và tên: {escape(told.name)}\n"
        f"Đơn vị: {escape(told.unit_name)}\n"
        f"Bài thi: {escape(told.exam)}\n"
        f"Ngày đạt: {day(told.passed_on)}\n"
        f"Kết quả: {_result_of(told)}\n"
        f"Mã: <code>{told.code}</code>\n"
        f"{italic('Xin đối chiếu từng dòng với tờ giấy.')}"
    )


def certificates(found: Sequence[Certificate]) -> str:
    """Return one's certificates in a list."""
    lines = [f"• {escape(one.exam)} – {day(one.passed_on)}, {_result_of(one)}" for one in found]
    return "\n".join([bold("Giấy chứng nhận của ông/bà"), *lines])


def fault(fault: str) -> str:
    """Return why an exam cannot be begun."""
    return REFUSED.get(ExamFault(fault), CANCELLED_LATE)


def _result_of(told: Certificate) -> str:
    return f"{told.right}/{told.counted} câu đúng"


def _line(card: ExamCard, now: datetime) -> str:
    state = "đang làm dở" if card.attempt is not None else _hours(card, now)
    best = f" Tốt nhất: {score_words(card.best)}." if card.best is not None else ""
    return f"{bold(card.title)} – {card.items} câu, {card.minutes} phút; {state}{best}"


def _hours(card: ExamCard, now: datetime) -> str:
    if card.closes_at is None or card.opens_at is None:
        return ""
    opens, closes = card.opens_at.astimezone(now.tzinfo), card.closes_at.astimezone(now.tzinfo)
    if now < opens:
        return f"Mở từ {moment(opens)} đến {moment(closes)}."
    if now < closes:
        return f"Mở đến {moment(closes)}."
    return f"Đã đóng lúc {moment(closes)}."
