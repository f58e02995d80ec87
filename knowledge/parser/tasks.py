"""Tasks: provisions that say who leads or when, in points, in lines or inside sentences."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.register import Milestone, Paragraph, Provision, Task, Unit
from domain.vietnamese import fold
from knowledge.parser.appendices import Cells
from knowledge.parser.assignments import Roles
from knowledge.parser.fields import FieldKind, is_only_fields, label_kind
from knowledge.parser.findings import Findings, read_findings, take_performers
from knowledge.parser.milestones import make_milestones
from knowledge.parser.timings import Timing, read_dues
from knowledge.parser.tree import DECISION, Tree, is_block_part
from knowledge.parser.works import title_of, work_of

_NO_TASKS = re.compile(
    r"^(?:muc dich|yeu cau|muc tieu|quan diem|chi tieu|kinh phi|nguon luc|nguon kinh phi|"
    r"thuc trang|"
    r"nguyen tac|pham vi|doi tuong|dac diem|khai quat|can cu|co so|danh gia chung|bai hoc|"
    r"che do|thong tin,? bao cao|bao cao)"
)
_GOALS = re.compile(r"^(?:muc dich|yeu cau|muc tieu|quan diem|chi tieu|thuc trang|danh gia)")
_TASK_PART = re.compile(r"nhiem vu|giai phap|noi dung (?:thuc hien|trien khai|cong viec|ke hoach)")


@dataclass(frozen=True, slots=True)
class FoundTasks:
    """Tasks and milestones; `own_roles` tells paragraphs that name their own lead, by key."""

    tasks: tuple[Task, ...]
    milestones: tuple[Milestone, ...]
    own_roles: Mapping[str, Roles]


def find_tasks(
    tree: Tree,
    units: tuple[Unit, ...],
    blocks: frozenset[str],
    cells: Cells,
    *,
    year: int | None,
) -> FoundTasks:
    """Return the tasks outside the units' blocks with their milestones."""
    found: dict[str, Findings] = {}
    for provision in tree.provisions:
        if not _may_hold_task(tree, provision, blocks, cells):
            continue
        findings = read_findings(tree, provision, units, cells)
        if findings.is_task:
            found[provision.path] = findings
    _leave_out_groups(tree, found)
    for path in _unassigned(tree, found, blocks, cells):
        found[path] = read_findings(tree, tree.by_path[path], units, cells)
    ordered = [p for p in tree.provisions if p.path in found]
    for provision in ordered:
        if not found[provision.path].leads:
            take_performers(provision, units, found[provision.path])
    tasks = tuple(_task(p, found[p.path], units) for p in ordered)
    milestones = tuple(
        milestone
        for p in ordered
        for milestone in make_milestones(p.path, found[p.path].timed, year=year)
    )
    own = {key: roles for p in ordered for key, roles in found[p.path].own.items()}
    return FoundTasks(tasks, milestones, own)


def find_loose_milestones(
    tree: Tree,
    tasks: Sequence[Task],
    blocks: frozenset[str],
    units: tuple[Unit, ...],
    *,
    year: int | None,
) -> tuple[Milestone, ...]:
    """Return dates outside tasks and blocks ("gửi dự toán trước ngày 15/7"), by their place."""
    taken = {task.path for task in tasks} | blocks
    found: list[Milestone] = []
    for provision in tree.provisions:
        chain = [provision.path, *(p.path for p in tree.ancestors(provision.path))]
        is_goal = any(_GOALS.match(fold(tree.by_path[path].heading)) for path in chain)
        if is_goal or taken.intersection(chain) or provision.path in ("đầu văn bản", "căn cứ"):
            continue
        timed = [
            (p, tuple(Timing(work_of(d.what or p.text, units), d.wording) for d in dues))
            for p in provision.paragraphs
            if (dues := read_dues(p.text))
        ]
        found.extend(make_milestones(provision.path, timed, year=year))
    return tuple(found)


