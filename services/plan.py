"""A plan to browse: its tasks, targets, units and deadlines."""

from datetime import date

from domain.errors import UnknownDocument, UnknownProvision
from domain.register import Document
from services.deadline_board import DeadlineBoard, DeadlineRow, deadline_board
from services.plan_views import (
    MilestoneView,
    PlanSummary,
    TargetView,
    TaskSummary,
    TaskView,
    UnitSummary,
    target_view,
    task_view,
    unit_summary,
)
from services.source import LoadedDocuments

__all__ = [
    "DeadlineBoard",
    "DeadlineRow",
    "MilestoneView",
    "Plan",
    "PlanSummary",
    "TargetView",
    "TaskSummary",
    "TaskView",
    "UnitSummary",
]


class Plan:
    """Browsing the plans among the loaded documents. Unknown numbers raise `UnknownDocument`."""

    def __init__(self, source: LoadedDocuments) -> None:
        self._source = source

    def plans(self) -> tuple[PlanSummary, ...]:
        """Return the loaded documents that have tasks or targets."""
        return tuple(
            PlanSummary(number, d.info.slug, d.info.title, len(d.tasks), len(d.targets))
            for number, d in self._source.by_id().items()
            if d.tasks or d.targets
        )

    def tasks(self, document_id: int) -> tuple[TaskSummary, ...]:
        """Return a plan's tasks in order."""
        tasks = self._document(document_id).tasks
        return tuple(TaskSummary(task.path, task.number, task.title) for task in tasks)

    def task(self, document_id: int, path: str) -> TaskView:
        """Return one task with its facts.

        Raises:
            UnknownProvision: the plan has no task at `path`.
        """
        document = self._document(document_id)
        if path not in document.task_by_path:
            raise UnknownProvision(document.info.slug, path)
        return task_view(document_id, document, document.task_by_path[path])

    def targets(self, document_id: int) -> tuple[TargetView, ...]:
        """Return a plan's targets in order."""
        document = self._document(document_id)
        return tuple(target_view(document, target) for target in document.targets)

    def units(self, document_id: int) -> tuple[UnitSummary, ...]:
        """Return the units that have something to do, those with most to lead first."""
        document = self._document(document_id)
        found = [unit_summary(document, unit) for unit in document.unit_by_id]
        busy = [unit for unit in found if unit.leads or unit.coordinates or unit.duties]
        return tuple(sorted(busy, key=lambda unit: (-unit.leads, -unit.coordinates, unit.name)))

    def deadlines(self, document_id: int, today: date, unit_id: str | None = None) -> DeadlineBoard:
        """Return a plan's times as of `today`, those of one unit only when it is given."""
        return deadline_board(document_id, self._document(document_id), today, unit_id)

    def _document(self, document_id: int) -> Document:
        document = self._source.by_id().get(document_id)
        if document is None:
            raise UnknownDocument(str(document_id))
        return document
