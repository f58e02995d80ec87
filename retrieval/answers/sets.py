"""Counts, lists, exceptions and superlatives over tasks and the units that carry them."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from domain.citations import is_within
from domain.register import Task, UnitBlock, path_of
from domain.vietnamese import fold
from retrieval.answers.tasks import milestone_line
from retrieval.answers.timing import is_dated
from retrieval.asks import Ask, Element, without_tail
from retrieval.draft import Draft, Evidence, evidence_at, shown
from retrieval.facts import Facts
from retrieval.frame import Frame

_SHARED_LEAD = re.compile(
    r"\b(?:hai|2|nhieu|tren mot|tu hai|ba) (?:co quan|don vi|so)\b|\bcung (?:chu tri"
    r"|thuc hien)\b|\bdong chu tri\b|\bchung (?:tay|nhau)\b|\bhon mot\b"
)
_ONGOING = re.compile(r"\bthuong xuyen\b|\blien tuc\b")
_DATED = re.compile(
    r"\b(?:han|thoi han|moc|ngay|thoi gian)\b.*\b(?:cu the|ro rang|ro)\b|\b(?:co|gan"
    r"|kem) (?:han|thoi han|moc|ngay)\b|\b(?:han|thoi han|moc)\b.*\btheo (?:thang|quy"
    r"|ngay)\b"
)
_UNDATED = re.compile(
    r"\bkhong (?:co |ghi |neu |gan |dat |dinh |an dinh )?(?:ro )?(?:thoi )?(?:han|moc"
    r"|ngay)\b|\bkhong co (?:thoi gian|ngay)\b"
)
_NO_BLOCK = re.compile(
    r"\b(?:phan v|to chuc thuc hien)\b.*\bkhong (?:co |duoc )?(?:muc|khoi|phan|nhiem vu)\b"
    r"|\bkhong (?:co |duoc )?(?:muc|phan|khoi|nhiem vu|giao|neu)\b.*\b(?:phan v|rieng"
    r"|to chuc thuc hien)\b"
)
_PRESENCE = re.compile(
    r"\b(?:co (?:ten|mat)|dinh|dung|vang mat|dung ngoai|nam|thuoc|tham gia|lien quan)\b"
)
OWN_WORK = re.compile(
    r"(?<!khong )\blam (?:nhung )?(?:gi|viec gi|sao)\b|\bviec gi\b|\b(?:nhiem vu"
    r"|viec) (?:rieng|la gi|gi|cua)\b|\btrach nhiem\b|\bvai tro\b|\blam nhung\b"
)
_BY_DUTIES = re.compile(
    r"\bphan (?:v|5|nam)\b|\bto chuc thuc hien\b|\bgach dau dong\b|\bdong nhat\b"
    r"|\bdau viec\b|\bnhiem vu rieng\b"
)


_ONLY_HELPS = re.compile(r"\bphoi hop\b.*\bkhong (?:phai )?(?:chu tri|thuc hien|lam chinh)\b")
_TIMES, _HELPERS = "mốc thời gian", "cơ quan phối hợp được nêu"


@dataclass(frozen=True, slots=True)
class _Filter:
    """A condition on tasks: how it is said, and where it is shown."""

    said: str
    holds: Callable[[Task], bool]
    key: Callable[[Task], str]


def set_answer(frame: Frame, facts: Facts) -> Draft | None:
    """Answer how many, which, which not and which most, over tasks and units, or pass."""
    if not facts.tasks:
        return None
    for composer in (_unit_superlative, _task_superlative, _unit_list, _task_list):
        draft = composer(frame, facts)
        if draft is not None:
            return draft
    return None


def _unit_superlative(frame: Frame, facts: Facts) -> Draft | None:
    if not frame.asks_any(Ask.MOST, Ask.LEAST) or frame.periods:
        return None
    if Element.UNIT not in frame.elements and not frame.asks_any(Ask.WHO):
        return None
    if not (
        frame.asks_any(Ask.LEADS, Ask.COORDINATES, Ask.DUTIES) or Element.TASK in frame.elements
    ):
        return None
    if (
        _BY_DUTIES.search(frame.plain)
        and facts.document.blocks
        and not frame.asks_any(Ask.COORDINATES)
    ):
        return _busiest_block(frame, facts)
    by_support = Ask.COORDINATES in frame.asks and Ask.LEADS not in frame.asks
    counts = Counter(u for t in facts.tasks for u in (t.coordinators if by_support else t.leads))
    if not counts:
        return None
    most = Ask.MOST in frame.asks
    extreme = max(counts.values()) if most else min(counts.values())
    winners = [unit for unit, count in counts.items() if count == extreme]
    role = "phối hợp" if by_support else "chủ trì, thực hiện"
    lines: list[str] = []
    evidence: list[Evidence] = []
    total = len(facts.tasks)
    degree = "nhiều" if most else "ít"
    for unit in winners:
        tasks = facts.coordinated_by(unit) if by_support else facts.led_by(unit)
        places = ", ".join(task.path for task in tasks)
        lines.append(
            f"{facts.unit_name(unit)} được nêu {role} {degree} nhất: "
            f"{len(tasks)} nhóm nhiệm vụ ({len(tasks)}/{total}): {places}."
        )
        lines.extend(_shared_remarks(unit, tasks, facts) if not by_support else ())
        keys = [t.coordinators_key if by_support else t.leads_key for t in tasks]
        evidence.extend(evidence_at(facts, key) for key in keys if key)
    return Draft(tuple(lines), tuple(evidence))


def _shared_remarks(unit: str, tasks: Sequence[Task], facts: Facts) -> list[str]:
    shared = [t for t in tasks if len(t.leads) > 1]
    return [
        f"Trong đó {t.path} cùng {facts.names([u for u in t.leads if u != unit])}." for t in shared
    ]


def _busiest_block(frame: Frame, facts: Facts) -> Draft:
    sizes = [(len(facts.duties_in(block.path)), block) for block in facts.document.blocks]
    most = Ask.MOST in frame.asks
    extreme = (max if most else min)(size for size, _ in sizes)
    chosen = [block for size, block in sizes if size == extreme]
    lines = tuple(
        f"{facts.names(block.units)} ({block.path}) được giao "
        f"{'nhiều' if most else 'ít'} việc nhất "
        f"trong phần {facts.block_part}: {extreme} việc."
        for block in chosen
    )
    keys = [duty.key for block in chosen for duty in facts.duties_in(block.path)]
    return Draft(lines, tuple(evidence_at(facts, key) for key in keys[:12]))


def _task_superlative(frame: Frame, facts: Facts) -> Draft | None:
    if Element.TASK not in frame.elements or not frame.asks_any(Ask.MOST, Ask.LEAST):
        return None
    if (
        set(frame.paths) - {facts.task_part}
        or frame.units
        or (Element.UNIT in frame.elements and not re.search(r"\bnhom|nhiem vu nao", frame.plain))
    ):
        return None
    measure = _task_measure(frame, facts)
    if measure is None:
        return None
    noun, size, key = measure
    most = Ask.MOST in frame.asks
    sizes = [(size(task), task) for task in facts.tasks]
    extreme = (max if most else min)(number for number, _ in sizes)
    chosen = [task for number, task in sizes if number == extreme]
    lines: list[str] = []
    for task in chosen:
        lines.append(
            f"{task.path} ({task.title}) có {'nhiều' if most else 'ít'} {noun} nhất: {extreme}."
        )
        lines.extend(_details(noun, task, frame, facts))
    return Draft(tuple(lines), tuple(evidence_at(facts, key(task)) for task in chosen))


def _details(noun: str, task: Task, frame: Frame, facts: Facts) -> list[str]:
    if noun == _TIMES:
        return [f"• {milestone_line(m, frame)}." for m in facts.milestones_of(task)]
    if noun == _HELPERS and task.coordinators:
        return [f"• {facts.names(task.coordinators)}."]
    return []


def _task_measure(
    frame: Frame, facts: Facts
) -> tuple[str, Callable[[Task], int], Callable[[Task], str]] | None:
    plain = frame.plain
    if frame.asks_any(Ask.COORDINATES):
        return (
            _HELPERS,
            lambda t: len(t.coordinators),
            lambda t: t.coordinators_key or t.leads_key or t.path,
        )
    if re.search(r"\b(?:moc|thoi han|han|thoi gian)\b", plain):
        return (_TIMES, lambda t: len(facts.milestones_of(t)), lambda t: t.time_path or t.path)
    if re.search(r"\b(?:chu tri|co quan thuc hien)\b", plain):
        return ("cơ quan chủ trì", lambda t: len(t.leads), lambda t: t.leads_key or t.path)
    if re.search(r"\b(?:noi dung|doan|gach|y|viec|dau viec|cong viec|nhiem vu)\b", plain):
        return (
            "nội dung thực hiện",
            lambda t: len(facts.duties_in(t.path)),
            lambda t: t.content_path or t.path,
        )
    return None


def _unit_list(frame: Frame, facts: Facts) -> Draft | None:
    """Answer which units lead, support or have duties: all, how many, or which do not."""
    if Element.UNIT not in frame.elements and not frame.asks_any(Ask.WHO):
        return None
    if _NO_BLOCK.search(frame.plain):
        return _units_without_block(facts)
    if Element.TASK in frame.elements and re.search(
        r"\b(?:nhom|nhiem vu|viec) (?:nao|gi)\b", frame.plain
    ):
        return None
    if frame.is_follow_up and frame.focus.paths and not _mentions_blocks(frame, facts):
        return None
    if frame.units or frame.periods:
        return None
    if frame.topic and not _only_parts(frame, facts):
        return _concerned(frame, facts)
    if not frame.asks_any(Ask.COUNT, Ask.LIST, Ask.WHO) or frame.asks_any(Ask.MOST, Ask.LEAST):
        return None
    parts = [path for path in frame.paths if path == facts.block_part]
    if parts or _mentions_blocks(frame, facts):
        return _block_list(facts)
    if set(frame.paths) - {facts.task_part}:
        return None
    negated = _negated(frame)
    if frame.topic and not negated:
        return None
    if Ask.COORDINATES in frame.asks and Ask.LEADS not in frame.asks:
        return _role_list(frame, facts, "phối hợp", negated)
    if Ask.LEADS in frame.asks:
        return _role_list(frame, facts, "chủ trì, thực hiện", negated)
    return None


def _concerned(frame: Frame, facts: Facts) -> Draft | None:
    """List the units whose own duties bear on a subject, when several are asked for."""
    if not re.search(
        r"\b(?:may|bao nhieu|nhung|cac) (?:co quan|don vi|so|nganh|dau moi|ben|phong)\b",
        frame.plain,
    ):
        return None
    found: list[tuple[float, UnitBlock, str]] = []
    for block in facts.document.blocks:
        duties = [
            (facts.cover(frame.topic, _text(d.key, facts)).question, d.key)
            for d in facts.duties_in(block.path)
        ]
        if duties:
            share, key = max(duties)
            found.append((share, block, key))
    best = max((share for share, _, _ in found), default=0.0)
    chosen = [(block, key) for share, block, key in found if share >= 0.85 * best]
    if best < 0.45 or not 2 <= len(chosen) <= 7:
        return None
    lines = [f"{len(chosen)} đầu mối có nhiệm vụ riêng về việc này:"]
    lines.extend(
        f"• {facts.names(block.units)} ({block.path}): “{shown(_text(key, facts))}”"
        for block, key in chosen
    )
    return Draft(tuple(lines), tuple(evidence_at(facts, key) for _, key in chosen))


def _text(key: str, facts: Facts) -> str:
    paragraph = facts.paragraph(key)
    return paragraph.text if paragraph else ""


def _only_parts(frame: Frame, facts: Facts) -> bool:
    return _mentions_blocks(frame, facts)


def _mentions_blocks(frame: Frame, facts: Facts) -> bool:
    """Tell whether the question names the part with the units' duties, by heading or word."""
    if facts.block_part is None:
        return False
    heading = facts.heading(facts.block_part)
    named = bool(heading) and frame.reading.says(heading.lower().replace(",", " "))
    return named or bool(
        re.search(r"\bdau moi\b|\bduoc giao (?:viec|nhiem vu|trach nhiem)\b", frame.plain)
    )


