"""Premises checked against the register: a figure, a count, a lead, a date, a document number."""

import re
from collections.abc import Sequence
from decimal import Decimal

from domain.answers import AnswerStatus
from domain.citations import is_within
from domain.register import Measure, Target, Task
from domain.vietnamese import fold
from retrieval.answers.cited import name_of
from retrieval.answers.conditions import is_alone
from retrieval.answers.subject import target_fits
from retrieval.answers.tasks import describe, milestone_line, milestones_of_subject, subject_tasks
from retrieval.asks import Ask, Element
from retrieval.draft import Draft, Evidence, evidence_at, quoted, sentence
from retrieval.facts import Facts
from retrieval.figures import Figure, read_figures, show
from retrieval.frame import Frame

_MEETS = re.compile(r"\bdat\b.*\b(?:khong|chua)\b|\bda dat\b|\bdu (?:chua|khong)\b|\bduoc chua\b")
_IS_IT = re.compile(
    r"\b(?:la|phai dat|chi tieu) [^?]*\b(?:dung|phai) (?:khong|chua)\b|\bdung (?:khong|k)\b"
)
_LOOKED_AT = 8
_SURE_OF_DUTY = 0.75
_TOLD = 0.6
_ROLE = re.compile(r"\b(?:chu tri|phoi hop)\b")
_BEING = re.compile(r"\b(?:la|do|chu tri|phu trach|lo|chiu trach nhiem|dung dau|theo doi)\b")
_WRONG = "Không đúng."
_RIGHT = "Đúng."
_COUNTED = {
    "nhom": "task",
    "nhiem": "task",
    "chi": "target",
    "muc": "target",
    "phan": "part",
    "dau": "block",
    "co": "block",
    "so": "block",
    "don": "block",
    "diem": "target",
}


def claim_answer(frame: Frame, facts: Facts) -> Draft | None:
    """Confirm or correct what the question takes for granted, or pass when nothing is claimed."""
    for check in (
        _document_claim,
        _share_claim,
        _year_claim,
        _count_claim,
        _role_claim,
        _block_claim,
        _date_claim,
        _figure_claim,
    ):
        draft = check(frame, facts)
        if draft is not None:
            return draft
    return None


def _is_claimed(frame: Frame) -> bool:
    return frame.asks_any(Ask.CLAIM, Ask.YES_NO, Ask.WHY)


def _share_claim(frame: Frame, facts: Facts) -> Draft | None:
    """Check a share such as 95% against the target that the question is about."""
    shares = [figure for figure in frame.figures if figure.unit == "%"]
    if (
        not shares
        or not frame.topic
        or (frame.asks_any(Ask.COUNT, Ask.CONTAINS) and not _is_claimed(frame))
    ):
        return None
    if not _is_claimed(frame) and Ask.LIST in frame.asks:
        return None
    scored = target_fits(frame, facts)
    if not scored or scored[0][0].question < 0.5:
        return None
    top = scored[0][0].question
    near = [(cover.text, t) for cover, t in scored if cover.question >= 0.95 * top]
    target = max(near, key=lambda entry: entry[0])[1]
    claimed = shares[0].value
    said = f"{target.path}: {sentence(facts.target_text(target))}"
    evidence = (Evidence(facts, target.path, facts.target_text(target)),)
    if _MEETS.search(frame.plain) and not _IS_IT.search(frame.plain):
        return _met(shares[-1].value, target, said, evidence)
    if claimed in _shares_of_clause(target, frame, facts):
        return Draft((_RIGHT, said), evidence) if _is_claimed(frame) else None
    return Draft((_WRONG, said), evidence, AnswerStatus.CORRECTED)


def _met(
    claimed: Decimal, target: Target, said: str, evidence: tuple[Evidence, ...]
) -> Draft | None:
    """Tell whether a figure meets a target: compared by the target's own operator."""
    measures = [m for m in target.measures if m.unit == "%"]
    if not measures:
        return None
    verdict = "Đạt" if meets(claimed, measures[0]) else "Chưa đạt"
    line = f"{verdict}: {show(claimed)}% so với mức {show(measures[0].value)}%."
    return Draft((line, said), evidence)


def meets(value: Decimal, measure: Measure) -> bool:
    """Tell whether `value` satisfies `measure`; about (`~`) is met from the figure upwards."""
    wanted = measure.value
    answers = {
        ">": value > wanted,
        "<": value < wanted,
        "<=": value <= wanted,
        "=": value == wanted,
    }
    return answers.get(measure.operator, value >= wanted)


def _shares(target: Target) -> list[Decimal]:
    return [m.value for m in target.measures if m.unit == "%"]


