"""One's own progress in words: on the picture, and below it."""

from collections.abc import Sequence
from decimal import Decimal

from handlers.render.markup import bold, escape
from handlers.texts.study_words import figure, streak_words
from services.study_views import Progress, SkillProgress

TITLE = "Tiến độ tự học của tôi"
CALENDAR = "Số câu đã trả lời mỗi ngày"
SKILLS = "Kỹ năng: đã nhớ và đã gặp, trên tổng số câu"
FORECAST = "Câu cần ôn trong {days} ngày tới"
KNOWN, MET, REST = "đã nhớ (từ 7 ngày trở lên)", "đã gặp", "chưa gặp"
WEEKDAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
NOTHING_DUE = "Chưa có câu nào cần ôn."
NO_PROGRESS = "Ông/bà chưa học câu nào. Gõ /hoc để bắt đầu, mỗi ngày khoảng 5 phút."
FOOTER = "Chỉ ông/bà xem được ảnh này."
_NOTHING_FORGOTTEN = "Chưa có chỗ nào ông/bà quên từ hai lần trở lên."


def summary(progress: Progress) -> tuple[tuple[str, str], ...]:
    """Return the figures at the head of the picture, each with what it counts."""
    share = f"{progress.right * 100 // progress.answered} %" if progress.answered else "–"
    known = sum(one.known for one in progress.skills)
    return (
        (str(progress.streak), "ngày làm việc\nliên tiếp"),
        (figure(Decimal(progress.answered)), "câu đã trả lời\ntrong 12 tháng"),
        (share, "trả lời đúng"),
        (str(known), "câu đang nhớ"),
    )


def skill_figures(one: SkillProgress) -> str:
    """Return the numbers at the end of a skill's bar."""
    goal = f" · mục tiêu {one.goal}" if one.goal is not None else ""
    return f"{one.known} / {one.met} / {one.items}{goal}"


def below(progress: Progress, forgotten: Sequence[tuple[str, int]]) -> str:
    """Return the words below the picture; `forgotten` are places with how often."""
    lines = [bold(TITLE), streak_words(progress.streak)]
    reached = [one for one in progress.skills if one.goal is not None]
    if reached:
        count = sum(bool(one.has_reached) for one in reached)
        lines.append(f"Mục tiêu đơn vị: đạt {count}/{len(reached)} kỹ năng.")
    if forgotten:
        lines.append("Hay quên:")
        lines += [f"• {escape(place)} ({times} lần)" for place, times in forgotten]
    else:
        lines.append(_NOTHING_FORGOTTEN)
    return "\n".join(line for line in lines if line)