def _block_list(facts: Facts) -> Draft | None:
    blocks = facts.document.blocks
    if not blocks:
        return None
    lines = [f"Phần {facts.block_part} giao nhiệm vụ cho {len(blocks)} đầu mối:"]
    lines.extend(f"• {block.path}: {facts.names(block.units)}" for block in blocks)
    evidence = tuple(
        Evidence(facts, block.path, facts.heading(block.path) or facts.names(block.units))
        for block in blocks
    )
    return Draft(tuple(lines), evidence)


def _units_without_block(facts: Facts) -> Draft | None:
    headed = {unit for block in facts.document.blocks for unit in block.units}
    without: dict[str, list[str]] = {}
    for task in facts.tasks:
        for unit, key in [(u, task.leads_key) for u in task.leads] + [
            (u, task.coordinators_key) for u in task.coordinators
        ]:
            if unit not in headed and key:
                without.setdefault(unit, []).append(key)
    if not without:
        return None
    lines = [f"Được nêu ở phần nhiệm vụ nhưng không có mục riêng trong phần {facts.block_part}:"]
    lines.extend(
        f"• {facts.unit_name(unit)} ({', '.join(path_of(key) for key in keys)})"
        for unit, keys in without.items()
    )
    return Draft(
        tuple(lines), tuple(evidence_at(facts, k) for keys in without.values() for k in keys)
    )


