"""Who leads, who coordinates and when, for tasks that the question names or is about."""

import re
from collections.abc import Sequence

from domain.answers import AnswerStatus
from domain.citations import is_within
from domain.register import Milestone, Task
from domain.vietnamese import fold
from retrieval.answers.gaps import says_time
from retrieval.answers.subject import (
    milestones_about,
    task_about,
    task_words,
    tasks_named,
)
from retrieval.answers.timing import is_dated, when
from retrieval.asks import Ask, Element
from retrieval.draft import Draft, Evidence, evidence_at
from retrieval.facts import Facts
from retrieval.frame import Frame

ROLE_ASKS = (Ask.LEADS, Ask.COORDINATES, Ask.WHEN, Ask.DAYS_LEFT, Ask.OVERDUE, Ask.UPCOMING)
_ANYBODY = re.compile(
    r"^(?!.*\bchu tri\b).*"
    r"\b(?:ai|(?:co quan|don vi|so|nganh) nao) (?:phai |se )?(?:lam|lo|thuc hien|trien khai)\b"
)
_OUTPUT = re.compile(r"\bsan pham\b(?! cong viec)|\bdau ra\b")
_SHARE, _MOST_TOLD = 0.2, 8
_CLEARLY_MORE, _TELLING = 0.15, 2
_SAME_WORK, _RIVAL = 0.5, 0.7
_SPOT = re.compile(r"\bo (?:dau|cho nao|nhung dau)\b|\b(?:cho|diem) nao\b")
_THE_OTHERS = re.compile(r"\b(?:cac|nhung|may|phan|so)\b.*\bcon lai\b")
_ASIDE = re.compile(r"\s*\([^)]*\)")
_TURN = re.compile(r"\b(?:dau tien|con lai|cuoi cung|(?:dot|lan|lop|giai doan|vong|buoc) \d+)\b")
UNKNOWN_PROGRESS = "Tôi chưa có báo cáo nên không biết việc nào đã xong."


def task_answer(frame: Frame, facts: Facts) -> Draft | None:
    """Answer who, with whom and when about the tasks in question, or pass."""
    tasks = subject_tasks(frame, facts)
    if not tasks or _is_own_duty(tasks, frame, facts):
        return None
    if _OUTPUT.search(frame.plain):
        return _outputs(tasks, facts)
    wanted = _wanted(frame)
    if not wanted:
        return None
    return describe(tasks, wanted, frame, facts)


def _is_own_duty(tasks: Sequence[Task], frame: Frame, facts: Facts) -> bool:
    """Tell whether who does it stands among a unit's duties, or when in a sentence of the work.

    Better than in the title of a task, that is, which tells of the whole.
    """
    if not frame.topic or frame.paths or Ask.COORDINATES in frame.asks:
        return False
    best = next(iter(facts.index.rank(frame.topic, 1)), None)
    if best is None:
        return False
    titles = max(facts.cover(frame.topic, task_words(task, facts)).question for task in tasks)
    if Ask.WHEN in frame.asks:
        is_milestone = any(m.key == best.passage.key for m in facts.document.milestones)
        told = best.pairs >= _TELLING and says_time(best.passage.text) and not is_milestone
        return told and best.coverage >= titles
    in_block = any(is_within(best.passage.path, b.path) for b in facts.document.blocks)
    return in_block and best.coverage >= titles + _CLEARLY_MORE


def _outputs(tasks: Sequence[Task], facts: Facts) -> Draft:
    lines: list[str] = []
    evidence: list[Evidence] = []
    for task in tasks:
        if not task.output:
            lines.append(f"{facts.name} không nêu sản phẩm của {task.path} ({task.title}).")
            evidence.append(evidence_at(facts, task.path))
            continue
        lines.append(f"{task.path} ({task.title}) – sản phẩm: {task.output.rstrip('.')}.")
        held = [p for q in facts.document.subtree(task.path) for p in q.paragraphs]
        keys = [p.key for p in held if task.output in p.text] or [task.path]
        evidence.append(evidence_at(facts, keys[0]))
    return Draft(tuple(lines), tuple(evidence))


def subject_tasks(frame: Frame, facts: Facts) -> tuple[Task, ...]:
    """Return the tasks named, else the one whose title fits, else those just spoken of."""
    named = tasks_named(frame, facts)
    if named:
        return named
    if frame.references:
        return ()
    about = task_about(frame, facts)
    if about is not None and not frame.is_bare:
        return (about,)
    if frame.is_bare or (frame.is_follow_up and not frame.topic):
        held = [facts.task_of(path) for path in frame.focus.paths]
        return tuple(dict.fromkeys(task for task in held if task is not None))[:3]
    return ()


