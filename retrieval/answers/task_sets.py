"""Which tasks there are, or meet a condition: listed and counted."""

import re
from collections.abc import Sequence
from dataclasses import replace

from domain.register import Task
from retrieval.answers.conditions import SHARED_LEAD, Condition, condition_of
from retrieval.answers.evidence import evidence_of
from retrieval.answers.subject import tasks_within
from retrieval.answers.tasks import milestone_line
from retrieval.asks import Ask, Element
from retrieval.draft import Draft, Evidence
from retrieval.facts import Facts
from retrieval.frame import Frame

_OWN_WORK = re.compile(
    r"(?<!khong )\blam (?:nhung )?(?:gi|viec gi|sao)\b|\bviec gi\b|\b(?:nhiem vu"
    r"|viec) (?:rieng|la gi|gi|cua)\b|\btrach nhiem\b|\bvai tro\b|\blam nhung\b"
    r"|\bgiao (?:cho )?(?:may|bao nhieu|nhung|cac) viec\b"
    r"|\b(?:may|bao nhieu|nhung) viec rieng\b"
)
_ALL_TASKS = re.compile(
    r"\b(?:may|bao nhieu|nhung|cac|liet ke|ke|tong)\b.*\b(?:nhom|nhiem vu|giai phap)\b"
)
_CHOICE = re.compile(r"\bhay (?:chi|la|van|ca|cung)\b")
_HOW_MANY_TASKS = re.compile(r"\b(?:nhom|nhiem vu)\b.*\b(?:may|bao nhieu|nao)\b")


def task_set_answer(frame: Frame, facts: Facts) -> Draft | None:
    """Answer how many tasks there are and which, all or those that meet a condition, or pass."""
    if frame.strangers:
        return None
    if not _asks_tasks(frame, facts):
        return None
    pool = tasks_within(frame, facts)
    if not pool:
        return None
    if _CHOICE.search(frame.plain) and frame.units and _asks_both_roles(frame):
        return _in_either_role(pool, frame, facts)
    condition = condition_of(frame, facts)
    if condition is not None:
        return _meeting(condition, pool, frame, facts)
    elsewhere = set(frame.paths) - {facts.task_part}
    if frame.topic or frame.units or frame.periods or elsewhere or not _asks_whole_set(frame):
        return None
    return _all_tasks(facts)


def _asks_both_roles(frame: Frame) -> bool:
    return {Ask.LEADS, Ask.COORDINATES} <= frame.asks and Ask.NEGATION not in frame.asks


def _in_either_role(pool: Sequence[Task], frame: Frame, facts: Facts) -> Draft | None:
    """List what a unit leads, and beside it what it only helps with."""
    drafts: list[Draft] = []
    for other in (Ask.COORDINATES, Ask.LEADS):
        narrowed = replace(frame, asks=frame.asks - {other})
        condition = condition_of(narrowed, facts)
        if condition is not None:
            drafts.append(_meeting(condition, pool, narrowed, facts))
    lines = tuple(line for draft in drafts for line in draft.lines)
    evidence = tuple(place for draft in drafts for place in draft.evidence)
    return Draft(lines, evidence) if drafts else None


def _asks_tasks(frame: Frame, facts: Facts) -> bool:
    """Tell whether a set of tasks is asked for, not what one unit itself has to do."""
    if Element.TASK not in frame.elements:
        return False
    if not frame.asks_any(Ask.COUNT, Ask.LIST, Ask.NEGATION, Ask.COMPARE):
        return False
    if not frame.units:
        return True
    in_own_block = facts.block_part in frame.paths and bool(facts.blocks_of(frame.units[0]))
    return not in_own_block and not _OWN_WORK.search(frame.plain)


def _meeting(condition: Condition, pool: Sequence[Task], frame: Frame, facts: Facts) -> Draft:
    """List the tasks of `pool` that meet the condition, or say that none does."""
    chosen = [task for task in pool if condition.holds(task)]
    total = len(pool)
    if not chosen:
        line = f"{condition.said}: không có {facts.task_noun} nào (0/{total})."
        return Draft((line,), evidence_of(facts, [pool[0].leads_key or pool[0].path]))
    lines = [f"{condition.said}: {len(chosen)} {facts.task_noun} ({len(chosen)}/{total})."]
    for task in chosen:
        lines.append(f"• {_entry(task, frame, facts)}")
        times = facts.milestones_of(task) if condition.is_timing else ()
        lines.extend(f"  – {milestone_line(milestone, frame)}." for milestone in times)
    if facts.block_part in frame.paths and frame.units and not facts.blocks_of(frame.units[0]):
        name = facts.unit_name(frame.units[0])
        lines.append(f"Phần {facts.block_part} không có mục riêng cho {name}.")
    return Draft(tuple(lines), evidence_of(facts, (condition.key(t) for t in chosen)))


def _entry(task: Task, frame: Frame, facts: Facts) -> str:
    """Return a task with its leads as far as they bear on the question."""
    others = [u for u in task.leads if u not in frame.units]
    shared = set(frame.units) & set(task.leads) and others
    together = f" (cùng {facts.names(others)})" if shared else ""
    if not frame.units and SHARED_LEAD.search(frame.plain):
        together = f" – {facts.names(task.leads)}"
    return f"{task.path}: {task.title}{together}"


def _asks_whole_set(frame: Frame) -> bool:
    """Tell whether all task groups are asked for, not one unnamed kind of them."""
    return bool(_ALL_TASKS.search(frame.plain) or _HOW_MANY_TASKS.search(frame.plain))


def _all_tasks(facts: Facts) -> Draft:
    part = facts.task_part
    where = f" ở phần {part}" if part else ""
    named = [(g.path, g.heading) for g in facts.groups] or [(t.path, t.title) for t in facts.tasks]
    inside = f", với {len(facts.tasks)} nhiệm vụ được phân công" if facts.groups else ""
    lines = [f"{facts.name} có {len(named)} nhóm nhiệm vụ, giải pháp{where}{inside}:"]
    lines.extend(f"• {path}: {title}" for path, title in named)
    whole = (Evidence(facts, part, facts.heading(part)),) if part else ()
    places = tuple(Evidence(facts, path, title) for path, title in named)
    return Draft(tuple(lines), (*whole, *places))