def _role_list(frame: Frame, facts: Facts, role: str, negated: bool) -> Draft | None:
    by_support = role == "phối hợp"
    found: dict[str, list[Task]] = {}
    for task in facts.tasks:
        for unit in task.coordinators if by_support else task.leads:
            found.setdefault(unit, []).append(task)
    if negated:
        return _without_role(facts, role, set(found))
    wanted = [f for f in frame.figures if fold(f.unit).startswith(("nhom", "nhiem vu"))]
    if wanted:
        found = {u: tasks for u, tasks in found.items() if len(tasks) == wanted[0].value}
    if not found:
        return None
    lines = [f"{len(found)} cơ quan (hoặc nhóm cơ quan) được nêu {role} nhiệm vụ:"]
    for unit, tasks in found.items():
        lines.append(
            f"• {facts.unit_name(unit)}: {len(tasks)} nhóm ({', '.join(t.path for t in tasks)})"
        )
    counted = {t.path: t for tasks in found.values() for t in tasks}
    keys = [t.coordinators_key if by_support else t.leads_key for t in counted.values()]
    return Draft(tuple(lines), tuple(evidence_at(facts, key) for key in keys if key))


def _without_role(facts: Facts, role: str, having: set[str]) -> Draft | None:
    headed = [(u, block.path) for block in facts.document.blocks for u in block.units]
    without = [(unit, path) for unit, path in headed if unit not in having]
    if not without:
        return None
    lines = [f"Có nhiệm vụ riêng ở phần {facts.block_part} nhưng không được nêu {role} nhóm nào:"]
    lines.extend(f"• {facts.unit_name(unit)} ({path})" for unit, path in without)
    return Draft(tuple(lines), tuple(Evidence(facts, p, facts.heading(p)) for _, p in without))


