"""The two parts that a unit can play in a task: leading it and helping with it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from domain.register import Task
from retrieval.answers.evidence import evidence_of
from retrieval.asks import Ask
from retrieval.draft import Evidence
from retrieval.facts import Facts
from retrieval.frame import Frame


@dataclass(frozen=True, slots=True)
class Role:
    """A part in a task: how it is said, which units play it and where the task says so."""

    said: str
    units: Callable[[Task], tuple[str, ...]]
    key: Callable[[Task], str | None]

    def tasks_by_unit(self, tasks: Iterable[Task]) -> dict[str, list[Task]]:
        """Return the units that play this part, each with its tasks, in the document's order."""
        found: dict[str, list[Task]] = {}
        for task in tasks:
            for unit in self.units(task):
                found.setdefault(unit, []).append(task)
        return found

    def evidence(self, tasks: Iterable[Task], facts: Facts) -> tuple[Evidence, ...]:
        """Return where `tasks` name who plays this part."""
        return evidence_of(facts, (self.key(task) for task in tasks))


LEAD = Role("chủ trì, thực hiện", lambda t: t.leads, lambda t: t.leads_key)
SUPPORT = Role("phối hợp", lambda t: t.coordinators, lambda t: t.coordinators_key)


def role_asked(frame: Frame) -> Role:
    """Return the part that the question is about: helping only if leading is not asked too."""
    return SUPPORT if Ask.COORDINATES in frame.asks and Ask.LEADS not in frame.asks else LEAD
