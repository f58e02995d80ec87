"""What stands in the workbooks of study."""

from collections.abc import Sequence
from datetime import tzinfo

from domain.study import Skill
from handlers.texts.study_names import SKILLS
from handlers.texts.study_units import question_words
from services.study_figures import UnitFigures
from services.study_views import ExamResults, Logged

LOG, UNIT, NAMED = "Nhật ký tự học", "Tự học của đơn vị", "Người đồng ý nêu tên"
RESULTS, QUESTIONS = "Bài thi tự học", "Điều nên hỏi lại"
NOT_TRAINING = (
    "Số liệu tự học trên Trợ lý Công vụ. Không phải tỷ lệ 100 % được bồi dưỡng của Kế hoạch "
    "(II.2.c, II.2.d) và không thay hồ sơ bồi dưỡng."
)
LOG_HEADINGS = (
    *("Câu", "Phiên bản", "Kênh", "Hiện lúc", "Trả lời lúc", "Đã chọn", "Chắc chắn", "Đúng"),
    "Bài thi số",
)
Cells = list[Sequence[str | int | float | None]]


def log_rows(log: Sequence[Logged], zone: tzinfo) -> Cells:
    """Return an answer a row, hours as they were here."""
    return [
        (
            *(one.item, one.version, one.channel),
            f"{one.shown_at.astimezone(zone):%d/%m/%Y %H:%M:%S}",
            f"{one.answered_at.astimezone(zone):%d/%m/%Y %H:%M:%S}",
            *(one.choice, _yes(one.is_sure), _yes(one.is_right), one.exam),
        )
        for one in log
    ]


def unit_rows(figures: UnitFigures, day: str) -> Cells:
    """Return the figures of a unit."""
    rows: Cells = [
        (figures.unit_name,),
        (NOT_TRAINING,),
        (f"Ngày lập: {day}",),
        (),
        ("Số người của đơn vị", figures.people),
        ("Đã từng tự học", _figure(figures.studying)),
        ("Có học trong 7 ngày qua", _figure(figures.active)),
        (),
        ("Kỹ năng", "Mục tiêu (câu nhớ từ 7 ngày)", "Số người đạt", "Tỷ lệ (%)"),
    ]
    for one in figures.skills:
        share = "" if one.reached is None else round(one.reached * 100 / figures.people, 1)
        goal = "chưa đặt" if one.goal is None else one.goal
        rows.append((SKILLS[one.skill], goal, _figure(one.reached), share))
    rows += [(), ("Chỗ hay sai nhất", "Văn bản", "Số lần sai")]
    rows += [(place.path, place.document, place.wrong) for place in figures.hardest]
    return rows


def named_rows(figures: UnitFigures) -> Cells:
    """Return those who agreed to be named, with the items that they remember."""
    heading = ("Họ và tên", "Có học trong 7 ngày qua", *SKILLS.values())
    people: Cells = [
        (one.name, _yes(one.is_active), *(one.known.get(skill, 0) for skill in Skill))
        for one in figures.named
    ]
    return [(NOT_TRAINING,), heading, *people]


def result_rows(results: ExamResults, day: str) -> Cells:
    """Return the roster of an exam with what each person reached."""
    rows: Cells = [
        (f"{results.title} – {results.unit_name or ''}",),
        (NOT_TRAINING,),
        (f"Ngày lập: {day}",),
        (),
        ("Họ và tên", "Số lượt", "Câu đúng", "Số câu", "Tỷ lệ (%)", "Đạt", "Giây mỗi câu"),
    ]
    for one in results.candidates:
        score = one.score
        reached: tuple[str | int, ...] = ("", "", "", "")
        if score is not None:
            reached = (score.right, score.counted, score.percent, _yes(score.has_passed))
        seconds = "" if one.mean_seconds is None else round(one.mean_seconds, 1)
        rows.append((one.name or "(chưa ghi tên)", one.attempts, *reached, seconds))
    return rows


def question_rows(results: ExamResults) -> Cells:
    """Return what the organiser may want to ask about."""
    return [(question_words(one),) for one in results.questions]


def _yes(is_so: bool) -> str:
    return "có" if is_so else "không"


def _figure(count: int | None) -> str | int:
    return "không nêu (dưới 5 người)" if count is None else count
