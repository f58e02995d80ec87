"""How choices, figures and spans of self-study are written."""

from datetime import date
from decimal import Decimal

from domain.exams import Score
from domain.study import Skill
from handlers.texts.study_names import SKILLS

LETTERS = "ABCDEFGHIKLM"
OWN_ITEM = "Câu do dự án biên soạn, chưa có cơ quan thẩm định."


def skill_name(skill: Skill) -> str:
    """Return what a skill is called."""
    return SKILLS[skill]


def figure(number: Decimal, unit: str = "") -> str:
    """Return a number as it is written here: 1.250, 97,5 %."""
    whole, _, part = f"{number.normalize():f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    written = f"{grouped},{part}" if part else grouped
    return f"{written} {unit}".strip()


def in_days(days: int) -> str:
    """Return when something comes back that waits so many days."""
    if days < 1:
        return "trong hôm nay"
    return "ngày mai" if days == 1 else f"sau {days} ngày"


def short_day(day: date) -> str:
    """Return a day without its year: 5/6."""
    return f"{day.day}/{day.month}"


def streak_words(days: int) -> str:
    """Return how many working days in a row were studied; nothing where there is no row."""
    return f"Chuỗi {days} ngày làm việc." if days else ""


def score_words(score: Score) -> str:
    """Return a score: 16/20 câu (80 %)."""
    return f"{score.right}/{score.counted} câu ({score.percent} %)"


def share(part: int, whole: int) -> str:
    """Return a share with its numbers: 14/22 người (63 %)."""
    return f"{part}/{whole} người ({part * 100 // whole} %)" if whole else "0 người"