def _shares_of_clause(target: Target, frame: Frame, facts: Facts) -> list[Decimal]:
    """Return the shares in the clause of a target that the question is about."""
    clauses = [c for c in facts.target_text(target).split(";") if "%" in c]
    if len(clauses) < 2:
        return _shares(target)
    best = max(clauses, key=lambda clause: facts.cover(frame.topic, clause).both)
    return [figure.value for figure in read_figures(best) if figure.unit == "%"]


def _count_claim(frame: Frame, facts: Facts) -> Draft | None:
    """Check "9 nhóm nhiệm vụ", also "all eight" claimed of one unit."""
    if not _is_claimed(frame) or set(frame.paths) - {facts.task_part, facts.target_part}:
        return None
    claimed = _claimed_count(frame, facts)
    if claimed is None:
        return None
    value, kind = claimed
    if frame.units and kind == "task":
        return _unit_count(value, frame, facts)
    actual, where, noun = _actual(kind, facts)
    if actual == 0 or where is None or frame.topic:
        return None
    right = value == actual
    line = f"{_RIGHT if right else _WRONG} {facts.name} có {actual} {noun} ({where})."
    status = AnswerStatus.ANSWERED if right else AnswerStatus.CORRECTED
    return Draft((line,), (Evidence(facts, where, facts.heading(where)),), status)


def _claimed_count(frame: Frame, facts: Facts) -> tuple[Decimal, str] | None:
    for figure in frame.figures:
        kind = _COUNTED.get(_folded_first(figure))
        if kind is not None:
            return figure.value, kind
    if re.search(r"\b(?:tat ca|toan bo|moi|ca) (?:cac )?(?:nhom|nhiem vu)\b", frame.plain):
        return Decimal(len(facts.tasks)), "task"
    return None


def _folded_first(figure: Figure) -> str:

    words = fold(figure.unit).split()
    return words[0] if words else ""


def _actual(kind: str, facts: Facts) -> tuple[int, str | None, str]:
    document = facts.document
    if kind == "task":
        return len(facts.groups or facts.tasks), facts.task_part, "nhóm nhiệm vụ, giải pháp"
    if kind == "target":
        return len(document.targets), facts.target_part, "mục tiêu, chỉ tiêu cụ thể"
    if kind == "block":
        return len(document.blocks), facts.block_part, "đầu mối được giao nhiệm vụ"
    parts = [p for p in facts.top() if re.fullmatch(r"[IVX]+|\d+", p.path)]
    return len(parts), None, "phần"


def _unit_count(value: Decimal, frame: Frame, facts: Facts) -> Draft | None:
    unit = frame.units[0]
    helps = Ask.COORDINATES in frame.asks and Ask.LEADS not in frame.asks
    tasks = facts.coordinated_by(unit) if helps else facts.led_by(unit)
    right = value == len(tasks)
    role = "phối hợp" if helps else "chủ trì, thực hiện"
    places = ", ".join(t.path for t in tasks)
    line = (
        f"{_RIGHT if right else _WRONG} {facts.unit_name(unit)} được nêu {role} "
        f"{len(tasks)}/{len(facts.tasks)} {facts.task_noun}{f' ({places})' if places else ''}."
    )
    shown_tasks = tasks or facts.tasks[:1]
    keys = [t.coordinators_key if helps else t.leads_key for t in shown_tasks]
    status = AnswerStatus.ANSWERED if right else AnswerStatus.CORRECTED
    return Draft((line,), tuple(evidence_at(facts, key) for key in keys if key), status)


def _role_claim(frame: Frame, facts: Facts) -> Draft | None:
    """Check "Sở X chủ trì nhiệm vụ N"."""
    if not _is_claimed(frame) or not (frame.units or frame.strangers) or frame.figures:
        return None
    if not frame.asks_any(Ask.LEADS, Ask.COORDINATES) and not re.search(
        r"\b(?:giao cho|la do|do|dung ngoai|vang mat|khong)\b", frame.plain
    ):
        return None
    tasks: Sequence[Task] = subject_tasks(frame, facts)
    if not tasks and frame.asks_any(Ask.LEADS, Ask.COORDINATES):
        tasks = _tasks_told_of(frame, facts)
    if len(tasks) != 1:
        return None
    claimed = _roles_claimed(frame, facts)
    if len(claimed) > 1:
        return _roles_checked(tasks[0], claimed, frame, facts)
    if frame.strangers:
        return _stranger_claim(tasks[0], frame, facts)
    task, unit = tasks[0], frame.units[0]
    helps = Ask.COORDINATES in frame.asks and Ask.LEADS not in frame.asks
    holders = task.coordinators if helps else task.leads
    holds = unit in holders and not (is_alone(frame) and len(holders) > 1)
    claims_absence = bool(
        re.search(
            r"\bkhong (?:phai )?(?:chu tri|phoi hop|tham gia|thuc hien|lam|co|duoc|dung"
            r"|nam)\b|\bdung ngoai\b|\bvang mat\b",
            frame.plain,
        )
    )
    right = holds != claims_absence
    shown_roles = (
        frozenset({Ask.LEADS, Ask.COORDINATES})
        if not right
        else frozenset({Ask.COORDINATES if helps else Ask.LEADS})
    )
    described = describe([task], shown_roles, frame, facts)
    if described is None:
        return None
    head = _RIGHT if right else f"{_WRONG} {_role_fact(task, unit, helps, facts)}"
    status = AnswerStatus.ANSWERED if right else AnswerStatus.CORRECTED
    return Draft((head, *described.lines), described.evidence, status)


