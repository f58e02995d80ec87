"""How a unit studies, and an exam for its organiser, in words."""

from collections.abc import Sequence
from datetime import datetime

from domain.exams import Blueprint, ExamFault
from domain.study import Skill
from handlers.render.markup import bold, escape, italic
from handlers.texts.people import moment
from handlers.texts.study_names import SKILLS
from handlers.texts.study_words import score_words, share, skill_name
from services.exam_desk import Organised, OrganisedExam
from services.study_figures import LEAST_PEOPLE, UnitFigures, UnitShare
from services.study_views import Candidate, ExamResults, Question

UNIT_STUDY = "Học tập của đơn vị"
FILE, GOALS, NUDGE, COMPARE = "Tải XLSX", "Đặt mục tiêu", "Mời cả đơn vị học", "So sánh các đơn vị"
FILE_NAME, FILE_CAPTION = "tu-hoc-don-vi.xlsx", "Số liệu tự học, không phải tỷ lệ được bồi dưỡng."
ACTIVE = "Học trong 7 ngày qua"
CHART_TITLE = "Tự học: {unit}"
CHART_FOOTER = "Số liệu tự học, không phải tỷ lệ 100 % được bồi dưỡng của Kế hoạch."
WHICH_UNIT = "Xin gõ /hoctap kèm tên đơn vị, ví dụ /hoctap phường Tuy Hoà, hoặc so sánh các đơn vị."
CHOOSE_UNIT = "Ông/bà muốn xem đơn vị nào?"
NO_UNIT = "Tôi không tìm thấy đơn vị này. Xin gõ tên đầy đủ hơn."
WHICH_SKILL = "Đặt mục tiêu cho kỹ năng nào? Mục tiêu là số câu mỗi người nhớ từ 7 ngày trở lên."
YES, NO = "Gửi lời mời", "Không gửi"
NOT_NUDGED = "Vâng, không gửi."
NOBODY_TO_COMPARE = "Chưa có đơn vị nào đủ 5 người trong hệ thống để so sánh."

NEW, MAKE, DROP, BACK = "Tạo bài thi", "Tạo và mời", "Bỏ", "◀ Quay lại"
CHANGE = {
    "unit": "Đơn vị",
    "title": "Tên bài",
    "items": "Số câu",
    "rules": "Thể lệ",
    "hours": "Giờ mở",
    "people": "Danh sách",
}
EVERYBODY, CHOSEN = "Mọi người của đơn vị", "☑ "
WHICH_EXAM_UNIT = "Bài thi dành cho đơn vị nào? Bấm chọn, hoặc gõ tên đơn vị."
WHICH_TITLE = "Xin gõ tên bài thi (tối đa 120 chữ)."
WHICH_ITEMS = "Mỗi kỹ năng bao nhiêu câu? Câu rút ngẫu nhiên, mỗi người một đề."
WHICH_RULES = "Thời gian, số lượt và điểm đạt:"
WHICH_HOURS = "Mở đến khi nào? Bấm chọn, hoặc gõ như “8:00 30/11/2026 đến 17:00 4/12/2026”."
NO_HOURS = "Tôi chưa đọc được giờ mở. Xin gõ như “8:00 30/11/2026 đến 17:00 4/12/2026”."
WHICH_PEOPLE = "Ai dự thi? Bấm tên để đưa vào hoặc bỏ ra."
DAYS = {1: "1 ngày", 3: "3 ngày", 7: "7 ngày"}
DROPPED = "Đã bỏ bản soạn."
NO_FORM = "Bản soạn này không còn. Gõ /thi để soạn lại."
CANCEL, CANCEL_YES, CANCEL_NO = "Huỷ bài thi", "Huỷ và báo mọi người", "Giữ"
SURE_TO_CANCEL = "Huỷ bài thi này? Mọi người trong danh sách sẽ được báo."
KEPT = "Vâng, bài thi giữ nguyên."
NONE_ORGANISED = "Ông/bà chưa tổ chức bài thi nào. Gõ /thi, bấm “Tổ chức thi” để tạo."
RESULTS_FILE = "ket-qua-bai-thi.xlsx"
_FAULTS = {
    ExamFault.COUNT: "Bài thi cần từ 1 đến 100 câu.",
    ExamFault.MINUTES: "Thời gian cần từ 1 đến 240 phút.",
    ExamFault.ATTEMPTS: "Số lượt cần từ 1 đến 10.",
    ExamFault.PASS_MARK: "Điểm đạt cần từ 1 đến 100 %.",
    ExamFault.POOL: "Ngân hàng không đủ câu của một kỹ năng đã chọn. Xin giảm số câu.",
    ExamFault.HOURS: "Giờ đóng phải sau giờ mở và sau lúc này.",
    ExamFault.TITLE: "Tên bài thi cần từ 1 đến 120 chữ.",
    ExamFault.ROSTER: "Không có ai của đơn vị này trong hệ thống để mời.",
}
_SHOWN = 30