def _task_list(frame: Frame, facts: Facts) -> Draft | None:
    if Element.TASK not in frame.elements:
        return None
    if not frame.asks_any(Ask.COUNT, Ask.LIST, Ask.NEGATION, Ask.COMPARE):
        return None
    if frame.units and OWN_WORK.search(frame.plain):
        return None
    if frame.units and facts.block_part in frame.paths and facts.blocks_of(frame.units[0]):
        return None
    pool = _pool(frame, facts)
    if not pool:
        return None
    negated = _negated(frame)
    condition = _condition(frame, facts, negated)
    if condition is None:
        if frame.topic or frame.units or frame.periods or not _is_whole_set(frame):
            return None
        return _all_tasks(facts)
    chosen = [task for task in pool if condition.holds(task)]
    total = len(pool)
    if not chosen:
        keys = [pool[0].leads_key or pool[0].path]
        line = f"{condition.said}: không có nhóm nhiệm vụ nào (0/{total})."
        return Draft((line,), tuple(evidence_at(facts, key) for key in keys))
    lines = [f"{condition.said}: {len(chosen)} nhóm nhiệm vụ ({len(chosen)}/{total})."]
    lines.extend(f"• {_task_entry(task, frame, facts)}" for task in chosen)
    if facts.block_part in frame.paths and frame.units and not facts.blocks_of(frame.units[0]):
        lines.append(
            f"Phần {facts.block_part} không có mục riêng cho {facts.unit_name(frame.units[0])}."
        )
    return Draft(tuple(lines), tuple(evidence_at(facts, condition.key(t)) for t in chosen))


def _pool(frame: Frame, facts: Facts) -> Sequence[Task]:
    """Return the tasks in the places named (a part, an appendix); all when none is named."""
    places = [p for p in frame.paths if not (frame.units and p == facts.block_part)]
    if not places:
        return facts.tasks
    inside = [t for t in facts.tasks if any(is_within(t.path, p) and t.path != p for p in places)]
    wide = all(any(is_within(t.path, p) and t.path != p for t in facts.tasks) for p in places)
    return inside if wide else ()


def _is_whole_set(frame: Frame) -> bool:
    """Tell whether all task groups are asked for, not one unnamed kind of them."""
    return bool(
        re.search(
            r"\b(?:may|bao nhieu|nhung|cac|liet ke|ke|tong)\b.*\b(?:nhom|nhiem vu|giai phap)\b",
            frame.plain,
        )
        or re.search(r"\b(?:nhom|nhiem vu)\b.*\b(?:may|bao nhieu|nao)\b", frame.plain)
    )


