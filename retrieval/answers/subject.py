"""Which task, milestone, target or passage a question is about."""

from collections.abc import Sequence

from domain.citations import is_within
from domain.register import Milestone, Target, Task
from retrieval.facts import Cover, Facts
from retrieval.frame import Frame
from retrieval.terms import Term

_SURE = 0.6


def tasks_named(frame: Frame, facts: Facts) -> tuple[Task, ...]:
    """Return the tasks that the question names by number or path."""
    named = []
    for path in frame.paths:
        task = facts.document.task_by_path.get(path) or facts.task_of(path)
        if task is not None:
            named.append(task)
        elif any(group.path == path for group in facts.groups):
            named.extend(t for t in facts.tasks if is_within(t.path, path))
    return tuple(dict.fromkeys(named))


def task_fits(frame: Frame, facts: Facts) -> list[tuple[Cover, Task]]:
    """Return the tasks with the cover of the question's subject by their titles, best first."""
    scored = [(facts.cover(frame.topic, task_words(task, facts)), task) for task in facts.tasks]
    scored.sort(key=lambda entry: (-entry[0].question, -entry[0].text))
    return scored


def task_words(task: Task, facts: Facts) -> str:
    """Return a task's title and what its milestones say is due."""
    whats = [m.what for m in facts.milestones_of(task)]
    return " ".join([task.title, *whats])


def task_about(frame: Frame, facts: Facts) -> Task | None:
    """Return the one task whose title is the subject of the question, or None if unsure."""
    if not frame.topic:
        return None
    scored = task_fits(frame, facts)
    if not scored:
        return None
    best, task = scored[0]
    if best.question < _SURE:
        return None
    if len(scored) > 1 and scored[1][0].question >= best.question - 0.01:
        rival = scored[1][0]
        if rival.text >= 0.8 * best.text:
            return None
    return task


def milestones_about(
    terms: Sequence[Term], facts: Facts, pool: Sequence[Milestone]
) -> tuple[Milestone, ...]:
    """Return the milestones of `pool` whose "what" is the subject, best fitting only."""
    scored = [
        (facts.cover(terms, milestone.what), milestone) for milestone in pool if milestone.what
    ]
    scored = [entry for entry in scored if entry[0].text >= 0.45]
    if not scored:
        return ()
    best = max(entry[0].both for entry in scored)
    return tuple(m for cover, m in scored if cover.both >= 0.9 * best)


def target_fits(frame: Frame, facts: Facts) -> list[tuple[Cover, Target]]:
    """Return the targets with how they cover the question's subject, best first."""
    scored = [
        (facts.cover(frame.topic, facts.target_text(target)), target)
        for target in facts.document.targets
    ]
    scored.sort(key=lambda entry: (-entry[0].question, -entry[0].text))
    return scored


def headings_of(target: Target, facts: Facts) -> str:
    """Return the headings over a target in one line; they may name the year that it is set for."""
    places = [target.path, *(p.path for p in facts.document.ancestors(target.path))]
    return " ".join(facts.heading(place) for place in places)


def tasks_within(frame: Frame, facts: Facts) -> Sequence[Task]:
    """Return the tasks in the places named (a part, an appendix); all when none is named."""
    places = [p for p in frame.paths if not (frame.units and p == facts.block_part)]
    held = [[t for t in facts.tasks if _is_inside(t, place)] for place in places]
    if not places or not all(held):
        return () if places else facts.tasks
    return [t for t in facts.tasks if any(t in tasks for tasks in held)]


def _is_inside(task: Task, place: str) -> bool:
    return task.path != place and is_within(task.path, place)