def _wanted(frame: Frame) -> frozenset[Ask]:
    """Return which of lead, coordination and time to tell."""
    asked = frame.asks.intersection(ROLE_ASKS)
    if not asked and frame.is_follow_up and not _SPOT.search(frame.plain):
        asked = frame.focus.asks.intersection(ROLE_ASKS)
    if Ask.LEADS in asked and _ANYBODY.search(frame.plain):
        asked |= {Ask.COORDINATES}
    asks_units = Element.UNIT in frame.elements or Ask.INVOLVES in frame.asks
    if not asked and Ask.WHO in frame.asks and (asks_units or not (frame.topic and frame.paths)):
        asked = frozenset({Ask.LEADS, Ask.COORDINATES})
    return asked


def describe(
    tasks: Sequence[Task], wanted: frozenset[Ask], frame: Frame, facts: Facts
) -> Draft | None:
    """Return lead, coordination and time of `tasks`, as far as `wanted`."""
    lines: list[str] = []
    evidence: list[Evidence] = []
    for task in tasks:
        lines.append(f"{task.path} – {task.title}" if task.title else task.path)
        if Ask.LEADS in wanted:
            _tell_leads(task, facts, lines, evidence)
        if Ask.COORDINATES in wanted:
            _tell_coordinators(task, facts, lines, evidence)
        if wanted - {Ask.LEADS, Ask.COORDINATES}:
            _tell_times(task, frame, facts, lines, evidence)
        twin = facts.twin_of(task)
        if twin is not None:
            evidence.append(evidence_at(facts, twin.leads_key or twin.path))
    if not evidence:
        return None
    draft = Draft(tuple(lines), tuple(evidence))
    return _with_leads_instead(tasks, draft, facts) if _none_helps(tasks, wanted) else draft


def _none_helps(tasks: Sequence[Task], wanted: frozenset[Ask]) -> bool:
    """Tell whether only partners are asked for and no task of `tasks` names any."""
    return wanted == {Ask.COORDINATES} and not any(task.coordinators for task in tasks)


def _with_leads_instead(tasks: Sequence[Task], draft: Draft, facts: Facts) -> Draft:
    """Return the draft with who leads, since who coordinates is left open."""
    lines, evidence = list(draft.lines), list(draft.evidence)
    for task in tasks:
        _tell_leads(task, facts, lines, evidence)
    return Draft(tuple(lines), tuple(evidence), AnswerStatus.PARTIAL)


def _tell_leads(task: Task, facts: Facts, lines: list[str], evidence: list[Evidence]) -> None:
    if task.leads and task.leads_key:
        lines.append(f"• Chủ trì, thực hiện: {facts.names(task.leads)}.")
        evidence.append(evidence_at(facts, task.leads_key))
    else:
        lines.append(f"• {facts.name} không nêu cơ quan chủ trì của nhiệm vụ này.")
        evidence.append(evidence_at(facts, task.path))


def _tell_coordinators(
    task: Task, facts: Facts, lines: list[str], evidence: list[Evidence]
) -> None:
    if task.coordinators and task.coordinators_key:
        lines.append(f"• Phối hợp: {coordinator_wording(task, facts)}.")
        evidence.append(evidence_at(facts, task.coordinators_key))
    else:
        lines.append(f"• {facts.name} không nêu cơ quan phối hợp của nhiệm vụ này.")
        evidence.append(evidence_at(facts, task.leads_key or task.path))


def coordinator_wording(task: Task, facts: Facts) -> str:
    """Return the coordinating units of a task in one line."""
    return facts.names(task.coordinators)


def _tell_times(
    task: Task, frame: Frame, facts: Facts, lines: list[str], evidence: list[Evidence]
) -> None:
    milestones = facts.milestones_of(task)
    if not milestones:
        lines.append(f"• {facts.name} không nêu thời hạn của nhiệm vụ này.")
        evidence.append(evidence_at(facts, task.path))
        return
    chosen = _asked_milestones(milestones, frame, facts)
    lines.extend(f"• {milestone_line(m, frame)}." for m in chosen)
    evidence.extend(evidence_at(facts, m.key) for m in chosen)
    if any(m.due is not None and m.due < frame.today for m in chosen):
        lines.append(UNKNOWN_PROGRESS)


def _asked_milestones(
    milestones: Sequence[Milestone], frame: Frame, facts: Facts
) -> Sequence[Milestone]:
    """Return the milestones that the question is about, all of them when it names several."""
    if tasks_named(frame, facts) and len(milestones) <= _MOST_TOLD:
        return milestones
    chosen = milestones_about(frame.topic, facts, milestones)
    named = [
        m for m in milestones if m.what and facts.cover(frame.topic, m.what).question >= _SHARE
    ]
    several = len(named) > len(chosen) and len(milestones) <= _MOST_TOLD
    return milestones if several or not chosen else chosen


