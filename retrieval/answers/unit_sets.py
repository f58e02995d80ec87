"""Which units lead, support or have duties of their own: all, how many, or which do not."""

import re

from domain.register import Task, path_of
from domain.vietnamese import fold
from retrieval.answers.conditions import is_negated
from retrieval.answers.evidence import evidence_of
from retrieval.answers.roles import LEAD, SUPPORT, Role, role_asked
from retrieval.answers.subject import task_about
from retrieval.asks import Ask, Element
from retrieval.draft import Draft, Evidence, quoted
from retrieval.facts import Facts
from retrieval.frame import Frame

_BEARS_ON, _NEARLY = 0.45, 0.85
_FEWEST, _MOST = 2, 7
_WITHOUT_BLOCK = re.compile(
    r"\b(?:phan v|to chuc thuc hien)\b.*\bkhong (?:co |duoc )?(?:muc|khoi|phan|nhiem vu)\b"
    r"|\bkhong (?:co |duoc )?(?:muc|phan|khoi|nhiem vu|giao|neu)\b.*\b(?:phan v|rieng"
    r"|to chuc thuc hien)\b"
)
_WHICH_TASK = re.compile(
    r"^(?!(?:so|co quan|don vi|nganh) nao\b).*\b(?:nhom|nhiem vu|viec) (?:nao|gi)\b"
)
_SEVERAL_UNITS = re.compile(
    r"\b(?:may|bao nhieu|nhung|cac) (?:co quan|don vi|so|nganh|dau moi|ben|phong)\b"
)
_GIVEN_WORK = re.compile(r"\bdau moi\b|\bduoc giao (?:viec|nhiem vu|trach nhiem)\b")


def unit_set_answer(frame: Frame, facts: Facts) -> Draft | None:
    """Answer which units lead, support or have duties, all, how many or which not, or pass."""
    if not facts.tasks or not (Element.UNIT in frame.elements or Ask.WHO in frame.asks):
        return None
    if _WITHOUT_BLOCK.search(frame.plain):
        return _units_without_block(facts)
    if Element.TASK in frame.elements and _WHICH_TASK.search(frame.plain):
        return None
    blocks_meant = _mentions_blocks(frame, facts)
    goes_on = frame.is_follow_up and frame.focus.paths and not blocks_meant
    if goes_on or frame.units or frame.periods:
        return None
    if frame.topic and not blocks_meant:
        return _concerned(frame, facts)
    if not frame.asks_any(Ask.COUNT, Ask.LIST, Ask.WHO) or frame.asks_any(Ask.MOST, Ask.LEAST):
        return None
    if {facts.block_part, facts.task_part} <= set(frame.paths) and is_negated(frame):
        return _only_with_block(facts)
    if blocks_meant or facts.block_part in frame.paths:
        return _block_list(facts)
    if set(frame.paths) - {facts.task_part} or not frame.asks_any(Ask.LEADS, Ask.COORDINATES):
        return None
    role = role_asked(frame)
    return _without_role(role, facts) if is_negated(frame) else _with_role(role, frame, facts)


def _mentions_blocks(frame: Frame, facts: Facts) -> bool:
    """Tell whether the question names the part with the units' duties, by heading or word."""
    if facts.block_part is None:
        return False
    heading = facts.heading(facts.block_part)
    named = bool(heading) and frame.reading.says(heading.lower().replace(",", " "))
    return named or bool(_GIVEN_WORK.search(frame.plain))


def _concerned(frame: Frame, facts: Facts) -> Draft | None:
    """List the units whose own duties bear on a subject, when several are asked for."""
    if not _SEVERAL_UNITS.search(frame.plain):
        return None
    if frame.asks_any(Ask.LEADS, Ask.COORDINATES) and task_about(frame, facts):
        return None
    found = []
    for block in facts.document.blocks:
        duties = [
            (facts.cover(frame.topic, _text(d.key, facts)).question, d.key)
            for d in facts.duties_in(block.path)
        ]
        if duties:
            found.append((max(duties), block))
    best = max((share for (share, _), _ in found), default=0.0)
    chosen = [(block, key) for (share, key), block in found if share >= _NEARLY * best]
    if best < _BEARS_ON or not _FEWEST <= len(chosen) <= _MOST:
        return None
    lines = [f"{len(chosen)} đầu mối có nhiệm vụ riêng về việc này:"]
    lines.extend(
        f"• {facts.names(block.units)} ({block.path}): {quoted(_text(key, facts), facts)}"
        for block, key in chosen
    )
    return Draft(tuple(lines), evidence_of(facts, (key for _, key in chosen)))


