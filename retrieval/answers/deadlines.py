"""What is due, overdue, next or ongoing on a day, over the whole document or for one unit."""

import re
from collections.abc import Sequence
from datetime import date

from domain.citations import is_within
from domain.register import Milestone, Task
from retrieval.answers.evidence import joined
from retrieval.answers.subject import milestones_about, task_about, tasks_named
from retrieval.answers.tasks import UNKNOWN_PROGRESS
from retrieval.answers.timing import standing, when
from retrieval.asks import Ask, Element
from retrieval.draft import Draft, evidence_at
from retrieval.facts import Facts
from retrieval.frame import Frame
from retrieval.periods import Period

_MOSTLY_UNKNOWN = 0.4
_DOSSIER = re.compile(r"\bho so\b|\bthu tuc\b")
_WORK = re.compile(
    r"\b(?:viec|nhiem vu|moc|han|thoi han|xong|hoan thanh|deadline|lam gi|phai lam|can lam"
    r"|den han|qua han|nhom|thoi gian|tien do)\b"
)
_SINCE_YEAR = re.compile(r"\b(?:nhom|nhiem vu)\b.*\btu nam 20\d\d\b")
_FROM_NOW = re.compile(r"\btu (?:gio|bay gio|nay|hom nay|day)\b")
_ALL_MILESTONES = re.compile(
    r"\b(?:may|bao nhieu|nhung|cac|tat ca|liet ke|danh sach) (?:cac |nhung )?(?:moc|thoi han"
    r"|han|deadline)\b"
)
_TO_BE_DONE = re.compile(
    r"^(?!.*\b(?:khi nao|bao gio|luc nao|may ngay|bao lau)\b).*\btinh (?:den|toi)\b"
    r".*\bphai (?:lam )?(?:xong|hoan thanh|hoan tat)\b"
)


def deadline_answer(frame: Frame, facts: Facts) -> Draft | None:
    """Answer what is due by, in or after a time, overdue, next, earliest or latest, or pass."""
    dated = _pool(frame, facts)
    if dated is None and _asks_all(frame) and not frame.paths:
        dated = [m for m in facts.document.milestones if m.due is not None]
    if dated is None or _DOSSIER.search(frame.plain) or _SINCE_YEAR.search(frame.plain):
        return None
    if frame.asks_any(Ask.MOST, Ask.LEAST) and _speaks_of_time(frame) and not frame.periods:
        return _extreme(frame, facts, dated)
    if frame.periods and _WORK.search(frame.plain):
        return _in_period(frame, facts, dated)
    if Ask.EXPECTED in frame.asks or _TO_BE_DONE.search(frame.plain):
        gone = [m for m in dated if m.due is not None and m.due <= frame.today]
        head = f"Tính đến {frame.today:%d/%m/%Y}, theo thời hạn phải xong"
        return _told(gone, head, frame, facts, dated)
    if Ask.OVERDUE in frame.asks and Ask.DAYS_LEFT not in frame.asks:
        gone = [m for m in dated if m.due is not None and m.due < frame.today]
        head = f"Tính đến {frame.today:%d/%m/%Y}, đã qua hạn"
        overdue = _told(gone, head, frame, facts, dated)
        if Ask.UPCOMING not in frame.asks or not _next(dated, frame.today):
            return overdue
        return joined(overdue, _upcoming(frame, facts, dated))
    if Ask.UPCOMING in frame.asks and _WORK.search(frame.plain):
        return _upcoming(frame, facts, dated)
    if frame.units and Element.MILESTONE in frame.elements and not (frame.topic or frame.paths):
        return _told(dated, "Các mốc có ngày cụ thể", frame, facts, dated)
    named = tasks_named(frame, facts)
    if Ask.DAYS_LEFT in frame.asks and not (frame.topic or named or frame.is_bare):
        return _upcoming(frame, facts, dated)
    if _asks_all(frame) and not frame.paths and not frame.units:
        return _all(frame, facts, dated)
    return None


def _asks_all(frame: Frame) -> bool:
    """Tell whether the milestones as such are asked for ("máy móc" is no "mấy mốc")."""
    return bool(_ALL_MILESTONES.search(frame.plain)) and not frame.reads("móc")