def milestone_line(milestone: Milestone, frame: Frame) -> str:
    """Return what is due and when, in one line without the closing stop."""
    what = milestone.what or "Thời gian thực hiện"
    return f"{what}: {when(milestone, frame.today)}"


def timed_answer(frame: Frame, facts: Facts) -> Draft | None:
    """Answer "when" about what a milestone of any task names, or pass."""
    asks_time = frame.asks_any(Ask.WHEN, Ask.DAYS_LEFT, Ask.OVERDUE)
    asked_time = frame.is_follow_up and bool(frame.focus.asks.intersection(ROLE_ASKS[2:]))
    asked_time = asked_time and not _SPOT.search(frame.plain)
    if not asks_time and not asked_time:
        return None
    if tasks_named(frame, facts) or not frame.topic:
        return None
    chosen = _in_thread(milestones_of_subject(frame, facts), frame, facts)
    if not chosen:
        return None
    if len({m.task for m in chosen}) == 1 and frame.asks_any(Ask.LEADS, Ask.COORDINATES):
        task = facts.document.task_by_path.get(chosen[0].task)
        chosen = _asked_milestones(facts.milestones_of(task), frame, facts) if task else chosen
    return timed(chosen, frame, facts)


def _in_thread(chosen: Sequence[Milestone], frame: Frame, facts: Facts) -> Sequence[Milestone]:
    """Return the milestones of the task spoken of before, where the subject fits some there."""
    if not frame.is_follow_up:
        return chosen
    others = [m for m in facts.document.milestones if m.task in _tasks_before(frame, facts)]
    if _THE_OTHERS.search(frame.plain) and len(others) > 1:
        return others
    tasks = _tasks_before(frame, facts)
    held = [m for m in facts.document.milestones if m.task in tasks]
    covers = [(facts.cover(frame.topic, m.what).question, m) for m in held if m.what]
    best = max((share for share, _ in covers), default=0.0)
    return tuple(m for share, m in covers if share == best) if best >= _SAME_WORK else chosen


def _tasks_before(frame: Frame, facts: Facts) -> set[str]:
    """Return the tasks that the answer before spoke of."""
    return {task.path for path in frame.focus.paths if (task := facts.task_of(path))}


def timed(chosen: Sequence[Milestone], frame: Frame, facts: Facts) -> Draft:
    """Tell when each of `chosen` is due and how that stands today."""
    lines: list[str] = []
    for milestone in chosen:
        title = facts.title_of(milestone.task)
        lines.append(f"• {milestone_line(milestone, frame)} – thuộc {milestone.task} ({title}).")
    if any(is_dated(m) and m.due is not None and m.due < frame.today for m in chosen):
        lines.append(UNKNOWN_PROGRESS)
    evidence = [evidence_at(facts, m.key) for m in chosen]
    _tell_roles(chosen, frame, facts, lines, evidence)
    return Draft(tuple(lines), tuple(evidence))


def _tell_roles(
    chosen: Sequence[Milestone],
    frame: Frame,
    facts: Facts,
    lines: list[str],
    evidence: list[Evidence],
) -> None:
    """Tell who leads and who coordinates the tasks of `chosen`, as far as that is asked too."""
    if not frame.asks_any(Ask.LEADS, Ask.COORDINATES):
        return
    held = dict.fromkeys(facts.document.task_by_path.get(m.task) for m in chosen)
    for task in [task for task in held if task is not None][:2]:
        if Ask.LEADS in frame.asks:
            _tell_leads(task, facts, lines, evidence)
        if Ask.COORDINATES in frame.asks:
            _tell_coordinators(task, facts, lines, evidence)


def milestones_of_subject(frame: Frame, facts: Facts) -> tuple[Milestone, ...]:
    """Return the milestones whose "what", read with its task's title, is the subject."""
    scored = []
    for milestone in facts.document.milestones:
        if not milestone.what:
            continue
        title = facts.title_of(milestone.task)
        own = facts.cover(frame.topic, _ASIDE.sub("", milestone.what))
        full = facts.cover(frame.topic, f"{milestone.what} {title}")
        if own.question >= 0.35 and own.text >= 0.3 and full.question >= 0.6:
            scored.append((own.both, milestone))
    if not scored:
        return ()
    best = max(score for score, _ in scored)
    told_apart = [m for score, m in scored if score >= _RIVAL * best and _same_turn(m, frame)]
    return tuple(told_apart) or tuple(m for score, m in scored if score >= 0.9 * best)


def _same_turn(milestone: Milestone, frame: Frame) -> bool:
    """Tell whether question and milestone both say which of several: "đầu tiên", "đợt 2"."""
    asked = {match.group() for match in _TURN.finditer(frame.plain)}
    return any(match.group() in asked for match in _TURN.finditer(fold(milestone.what)))