def _tasks_told_of(frame: Frame, facts: Facts) -> Sequence[Task]:
    """Return the task in whose passages the subject stands, where they are of one task."""
    ranked = facts.index.rank(frame.topic, _LOOKED_AT) if frame.topic else []
    near = [r for r in ranked if r.coverage >= max(_TOLD, 0.9 * ranked[0].coverage)]
    tasks = dict.fromkeys(facts.task_of(r.passage.path) for r in near)
    return [task for task in tasks if task is not None]


def _roles_claimed(frame: Frame, facts: Facts) -> list[tuple[str, bool]]:
    """Return each unit with whether it is said to help only: "Sở A phối hợp, Sở B mới chủ trì"."""
    if len(frame.units) < 2 or not {Ask.LEADS, Ask.COORDINATES} <= frame.asks:
        return []
    found: list[tuple[str, bool]] = []
    for unit in frame.units:
        place = frame.plain.find(fold(facts.unit_name(unit)).replace(",", ""))
        role = _ROLE.search(frame.plain, place) if place >= 0 else None
        if role is not None:
            found.append((unit, role.group() == "phoi hop"))
    return found


def _roles_checked(
    task: Task, claimed: Sequence[tuple[str, bool]], frame: Frame, facts: Facts
) -> Draft | None:
    right = all(u in (task.coordinators if helps else task.leads) for u, helps in claimed)
    described = describe([task], frozenset({Ask.LEADS, Ask.COORDINATES}), frame, facts)
    if described is None:
        return None
    status = AnswerStatus.ANSWERED if right else AnswerStatus.CORRECTED
    lines = (_RIGHT if right else _WRONG, *described.lines)
    return Draft(lines, described.evidence, status)


def _block_claim(frame: Frame, facts: Facts) -> Draft | None:
    """Correct a duty given to the wrong body: it stands among those of another, or pass."""
    if not _is_claimed(frame) or len(frame.units) != 1 or not frame.topic or frame.figures:
        return None
    if not _BEING.search(frame.plain) or Ask.COORDINATES in frame.asks:
        return None
    ranked = [r for r in facts.index.rank(frame.topic, _LOOKED_AT) if r.coverage >= _SURE_OF_DUTY]
    owners = [(entry, _owners(entry.passage.path, facts)) for entry in ranked]
    if not owners or any(frame.units[0] in units for _, units in owners):
        return None
    best, units = owners[0]
    if not units:
        return None
    said = f"{best.passage.path} ({facts.names(units)}): {quoted(best.passage.text, facts)}"
    evidence = (Evidence(facts, best.passage.path, best.passage.text),)
    return Draft((f"{_WRONG} {said}",), evidence, AnswerStatus.CORRECTED)


def _owners(path: str, facts: Facts) -> tuple[str, ...]:
    """Return whose duty stands at `path`: the units of its block, or the leads of its task."""
    block = next((b for b in facts.document.blocks if is_within(path, b.path)), None)
    task = facts.task_of(path)
    if block is not None:
        return block.units
    return (*task.leads, *task.coordinators) if task else ()


def _stranger_claim(task: Task, frame: Frame, facts: Facts) -> Draft | None:
    """Correct a role given to a body that the document does not name."""
    roles = frozenset({Ask.LEADS, Ask.COORDINATES})
    described = describe([task], roles, frame, facts)
    if described is None:
        return None
    head = f"{_WRONG} {facts.name} không nêu tên {frame.strangers[0]}."
    return Draft((head, *described.lines), described.evidence, AnswerStatus.CORRECTED)


def _role_fact(task: Task, unit: str, helps: bool, facts: Facts) -> str:
    name = facts.unit_name(unit)
    if helps and unit in task.leads:
        return f"{name} chủ trì, thực hiện chứ không chỉ phối hợp {task.path}."
    if not helps and unit in task.coordinators:
        return f"{name} chỉ phối hợp {task.path}."
    if not helps and unit in task.leads:
        others = facts.names(u for u in task.leads if u != unit)
        return f"{name} cùng {others} chủ trì, thực hiện {task.path}."
    return f"{name} không được nêu tên {'phối hợp' if helps else 'chủ trì'} {task.path}."


