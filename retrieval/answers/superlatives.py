"""Which unit or which task has the most or the least of something."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from domain.register import Task
from retrieval.answers.enumerations import COSTS
from retrieval.answers.evidence import evidence_of
from retrieval.answers.roles import LEAD, role_asked
from retrieval.answers.subject import tasks_within
from retrieval.answers.tasks import milestone_line
from retrieval.asks import Ask, Element
from retrieval.draft import Draft, Evidence
from retrieval.facts import Facts
from retrieval.figures import read_figures, show
from retrieval.frame import Frame
from retrieval.passages import is_row

_MOST_PLACES = 12
_OWN_DUTIES = re.compile(
    r"\bphan (?:v|5|nam)\b|\bto chuc thuc hien\b|\bgach dau dong\b|\bdong nhat\b"
    r"|\bdau viec\b|\bnhiem vu rieng\b"
)
_WHICH_TASK = re.compile(r"\bnhom|nhiem vu nao")
_SUM_CELL = re.compile(r"[\d.,]+(?:\s*(?:triệu|tỷ|đồng))*", re.IGNORECASE)
_TASK_FIRST = re.compile(r"^(?:\w+ ){0,3}?(?:nhom|nhiem vu|viec|nhom nhiem vu) nao\b")
_EXCEPT = re.compile(r"\b(?:ngoai|tru|khong (?:tinh|ke))\b")
_TIMES = re.compile(r"\b(?:moc|thoi han|han|thoi gian)\b")
_LEADS = re.compile(r"\b(?:chu tri|co quan thuc hien)\b")
_CONTENTS = re.compile(r"\b(?:noi dung|doan|gach|y|viec|dau viec|cong viec|nhiem vu)\b")

_Counted = TypeVar("_Counted")


@dataclass(frozen=True, slots=True)
class _Measure:
    """What is counted in a task: its noun, the number, where it stands and what to list."""

    noun: str
    size: Callable[[Task], int]
    key: Callable[[Task], str]
    listed: Callable[[Task], Sequence[str]] = lambda task: ()


def superlative_answer(frame: Frame, facts: Facts) -> Draft | None:
    """Answer which unit carries, or which task has, most or least, or pass."""
    if not facts.tasks or not frame.asks_any(Ask.MOST, Ask.LEAST):
        return None
    if COSTS.search(frame.plain):
        return _costliest(frame, facts)
    draft = _busiest(frame, facts) if _asks_unit(frame) else None
    if draft is None and _asks_task(frame, facts):
        return _largest_task(frame, facts)
    return draft


def _costliest(frame: Frame, facts: Facts) -> Draft | None:
    """Tell which row of a table names the largest or the smallest sum, or pass."""
    sums: list[tuple[Decimal, str]] = []
    for task in tasks_within(frame, facts):
        provision = facts.document.by_path.get(task.path)
        if provision is None or not is_row(provision):
            continue
        cells = [p.text for p in provision.paragraphs if _SUM_CELL.fullmatch(p.text.strip())]
        figures = [f.value for cell in cells for f in read_figures(cell)]
        if figures:
            sums.append((figures[-1], task.path))
    if not sums:
        return None
    value = (max if Ask.MOST in frame.asks else min)(value for value, _ in sums)
    chosen = [path for amount, path in sums if amount == value]
    lines = [f"{path} ({facts.heading(path)}): {show(value)}." for path in chosen]
    degree = "Lớn nhất" if Ask.MOST in frame.asks else "Nhỏ nhất"
    return Draft((f"{degree}:", *lines), evidence_of(facts, chosen))


def _asks_unit(frame: Frame) -> bool:
    if _TASK_FIRST.search(frame.plain):
        return False
    named = Element.UNIT in frame.elements or Ask.WHO in frame.asks
    working = frame.asks_any(Ask.LEADS, Ask.COORDINATES, Ask.DUTIES)
    return named and (working or Element.TASK in frame.elements) and not frame.periods


def _busiest(frame: Frame, facts: Facts) -> Draft | None:
    """Tell which units have most or least: duties of their own, or tasks led or helped with."""
    by_duties = _OWN_DUTIES.search(frame.plain) and facts.document.blocks
    if by_duties and Ask.COORDINATES not in frame.asks:
        return _busiest_block(frame, facts)
    role = role_asked(frame)
    pool = tasks_within(frame, facts) or facts.tasks
    found = role.tasks_by_unit(pool)
    if _EXCEPT.search(frame.plain):
        found = {unit: tasks for unit, tasks in found.items() if unit not in frame.units}
    if not found:
        return None
    _, winners = _extremes(((len(tasks), unit) for unit, tasks in found.items()), frame)
    lines: list[str] = []
    evidence: list[Evidence] = []
    for unit in winners:
        tasks = found[unit]
        places = ", ".join(task.path for task in tasks)
        lines.append(
            f"{facts.unit_name(unit)} được nêu {role.said} {_degree(frame)} nhất: "
            f"{len(tasks)} {facts.task_noun} ({len(tasks)}/{len(pool)}): {places}."
        )
        lines.extend(_shared_remarks(unit, tasks, facts) if role is LEAD else ())
        evidence.extend(role.evidence(tasks, facts))
    return Draft(tuple(lines), tuple(evidence))


def _shared_remarks(unit: str, tasks: Sequence[Task], facts: Facts) -> list[str]:
    shared = [t for t in tasks if len(t.leads) > 1]
    return [
        f"Trong đó {t.path} cùng {facts.names([u for u in t.leads if u != unit])}." for t in shared
    ]


def _busiest_block(frame: Frame, facts: Facts) -> Draft:
    sizes = ((len(facts.duties_in(block.path)), block) for block in facts.document.blocks)
    extreme, chosen = _extremes(sizes, frame)
    lines = tuple(
        f"{facts.names(block.units)} ({block.path}) được giao "
        f"{_degree(frame)} việc nhất "
        f"trong phần {facts.block_part}: {extreme} việc."
        for block in chosen
    )
    keys = [duty.key for block in chosen for duty in facts.duties_in(block.path)]
    return Draft(lines, evidence_of(facts, keys[:_MOST_PLACES]))


def _asks_task(frame: Frame, facts: Facts) -> bool:
    if Element.TASK not in frame.elements or set(frame.paths) - {facts.task_part} or frame.units:
        return False
    return Element.UNIT not in frame.elements or bool(_WHICH_TASK.search(frame.plain))


def _largest_task(frame: Frame, facts: Facts) -> Draft | None:
    """Tell which tasks have most or least of what the question counts, or pass."""
    measure = _measure(frame, facts)
    if measure is None:
        return None
    extreme, chosen = _extremes(
        ((measure.size(task), task) for task in tasks_within(frame, facts)), frame
    )
    lines: list[str] = []
    for task in chosen:
        lines.append(
            f"{task.path} ({task.title}) có {_degree(frame)} {measure.noun} nhất: {extreme}."
        )
        lines.extend(f"• {entry}." for entry in measure.listed(task))
    return Draft(tuple(lines), evidence_of(facts, (measure.key(task) for task in chosen)))


def _measure(frame: Frame, facts: Facts) -> _Measure | None:
    """Return what the question counts in a task, or None when it does not say."""
    if Ask.COORDINATES in frame.asks:
        return _Measure(
            "cơ quan phối hợp được nêu",
            lambda t: len(t.coordinators),
            lambda t: t.coordinators_key or t.leads_key or t.path,
            lambda t: [facts.names(t.coordinators)] if t.coordinators else [],
        )
    if _TIMES.search(frame.plain):
        return _Measure(
            "mốc thời gian",
            lambda t: len(facts.milestones_of(t)),
            lambda t: t.time_path or t.path,
            lambda t: [milestone_line(m, frame) for m in facts.milestones_of(t)],
        )
    if _LEADS.search(frame.plain):
        return _Measure("cơ quan chủ trì", lambda t: len(t.leads), lambda t: t.leads_key or t.path)
    if _CONTENTS.search(frame.plain):
        return _Measure(
            "nội dung thực hiện",
            lambda t: len(facts.duties_in(t.path)),
            lambda t: t.content_path or t.path,
        )
    return None


def _extremes(sizes: Iterable[tuple[int, _Counted]], frame: Frame) -> tuple[int, list[_Counted]]:
    """Return the greatest number, or the least if that is asked, and all that have it."""
    entries = list(sizes)
    numbers = [number for number, _ in entries]
    extreme = max(numbers) if Ask.MOST in frame.asks else min(numbers)
    return extreme, [counted for number, counted in entries if number == extreme]


def _degree(frame: Frame) -> str:
    return "nhiều" if Ask.MOST in frame.asks else "ít"
