"""Conditions that pick tasks out of a set: who is named in them, and how they are timed."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from domain.register import Milestone, MilestoneKind, Task
from domain.vietnamese import fold
from retrieval.answers.roles import LEAD, SUPPORT, Role
from retrieval.answers.timing import is_dated
from retrieval.asks import Ask, without_tail
from retrieval.facts import Facts
from retrieval.frame import Frame

SHARED_LEAD = re.compile(
    r"\b(?:hai|2|nhieu|tren mot|tu hai|ba) (?:co quan|don vi|so)\b|\bcung (?:chu tri"
    r"|thuc hien)\b|\bdong chu tri\b|\bchung (?:tay|nhau)\b|\bhon mot\b"
)
_BY_NAME = re.compile(r"\b(?:dich danh|neu ten|co ten)\b")
_ONGOING = re.compile(r"\bthuong xuyen\b|\blien tuc\b")
_ONLY_ONGOING = re.compile(
    r"\bchi (?:\w+ ){0,3}?thuong xuyen\b|\bthuong xuyen\b.*\bkhong (?:kem|them|co gi|noi gi)\b"
)
_DATED = re.compile(
    r"\b(?:han|thoi han|moc|ngay|thoi gian)\b.*\b(?:cu the|ro rang|ro)\b|\b(?:co|gan"
    r"|kem) (?:han|thoi han|moc|ngay)\b|\b(?:han|thoi han|moc)\b.*\btheo (?:thang|quy"
    r"|ngay)\b"
)
_UNDATED = re.compile(
    r"\bkhong (?:co |ghi |neu |gan |dat |dinh |an dinh )?(?:ro )?(?:thoi )?(?:han|moc"
    r"|ngay)\b|\bkhong co (?:thoi gian|ngay)\b"
)
_PRESENCE = re.compile(
    r"\b(?:co (?:ten|mat)|dinh|dung|vang mat|dung ngoai|nam|thuoc|tham gia|lien quan|lam|lo"
    r"|phu trach|thuc hien)\b"
)
_TOGETHER = re.compile(r"\bcung (?:nhau )?(?:chu tri|thuc hien|lam|dung ten)\b|\bdong chu tri\b")
_ALONE = re.compile(r"\b(?:mot|1) minh\b|\bduy nhat\b|\brieng\b(?=.*\bchu tri\b)")
_NOT_ALONE = re.compile(r"\bkhong (?:\w+ ){0,3}(?:mot|1) minh\b")
_SINCE = re.compile(r"\btu (?:nam )?(20\d\d)\b")
_DOES = re.compile(r"\b(?:lam|thuc hien|phu trach|lo)\b")
_ONLY_HELPS = re.compile(r"\bphoi hop\b.*\bkhong (?:phai )?(?:chu tri|thuc hien|lam chinh)\b")
_NEGATION = re.compile(r"\b(?:khong|chua|tru|ngoai|vang mat)\b")


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on tasks: how it is said, whether one meets it and where that is shown."""

    said: str
    holds: Callable[[Task], bool]
    key: Callable[[Task], str]
    is_timing: bool = False


def is_negated(frame: Frame) -> bool:
    """Tell whether the question asks for what is not so; a closing "phải không" is no such word."""
    return Ask.NEGATION in frame.asks and bool(_NEGATION.search(without_tail(frame.plain)))


def is_alone(frame: Frame) -> bool:
    """Tell whether the question says that a unit acts alone."""
    return bool(_ALONE.search(frame.plain)) and not _NOT_ALONE.search(frame.plain)


def condition_of(frame: Frame, facts: Facts) -> Condition | None:
    """Return the condition that the question puts on tasks, or None when it puts none."""
    if len(frame.units) > 1 and _TOGETHER.search(frame.plain):
        return Condition(
            f"{facts.names(frame.units, ' và ')} cùng chủ trì, thực hiện",
            lambda t: set(frame.units) <= set(t.leads),
            _lead_key,
        )
    if frame.units and (_ALONE.search(frame.plain) or SHARED_LEAD.search(frame.plain)):
        unit, alone = (
            frame.units[0],
            is_alone(frame),
        )
        return Condition(
            f"{facts.unit_name(unit)} {'một mình' if alone else 'cùng cơ quan khác'} chủ trì",
            lambda t: unit in t.leads and (len(t.leads) == 1) == alone,
            _lead_key,
        )
    if frame.units:
        named = frame.asks_any(Ask.LEADS, Ask.COORDINATES, Ask.INVOLVES)
        return _on_unit(frame, facts) if named or _PRESENCE.search(frame.plain) else None
    if Ask.COORDINATES in frame.asks and is_negated(frame):
        return Condition("Không nêu cơ quan phối hợp", lambda t: not t.coordinators, _lead_key)
    if SHARED_LEAD.search(frame.plain):
        by_name = bool(_BY_NAME.search(frame.plain))
        return Condition(
            "Có từ hai cơ quan cùng chủ trì, thực hiện",
            lambda t: len([u for u in t.leads if not (by_name and facts.is_group(u))]) > 1,
            _lead_key,
        )
    return _from_year(frame, facts) or _on_time(frame, facts)