def _date_claim(frame: Frame, facts: Facts) -> Draft | None:
    """Check "hạn nhóm 2 là tháng 12" against the milestones of the subject."""
    counted = [f for f in frame.figures if not 2000 <= f.value <= 2100]
    if not frame.periods or not _is_claimed(frame) or counted:
        return None
    chosen = milestones_of_subject(frame, facts) if frame.topic else ()
    if not chosen:
        tasks = subject_tasks(frame, facts)
        chosen = tuple(m for t in tasks for m in facts.milestones_of(t))
    if not chosen or not frame.asks_any(Ask.WHEN, Ask.CLAIM, Ask.WHY, Ask.OVERDUE):
        return None
    period = frame.periods[0]
    met = [m for m in chosen if m.due is not None and period.start <= m.due <= period.end]
    started = [m for m in chosen if m.due is None and str(period.start.year) in m.wording]
    right = bool(met or started)

    shown_ones = met or started or list(chosen)
    lines = [_RIGHT if right else _WRONG]
    lines.extend(f"• {m.task}: {milestone_line(m, frame)}." for m in shown_ones)
    status = AnswerStatus.ANSWERED if right else AnswerStatus.CORRECTED
    return Draft(tuple(lines), tuple(evidence_at(facts, m.key) for m in shown_ones), status)


def _figure_claim(frame: Frame, facts: Facts) -> Draft | None:
    """Check any other figure against the passage that the question is about."""
    if not _is_claimed(frame) or not frame.topic or frame.paths or Ask.WHEN in frame.asks:
        return None
    figures = [f for f in frame.figures if f.unit and f.unit != "%" and not 2000 <= f.value <= 2100]
    if not figures:
        return None
    ranked = [r for r in facts.index.rank(frame.topic, _LOOKED_AT) if r.coverage >= 0.6]
    for entry in ranked:
        every = read_figures(entry.passage.text)
        own = [f for f in every if _same_unit(f, figures[0])] or (
            list(every) if len(every) == 1 and _is_near(every[0], figures[0]) else []
        )
        if not own:
            continue
        right = any(f.value == figures[0].value for f in own)
        said = f"{entry.passage.path}: {quoted(entry.passage.text, facts)}"
        line = f"{_RIGHT if right else _WRONG} {said}"
        status = AnswerStatus.ANSWERED if right else AnswerStatus.CORRECTED
        return Draft((line,), (Evidence(facts, entry.passage.path, entry.passage.text),), status)
    return None


def _is_near(first: Figure, second: Figure) -> bool:
    """Tell whether two figures are of one order of magnitude, as a figure and a slip of it are."""
    low, high = sorted((first.value, second.value))
    return low * 10 >= high


def _same_unit(first: Figure, second: Figure) -> bool:

    a, b = fold(first.unit).split(), fold(second.unit).split()
    return bool(a and b) and a[0] == b[0]


def _year_claim(frame: Frame, facts: Facts) -> Draft | None:
    """Check the year by which the targets are said to be due against their heading."""
    years = re.findall(r"\b20\d\d\b", frame.plain)
    part = facts.target_part
    if not years or part is None or not _is_claimed(frame) or Element.TARGET not in frame.elements:
        return None
    stated = re.findall(r"\b20\d\d\b", facts.heading(part))
    if not stated or (frame.topic and target_fits(frame, facts)[0][0].question >= 0.6):
        return None
    right = years[0] in stated
    line = f"{_RIGHT if right else _WRONG} {part} ghi: {facts.heading(part)}."
    status = AnswerStatus.ANSWERED if right else AnswerStatus.CORRECTED
    return Draft((line,), (Evidence(facts, part, facts.heading(part)),), status)


def _document_claim(frame: Frame, facts: Facts) -> Draft | None:
    """Correct a document named by a number that the plan neither implements nor cites."""
    match = re.search(
        r"\b(chi thi|quyet dinh|thong bao|nghi quyet|nghi dinh)(?: so)? (\d{1,4})(?:/[\w-]+)?\b",
        frame.plain,
    )
    if match is None or not (_is_claimed(frame) or frame.asks_any(Ask.WHEN, Ask.LIST, Ask.AMOUNT)):
        return None

    kind, number = match.groups()
    same_kind = [c for c in facts.document.cited if fold(c.kind) == kind and c.number]
    if not same_kind or any(re.match(rf"{number}\b", c.number) for c in same_kind):
        return None
    named = "; ".join(name_of(c) for c in same_kind)
    line = f"{_WRONG} {facts.name} không nhắc đến văn bản số {number} loại này; "
    line += f"văn bản được nêu là {named}."
    keys = [c.keys[0] for c in same_kind if c.keys]
    return Draft((line,), tuple(evidence_at(facts, key) for key in keys), AnswerStatus.CORRECTED)
