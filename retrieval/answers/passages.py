"""Answers that stand in sentences: the passages that carry them, quoted with their place."""

import re
from collections.abc import Sequence
from dataclasses import replace

from domain.answers import AnswerStatus
from domain.citations import is_within
from domain.register import Task, path_of
from retrieval.answers.evidence import evidence_of, joined
from retrieval.answers.gaps import claimed_but_absent, left_open, says_time
from retrieval.answers.ranking import ANSWER_COVERAGE, choose, is_related, rank
from retrieval.answers.tasks import timed
from retrieval.asks import Ask
from retrieval.draft import Draft, Evidence, evidence_at, quoted
from retrieval.facts import Facts
from retrieval.frame import Frame
from retrieval.lexical import Ranked
from retrieval.passages import is_row

# "… còn hộ nghèo chung thì sao" turns from what was just told to something else.
_SOMETHING_ELSE = re.compile(r"\bthi (?:sao|the nao|nhu the nao)\b")
_NOTHING = Draft(())
_NEAR_TASK = 0.8
_HELD, _CLEARLY = 0.8, 0.1
_OTHER_ASKS = {Ask.LEADS, Ask.COORDINATES, Ask.WHEN, Ask.QUOTE}
_MOST_TASKS = 2
_LONG = 620
_CLAUSE_END = re.compile(r"(?<=;)\s+|(?<=\.)\s+(?=[A-ZĐ])")


def passage_answer(frame: Frame, facts: Facts) -> Draft | None:
    """Return the passages that answer, with what they leave open, or pass when none fits."""
    ranked = rank(frame, facts)
    if not ranked or not is_related(ranked[0], frame, facts):
        return None
    best = ranked[0]
    times = [m for m in facts.document.milestones if m.key == best.passage.key]
    if times and frame.asks_any(Ask.WHEN, Ask.DAYS_LEFT, Ask.OVERDUE):
        return timed(times, frame, facts)
    chosen = _with_the_task(choose(ranked, frame), ranked, facts)
    said = joined(_told_together(chosen, frame, facts), _times(chosen[0], frame, facts))
    heads = _reservations(best, frame, facts)
    texts = [*(e.quote for e in said.evidence), *(entry.passage.text for entry in chosen)]
    missing = left_open(frame, texts)
    tails = [missing.format(name=facts.name)] if missing else []
    roles = joined(_partners(chosen[0], frame, facts), _responsible(chosen, frame, facts))
    lines = (*heads, *said.lines, *tails, *roles.lines)
    status = AnswerStatus.PARTIAL if heads or tails else AnswerStatus.ANSWERED
    return Draft(lines, (*said.evidence, *roles.evidence), status, passages=said.passages)


def _with_the_task(chosen: list[Ranked], ranked: Sequence[Ranked], facts: Facts) -> list[Ranked]:
    """Return `chosen`; one body's duty gets the near passage of the task that it serves."""
    if len(chosen) > 1 or not _in_block(chosen[0], facts):
        return chosen
    least = (_NEAR_TASK * chosen[0].score, _NEAR_TASK * chosen[0].coverage)
    near = [
        r
        for r in ranked
        if r.score >= least[0] and r.coverage >= least[1] and facts.task_of(r.passage.path)
    ]
    return [*chosen, *near[:1]]


def _in_block(entry: Ranked, facts: Facts) -> bool:
    return any(is_within(entry.passage.path, block.path) for block in facts.document.blocks)


def _reservations(best: Ranked, frame: Frame, facts: Facts) -> list[str]:
    """Return what to say first when the passages do not plainly answer."""
    said: list[str] = []
    if claimed_but_absent(frame, facts):
        said.append(f"{facts.name} không nêu đúng như vậy; phần liên quan là:")
    elif best.coverage < ANSWER_COVERAGE:
        said.append(f"{facts.name} không nói thẳng điều này; phần gần nhất là:")
    return said


def _times(best: Ranked, frame: Frame, facts: Facts) -> Draft:
    """Tell when the task of a passage is due, if that is asked and the passage does not say it."""
    task = facts.task_of(best.passage.path)
    if Ask.WHEN not in frame.asks or says_time(best.passage.text) or task is None:
        return _NOTHING
    milestones = facts.milestones_of(task)
    return timed(milestones, frame, facts) if milestones else _NOTHING


