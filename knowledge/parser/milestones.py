"""Milestones of a task: what is due and when, from its time field or from its sentences."""

from collections.abc import Iterable

from domain.deadlines import read_deadline
from domain.register import Milestone, Paragraph, path_of
from knowledge.parser.timings import Timing

TimedParagraph = tuple[Paragraph, tuple[Timing, ...]]


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
