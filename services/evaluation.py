"""Scores of the answering engine on question files: facts, places, refusals, quotes."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from domain.answers import Answer, AnswerStatus
from domain.citations import is_within
from domain.register import Document

Question = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one answer fared; `faults` is empty when it is right."""

    id: str
    kind: str
    faults: tuple[str, ...]
    wrong_places: tuple[str, ...]
    answer: Answer


@dataclass(frozen=True)
class Scores:
    """Shares over a question file; each is (good, all)."""

    verdicts: tuple[Verdict, ...]
    counts: Mapping[str, tuple[int, int]] = field(default_factory=dict)


def judge(
    questions: Sequence[Question],
    ask: Callable[[Question], Answer],
    documents: Mapping[str, Document],
) -> Scores:
    """Return the scores of `ask` on `questions`, by the rules of the question files."""
    verdicts = tuple(_verdict(question, ask(question), documents) for question in questions)
    return Scores(verdicts, _counts(questions, verdicts))


def _verdict(question: Question, answer: Answer, documents: Mapping[str, Document]) -> Verdict:
    faults: list[str] = []
    text = _normal(answer.text)
    for group in question["must"]:
        if not any(holds(text, spelling) for spelling in group):
            faults.append(f"thiếu: {' / '.join(group)}")
    faults.extend(f"có điều cấm: {x}" for x in question["must_not"] if holds(text, x))
    if question["answerable"]:
        if answer.status is AnswerStatus.REFUSED:
            faults.append("từ chối nhầm")
        faults.extend(_uncited(question, answer, documents))
    else:
        faults.extend(_unanswerable_faults(question, answer, documents))
    faults.extend(_inexact(answer, documents))
    return Verdict(
        question["id"],
        question["kind"],
        tuple(faults),
        _wrong_places(question, answer, documents),
        answer,
    )


def holds(text: str, spelling: str) -> bool:
    """Tell whether `spelling` stands in the normalised `text`; a number touches no digit."""
    wanted = _normal(spelling)
    for match in re.finditer(re.escape(wanted), text):
        before, after = text[: match.start()], text[match.end() :]
        if wanted[0].isdigit() and re.search(r"(?:\d|\d[.,/]|/)$", before):
            continue
        if wanted[-1].isdigit() and re.match(r"\d|[.,/]\d|/", after):
            continue
        return True
    return False


def _normal(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text).casefold())


def _uncited(question: Question, answer: Answer, documents: Mapping[str, Document]) -> list[str]:
    return [
        f"không dẫn {path}"
        for path in question["clauses"]
        if not any(
            _bears(c.path, c.quote, path, documents.get(c.document)) for c in answer.citations
        )
    ]


def _bears(cited: str, quote: str, wanted: str, document: Document | None) -> bool:
    """Tell whether a citation covers `wanted`: it, a part of it, or what holds it, quoting it."""
    if is_within(cited, wanted):
        return True
    if not is_within(wanted, cited) or document is None or wanted not in document.by_path:
        return False
    held = "\n".join(f"{p.heading}\n{p.text}" for p in document.subtree(wanted))
    return _normal(quote) in _normal(held)


def _wrong_places(
    question: Question, answer: Answer, documents: Mapping[str, Document]
) -> tuple[str, ...]:
    allowed = [*question["clauses"], *question["also"]]
    if not allowed and question["answerable"]:
        return ()
    return tuple(
        dict.fromkeys(
            c.path
            for c in answer.citations
            if not any(
                is_within(c.path, path) or _bears(c.path, c.quote, path, documents.get(c.document))
                for path in allowed
            )
        )
    )


def _unanswerable_faults(
    question: Question, answer: Answer, documents: Mapping[str, Document]
) -> list[str]:
    if answer.status is AnswerStatus.ANSWERED:
        return ["trả lời điều không thể trả lời"]
    if answer.status is AnswerStatus.REFUSED and answer.citations:
        return ["từ chối mà vẫn dẫn"]
    known = " ".join(p.text for d in documents.values() for p in d.by_key.values())
    known = f"{known} {question['question']} {' '.join(question.get('history', ()))}"
    numbers = re.findall(r"\d+%", answer.text)
    return [f"số lạ: {n}" for n in numbers if n not in known]


def _inexact(answer: Answer, documents: Mapping[str, Document]) -> list[str]:
    faults: list[str] = []
    for citation in answer.citations:
        document = documents.get(citation.document)
        if not citation.verbatim or document is None:
            continue
        held = " ".join(f"{p.heading} {p.text}" for p in document.subtree(citation.path))
        if _normal(citation.quote) not in _normal(held):
            faults.append(f"trích sai: {citation.path}")
    return faults


def _counts(
    questions: Sequence[Question], verdicts: Sequence[Verdict]
) -> Mapping[str, tuple[int, int]]:
    totals: Counter[str] = Counter()
    good: Counter[str] = Counter()
    for question, verdict in zip(questions, verdicts, strict=True):
        names = ["all", "answerable" if question["answerable"] else "unanswerable"]
        for name in names:
            totals[name] += 1
            good[name] += not verdict.faults
        totals["places"] += 1
        good["places"] += not verdict.wrong_places
        if question["answerable"]:
            totals["not_refused"] += 1
            good["not_refused"] += verdict.answer.status is not AnswerStatus.REFUSED
    return {name: (good[name], totals[name]) for name in totals}
