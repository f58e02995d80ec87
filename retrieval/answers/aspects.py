"""The objective or the contents of a task that the question names or is about."""

import re

from domain.register import Task
from retrieval.answers.ranking import rank
from retrieval.answers.subject import task_about, tasks_named
from retrieval.asks import Ask
from retrieval.draft import Draft, Evidence, evidence_at, quoted
from retrieval.facts import Facts
from retrieval.frame import Frame

_OBJECTIVE = re.compile(
    r"\bmuc (?:tieu|dich)\b|\bhuong (?:toi|den)\b|\bnham (?:gi|lam gi|muc dich)\b|\bde lam gi\b"
)
_CONTENT = re.compile(
    r"\bnoi dung\b|\bgom (?:nhung )?(?:gi|viec|noi dung)\b|\b(?:phai "
    r"|can )?lam (?:nhung )?(?:gi|viec gi)\b|\bnhung (?:viec|gi)\b|\bcu the (?:la )?(?:gi"
    r"|nao|ra sao)\b|\bviec gi\b"
)


def aspect_answer(frame: Frame, facts: Facts) -> Draft | None:
    """Tell a task's objective or contents, or pass."""
    if frame.units or frame.asks_any(Ask.WHEN, Ask.DAYS_LEFT):
        return None
    named = tasks_named(frame, facts)
    task = named[0] if named else _titled(frame, facts)
    if task is None or any(path not in (task.path, facts.task_part) for path in frame.paths):
        return None
    if _OBJECTIVE.search(frame.plain) and task.objective_path:
        return _told(task.objective_path, task.title, facts)
    if _CONTENT.search(frame.plain) and task.content_path:
        if named and frame.topic and rank(frame, facts)[:1] and _topical(frame, facts, task.path):
            return None
        return _told(task.content_path, task.title, facts)
    return None


def _titled(frame: Frame, facts: Facts) -> Task | None:
    """Return the task whose title says all of the subject."""
    task = task_about(frame, facts)
    if task is None or facts.cover(frame.topic, task.title).question < 0.85:
        return None
    return task


def _topical(frame: Frame, facts: Facts, path: str) -> bool:
    """Tell whether the question has a subject of its own inside the task."""
    known = [t for t in frame.topic if " " not in t.folded and facts.index.knows(t.folded)]
    return bool(known) and facts.cover(frame.topic, facts.title_of(path)).question < 0.6


def _told(path: str, title: str, facts: Facts) -> Draft:
    provision = facts.document.by_path[path]
    lines = [f"{path} – {provision.heading} ({title}):"]
    evidence: list[Evidence] = []
    for paragraph in provision.paragraphs:
        lines.append(f"• {quoted(paragraph.text, facts)}")
        evidence.append(evidence_at(facts, paragraph.key))
    return Draft(tuple(lines), tuple(evidence))