def _text(key: str, facts: Facts) -> str:
    paragraph = facts.paragraph(key)
    return paragraph.text if paragraph else ""


def _block_list(facts: Facts) -> Draft:
    blocks = facts.document.blocks
    lines = [f"Phần {facts.block_part} giao nhiệm vụ cho {len(blocks)} đầu mối:"]
    lines.extend(f"• {block.path}: {facts.names(block.units)}" for block in blocks)
    evidence = tuple(
        Evidence(facts, block.path, facts.heading(block.path) or facts.names(block.units))
        for block in blocks
    )
    return Draft(tuple(lines), evidence)


def _units_without_block(facts: Facts) -> Draft | None:
    """List the units that the tasks name and that have no block of duties, or pass."""
    headed = {unit for block in facts.document.blocks for unit in block.units}
    without: dict[str, list[str]] = {}
    for task in facts.tasks:
        for role in (LEAD, SUPPORT):
            key = role.key(task)
            for unit in role.units(task):
                if key and unit not in headed:
                    without.setdefault(unit, []).append(key)
    if not without:
        return None
    lines = [f"Được nêu ở phần nhiệm vụ nhưng không có mục riêng trong phần {facts.block_part}:"]
    lines.extend(
        f"• {facts.unit_name(unit)} ({', '.join(path_of(key) for key in keys)})"
        for unit, keys in without.items()
    )
    return Draft(tuple(lines), evidence_of(facts, (k for keys in without.values() for k in keys)))


def _only_with_block(facts: Facts) -> Draft | None:
    """List the units with a block of duties that no task names as lead or partner, or pass."""
    named = {u for task in facts.tasks for u in (*task.leads, *task.coordinators)}
    headed = [(u, block.path) for block in facts.document.blocks for u in block.units]
    alone = [(unit, path) for unit, path in headed if unit not in named]
    if not alone:
        return None
    lines = [
        f"{len(alone)} đầu mối có nhiệm vụ riêng ở phần {facts.block_part} nhưng không được nêu "
        f"tên ở phần {facts.task_part}:",
        *(f"• {facts.unit_name(unit)} ({path})" for unit, path in alone),
    ]
    return Draft(tuple(lines), tuple(Evidence(facts, p, facts.heading(p)) for _, p in alone))


def _with_role(role: Role, frame: Frame, facts: Facts) -> Draft | None:
    """List the units that play a part in tasks, in just so many if a number is given."""
    found = role.tasks_by_unit(facts.tasks)
    wanted = [f.value for f in frame.figures if fold(f.unit).startswith(("nhom", "nhiem vu"))]
    if wanted:
        found = {unit: tasks for unit, tasks in found.items() if len(tasks) == wanted[0]}
    if not found:
        return None
    lines = [f"{len(found)} cơ quan (hoặc nhóm cơ quan) được nêu {role.said} nhiệm vụ:"]
    lines.extend(
        f"• {facts.unit_name(unit)}: {len(tasks)} nhóm ({', '.join(t.path for t in tasks)})"
        for unit, tasks in found.items()
    )
    counted: dict[str, Task] = {t.path: t for tasks in found.values() for t in tasks}
    return Draft(tuple(lines), role.evidence(counted.values(), facts))


def _without_role(role: Role, facts: Facts) -> Draft | None:
    """List the units with a block of duties that no task names for this part, or pass."""
    having = role.tasks_by_unit(facts.tasks)
    headed = [(u, block.path) for block in facts.document.blocks for u in block.units]
    without = [(unit, path) for unit, path in headed if unit not in having]
    if not without:
        return None
    lines = [
        f"Có nhiệm vụ riêng ở phần {facts.block_part} nhưng không được nêu {role.said} nhóm nào:"
    ]
    lines.extend(f"• {facts.unit_name(unit)} ({path})" for unit, path in without)
    return Draft(tuple(lines), tuple(Evidence(facts, p, facts.heading(p)) for _, p in without))