def _pool(frame: Frame, facts: Facts) -> list[Milestone] | None:
    """Return the dated milestones in question, or None when the question is no deadline one."""
    if _is_elsewhere(frame, facts):
        return None
    dated = [m for m in facts.document.milestones if m.due is not None]
    wide = [
        p for p in frame.paths if p not in facts.document.task_by_path and facts.task_of(p) is None
    ]
    if wide:
        return [m for m in dated if any(is_within(m.task, p) for p in wide)]
    if (
        _speaks_of_time(frame)
        and task_about(frame, facts) is None
        and not frame.paths
        and not frame.units
    ):
        return dated
    if any(not facts.is_only_named(unit) for unit in frame.units):
        return _of_units(dated, frame, facts)
    named = tasks_named(frame, facts)
    if not named and frame.is_follow_up and not frame.topic:
        held = [facts.task_of(path) for path in frame.focus.paths]
        named = tuple(dict.fromkeys(task for task in held if task is not None))
    if named:
        return [m for m in dated if m.task in {task.path for task in named}]
    if any(facts.index.knows(term.folded) for term in frame.topic if " " not in term.folded):
        task = task_about(frame, facts)
        if task is None:
            return None
        return [m for m in dated if m.task == task.path]
    return dated


def _is_elsewhere(frame: Frame, facts: Facts) -> bool:
    """Tell whether the subject is one that the document hardly knows the words of."""
    if len({term.concept for term in frame.topic}) < 2 or _speaks_of_time(frame):
        return False
    return facts.unknown_share(frame.topic) > _MOSTLY_UNKNOWN


def _of_units(dated: Sequence[Milestone], frame: Frame, facts: Facts) -> list[Milestone]:
    """Return the milestones of the units' tasks and of their own duties, on the subject if any."""
    tasks = {t.path for unit in frame.units for t in _tasks_of(unit, facts)}
    blocks = {b.path for unit in frame.units for b in facts.blocks_of(unit)}
    held = [m for m in dated if m.task in tasks or any(is_within(m.task, b) for b in blocks)]
    return list(milestones_about(frame.topic, facts, held)) or held


def _tasks_of(unit: str, facts: Facts) -> Sequence[Task]:
    names = {unit, *facts.groups_of(unit)}
    return [t for t in facts.tasks if names & {*t.leads, *t.coordinators}]


def _speaks_of_time(frame: Frame) -> bool:
    return bool(
        re.search(
            r"\b(?:som|muon|tre|cham|gan|xa)(?: \w+){0,3} nhat\b"
            r"|\b(?:cuoi cung|dau tien|chot|sau cung)\b",
            frame.plain,
        )
    ) and bool(_WORK.search(frame.plain) or frame.asks_any(Ask.WHEN))


def _extreme(frame: Frame, facts: Facts, dated: Sequence[Milestone]) -> Draft | None:
    if not dated:
        return None
    late = bool(
        re.search(r"\b(?:muon|tre|cham|xa) nhat\b|\b(?:cuoi cung|chot|sau cung)\b", frame.plain)
    )
    if re.search(r"\bgan (?:\w+ ){0,3}nhat\b", frame.plain):
        return _upcoming(frame, facts, dated)
    days = [m.due for m in dated if m.due is not None]
    day = max(days) if late else min(days)
    chosen = [m for m in dated if m.due == day]
    said = "Mốc muộn nhất" if late else "Mốc sớm nhất"
    lines = [f"{said} có ngày cụ thể là {day:%d/%m/%Y} ({standing(day, frame.today)}):"]
    lines.extend(_line(m, frame, facts) for m in chosen)
    return Draft(tuple(lines), tuple(evidence_at(facts, m.key) for m in chosen))


def _in_period(frame: Frame, facts: Facts, dated: Sequence[Milestone]) -> Draft:
    period = frame.periods[-1]
    words = period.wording
    if _is_after(frame, period):
        chosen = [m for m in dated if m.due is not None and m.due > period.end]
        head = f"Đến hạn sau {period.end:%d/%m/%Y}"
    elif period.is_until or period.is_day:
        since = frame.today if _FROM_NOW.search(frame.plain) else date.min
        chosen = [m for m in dated if m.due is not None and since <= m.due <= period.end]
        head = f"Phải xong đến hết ngày {period.end:%d/%m/%Y}"
        if period.is_day and not period.is_until:
            exact = [m for m in chosen if m.due == period.end]
            chosen, head = (exact, f"Đến hạn đúng ngày {words}") if exact else (chosen, head)
    else:
        chosen = [m for m in dated if m.due is not None and period.holds(m.due)]
        head = f"Đến hạn trong {words}"
    return _told(chosen, head, frame, facts, dated)


