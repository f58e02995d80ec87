"""Milestones of a task: what is due and when, from its time field or from its sentences."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from domain.deadlines import counted_from_issue, read_deadline
from domain.register import DocumentInfo, Milestone, MilestoneKind, Paragraph, path_of
from domain.vietnamese import fold
from knowledge.parser.timings import Timing

TimedParagraph = tuple[Paragraph, tuple[Timing, ...]]
_EACH_YEAR = re.compile(r"(?:cac|nhung) nam (?:sau|tiep theo|ke tiep)\b|(?:hang|moi) nam\b")
_YEAR = re.compile(r"20\d\d")
_MONTH_AND_YEAR = re.compile(r"tháng (\d{1,2}) năm (20\d\d)")


def make_milestones(
    task: str, timed: Iterable[TimedParagraph], *, year: int | None
) -> tuple[Milestone, ...]:
    """Return the milestones of `task`; ordinals count from 1 within each provision."""
    found: list[Milestone] = []
    counts: dict[str, int] = {}
    for paragraph, timings in timed:
        path = path_of(paragraph.key)
        for timing in timings:
            counts[path] = counts.get(path, 0) + 1
            kind, due = read_deadline(timing.wording, year=year)
            if _EACH_YEAR.match(fold(timing.what)) and not _YEAR.search(timing.wording):
                kind, due = MilestoneKind.PERIODIC, None
            found.append(
                Milestone(
                    key=paragraph.key,
                    ordinal=counts[path],
                    task=task,
                    what=timing.what,
                    wording=timing.wording,
                    kind=kind,
                    due=due,
                )
            )
    return tuple(found)


def seen_from_issue(milestones: Iterable[Milestone], info: DocumentInfo) -> tuple[Milestone, ...]:
    """Return `milestones` as the day of issue settles them.

    A day without a year that lies before it comes every year; days counted from it get their date.
    """
    since = _issue(info)
    return tuple(_seen_from(m, since, info.issued) for m in milestones)


def _seen_from(milestone: Milestone, since: date | None, issued: date | None) -> Milestone:
    if _is_past(milestone, since):
        return replace(milestone, kind=MilestoneKind.PERIODIC, due=None)
    counted = counted_from_issue(milestone.wording, issued) if issued else None
    return replace(milestone, due=counted) if counted else milestone


def _is_past(milestone: Milestone, since: date | None) -> bool:
    named = _YEAR.search(milestone.wording) is not None
    return not named and since is not None and milestone.due is not None and milestone.due < since


def _issue(info: DocumentInfo) -> date | None:
    """Return the day of issue, or the first of its month where the day is left blank."""
    known = _MONTH_AND_YEAR.search(info.issued_text)
    if info.issued is not None or known is None:
        return info.issued
    return date(int(known.group(2)), int(known.group(1)), 1)
