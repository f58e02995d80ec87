"""The week of whoever leads a unit, in words."""

from handlers.render.markup import bold, italic
from handlers.screens import shortened
from services.week import Week

THIS_WEEK = "Tuần này"
TASKS, LATE, OPEN, REVIEW = "Việc quá hạn, đến hạn", "Phản ánh quá hạn", "Phản ánh", "Cần xem lại"
FIGURES = "Số liệu phản ánh"
GONE = "Ông/bà không còn vai trò lãnh đạo đơn vị, nên tôi không gửi bản tuần này."


def card(week: Week) -> str:
    """Return the card of a unit: what is overdue, due, and waiting, as counts."""
    lines = [f"{bold(f'{THIS_WEEK} · {week.unit_name}')}"]
    for plan in week.plans:
        # One plan needs no name; several do.
        lines += [italic(shortened(plan.title, 80))] if len(week.plans) > 1 else []
        lines.append(f"Quá hạn chưa có báo cáo: {plan.overdue}")
        lines.append(f"Đến hạn trong 7 ngày: {plan.coming}")
    lines.append(f"Phản ánh chờ trả lời: {week.open}{_marks(week)}")
    if week.review:
        lines.append(f"Người gửi chưa hài lòng, cần xem lại: {week.review}")
    return "\n".join(lines)


def _marks(week: Week) -> str:
    marks = [f"{week.near} sát hạn"] if week.near else []
    marks += [f"{week.late} quá hạn"] if week.late else []
    return f" ({', '.join(marks)})" if marks else ""
