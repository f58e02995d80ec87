"""Study items made from the register of a document: who leads, when due, which target, whose duty.

They are drafts for an editor. An item is known by the fact that it asks for, so that making them
again for a changed document gives the same codes; what the check of items would refuse is left out.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from domain.register import Document, Duty, Milestone, Target, Task, Unit, path_of
from domain.study import Fact, Item, ItemType, Option, Pair, Skill
from knowledge.quiz_rules import item_faults
from services.distractors import (
    day_wording,
    figure_wording,
    other_days,
    other_figures,
    other_units,
    units_without,
)

AUTHOR = "Soạn tự động từ bảng phân công"
_OPTIONS = 4
_STEM = 300


@dataclass(frozen=True, slots=True)
class _Draft:
    """What is special about one item; the rest follows from its document."""

    kind: str
    key: str
    type: ItemType
    path: str
    stem: str
    explanation: str
    difficulty: int = 1
    options: tuple[Option, ...] = ()
    pairs: tuple[Pair, ...] = ()
    sequence: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()


def make_items(document: Document) -> tuple[Item, ...]:
    """Return every item that the register of a document gives, in the order of the document."""
    made = (_item(document, draft) for maker in _MAKERS for draft in maker(document))
    return tuple(item for item in made if not item_faults(item, document))


def still_open(items: Sequence[Item], asked: Sequence[Item]) -> tuple[Item, ...]:
    """Return the items whose facts none of the items on the same document asks for already."""
    known = {(item.document, fact) for item in asked for fact in item.facts}
    return tuple(
        item
        for item in items
        if not item.facts or any((item.document, fact) not in known for fact in item.facts)
    )


def _item(document: Document, draft: _Draft) -> Item:
    slug = document.info.slug
    mark = blake2b(f"{slug}\0{draft.kind}\0{draft.key}".encode(), digest_size=6).hexdigest()
    return Item(
        code=f"may-{mark}",
        version=1,
        type=draft.type,
        skill=Skill.PLAN,
        difficulty=draft.difficulty,
        document=slug,
        path=draft.path,
        stem=draft.stem,
        explanation=draft.explanation,
        author=AUTHOR,
        options=draft.options,
        pairs=draft.pairs,
        sequence=draft.sequence,
        facts=draft.facts,
    )


def _leads(document: Document) -> Iterator[_Draft]:
    for task in document.tasks:
        leads = _named(document, task.leads)
        if not leads or task.leads_key is None:
            continue
        path = path_of(task.leads_key)
        wrong = other_units(document, (*task.leads, *task.coordinators), leads[0], task.leads)
        yield _who(document, task, leads, "lead", path, wrong)


def _coordinators(document: Document) -> Iterator[_Draft]:
    for task in document.tasks:
        units = _named(document, task.coordinators)
        if not units or task.coordinators_key is None:
            continue
        taken = (*task.leads, *task.coordinators)
        wrong = other_units(document, taken, units[0], task.coordinators)
        yield _who(document, task, units, "coordinator", path_of(task.coordinators_key), wrong)


def _who(
    document: Document,
    task: Task,
    right: Sequence[Unit],
    kind: str,
    path: str,
    wrong: Sequence[Unit],
) -> _Draft:
    role = "thực hiện" if kind == "lead" else "phối hợp thực hiện"
    shown = right if len(right) == 1 else right[:3]
    rest = wrong[: max(_OPTIONS - len(shown), 2 if len(shown) > 1 else 3)]
    why = f"Mục {path} không ghi đơn vị này {role} nhiệm vụ {task.path}."
    names = "; ".join(unit.name for unit in right)
    which = "đơn vị nào" if len(shown) == 1 else "những đơn vị nào dưới đây"
    return _Draft(
        kind=kind,
        key=task.path,
        type=ItemType.SINGLE if len(shown) == 1 else ItemType.SEVERAL,
        path=path,
        stem=_about(document, f"{which} {role} nhiệm vụ {task.path}", task.title, is_question=True),
        explanation=f"Mục {path} ghi {names} {role} nhiệm vụ {task.path}.",
        options=(*_right(unit.name for unit in shown), *_wrong((u.name for u in rest), why)),
        facts=tuple(Fact(kind, task.path, unit.name) for unit in shown),
    )


def _deadlines(document: Document) -> Iterator[_Draft]:
    for milestone in document.milestones:
        task = document.task_by_path.get(milestone.task)
        if milestone.due is None or task is None:
            continue
        yield _when(document, milestone, milestone.due.isoformat(), task)


def _when(document: Document, milestone: Milestone, due: str, task: Task) -> _Draft:
    assert milestone.due is not None
    path, right = path_of(milestone.key), day_wording(milestone.kind, milestone.due)
    what = milestone.what or task.title
    why = f"Mục {path} đặt hạn khác: {milestone.wording[:1].lower()}{milestone.wording[1:]}."
    return _Draft(
        kind="milestone",
        key=f"{milestone.key}.{milestone.ordinal}",
        type=ItemType.SINGLE,
        path=path,
        stem=_about(document, f"việc sau của nhiệm vụ {task.path} có hạn khi nào", what),
        explanation=f"Mục {path}: {milestone.wording[:1].lower()}{milestone.wording[1:]}.",
        options=(
            *_right([right]),
            *_wrong(other_days(document, milestone)[: _OPTIONS - 1], why),
        ),
        facts=(Fact("milestone", path, due),),
    )


def _targets(document: Document) -> Iterator[_Draft]:
    """Yield an item for each target with one figure; several may stand at one place."""
    count: Counter[str] = Counter()
    for target in document.targets:
        count[target.path] += 1
        if len(target.measures) == 1:
            yield _how_much(document, target, f"{target.path}#{count[target.path]}")


def _how_much(document: Document, target: Target, key: str) -> _Draft:
    (measure,) = target.measures
    right = figure_wording(measure)
    why = f"Mục {target.path} đặt mức {right}."
    return _Draft(
        kind="target",
        key=key,
        type=ItemType.SINGLE,
        path=target.path,
        stem=_about(document, "chỉ tiêu sau được đặt ở mức nào", target.subject),
        explanation=f"Mục {target.path}: {right}.",
        options=(
            *_right([_capital(right)]),
            *_wrong(map(_capital, other_figures(document, measure)[: _OPTIONS - 1]), why),
        ),
        facts=(Fact("target", target.path, str(measure.value)),),
    )


def _duties(document: Document) -> Iterator[_Draft]:
    blocks = {block.path: block for block in document.blocks}
    for duty in document.duties:
        block = blocks.get(duty.block or "")
        units = _named(document, duty.leads)
        if block is None or len(units) != 1 or len(block.units) != 1:
            continue
        draft = _whose(document, duty, units[0])
        if draft is not None:
            yield draft


def _whose(document: Document, duty: Duty, unit: Unit) -> _Draft | None:
    text = document.by_key[duty.key].text.rstrip(".;")
    wrong = units_without(document, duty, unit)[: _OPTIONS - 1]
    if unit.name.lower() in text.lower() or len(wrong) < _OPTIONS - 2:
        return None
    path = path_of(duty.key)
    why = f"Việc này nằm ở mục {path}, phần việc của {unit.name}."
    return _Draft(
        kind="duty",
        key=duty.key,
        type=ItemType.SINGLE,
        path=path,
        stem=_about(document, f"phần {_above(document, path)} giao việc sau cho đơn vị nào", text),
        explanation=f"Mục {path} giao việc này cho {unit.name}.",
        difficulty=2,
        options=(*_right([unit.name]), *_wrong((one.name for one in wrong), why)),
        facts=(Fact("duty", path, unit.name),),
    )


def _matches(document: Document) -> Iterator[_Draft]:
    """Yield one item that puts units and the tasks which they alone lead together."""
    led = [task for task in document.tasks if len(task.leads) == 1]
    first = {task.leads[0]: task for task in reversed(led)}
    chosen = [(unit, first[unit]) for unit in dict.fromkeys(task.leads[0] for task in led)][:5]
    if len(chosen) < 3:
        return
    pairs = tuple(Pair(document.unit_by_id[unit].name, task.title) for unit, task in chosen)
    yield _Draft(
        kind="match",
        key="leads",
        type=ItemType.MATCH,
        path=_above(document, chosen[0][1].path),
        stem=f"Theo {_name(document)}, ghép mỗi đơn vị với nhiệm vụ do đơn vị đó thực hiện.",
        explanation="; ".join(f"{p.left}: mục {t.path}" for p, (_, t) in _zip(pairs, chosen)) + ".",
        difficulty=2,
        pairs=pairs,
        facts=tuple(Fact("lead", t.path, p.left) for p, (_, t) in _zip(pairs, chosen)),
    )


def _zip(
    pairs: Sequence[Pair], chosen: Sequence[tuple[str, Task]]
) -> Iterator[tuple[Pair, tuple[str, Task]]]:
    return zip(pairs, chosen, strict=True)


def _orders(document: Document) -> Iterator[_Draft]:
    """Yield, for each task with three works due on different days, their order."""
    for task in document.tasks:
        own = [m for m in document.milestones if m.task == task.path and m.due and m.what]
        by_due = {milestone.due: milestone for milestone in reversed(own)}
        ranked = [by_due[due] for due in sorted(due for due in by_due if due)][:6]
        if len(ranked) < 3:
            continue
        yield _Draft(
            kind="order",
            key=task.path,
            type=ItemType.ORDER,
            path=task.path,
            stem=_about(document, "xếp các việc sau theo hạn, từ sớm đến muộn", task.title),
            explanation=f"Mục {path_of(ranked[0].key)}: "
            + "; ".join(f"{m.what}: {m.wording[:1].lower()}{m.wording[1:]}" for m in ranked)
            + ".",
            difficulty=2,
            sequence=tuple(milestone.what for milestone in ranked),
            facts=tuple(
                Fact("milestone", path_of(m.key), m.due.isoformat()) for m in ranked if m.due
            ),
        )


def _about(document: Document, asks: str, what: str, *, is_question: bool = False) -> str:
    """Return a stem that names the document, what is asked, and what about, cut to fit."""
    head = f"Theo {_name(document)}, {asks}: “"
    tail = "”?" if is_question or "nào" in asks else "”."
    room = _STEM - len(head) - len(tail)
    if len(what) > room:
        what = what[: room - 1].rpartition(" ")[0].rstrip(",;: ") + "…"
    return f"{head}{what}{tail}"


def _name(document: Document) -> str:
    """Return a short name of the document: by what it carries out, by number, or by kind alone."""
    info = document.info
    if info.number and not info.number.startswith("/"):
        return f"{info.kind} {info.number}"
    if info.implements:
        kinds = (one.kind for one in document.cited if one.number == info.implements)
        source = f"{next(kinds, '').capitalize()} {info.implements}".strip()
        return f"{info.kind} thực hiện {source}"
    return info.cited_name if len(info.cited_name) <= 90 else f"{info.kind} của {info.issuer}"


def _above(document: Document, path: str) -> str:
    above = document.ancestors(path)
    return above[-1].path if above else path


def _named(document: Document, units: Sequence[str]) -> list[Unit]:
    return [document.unit_by_id[unit] for unit in units if unit in document.unit_by_id]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _right(texts: Iterator[str] | Sequence[str]) -> tuple[Option, ...]:
    return tuple(Option(text, is_right=True) for text in texts)


def _wrong(texts: Iterator[str] | Sequence[str], why: str) -> tuple[Option, ...]:
    return tuple(Option(text, why=why) for text in texts)


_MAKERS: tuple[Callable[[Document], Iterator[_Draft]], ...] = (
    _leads,
    _coordinators,
    _deadlines,
    _targets,
    _duties,
    _matches,
    _orders,
)