def unit(figures: UnitFigures, hard: Sequence[str]) -> str:
    """Return how a unit studies; `hard` names the places that go wrong most."""
    lines = [bold(f"Tự học: {figures.unit_name}"), f"Trong hệ thống: {figures.people} người."]
    if figures.active is None or figures.studying is None:
        lines.append(
            f"Dưới {LEAST_PEOPLE} người thì tôi không nêu tỷ lệ, để không lộ kết quả của ai."
        )
    else:
        lines.append(f"Học trong 7 ngày qua: {bold(share(figures.active, figures.people))}.")
        lines.append(f"Đã từng học: {share(figures.studying, figures.people)}.")
        lines += [
            f"• {skill_name(one.skill)}: {share(one.reached, figures.people)} nhớ từ {one.goal} câu"
            for one in figures.skills
            if one.goal is not None and one.reached is not None
        ]
        if all(one.goal is None for one in figures.skills):
            lines.append("Chưa đặt mục tiêu cho kỹ năng nào.")
    if hard:
        lines.append(f"Hay sai nhất: {escape('; '.join(hard))}.")
    if figures.named:
        names = ", ".join(one.name for one in figures.named)
        lines.append(f"Đồng ý nêu tên: {escape(names)}.")
    lines.append(italic("Số liệu tự học, không phải tỷ lệ 100 % “được bồi dưỡng” của Kế hoạch."))
    return "\n".join(lines)


def compared(shares: Sequence[UnitShare]) -> str:
    """Return units beside each other, by name; no ranking."""
    if not shares:
        return NOBODY_TO_COMPARE
    lines = [
        f"• {escape(one.unit_name)}: {share(one.active, one.people)} học trong 7 ngày qua"
        for one in shares
    ]
    return "\n".join([bold("Các đơn vị từ 5 người trở lên"), *lines])


def reached_label(skill: Skill, goal: int) -> str:
    """Return what the bar of those counts who reached a goal."""
    return f"{skill_name(skill)} (nhớ từ {goal} câu)"


def goal_numbers(skill: Skill) -> str:
    """Return the question how many items of a skill are the goal."""
    return f"{bold(SKILLS[skill])}: mỗi người nhớ bao nhiêu câu? 0 là bỏ mục tiêu."


def goal_set(skill: Skill, known: int) -> str:
    """Return that a goal was set or taken away."""
    if known:
        return f"Đã đặt: {SKILLS[skill]} – mỗi người nhớ từ {known} câu."
    return f"Đã bỏ mục tiêu {SKILLS[skill]}."


def sure_to_nudge(unit_name: str) -> str:
    """Return the question before everybody of a unit is invited."""
    return (
        f"Gửi lời mời học 5 phút đến mọi người của {bold(unit_name)}? Lời mời như nhau cho tất cả, "
        "không theo kết quả của ai, mỗi tuần một lần."
    )


def nudged(told: int) -> str:
    """Return how many people were invited."""
    if told:
        return f"Đã mời {told} người."
    return "Tuần này đơn vị đã được mời rồi, hoặc chưa nhắn được cho ai."


def form(title: str, unit_name: str, blueprint: Blueprint, hours: str, people: str) -> str:
    """Return an exam as it is composed so far."""
    items = "; ".join(f"{SKILLS[skill]} {n}" for skill, n in blueprint.items.items() if n)
    return (
        f"{bold('Bài thi mới')}\n"
        f"Tên: {escape(title)}\n"
        f"Đơn vị: {escape(unit_name)}\n"
        f"Số câu: {blueprint.count} ({escape(items) or 'chưa chọn'})\n"
        f"Thể lệ: {blueprint.minutes} phút, {blueprint.attempts} lượt, đạt từ "
        f"{blueprint.pass_mark} %\n"
        f"Giờ mở: {escape(hours)}\n"
        f"Dự thi: {escape(people)}\n"
        "Bấm để sửa từng phần, rồi “Tạo và mời”."
    )


