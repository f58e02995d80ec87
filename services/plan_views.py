"""How a plan looks to a reader: its tasks, targets and units in words, each with its place."""

from dataclasses import dataclass
from datetime import date

from domain.register import (
    Document,
    Measure,
    Milestone,
    MilestoneKind,
    Target,
    Task,
    path_of,
)


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """A loaded document that has tasks, so that /nhiemvu, /chitieu and /han can show it."""

    document_id: int
    slug: str
    title: str
    tasks: int
    targets: int


@dataclass(frozen=True, slots=True)
class TaskSummary:
    """One line of the list of tasks."""

    path: str
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class MilestoneView:
    """A time of a task; `what` is empty when it holds for the whole task."""

    what: str
    wording: str
    kind: MilestoneKind
    due: date | None
    path: str


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task with all its facts in words; the `*_path` fields say where each stands."""

    document_id: int
    path: str
    number: str
    title: str
    objective: tuple[str, ...]
    objective_path: str | None
    content: tuple[str, ...]
    content_path: str | None
    leads: tuple[str, ...]
    leads_path: str | None
    coordinators: tuple[str, ...]
    coordinators_path: str | None
    milestones: tuple[MilestoneView, ...]
    time_path: str | None
    output: str
    previous: str | None
    next: str | None


@dataclass(frozen=True, slots=True)
class TargetView:
    """A target with its figures (empty when the document gives none) and its text."""

    path: str
    label: str
    subject: str
    measures: tuple[Measure, ...]
    text: str


@dataclass(frozen=True, slots=True)
class UnitSummary:
    """A unit that has something to do in a plan, and how much."""

    id: str
    name: str
    leads: int
    coordinates: int
    duties: int


def task_view(document_id: int, document: Document, task: Task) -> TaskView:
    """Return a task with its facts in words."""
    paths = [other.path for other in document.tasks]
    at = paths.index(task.path)
    content_path = task.content_path or task.path
    return TaskView(
        document_id=document_id,
        path=task.path,
        number=task.number,
        title=task.title,
        objective=_texts(document, task.objective_path),
        objective_path=task.objective_path,
        content=_texts(document, content_path),
        content_path=content_path,
        leads=unit_names(document, task.leads),
        leads_path=_place(task.leads_key),
        coordinators=unit_names(document, task.coordinators),
        coordinators_path=_place(task.coordinators_key),
        milestones=tuple(
            _milestone_view(milestone)
            for milestone in document.milestones
            if milestone.task == task.path
        ),
        time_path=task.time_path,
        output=task.output,
        previous=paths[at - 1] if at else None,
        next=paths[at + 1] if at + 1 < len(paths) else None,
    )


def target_view(document: Document, target: Target) -> TargetView:
    """Return a target with its text."""
    provision = document.by_path.get(target.path)
    text = provision.text if provision is not None else target.subject
    return TargetView(target.path, target.label, target.subject, target.measures, text)


def unit_summary(document: Document, unit_id: str) -> UnitSummary:
    """Return how many tasks a unit leads or coordinates, and how many duties its block lists."""
    blocks = {block.path for block in document.blocks if unit_id in block.units}
    return UnitSummary(
        id=unit_id,
        name=document.unit_by_id[unit_id].name,
        leads=sum(unit_id in task.leads for task in document.tasks),
        coordinates=sum(unit_id in task.coordinators for task in document.tasks),
        duties=sum(duty.block in blocks for duty in document.duties),
    )


def unit_names(document: Document, unit_ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of units as the document writes them."""
    units = document.unit_by_id
    return tuple(units[unit_id].name if unit_id in units else unit_id for unit_id in unit_ids)


def _milestone_view(milestone: Milestone) -> MilestoneView:
    return MilestoneView(
        milestone.what, milestone.wording, milestone.kind, milestone.due, path_of(milestone.key)
    )


def _texts(document: Document, path: str | None) -> tuple[str, ...]:
    """Return the paragraphs at `path` and below it, in reading order."""
    if path is None or path not in document.by_path:
        return ()
    return tuple(p.text for place in document.subtree(path) for p in place.paragraphs)


def _place(key: str | None) -> str | None:
    return None if key is None else path_of(key)
