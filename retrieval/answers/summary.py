"""The document in a few lines: what it is, how it is built, who leads and by when."""

import re
from dataclasses import replace

from retrieval.answers.subject import tasks_named
from retrieval.answers.tasks import describe
from retrieval.asks import Ask
from retrieval.draft import Draft, Evidence, evidence_at, sentence
from retrieval.facts import Facts
from retrieval.frame import Frame

_SUMMARY = re.compile(
    r"\b(?:tom tat|tom luoc|tong quan|khai quat|noi dung chinh|y chinh"
    r"|gioi thieu (?:ve )?ke hoach)\b"
)


def summary_answer(frame: Frame, facts: Facts) -> Draft | None:
    """Sum up the whole document from its register, or pass when a part of it is asked for."""
    if not _SUMMARY.search(frame.plain) or frame.units:
        return None
    if frame.paths:
        return _tasks(frame, facts)
    subject = [t for t in frame.topic if t.folded.isalpha() and t.folded not in _FORM]
    if any(facts.index.knows(t.folded) for t in subject):
        return None
    info = facts.document.info
    lines = [f"{facts.name} của {info.issuer}: {sentence(info.title)}"]
    evidence: list[Evidence] = []
    front = facts.document.by_path.get("đầu văn bản")
    if front is not None and front.paragraphs:
        evidence.append(evidence_at(facts, front.paragraphs[-1].key))
    if facts.document.targets and facts.target_part:
        lines.append(
            f"• {len(facts.document.targets)} mục tiêu, chỉ tiêu cụ thể ({facts.target_part})."
        )
        evidence.append(Evidence(facts, facts.target_part, facts.heading(facts.target_part)))
    if facts.tasks:
        _tell_tasks(facts, lines, evidence)
    if facts.document.blocks and facts.block_part:
        count = len(facts.document.blocks)
        lines.append(f"• Nhiệm vụ riêng cho {count} đầu mối ({facts.block_part}).")
        evidence.append(Evidence(facts, facts.block_part, facts.heading(facts.block_part)))
    return Draft(tuple(lines), tuple(evidence))


def _tasks(frame: Frame, facts: Facts) -> Draft | None:
    """Sum up the tasks named: objective, who, with whom, when and how much there is to do."""
    lines: list[str] = []
    evidence: list[Evidence] = []
    for task in tasks_named(frame, facts)[:3]:
        roles = frozenset({Ask.LEADS, Ask.COORDINATES, Ask.WHEN})
        told = describe([task], roles, replace(frame, topic=()), facts)
        if told is not None:
            lines.extend(told.lines)
            evidence.extend(told.evidence)
        for path in (task.objective_path, task.content_path):
            if path is not None:
                count = len(facts.document.by_path[path].paragraphs)
                lines.append(f"• {facts.heading(path)} ({path}): {count} đoạn.")
    return Draft(tuple(lines), tuple(evidence)) if evidence else None


_FORM = {"noi", "dung", "chinh", "noi dung", "dung chinh", "tom", "tat", "tom tat", "luoc", "y"}


def _tell_tasks(facts: Facts, lines: list[str], evidence: list[Evidence]) -> None:
    where = f" ({facts.task_part})" if facts.task_part else ""
    lines.append(f"• {len(facts.tasks)} nhóm nhiệm vụ{where}:")
    lines.extend(f"  – {task.path}: {task.title}" for task in facts.tasks)
    if facts.task_part:
        evidence.append(Evidence(facts, facts.task_part, facts.heading(facts.task_part)))
    dated = [m for m in facts.document.milestones if m.due is not None]
    if dated:
        first, last = min(m.due for m in dated if m.due), max(m.due for m in dated if m.due)
        lines.append(f"• {len(dated)} mốc có ngày cụ thể, từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}.")
        evidence.extend(evidence_at(facts, m.key) for m in dated)
