"""Turning the entries of a digest into provisions and facts; what follows by rule is derived.

A point belongs to the nearest task above it. The duties of a task take its leads and coordinators,
those of a block take the block's units; a coordinating unit stands first among the coordinators.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property

from domain.register import (
    CitedDocument,
    Duty,
    DutyRole,
    Measure,
    Milestone,
    Paragraph,
    Provision,
    ReportDuty,
    Target,
    Task,
    Unit,
    UnitBlock,
)
from knowledge.references import keyed, parent_of, task_above
from knowledge.schema import DocumentFile, ParagraphEntry, ProvisionEntry
from knowledge.units import make_unit

_UNNUMBERED = {"đầu văn bản", "căn cứ", "nơi nhận", "ký", "cuối"}


class Facts:
    """The register of one digest whose references all lead somewhere."""

    def __init__(self, info: DocumentFile, entries: Sequence[ProvisionEntry]) -> None:
        self._info = info
        self._entries = entries
        self._by_path = {entry.path: entry for entry in entries}

    def provisions(self) -> tuple[Provision, ...]:
        """Return the provisions in the order of the file."""
        return tuple(
            Provision(
                entry.path,
                _label(entry),
                entry.heading.strip(),
                parent_of(entry, self._by_path),
                tuple(Paragraph(key, item.text) for key, item in keyed(entry)),
            )
            for entry in self._entries
        )

    def tasks(self) -> tuple[Task, ...]:
        """Return the tasks with who leads, who coordinates and where that is said."""
        return tuple(self._tasks.values())

    def blocks(self) -> tuple[UnitBlock, ...]:
        """Return the blocks of unit duties."""
        return tuple(
            UnitBlock(entry.path, _label(entry), entry.block)
            for entry in self._entries
            if entry.block
        )

    def duties(self) -> tuple[Duty, ...]:
        """Return one duty for each paragraph of a task's content and of a block."""
        return tuple(duty for entry in self._entries for duty in self._duties_of(entry))

    def milestones(self) -> tuple[Milestone, ...]:
        """Return the milestones of tasks and blocks, counted from 1 within their provision."""
        found: list[Milestone] = []
        for entry in self._entries:
            listed = [(key, one) for key, item in keyed(entry) for one in item.milestones]
            owner = task_above(entry, self._by_path) or entry.path
            for ordinal, (key, one) in enumerate(listed, start=1):
                found.append(
                    Milestone(key, ordinal, owner, one.what, one.wording, one.kind, one.due)
                )
        return tuple(found)

    def targets(self) -> tuple[Target, ...]:
        """Return the targets with their figures."""
        return tuple(
            Target(
                entry.path,
                _label(entry),
                entry.target.subject,
                tuple(Measure(**one.model_dump()) for one in entry.target.measures),
            )
            for entry in self._entries
            if entry.target is not None
        )

    def reports(self) -> tuple[ReportDuty, ...]:
        """Return the duties to report."""
        return tuple(
            ReportDuty(
                key,
                item.report.units or self._responsible(entry),
                item.report.to,
                item.report.wording,
                item.report.is_dated,
            )
            for entry in self._entries
            for key, item in keyed(entry)
            if item.report is not None
        )

    def units(self) -> tuple[Unit, ...]:
        """Return the units; short forms that follow a rule are added to the listed ones."""
        found: list[Unit] = []
        for entry in self._info.units:
            known = make_unit(entry.name)
            aliases = tuple(dict.fromkeys((*known.aliases, *entry.aliases)))
            found.append(Unit(entry.id, entry.name, aliases, known.is_group))
        return tuple(found)

    def cited(self) -> tuple[CitedDocument, ...]:
        """Return the cited documents with the paragraphs that name them."""
        return tuple(
            CitedDocument(
                one.kind, one.number, one.issued, one.title, one.issuer, self._keys_citing(one.id)
            )
            for one in self._info.cited
        )

    @cached_property
    def _tasks(self) -> dict[str, Task]:
        return {entry.path: self._task(entry) for entry in self._entries if entry.task}

    def _task(self, entry: ProvisionEntry) -> Task:
        points = [e for e in self._entries if task_above(e, self._by_path) == entry.path]
        holders = {point.holds: point.path for point in points if point.holds}
        leads = next((point for point in points if point.leads), None)
        partners = next((point for point in points if point.coordinators), None)
        return Task(
            path=entry.path,
            number=_label(entry),
            title=entry.heading.strip() or (entry.paragraphs[0].text if entry.paragraphs else ""),
            objective_path=holders.get("objective"),
            content_path=holders.get("content"),
            leads=leads.leads if leads else (),
            leads_key=f"{leads.path}#1" if leads else None,
            coordinators=partners.coordinators if partners else (),
            coordinators_key=f"{partners.path}#1" if partners else None,
            time_path=holders.get("time"),
            output=entry.output,
        )

    def _duties_of(self, entry: ProvisionEntry) -> Iterator[Duty]:
        above = task_above(entry, self._by_path)
        task = self._tasks[above] if above else None
        if entry.block:
            for key, item in keyed(entry):
                yield _block_duty(key, item, entry)
        elif task and entry.path == (task.content_path or task.path):
            for key, _ in keyed(entry):
                yield Duty(key, DutyRole.LEAD, task.leads, task.coordinators, task=task.path)

    def _responsible(self, entry: ProvisionEntry) -> tuple[str, ...]:
        """Return who acts where nobody is named: the block's units or the task's leads."""
        above = task_above(entry, self._by_path)
        return entry.block or (self._tasks[above].leads if above else ())

    def _keys_citing(self, cited: str) -> tuple[str, ...]:
        return tuple(
            key for entry in self._entries for key, item in keyed(entry) if cited in item.cites
        )


def _label(entry: ProvisionEntry) -> str:
    """Return the given label, or the last piece of the path; unnumbered places have none."""
    if entry.label is not None:
        return entry.label
    last = entry.path.rpartition(".")[2]
    return "" if last in _UNNUMBERED else last


def _block_duty(key: str, item: ParagraphEntry, entry: ProvisionEntry) -> Duty:
    role = item.role or DutyRole.PERFORM
    if role is DutyRole.COORDINATE:
        return Duty(key, role, (), (*entry.block, *item.partners), block=entry.path)
    return Duty(key, role, entry.block, item.partners, block=entry.path)
