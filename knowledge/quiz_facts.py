"""Facts of an item's key against the register of its document."""

from collections.abc import Callable, Iterator, Mapping

from domain.register import Document, Task, path_of
from domain.study import Fact, Item


def broken_facts(item: Item, document: Document) -> Iterator[str]:
    """Yield each fact of an item that the register does not hold."""
    for number, fact in enumerate(item.facts, start=1):
        for words in _faults(fact, document):
            yield f"facts.{number}: {words}"


def _faults(fact: Fact, document: Document) -> Iterator[str]:
    if fact.kind not in _HOLDS:
        yield f"kind: không có loại “{fact.kind}”"
    elif fact.path not in document.by_path:
        yield f"path: không có “{fact.path}”"
    elif words := _HOLDS[fact.kind](fact, document):
        yield words


def _target(fact: Fact, document: Document) -> str:
    values = {str(m.value) for t in document.targets if t.path == fact.path for m in t.measures}
    return "" if fact.value in values else f"chỉ tiêu {fact.path} không có số {fact.value}"


def _milestone(fact: Fact, document: Document) -> str:
    dues = {str(m.due) for m in document.milestones if fact.path in (path_of(m.key), m.task)}
    return "" if fact.value in dues else f"{fact.path} không có mốc {fact.value}"


def _lead(fact: Fact, document: Document) -> str:
    units = {unit for task in _tasks(fact.path, document) for unit in task.leads}
    units.update(u for block in document.blocks if block.path == fact.path for u in block.units)
    return _unit_fault(fact, document, units, "cơ quan thực hiện")


def _coordinator(fact: Fact, document: Document) -> str:
    units = {unit for task in _tasks(fact.path, document) for unit in task.coordinators}
    units.update(u for d in document.duties if path_of(d.key) == fact.path for u in d.coordinators)
    return _unit_fault(fact, document, units, "cơ quan phối hợp")


def _duty(fact: Fact, document: Document) -> str:
    units = {u for d in document.duties if path_of(d.key) == fact.path for u in d.leads}
    units.update(u for block in document.blocks if block.path == fact.path for u in block.units)
    return _unit_fault(fact, document, units, "đơn vị được giao việc")


def _tasks(path: str, document: Document) -> Iterator[Task]:
    """Yield the task at a path or the task that the place belongs to."""
    above = {path, *(provision.path for provision in document.ancestors(path))}
    return (task for task in document.tasks if task.path in above)


def _unit_fault(fact: Fact, document: Document, units: set[str], what: str) -> str:
    # The table of names is read when there is something to compare, not at every start.
    from knowledge.units import make_unit

    names = {document.unit_by_id[unit].name for unit in units if unit in document.unit_by_id}
    if fact.value in names or make_unit(fact.value).id in units:
        return ""
    return f"“{fact.value}” không phải {what} ở {fact.path}"


_HOLDS: Mapping[str, Callable[[Fact, Document], str]] = {
    "target": _target,
    "milestone": _milestone,
    "lead": _lead,
    "coordinator": _coordinator,
    "duty": _duty,
}