def _from_year(frame: Frame, facts: Facts) -> Condition | None:
    """Return the condition to run from a year on ("từ năm 2026")."""
    match = _SINCE.search(frame.plain)
    if match is None:
        return None
    return Condition(
        f"Thực hiện từ năm {match.group(1)}",
        lambda t: any(
            m.kind is MilestoneKind.FROM_YEAR and match.group(1) in m.wording
            for m in facts.milestones_of(t)
        ),
        _time_key,
        True,
    )


def _on_time(frame: Frame, facts: Facts) -> Condition | None:
    """Return the condition on a day to be met or on work that goes on all the time."""

    def has_day(task: Task) -> bool:
        return any(is_dated(m) for m in facts.milestones_of(task))

    def is_ongoing(task: Task) -> bool:
        return any(m.kind is MilestoneKind.ONGOING for m in facts.milestones_of(task))

    plain, negated = frame.plain, is_negated(frame)
    if _UNDATED.search(plain) or (_DATED.search(plain) and negated):
        return Condition(
            "Không nêu ngày hoàn thành cụ thể", lambda t: not has_day(t), _time_key, True
        )
    if _ONLY_ONGOING.search(plain):
        return Condition(
            "Chỉ ghi thực hiện thường xuyên, không kèm mốc nào khác",
            lambda t: all(_is_plain_ongoing(m) for m in facts.milestones_of(t)) and is_ongoing(t),
            _time_key,
            True,
        )
    if _ONGOING.search(plain) and negated:
        return Condition(
            "Không ghi thực hiện thường xuyên", lambda t: not is_ongoing(t), _time_key, True
        )
    if _ONGOING.search(plain):
        return Condition("Thực hiện thường xuyên", is_ongoing, _time_key, True)
    if _DATED.search(plain) and not frame.periods:
        return Condition("Có mốc thời gian cụ thể", has_day, _time_key, True)
    return None


def _is_plain_ongoing(milestone: Milestone) -> bool:
    """Tell whether a milestone says "thường xuyên" and nothing beside it."""
    wording = fold(milestone.wording).strip(" .")
    said = re.sub(r"^(?:thoi gian thuc hien:? )?(?:thuc hien )?", "", wording)
    return milestone.kind is MilestoneKind.ONGOING and said == "thuong xuyen"


def _on_unit(frame: Frame, facts: Facts) -> Condition:
    """Return the condition that the first unit named is, or is not, named in a task."""
    unit = frame.units[0]
    name = facts.unit_name(unit)
    if _ONLY_HELPS.search(frame.plain):
        return Condition(
            f"{name} chỉ phối hợp, không chủ trì",
            lambda t: unit in t.coordinators and unit not in t.leads,
            lambda t: t.coordinators_key or t.path,
        )
    negated = is_negated(frame)
    roles = _roles_asked(frame)
    verb = roles[0].said if len(roles) == 1 else "tham gia"
    return Condition(
        f"{name} {'không ' if negated else ''}được nêu tên {verb}",
        lambda t: any(unit in role.units(t) for role in roles) != negated,
        lambda t: _place_of(unit, roles, t),
    )


def _roles_asked(frame: Frame) -> tuple[Role, ...]:
    """Return the parts in a task that the question names; both when it names none."""
    if _DOES.search(frame.plain) and not frame.asks_any(Ask.LEADS, Ask.COORDINATES):
        return (LEAD,)
    asked = ((Ask.LEADS, LEAD), (Ask.COORDINATES, SUPPORT))
    return tuple(role for ask, role in asked if ask in frame.asks) or (LEAD, SUPPORT)


def _place_of(unit: str, roles: tuple[Role, ...], task: Task) -> str:
    """Return where the task names the unit, or would if it did."""
    only_helps = unit in task.coordinators and unit not in task.leads
    if roles == (SUPPORT,) or (len(roles) > 1 and only_helps):
        return task.coordinators_key or _lead_key(task)
    return _lead_key(task)


def _lead_key(task: Task) -> str:
    return task.leads_key or task.path


def _time_key(task: Task) -> str:
    return task.time_path or task.path
