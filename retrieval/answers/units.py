"""Everything that a unit must do: groups it leads, groups it supports, duties of its own."""

import re
from collections import Counter
from collections.abc import Sequence

from domain.answers import AnswerStatus
from domain.citations import is_within
from domain.register import Duty, Task, path_of
from domain.vietnamese import fold
from retrieval.answers.evidence import evidence_of, joined
from retrieval.answers.gaps import left_open
from retrieval.answers.subject import tasks_named
from retrieval.answers.tasks import subject_tasks
from retrieval.asks import Ask
from retrieval.draft import Draft, Evidence, evidence_at, sentence
from retrieval.facts import Facts
from retrieval.frame import Frame

_RELEVANT = 0.5
_LOOKED_AT, _ABOVE = 12, 1.2


def unit_answer(frame: Frame, facts: Facts) -> Draft | None:
    """Answer what the named units do in the document, or pass."""
    units = asked_units(frame, facts)
    if not units:
        return _stranger(frame, facts)
    if re.search(r"\b(?:phan tram|ty le|ti le)\b", frame.plain):
        return None
    inside = [path for path in frame.paths if is_within(path, facts.block_part or "?")]
    if inside and len(inside) == len(frame.paths):
        return _blocks_only(units, facts)
    named = tasks_named(frame, facts)
    if named and frame.asks_any(Ask.WHEN, Ask.DAYS_LEFT, Ask.OVERDUE):
        return None
    if not named and frame.topic and any(facts.index.knows(t.folded) for t in frame.topic):
        return _about(units, frame, facts)
    within = named or (subject_tasks(frame, facts) if _in_thread(frame) else ())
    lines: list[str] = []
    evidence: list[Evidence] = []
    for unit in units:
        part = _inside(unit, within, facts) if within else _overview(unit, frame, facts)
        lines.extend(part.lines)
        evidence.extend(part.evidence)
    return Draft(tuple(lines), tuple(evidence)) if evidence else None


def _in_thread(frame: Frame) -> bool:
    """Tell whether a follow-up asks for a unit's part in what was spoken of, not for all its work.

    "Còn Sở Xây dựng?" after "Sở Tài chính làm gì" asks for all that the other unit does.
    """
    about_unit = frame.focus.named and not (frame.focus.asked or frame.focus.terms)
    return frame.is_follow_up and not about_unit


def _stranger(frame: Frame, facts: Facts) -> Draft | None:
    """Say that a department is not named, and what it does as one of "các sở, ban, ngành"."""
    if not frame.strangers or frame.topic:
        return None
    groups = [
        u.id
        for u in facts.document.units
        if u.is_group and "so" in fold(u.name).replace(",", "").split()
    ]
    blocks = [b for group in groups for b in facts.blocks_of(group)]
    name = frame.strangers[0]
    lines = [f"{facts.name} không nêu riêng {name}."]
    if not name.startswith(("Sở", "Ban")):
        blocks = []
    evidence: list[Evidence] = []
    for block in blocks:
        lines.append(f"Như các sở, ban, ngành khác ({block.path}), {name} phải:")
        for duty in facts.duties_in(block.path):
            lines.append(f"• {_duty_text(duty, facts)}")
            evidence.append(evidence_at(facts, duty.key))
    status = AnswerStatus.PARTIAL if evidence else AnswerStatus.REFUSED
    return Draft(tuple(lines), tuple(evidence), status)


def asked_units(frame: Frame, facts: Facts) -> tuple[str, ...]:
    """Return the units named, or those just spoken of when the question points back."""
    if frame.units:
        return frame.units
    if frame.is_follow_up and Ask.DUTIES in frame.asks and not frame.paths and not frame.topic:
        return frame.focus.named[:1]
    return ()