def content_of(tree: Tree, task: Task, cells: Cells) -> tuple[Paragraph, ...]:
    """Return the paragraphs that say what the task is: its content, else its own work lines."""
    if task.content_path is not None:
        inside = tree.subtree(task.content_path)
        return tuple(p for provision in inside for p in provision.paragraphs)
    own = tree.by_path[task.path].paragraphs
    if task.path in cells:
        taken = {cell.ordinal for cell in cells[task.path]}
        return tuple(p for n, p in enumerate(own, start=1) if n not in taken)
    work = tuple(p for p in own if not is_only_fields(p.text))
    below = tuple(
        paragraph
        for child in tree.children(task.path)
        if label_kind(child.heading) is None
        for provision in tree.subtree(child.path)
        for paragraph in provision.paragraphs
    )
    return work + below or own


def _may_hold_task(tree: Tree, provision: Provision, blocks: frozenset[str], cells: Cells) -> bool:
    chain = [provision.path, *(p.path for p in tree.ancestors(provision.path))]
    if any(path in blocks for path in chain) or not tree.is_numbered(provision.path):
        return False
    if provision.path.startswith(DECISION):
        return False
    if _is_handed_out(tree, provision) and provision.path not in cells:
        return False
    headed = chain[1:] if provision.path in cells else chain
    if any(_NO_TASKS.match(fold(tree.by_path[path].heading)) for path in headed):
        return False
    return not _is_field(tree, provision)


def _is_handed_out(tree: Tree, provision: Provision) -> bool:
    """Tell whether a part lists who must do what; one with its own lead is a task by that name."""
    kinds = {label_kind(child.heading) for child in tree.children(provision.path)}
    return is_block_part(provision) and FieldKind.LEAD not in kinds


def _is_field(tree: Tree, provision: Provision) -> bool:
    """Tell whether a provision is a labelled point of the task above it."""
    return (
        label_kind(provision.heading) is not None
        and provision.parent is not None
        and (tree.depth(provision.path) > 1)
    )


def _leave_out_groups(tree: Tree, found: dict[str, Findings]) -> None:
    """Drop a group whose points are tasks themselves."""
    for path in list(found):
        if any(other != path and other.startswith(f"{path}.") for other in found):
            del found[path]


def _unassigned(
    tree: Tree, found: dict[str, Findings], blocks: frozenset[str], cells: Cells
) -> list[str]:
    """Return the numbered tasks of a part of tasks for which nobody is named.

    Where a table assigns the work, the items of the body only describe it.
    """
    paths: list[str] = []
    if cells:
        return paths
    for part in tree.children(None):
        if not _TASK_PART.search(fold(part.heading)) or part.path in blocks:
            continue
        for item in tree.children(part.path):
            if _may_hold_task(tree, item, blocks, cells):
                paths.extend(_without_task(tree, item.path, found))
    return paths


def _without_task(tree: Tree, path: str, found: dict[str, Findings]) -> list[str]:
    if path in found:
        return []
    below = [p for p in found if p.startswith(f"{path}.")]
    if not below:
        return [path]
    missing = []
    for child in tree.children(path):
        if child.label[:1].isdigit() and label_kind(child.heading) is None:
            missing.extend(_without_task(tree, child.path, found))
    return missing


def _task(provision: Provision, findings: Findings, units: tuple[Unit, ...]) -> Task:
    first = provision.paragraphs[0].text if provision.paragraphs else ""
    title = provision.heading or title_of(first, units) or first.strip(" .;")
    return Task(
        path=provision.path,
        number=provision.label,
        title=title,
        objective_path=findings.objective_path,
        content_path=findings.content_path,
        leads=findings.leads,
        leads_key=findings.leads_key,
        coordinators=findings.coordinators,
        coordinators_key=findings.coordinators_key,
        time_path=findings.time_path,
        output=findings.output,
    )