def hours(opens: datetime, closes: datetime) -> str:
    """Return opening hours; both are in the office's zone."""
    return f"từ {moment(opens)} đến {moment(closes)}"


def rule_label(rule: str, value: int, *, is_chosen: bool) -> str:
    """Return the label of a rule's button."""
    words = {"minutes": f"{value} phút", "attempts": f"{value} lượt", "pass_mark": f"đạt {value} %"}
    return f"{CHOSEN}{words[rule]}" if is_chosen else words[rule]


def items_label(skill: Skill, count: int, held: int) -> str:
    """Return the label of a skill's button: how many are asked of how many there are."""
    return f"{SKILLS[skill]}: {count} (có {held})"


def people_words(chosen: int | None) -> str:
    """Return who is on the roster."""
    return EVERYBODY if chosen is None else f"{chosen} người được chọn"


def fault(fault: str) -> str:
    """Return why an exam cannot be made."""
    return _FAULTS[ExamFault(fault)]


def made(told: Organised) -> str:
    """Return that an exam was made and who was told."""
    rest = told.roster - told.told
    unreached = f" {rest} người chưa nhắn được." if rest else ""
    return (
        f"Đã tạo {bold(told.title)} cho {escape(told.unit_name)}: {told.roster} người dự thi, đã "
        f"mời {told.told} người.{unreached}"
    )


def organised(exams: Sequence[OrganisedExam], now: datetime) -> str:
    """Return the exams that somebody organised."""
    if not exams:
        return NONE_ORGANISED
    lines = []
    for one in exams:
        closes = one.closes_at.astimezone(now.tzinfo) if one.closes_at else None
        end = f"đến {moment(closes)}" if closes is not None else ""
        state = "đã huỷ" if one.is_cancelled else f"đang mở {end}" if one.is_open else end
        lines.append(f"• {escape(one.title)} – {one.roster} người, {state}")
    return "\n".join([bold("Bài thi ông/bà tổ chức"), *lines])


def results(told: ExamResults, hard: Sequence[str]) -> str:
    """Return what an exam brought, for its organiser."""
    head = (
        f"{bold(told.title)}\nDự thi {told.roster} · đã vào thi {told.began} · đã nộp "
        f"{told.finished} · đạt {told.passed}"
    )
    people = [_candidate(one) for one in told.candidates[:_SHOWN]]
    more = len(told.candidates) - _SHOWN
    people += [f"… và {more} người khác (xem XLSX)"] if more > 0 else []
    lines = [head, *people]
    if hard:
        lines.append(f"Hay sai nhất: {escape('; '.join(hard))}.")
    if told.questions:
        lines.append(bold("Nên hỏi lại, chưa phải kết luận:"))
        lines += [f"• {escape(question_words(one))}" for one in told.questions[:5]]
    return "\n".join(lines)


def question_words(one: Question) -> str:
    """Return something to ask about, as a question and not as a verdict."""
    names = " và ".join(name or "(chưa ghi tên)" for name in one.names)
    if one.kind == "same":
        return (
            f"{names}: {one.seen} trên {one.of} câu cùng sai có chung một đáp án. Hai người có học "
            "chung tài liệu, hay làm bài cùng nhau không?"
        )
    return (
        f"{names}: {one.seen}/{one.of} câu trả lời đúng nhanh hơn hẳn mọi người. Người này đã quen "
        "các câu ấy, hay đã thấy đề trước?"
    )


def cancelled(title: str) -> str:
    """Return that an exam was cancelled."""
    return f"Đã huỷ {bold(title)} và báo mọi người trong danh sách."


def _candidate(one: Candidate) -> str:
    name = escape(one.name or "(chưa ghi tên)")
    if one.score is None:
        return f"• {name}: {'đang làm' if one.is_running else 'chưa thi'}"
    verdict = "đạt" if one.score.has_passed else "chưa đạt"
    return f"• {name}: {score_words(one.score)}, {verdict}"
