"""What is overdue, coming or ongoing in a plan as of a day."""

from dataclasses import dataclass
from datetime import date

from domain.deadlines import days_left, is_overdue
from domain.register import Document, Milestone, MilestoneKind, path_of
from services.plan_views import unit_names


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """One thing that a plan dates, with who does it; `days_left` is negative when overdue."""

    task_path: str
    task_title: str
    what: str
    wording: str
    kind: MilestoneKind
    due: date | None
    days_left: int | None
    path: str
    leads: tuple[str, ...]
    coordinators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeadlineBoard:
    """A plan's times as of a day. Whether a thing is done is not known from the plan."""

    document_id: int
    document_title: str
    today: date
    unit_name: str | None
    overdue: tuple[DeadlineRow, ...]
    coming: tuple[DeadlineRow, ...]
    ongoing: tuple[DeadlineRow, ...]
    other: tuple[DeadlineRow, ...]


def deadline_board(
    document_id: int, document: Document, today: date, unit_id: str | None
) -> DeadlineBoard:
    """Return a plan's times sorted by state, those of one unit only when it is given."""
    rows = [
        _row(document, milestone, today)
        for milestone in document.milestones
        if unit_id is None or unit_id in _units_of(document, milestone)
    ]
    dated = sorted((row for row in rows if row.due), key=lambda row: row.due or today)
    undated = [row for row in rows if not row.due]
    unit = document.unit_by_id.get(unit_id) if unit_id else None
    return DeadlineBoard(
        document_id=document_id,
        document_title=document.info.title,
        today=today,
        unit_name=unit.name if unit else None,
        overdue=tuple(row for row in dated if row.due and is_overdue(row.due, today)),
        coming=tuple(row for row in dated if row.due and not is_overdue(row.due, today)),
        ongoing=tuple(row for row in undated if row.kind is MilestoneKind.ONGOING),
        other=tuple(row for row in undated if row.kind is not MilestoneKind.ONGOING),
    )


@dataclass(frozen=True, slots=True)
class _Work:
    """What a time belongs to: a task, or what a unit's block lists; and who does it."""

    title: str
    leads: tuple[str, ...]
    coordinators: tuple[str, ...]


def _row(document: Document, milestone: Milestone, today: date) -> DeadlineRow:
    work = _work(document, milestone)
    due = milestone.due
    return DeadlineRow(
        task_path=milestone.task,
        task_title=work.title,
        what=milestone.what,
        wording=milestone.wording,
        kind=milestone.kind,
        due=due,
        days_left=None if due is None else days_left(due, today),
        path=path_of(milestone.key),
        leads=unit_names(document, work.leads),
        coordinators=unit_names(document, work.coordinators),
    )


def _units_of(document: Document, milestone: Milestone) -> tuple[str, ...]:
    work = _work(document, milestone)
    return work.leads + work.coordinators


def _work(document: Document, milestone: Milestone) -> _Work:
    task = document.task_by_path.get(milestone.task)
    if task is not None:
        return _Work(task.title, task.leads, task.coordinators)
    block = next((block for block in document.blocks if block.path == milestone.task), None)
    place = document.by_path.get(milestone.task)
    title = place.heading if place is not None else ""
    duty = next((duty for duty in document.duties if duty.key == milestone.key), None)
    if duty is not None:
        return _Work(title, duty.leads, duty.coordinators)
    return _Work(title, block.units if block is not None else (), ())
