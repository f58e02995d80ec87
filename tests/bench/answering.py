"""Answers in this process: milliseconds a question, beside a plain search in the same run."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import bm25s

from domain.register import Document
from domain.vietnamese import fold, syllables
from retrieval.passages import passages_of
from services.registry import Services, open_services
from tests.bench.pace import Pace, pace_of
from tests.bench.questions import plan_questions
from tests.knowledge.official_text import SHIPPED
from tests.knowledge.plans import PROVINCE, plan_text
from tests.retrieval.question_files import is_structural

_PASSAGE_KINDS = {"lookup", "citizen", "partial", "clause", "quote"}
_WARMING = ("Xin chào", "Nhiệm vụ 1 ai chủ trì?")
_TOP = 10


@dataclass(frozen=True, slots=True)
class Answering:
    """Paces and build times, in milliseconds."""

    structural: Pace
    passage: Pace
    rival: Pace
    build: float
    rival_build: float
    ingest: float
    first_answer: float


def measure_answering(folder: Path) -> Answering:
    """Ask every question of the plan once over the shipped knowledge, then load another plan."""
    services = open_services(
        f"sqlite:///{folder / 'congvu.db'}", [bytes(32)], SHIPPED, folder, now=datetime.now(UTC)
    )
    try:
        return _measure(services)
    finally:
        services.close()


def _measure(services: Services) -> Answering:
    build = _milliseconds(services.answers.rebuild)
    for line in _WARMING:
        services.answers.answer(line, (), date.today())
    documents = services.answers.documents()
    rival = _Rival()
    rival_build = _milliseconds(lambda: rival.build(documents))
    plan = next(document for document in documents if document.tasks)
    structural = [q for q in plan_questions() if is_structural(q, plan)]
    passage = [q for q in plan_questions() if q["kind"] in _PASSAGE_KINDS]
    return Answering(
        structural=_pace(structural, lambda q: _ask(services, q)),
        passage=_pace(passage, lambda q: _ask(services, q)),
        rival=_pace([*structural, *passage], lambda q: rival.search(q["question"])),
        build=build,
        rival_build=rival_build,
        ingest=_milliseconds(lambda: _ingest(services)),
        first_answer=_milliseconds(lambda: _ask(services, structural[0])),
    )


class _Rival:
    """bm25s over the same passages, words folded, nothing understood."""

    def build(self, documents: Sequence[Document]) -> None:
        """Index the passages of `documents`."""
        passages = [p for document in documents for p in passages_of(document)]
        self._index = bm25s.BM25()
        self._index.index([_words(p.text) for p in passages], show_progress=False)

    def search(self, question: str) -> None:
        """Find the passages nearest to `question`."""
        self._index.retrieve([_words(question)], k=_TOP, show_progress=False)


def _words(text: str) -> list[str]:
    return syllables(fold(text))


def _ask(services: Services, question: Mapping[str, Any]) -> None:
    day = date.fromisoformat(question["as_of"])
    services.answers.answer(question["question"], question["history"], day)


def _ingest(services: Services) -> None:
    services.documents.ingest(plan_text(PROVINCE), f"{PROVINCE}.txt", datetime.now(UTC), "bench")


def _pace(questions: Sequence[Mapping[str, Any]], ask: Callable[[Mapping[str, Any]], None]) -> Pace:
    return pace_of([_milliseconds(partial(ask, question)) for question in questions])


def _milliseconds(act: Callable[[], None]) -> float:
    started = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - started)
