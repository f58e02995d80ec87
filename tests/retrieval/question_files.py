"""The question files of the project, put to the engine and judged; floors under their scores.

`python -m tests.retrieval.question_files` measures anew and raises the floors in
`tests/questions/floors.json`; a floor is lowered by hand, with its reason in the commit.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from domain.answers import Answer
from domain.register import Document
from services.evaluation import Scores, Verdict, judge
from tests.knowledge.plans import EVERY_PLAN
from tests.retrieval.asking import (
    Desk,
    parsed_plan,
    shipped_documents,
    with_the_official_plan,
    without_accents,
)

TESTS = Path(__file__).parents[1]
FLOORS = TESTS / "questions" / "floors.json"
BESIDE_LAWS, LAWS = "beside-laws", "laws"
SETS = ("digest", "official", BESIDE_LAWS, LAWS, *EVERY_PLAN)
TYPINGS = ("accented", "plain")
_STRUCTURAL = ("count", "negation", "superlative", "comparison", "deadline", "structured")
_MARGIN_QUESTIONS = 1
_MARGIN_SHARE = 0.01

Question = Mapping[str, Any]


@dataclass(frozen=True)
class Trial:
    """One question file put to one set of documents in one way of typing."""

    questions: Sequence[Question]
    plan: Document
    scores: Scores

    def shares(self) -> dict[str, tuple[int, int]]:
        """Return (good, all) for each thing that has a floor."""
        counts = dict(self.scores.counts)
        return {
            "right": counts["all"],
            "structural": _share(v for q, v in self.judged() if is_structural(q, self.plan)),
            "unanswerable": counts["unanswerable"],
            "not_refused": counts["not_refused"],
            "places": counts["places"],
        }

    def judged(self) -> Iterator[tuple[Question, Verdict]]:
        """Yield every question with how its answer fared."""
        return zip(self.questions, self.scores.verdicts, strict=True)

    def misses(self) -> str:
        """Return one line for each answer with a fault or a place that does not bear on it."""
        return "\n".join(
            f"{v.id} [{v.kind}] {q['question']!r}: {'; '.join(v.faults) or 'ổn'}"
            + (f" | lạc: {', '.join(v.wrong_places)}" if v.wrong_places else "")
            for q, v in self.judged()
            if v.faults or v.wrong_places
        )


@cache
def trial(name: str, typing: str) -> Trial:
    """Return the trial of the question set `name`, typed with its accents or without any."""
    desk, questions = _desk(name), _questions(name)
    typed = without_accents if typing == "plain" else str

    def ask(question: Question) -> Answer:
        history = [typed(earlier) for earlier in question["history"]]
        day = date.fromisoformat(question["as_of"])
        return desk.ask(typed(question["question"]), *history, on=day)

    by_slug = {document.info.slug: document for document in desk.shelf.documents()}
    return Trial(questions, desk.plan, judge(questions, ask, by_slug))


def is_structural(question: Question, plan: Document) -> bool:
    """Tell whether the answer is read off the register: counts, lists of places, days, limits."""
    kind: str = question["kind"]
    if kind.startswith("list"):
        prose = {path for task in plan.tasks for path in (task.objective_path, task.content_path)}
        clauses = question["clauses"]
        is_one_target = len(clauses) == 1 and any(t.path == clauses[0] for t in plan.targets)
        return not is_one_target and prose.isdisjoint(clauses)
    return kind.startswith(_STRUCTURAL)


def recorded() -> dict[str, Any]:
    """Return the recorded floors with the day on which they were measured."""
    floors: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return floors


def _desk(name: str) -> Desk:
    if name == "digest":
        return Desk(*shipped_documents())
    if name in (BESIDE_LAWS, LAWS):
        return Desk(*shipped_documents(with_laws=True))
    if name == "official":
        return Desk(*with_the_official_plan())
    return Desk(parsed_plan(name))


def _questions(name: str) -> Sequence[Question]:
    if name == LAWS:
        files = sorted((TESTS / "questions" / "laws").glob("*.json"))
        return [one for file in files for one in json.loads(file.read_text(encoding="utf-8"))]
    of_the_plan = TESTS / "questions" / "plan.json"
    path = TESTS / "plans" / f"{name}.questions.json"
    file = path if name in EVERY_PLAN else of_the_plan
    questions: Sequence[Question] = json.loads(file.read_text(encoding="utf-8"))
    return questions


def _share(verdicts: Iterator[Verdict]) -> tuple[int, int]:
    faults = [bool(verdict.faults) for verdict in verdicts]
    return faults.count(False), len(faults)


def _floor(good: int, total: int) -> float:
    """Return the measured share less one question or a hundredth, whichever is more."""
    margin = max(_MARGIN_QUESTIONS / total, _MARGIN_SHARE) if total else 0.0
    return max(0.0, int(1000 * ((good / total if total else 1.0) - margin)) / 1000)


def _measured(shares: Mapping[str, tuple[int, int]], before: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: {
            "floor": max(_floor(good, total), before.get(name, {}).get("floor", 0.0)),
            "measured": f"{good}/{total}",
        }
        for name, (good, total) in shares.items()
    }


def main() -> None:
    """Measure every set and raise its floors; sets whose text is absent keep theirs."""
    floors = recorded() if FLOORS.exists() else {}
    for name in SETS:
        before = floors.get(name, {})
        try:
            found = {
                typing: _measured(trial(name, typing).shares(), before.get(typing, {}))
                for typing in TYPINGS
            }
        except pytest.skip.Exception as absent:
            print(f"{name}: {absent}")
            continue
        floors[name] = {"measured_on": date.today().isoformat(), **found}
        for typing in TYPINGS:
            print(f"{name}, {typing}: {_line(found[typing])}")
    FLOORS.write_text(json.dumps(floors, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _line(measured: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {entry['measured']}" for name, entry in measured.items())


if __name__ == "__main__":
    main()