def _overview(unit: str, frame: Frame, facts: Facts) -> Draft:
    name = facts.unit_name(unit)
    lines = [f"{name} trong {facts.name.lower()}:"]
    evidence: list[Evidence] = []
    led, helped = facts.led_by(unit), facts.coordinated_by(unit)
    total = len(facts.tasks)
    if led:
        lines.append(f"• Chủ trì, thực hiện {len(led)} {facts.task_noun} ({len(led)}/{total}):")
        lines.extend(f"  – {_task_line(task, unit, facts)}" for task in led)
        evidence.extend(evidence_at(facts, t.leads_key) for t in led if t.leads_key)
    if helped:
        lines.append(
            f"• Được nêu phối hợp {len(helped)} {facts.task_noun} ({len(helped)}/{total}):"
        )
        lines.extend(f"  – {task.path}: {task.title}" for task in helped)
        evidence.extend(
            evidence_at(facts, t.coordinators_key) for t in helped if t.coordinators_key
        )
    lines.extend(_collective_lines(unit, led, helped, facts))
    own = _own_duties(unit, facts)
    if own:
        where = ", ".join(dict.fromkeys(path_of(duty.key) for duty in own))
        lines.append(f"• Nhiệm vụ riêng ({where}), {len(own)} việc:")
        lines.extend(f"  – {_duty_text(duty, facts)}" for duty in own)
        evidence.extend(evidence_at(facts, duty.key) for duty in own)
    return Draft(tuple(lines), tuple(evidence))


def _blocks_only(units: Sequence[str], facts: Facts) -> Draft | None:
    lines: list[str] = []
    evidence: list[Evidence] = []
    for unit in units:
        own = _own_duties(unit, facts)
        if not own:
            continue
        where = ", ".join(dict.fromkeys(path_of(duty.key) for duty in own))
        lines.append(f"{facts.unit_name(unit)} có {len(own)} việc được giao riêng ({where}):")
        lines.extend(f"• {_duty_text(duty, facts)}" for duty in own)
        evidence.extend(evidence_at(facts, duty.key) for duty in own)
    if not evidence and facts.block_part:
        part = facts.block_part
        lines.append(f"Phần {part} không có mục riêng cho {facts.names(units, ', ')}.")
        elsewhere = [_roles_elsewhere(unit, facts) for unit in units]
        place = Draft(tuple(lines), (Evidence(facts, part, facts.heading(part)),))
        return joined(place, *elsewhere).with_status(AnswerStatus.CORRECTED)
    return Draft(tuple(lines), tuple(evidence))


def _roles_elsewhere(unit: str, facts: Facts) -> Draft:
    """Tell which tasks name the unit, as lead or as partner."""
    lines: list[str] = []
    keys: list[str | None] = []
    for said, tasks in (
        ("chủ trì, thực hiện", facts.led_by(unit)),
        ("phối hợp", facts.coordinated_by(unit)),
    ):
        lines.extend(
            f"• {facts.unit_name(unit)} được nêu {said} {t.path}: {t.title}" for t in tasks
        )
        keys.extend(t.leads_key if unit in t.leads else t.coordinators_key for t in tasks)
    return Draft(tuple(lines), evidence_of(facts, keys))


def _task_line(task: Task, unit: str, facts: Facts) -> str:
    others = [u for u in task.leads if u != unit]
    together = f" (cùng {facts.names(others)})" if others else ""
    return f"{task.path}: {task.title}{together}"


def _collective_lines(
    unit: str, led: Sequence[Task], helped: Sequence[Task], facts: Facts
) -> list[str]:
    """Tell where the unit is meant by a collective name, without citing it as named."""
    lines: list[str] = []
    for group in facts.groups_of(unit):
        through = [t for t in facts.tasks if group in (*t.leads, *t.coordinators)]
        through = [t for t in through if t not in led and t not in helped]
        if through:
            numbers = ", ".join(task.path for task in through)
            lines.append(
                f"• Còn tham gia với tư cách một trong “{facts.unit_name(group)}”: {numbers}."
            )
    return lines


def _own_duties(unit: str, facts: Facts) -> tuple[Duty, ...]:
    """Return the duties of the unit's blocks; of a list shared by several, those that name it."""
    shared = Counter(block.path for block in facts.document.blocks)
    heads = dict.fromkeys(block.path for block in facts.blocks_of(unit))
    own = [
        duty
        for path in heads
        for duty in facts.duties_in(path)
        if shared[path] == 1 or unit in (*duty.leads, *duty.coordinators)
    ]
    guests = [d for d in facts.document.duties if d.block and unit in d.leads and d not in own]
    return (*own, *(duty for duty in guests if duty.block not in heads))


def _duty_text(duty: Duty, facts: Facts) -> str:
    paragraph = facts.paragraph(duty.key)
    return sentence(paragraph.text) if paragraph else ""


