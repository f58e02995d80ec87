"""Milestones in words: when, how long still, or how long overdue."""

from datetime import date

from domain.deadlines import next_time
from domain.register import Milestone, MilestoneKind
from retrieval.draft import lower_first


def when(milestone: Milestone, today: date) -> str:
    """Return the wording of a milestone with its due day and the days left or gone.

    What recurs on a day of the year or month is told with the next such day.
    """
    wording = milestone.wording.strip().rstrip(".;")
    coming = next_time(wording, today) if milestone.kind is MilestoneKind.PERIODIC else None
    if coming is not None:
        return f"{lower_first(wording)} (kỳ tới {coming:%d/%m/%Y}, {standing(coming, today)})"
    if milestone.due is None:
        return lower_first(wording)
    return (
        f"{lower_first(wording)} (hạn {milestone.due:%d/%m/%Y}, {standing(milestone.due, today)})"
    )


def standing(due: date, today: date) -> str:
    """Return how `due` stands on `today`: days left, today, or days past."""
    days = (due - today).days
    if days > 0:
        return f"còn {days} ngày"
    return "đến hạn hôm nay" if days == 0 else f"đã qua hạn {-days} ngày"


def is_dated(milestone: Milestone) -> bool:
    """Tell whether a milestone has a day to be met."""
    return milestone.due is not None