def _is_after(frame: Frame, period: Period) -> bool:
    match = re.search(
        r"\b(?:sau|tu sau|qua)(?: (?:ngay|het|thang|quy|nam))* (?=[\divx])", frame.plain
    )
    return match is not None and not period.is_until


def _told(
    chosen: Sequence[Milestone],
    head: str,
    frame: Frame,
    facts: Facts,
    pool: Sequence[Milestone],
) -> Draft:
    if not chosen:
        return _nothing(head, frame, facts, pool)
    lines = [f"{head}: {len(chosen)} việc."]
    lines.extend(_line(m, frame, facts) for m in chosen)
    if any(m.due is not None and m.due < frame.today for m in chosen):
        lines.append(UNKNOWN_PROGRESS)
    return Draft(tuple(lines), tuple(evidence_at(facts, m.key) for m in chosen))


def _nothing(head: str, frame: Frame, facts: Facts, pool: Sequence[Milestone]) -> Draft:
    lines = [f"{head}: {facts.name.lower()} không có việc nào."]
    since = max(frame.today, frame.periods[-1].end) if frame.periods else frame.today
    nearest = _next(pool, since) or sorted(pool, key=lambda m: m.due or since)[-1:]
    if nearest:
        coming = nearest[0].due is not None and nearest[0].due >= since
        lines.append("Mốc tiếp theo:" if coming else "Mốc có ngày cụ thể cuối cùng:")
        lines.extend(_line(m, frame, facts) for m in nearest)
    else:
        nearest = [m for m in facts.document.milestones if m.due is None][:1]
        lines.append("Các việc liên quan không ghi ngày hoàn thành cụ thể.")
    ongoing = [m for m in facts.document.milestones if m.due is None]
    if ongoing:
        lines.append("Các nội dung khác thực hiện thường xuyên hoặc theo yêu cầu.")
    return Draft(tuple(lines), tuple(evidence_at(facts, m.key) for m in nearest))


def _next(pool: Sequence[Milestone], since: date) -> list[Milestone]:
    ahead = [m for m in pool if m.due is not None and m.due >= since]
    if not ahead:
        return []
    day = min(m.due for m in ahead if m.due is not None)
    return [m for m in ahead if m.due == day]


def _upcoming(frame: Frame, facts: Facts, dated: Sequence[Milestone]) -> Draft:
    many = bool(
        re.search(
            r"\bnhung\b|\bcac\b|\bchua (?:den|toi|het|qua) han\b|\bcon (?:lai )?han\b", frame.plain
        )
    )
    ahead = _next(dated, frame.today)
    if many:
        ahead = [m for m in dated if m.due is not None and m.due >= frame.today]
    head = "Sắp đến hạn" if ahead else f"Sau ngày {frame.today:%d/%m/%Y}"
    return _told(ahead, head, frame, facts, dated)


def _all(frame: Frame, facts: Facts, dated: Sequence[Milestone]) -> Draft | None:
    if not dated:
        return None
    open_ended = [m for m in facts.document.milestones if m.due is None]
    lines = [f"{facts.name} có {len(dated)} mốc ghi thời hạn cụ thể:"]
    ordered = sorted(dated, key=lambda m: (m.due or frame.today, m.key))
    lines.extend(_line(m, frame, facts) for m in ordered)
    if open_ended:
        lines.append("Không ghi ngày cụ thể:")
        lines.extend(_line(m, frame, facts) for m in open_ended)
    everything = (*ordered, *open_ended)
    return Draft(tuple(lines), tuple(evidence_at(facts, m.key) for m in everything))


def _line(milestone: Milestone, frame: Frame, facts: Facts) -> str:
    title = facts.title_of(milestone.task)
    short = title if len(title) <= 90 else f"{title[:87].rsplit(' ', 1)[0]}…"
    what = milestone.what or "cả nhóm nhiệm vụ"
    return f"• {what} ({milestone.task} – {short}): {when(milestone, frame.today)}."
