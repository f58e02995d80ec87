"""Questions that may come next, made from the register around an answer."""

from collections.abc import Sequence

from domain.register import Task
from retrieval.asks import Ask
from retrieval.draft import Draft
from retrieval.facts import Facts
from retrieval.frame import Frame

_MOST = 3
_LONGEST_TITLE = 60


def related_questions(draft: Draft, frame: Frame) -> tuple[str, ...]:
    """Return up to three questions near the answer that it does not answer already."""
    if not draft.evidence:
        return ()
    facts = draft.evidence[0].facts
    found: list[str] = []
    tasks = [task for e in draft.evidence if (task := facts.task_of(e.path)) is not None]
    if tasks and len(set(tasks)) == 1:
        found.extend(_about_task(tasks[0], frame, facts))
    found.extend(_about_targets(draft, frame, facts))
    found.extend(_about_units(draft, frame, facts))
    if not found and facts.tasks:
        found.extend(["Việc nào sắp đến hạn?", "Có bao nhiêu nhóm nhiệm vụ?"])
    asked = frame.reading.raw.casefold().strip(" ?")
    fresh = [q for q in dict.fromkeys(found) if q.casefold().strip(" ?") != asked]
    return tuple(fresh[:_MOST])


def _about_task(task: Task, frame: Frame, facts: Facts) -> list[str]:
    name = _name(task, facts)
    found: list[str] = []
    if Ask.LEADS not in frame.asks and task.leads:
        found.append(f"{name} ai chủ trì?")
    if Ask.COORDINATES not in frame.asks and task.coordinators:
        found.append(f"{name} ai phối hợp?")
    if Ask.WHEN not in frame.asks and facts.milestones_of(task):
        found.append(f"Thời hạn của {name[:1].lower()}{name[1:]}?")
    if task.content_path and Ask.DUTIES not in frame.asks:
        found.append(f"{name} gồm những nội dung gì?")
    return found


def _name(task: Task, facts: Facts) -> str:
    """Return how a person would call the task: by its number where that is enough."""
    same = [t for t in facts.tasks if t.number == task.number]
    return f"Nhiệm vụ {task.number}" if len(same) == 1 else f"Mục {task.path}"


def _about_targets(draft: Draft, frame: Frame, facts: Facts) -> list[str]:
    if not any(facts.target_at(e.path) for e in draft.evidence) or len(draft.evidence) > 3:
        return []
    return ["Có bao nhiêu chỉ tiêu cụ thể?", "Chỉ tiêu nào không có con số?"]


def _about_units(draft: Draft, frame: Frame, facts: Facts) -> list[str]:
    """Ask on for the units whose blocks or tasks were cited, the most telling names first."""
    units = [
        u
        for b in facts.document.blocks
        for e in draft.evidence
        if e.path == b.path
        for u in b.units
    ]
    if not units:
        tasks = [facts.task_of(e.path) for e in draft.evidence]
        units = [u for task in tasks if task for u in task.leads]
    fresh = [u for u in dict.fromkeys(units) if u not in frame.units]
    return [f"{facts.unit_name(unit)} có nhiệm vụ gì?" for unit in _short(fresh, facts)]


def _short(units: Sequence[str], facts: Facts) -> list[str]:
    return [u for u in units if len(facts.unit_name(u)) <= _LONGEST_TITLE][:2]