def _inside(unit: str, tasks: Sequence[Task], facts: Facts) -> Draft:
    """Return the unit's part in the tasks spoken of, and its own duties that bear on them."""
    lines: list[str] = []
    evidence: list[Evidence] = []
    for task in tasks:
        role = _role_in(task, unit, facts)
        lines.append(f"{facts.unit_name(unit)} trong {task.path} ({task.title}): {role}.")
        key = task.leads_key if unit in task.leads else task.coordinators_key
        evidence.append(evidence_at(facts, key or task.path))
        for duty in _own_duties(unit, facts):
            if _bears_on(duty, task, facts):
                lines.append(f"  – {_duty_text(duty, facts)} ({path_of(duty.key)})")
                evidence.append(evidence_at(facts, duty.key))
    return Draft(tuple(lines), tuple(evidence))


def _role_in(task: Task, unit: str, facts: Facts) -> str:
    if unit in task.leads:
        return "chủ trì, thực hiện"
    if unit in task.coordinators:
        return "phối hợp thực hiện"
    for group in facts.groups_of(unit):
        if group in (*task.leads, *task.coordinators):
            role = "thực hiện" if group in task.leads else "phối hợp"
            return f"{role} với tư cách một trong “{facts.unit_name(group)}”"
    return "không được nêu tên"


def _bears_on(duty: Duty, task: Task, facts: Facts) -> bool:
    paragraph = facts.paragraph(duty.key)
    if paragraph is None:
        return False
    ranked = facts.index.similar(paragraph.text, 3, within=task.path)
    return bool(ranked) and ranked[0].coverage >= 0.3


def _about(units: Sequence[str], frame: Frame, facts: Facts) -> Draft | None:
    """Return the duties of the units that bear on the subject, or pass."""
    found: list[tuple[float, str, str]] = []
    for unit in units:
        for duty in _all_duties(unit, facts):
            paragraph = facts.paragraph(duty.key)
            if paragraph is not None:
                share = facts.cover(frame.topic, paragraph.text).question
                found.append((share, unit, duty.key))
    best = max((share for share, _, _ in found), default=0.0)
    everywhere = facts.index.rank(frame.topic, 1)
    if best < _RELEVANT or (everywhere and best < 0.8 * everywhere[0].coverage):
        return None
    if _is_elsewhere({key for share, _, key in found if share >= 0.8 * best}, frame, facts):
        return None
    chosen = [(unit, key) for share, unit, key in found if share >= max(_RELEVANT, 0.8 * best)]
    lines: list[str] = []
    for unit in dict.fromkeys(unit for unit, _ in chosen):
        lines.append(f"{facts.unit_name(unit)}:")
        for owner, key in chosen:
            paragraph = facts.paragraph(key)
            if owner == unit and paragraph is not None:
                lines.append(f"• {sentence(paragraph.text)} ({path_of(key)})")
                lines.extend(_together(key, unit, facts))
    evidence = tuple(evidence_at(facts, key) for _, key in chosen[:6])
    missing = left_open(frame, [entry.quote for entry in evidence])
    if missing:
        return Draft((*lines, missing.format(name=facts.name)), evidence, AnswerStatus.PARTIAL)
    return Draft(tuple(lines), evidence)


def _is_elsewhere(keys: set[str], frame: Frame, facts: Facts) -> bool:
    """Tell whether a passage of nobody's duties holds the subject's pairs of words, these none."""
    ranked = facts.index.rank(frame.topic, _LOOKED_AT)
    if not ranked or ranked[0].passage.key in keys or not ranked[0].pairs:
        return False
    held = [entry for entry in ranked if entry.passage.key in keys]
    best = max((entry.score for entry in held), default=0.0)
    return ranked[0].score > _ABOVE * best and not any(entry.pairs for entry in held)


def _together(key: str, unit: str, facts: Facts) -> list[str]:
    """Tell who else leads and who coordinates the task that a duty belongs to."""
    task = facts.task_of(path_of(key))
    if task is None:
        return []
    others = [u for u in task.leads if u != unit]
    said = [f"cùng chủ trì: {facts.names(others)}"] if others and unit in task.leads else []
    if task.coordinators:
        said.append(f"phối hợp: {facts.names(task.coordinators)}")
    return [f"  ({'; '.join(said)})"] if said else []


def _all_duties(unit: str, facts: Facts) -> tuple[Duty, ...]:
    own = _own_duties(unit, facts)
    led = [d for d in facts.document.duties if d.task and unit in d.leads and d not in own]
    return (*own, *led)