def _partners(best: Ranked, frame: Frame, facts: Facts) -> Draft:
    """Name who coordinates the task of a passage, if that is asked."""
    task = facts.task_of(best.passage.path)
    if Ask.COORDINATES not in frame.asks or task is None:
        return _NOTHING
    if not task.coordinators or not task.coordinators_key:
        return _NOTHING
    line = f"Phối hợp {task.path}: {facts.names(task.coordinators)}."
    return Draft((line,), evidence_of(facts, [task.coordinators_key]))


def _responsible(chosen: Sequence[Ranked], frame: Frame, facts: Facts) -> Draft:
    """Name who leads the tasks of the passages, if that is asked."""
    if Ask.LEADS not in frame.asks:
        return _NOTHING
    held = [facts.task_of(path_of(entry.passage.key)) for entry in chosen]
    led: dict[str, Task] = {t.path: t for t in held if t and t.leads and t.leads_key}
    tasks = list(led.values())[:_MOST_TASKS]
    lines = tuple(f"Chủ trì, thực hiện {t.path}: {facts.names(t.leads)}." for t in tasks)
    return Draft(lines, evidence_of(facts, (t.leads_key for t in tasks)))


def continued_answer(frame: Frame, facts: Facts) -> Draft | None:
    """Answer a follow-up from the very places of the last answer when they hold its subject."""
    if not frame.is_follow_up or frame.is_bare or frame.paths or frame.units or not frame.topic:
        return None
    if _SOMETHING_ELSE.search(frame.plain):
        return None
    if Ask.AMOUNT not in frame.asks | frame.focus.asks or frame.asks & _OTHER_ASKS:
        return None
    held = [
        entry
        for entry in facts.index.rank(frame.topic, len(facts.index.passages))
        if entry.passage.path in frame.focus.paths[:4] and entry.coverage >= _HELD
    ]
    if not held or _is_told_elsewhere(held, frame, facts):
        return None
    said = _told_together(held[:2], frame, facts)
    missing = left_open(frame, [entry.quote for entry in said.evidence])
    if not missing:
        return said
    lines = (*said.lines, missing.format(name=facts.name))
    return Draft(lines, said.evidence, AnswerStatus.PARTIAL, passages=said.passages)


def _is_told_elsewhere(held: Sequence[Ranked], frame: Frame, facts: Facts) -> bool:
    """Tell whether another place holds clearly more of the subject than those just told of."""
    best = facts.index.rank(frame.topic, 1)[0]
    return best.coverage > max(entry.coverage for entry in held) + _CLEARLY


def locate_answer(frame: Frame, facts: Facts) -> Draft | None:
    """Tell where in the document something stands, or pass."""
    if Ask.LOCATE not in frame.asks or frame.paths or frame.units:
        return None
    quiet = replace(frame, asks=frozenset({Ask.LOCATE}))
    draft = passage_answer(quiet, facts)
    # The place is the answer, so its words stay as they are.
    return draft and replace(draft, passages=())


def _told_together(entries: Sequence[Ranked], frame: Frame, facts: Facts) -> Draft:
    said = tuple(told(entry, frame, facts) for entry in entries)
    return Draft(tuple(line for line, _ in said), tuple(place for _, place in said), passages=said)


def told(entry: Ranked, frame: Frame, facts: Facts) -> tuple[str, Evidence]:
    """Return a passage as a line of an answer and as evidence; a row's cells stay apart there."""
    passage = entry.passage
    quote = _excerpt(passage.text, frame, facts)
    line = f"{_label(passage.path, facts)}: {quoted(quote, facts)}"
    if is_row(facts.document.by_path[passage.path]):
        return line, evidence_at(facts, passage.key)
    return line, Evidence(facts, passage.path, quote)


def _excerpt(text: str, frame: Frame, facts: Facts) -> str:
    """Return the part of a long paragraph that answers: whole clauses in one run."""
    if len(text) <= _LONG:
        return text
    pieces = _CLAUSE_END.split(text)
    scores = [facts.cover(frame.terms, piece).question for piece in pieces]
    best = max(range(len(pieces)), key=lambda i: scores[i])
    first = last = best
    while last + 1 < len(pieces) and scores[last + 1] >= 0.5 * scores[best]:
        last += 1
    while first > 0 and scores[first - 1] >= 0.5 * scores[best]:
        first -= 1
    start = text.index(pieces[first])
    end = text.index(pieces[last], start) + len(pieces[last])
    return text[start:end]


def _label(path: str, facts: Facts) -> str:
    """Return a path with the headings that tell what it is."""
    task = facts.task_of(path)
    heading = facts.heading(path)
    names = [n for n in (heading, task.title if task and task.path != path else "") if n]
    return f"{path} ({' – '.join(names)})" if names else path