def _task_entry(task: Task, frame: Frame, facts: Facts) -> str:
    others = [u for u in task.leads if u not in frame.units]
    shared = set(frame.units) & set(task.leads) and others
    together = f" (cùng {facts.names(others)})" if shared else ""
    if not frame.units and _SHARED_LEAD.search(frame.plain):
        together = f" – {facts.names(task.leads)}"
    return f"{task.path}: {task.title}{together}"


def _all_tasks(facts: Facts) -> Draft:
    part = facts.task_part
    where = f" ở phần {part}" if part else ""
    lines = [f"{facts.name} có {len(facts.tasks)} nhóm nhiệm vụ, giải pháp{where}:"]
    lines.extend(f"• {task.path}: {task.title}" for task in facts.tasks)
    if part:
        return Draft(tuple(lines), (Evidence(facts, part, facts.heading(part)),))
    return Draft(tuple(lines), tuple(evidence_at(facts, task.path) for task in facts.tasks))


def _negated(frame: Frame) -> bool:
    return Ask.NEGATION in frame.asks and bool(
        re.search(r"\b(?:khong|chua|tru|ngoai|vang mat)\b", without_tail(frame.plain))
    )


def _condition(frame: Frame, facts: Facts, negated: bool) -> _Filter | None:
    plain = frame.plain
    if frame.units and (
        frame.asks_any(Ask.LEADS, Ask.COORDINATES, Ask.INVOLVES) or _PRESENCE.search(plain)
    ):
        return _unit_condition(frame, facts, negated)
    if frame.units:
        return None
    if Ask.COORDINATES in frame.asks and negated:
        return _Filter(
            "Không nêu cơ quan phối hợp",
            lambda t: not t.coordinators,
            lambda t: t.leads_key or t.path,
        )
    if _SHARED_LEAD.search(plain):
        by_name = bool(re.search(r"\b(?:dich danh|neu ten|co ten)\b", plain))
        return _Filter(
            "Có từ hai cơ quan cùng chủ trì, thực hiện",
            lambda t: len([u for u in t.leads if not (by_name and facts.is_group(u))]) > 1,
            lambda t: t.leads_key or t.path,
        )
    if _UNDATED.search(plain) or (_DATED.search(plain) and negated):
        return _Filter(
            "Không nêu ngày hoàn thành cụ thể", lambda t: not _has_day(t, facts), _time_key
        )
    if _ONGOING.search(plain) and negated:
        return _Filter(
            "Không ghi thực hiện thường xuyên", lambda t: not _is_ongoing(t, facts), _time_key
        )
    if _ONGOING.search(plain):
        return _Filter("Thực hiện thường xuyên", lambda t: _is_ongoing(t, facts), _time_key)
    if _DATED.search(plain) and not frame.periods:
        return _Filter("Có mốc thời gian cụ thể", lambda t: _has_day(t, facts), _time_key)
    return None


def _unit_condition(frame: Frame, facts: Facts, negated: bool) -> _Filter:
    unit = frame.units[0]
    name = facts.unit_name(unit)
    leads = Ask.LEADS in frame.asks
    helps = Ask.COORDINATES in frame.asks
    if _ONLY_HELPS.search(frame.plain):
        return _Filter(
            f"{name} chỉ phối hợp, không chủ trì",
            lambda t: unit in t.coordinators and unit not in t.leads,
            lambda t: t.coordinators_key or t.path,
        )
    verb = (
        "chủ trì, thực hiện"
        if leads and not helps
        else "phối hợp"
        if helps and not leads
        else "tham gia"
    )

    def holds(task: Task) -> bool:
        named = (leads and unit in task.leads) or (helps and unit in task.coordinators)
        if not leads and not helps:
            named = unit in (*task.leads, *task.coordinators)
        return named != negated

    def key(task: Task) -> str:
        if helps and not leads and task.coordinators_key:
            return task.coordinators_key
        if (
            leads == helps
            and unit not in task.leads
            and unit in task.coordinators
            and task.coordinators_key
        ):
            return task.coordinators_key
        return task.leads_key or task.path

    return _Filter(f"{name} {'không ' if negated else ''}được nêu tên {verb}", holds, key)


def _has_day(task: Task, facts: Facts) -> bool:
    return any(is_dated(m) for m in facts.milestones_of(task))


def _is_ongoing(task: Task, facts: Facts) -> bool:
    times = facts.milestones_of(task)
    return any(m.kind.value == "ongoing" for m in times)


def _time_key(task: Task) -> str:
    return task.time_path or task.path
