"""Answers that stand in sentences: the passages that carry them, quoted with their place."""

import re
from collections.abc import Sequence
from dataclasses import replace

from domain.answers import AnswerStatus
from domain.register import Task, path_of
from domain.syllables import is_syllable
from domain.vietnamese import fold
from retrieval.answers.tasks import timed
from retrieval.asks import Ask
from retrieval.draft import Draft, Evidence, evidence_at, shown
from retrieval.facts import Facts
from retrieval.frame import Frame
from retrieval.lexical import Ranked
from retrieval.passages import is_row
from retrieval.terms import Term, terms_of

ANSWER_COVERAGE = 0.55
RELATED_COVERAGE = 0.3
_PAIRED_COVERAGE = 0.2
_PAIRS, _PHRASE = 2, 6
_COMPLETING = 0.25
_HELD = 0.8
_OTHER_ASKS = {Ask.LEADS, Ask.COORDINATES, Ask.WHEN, Ask.QUOTE}
_FOCUS_WEIGHT = 0.4
_FORM_WEIGHT = 0.35
_MOST_PASSAGES = 3
_LONG = 620
_HAS_FIGURE = re.compile(r"\d")
_COUNTED_NOUN = re.compile(
    r"\b(?:may|bao nhieu) (ngay|gio|tuan|thang|nam|lan|buoi|nguoi|lop|tien|dong|trieu|ty"
    r"|suat|truong hop|bien che|khoa|m2|can|cai|bo|chiec)\b(?! nua)"
)
_HAS_TIME = re.compile(r"\d{4}|tháng|năm|quý|thường xuyên|định kỳ|theo yêu cầu|hằng năm|hàng năm")


def passage_answer(frame: Frame, facts: Facts) -> Draft | None:
    """Return the passages that answer, with what they leave open, or pass when none fits."""
    ranked = rank(frame, facts)
    if not ranked or not _is_related(ranked[0], frame, facts):
        return None
    times = [m for m in facts.document.milestones if m.key == ranked[0].passage.key]
    if times and frame.asks_any(Ask.WHEN, Ask.DAYS_LEFT, Ask.OVERDUE):
        return timed(times, frame, facts)
    chosen = _choose(ranked, frame)
    lines: list[str] = []
    evidence: list[Evidence] = []
    for entry in chosen:
        line, place = told(entry, frame, facts)
        lines.append(line)
        evidence.append(place)
    status = AnswerStatus.ANSWERED
    if ranked[0].coverage < ANSWER_COVERAGE:
        lines.insert(0, f"{facts.name} không nói thẳng điều này; phần gần nhất là:")
        status = AnswerStatus.PARTIAL
    absent = _absent(frame, facts)
    if absent:
        words = ", ".join(f"“{word}”" for word in absent)
        lines.insert(0, f"{facts.name} không nhắc đến {words}; phần liên quan là:")
        status = AnswerStatus.PARTIAL
    if Ask.WHEN in frame.asks and not _HAS_TIME.search(chosen[0].passage.text):
        _add_times(chosen[0], frame, facts, lines, evidence)
    missing = left_open(
        frame, [*(e.quote for e in evidence), *(entry.passage.text for entry in chosen)]
    )
    if missing:
        lines.append(missing.format(name=facts.name))
        status = AnswerStatus.PARTIAL
    if Ask.COORDINATES in frame.asks:
        _add_partners(chosen[0], facts, lines, evidence)
    if Ask.LEADS in frame.asks:
        _add_responsible(chosen, facts, lines, evidence)
    return Draft(tuple(lines), tuple(evidence), status)


def _is_related(best: Ranked, frame: Frame, facts: Facts) -> bool:
    """Tell whether a passage shares enough with the question: words, or telling pairs of words."""
    if not frame.terms and not frame.is_follow_up:
        return best.pairs >= 2 * _PAIRS
    if best.coverage >= ANSWER_COVERAGE:
        return True
    if frame.units and _belongs(best.passage.path, frame.units, facts):
        return best.coverage >= _PAIRED_COVERAGE
    fits = Ask.AMOUNT in frame.asks and bool(_HAS_FIGURE.search(best.passage.text))
    needed = _PAIRS if best.coverage >= RELATED_COVERAGE or fits else 2 * _PAIRS
    return best.coverage >= _PAIRED_COVERAGE and best.pairs >= needed


def _absent(frame: Frame, facts: Facts) -> list[str]:
    """Return the things that the question claims and the document names nowhere."""
    if Ask.CLAIM not in frame.asks:
        return []
    pairs = [t for t in frame.topic if " " in t.folded and t.accented is not None]
    return [
        t.accented
        for t in pairs
        if t.accented
        and not facts.index.knows(t.folded)
        and not all(facts.index.knows(w) and facts.index.idf(w) < 3.5 for w in t.folded.split())
        and all(is_syllable(w) for w in t.accented.split())
    ][:3]


def told(entry: Ranked, frame: Frame, facts: Facts) -> tuple[str, Evidence]:
    """Return a passage as a line of an answer and as evidence; a row's cells stay apart there."""
    quote = excerpt(entry.passage.text, frame, facts)
    line = f"{label(entry.passage.path, facts)}: “{shown(quote)}”"
    if is_row(facts.document.by_path[entry.passage.path]):
        return line, evidence_at(facts, entry.passage.key)
    return line, Evidence(facts, entry.passage.path, quote)


def continued_answer(frame: Frame, facts: Facts) -> Draft | None:
    """Answer a follow-up from the very places of the last answer when they hold its subject."""
    if not frame.is_follow_up or frame.is_bare or frame.paths or frame.units or not frame.topic:
        return None
    if not (frame.asks | frame.focus.asks) & {Ask.AMOUNT} or frame.asks & _OTHER_ASKS:
        return None
    held = [
        entry
        for entry in facts.index.rank(frame.topic, len(facts.index.passages))
        if entry.passage.path in frame.focus.paths[:4] and entry.coverage >= _HELD
    ]
    said = [told(entry, frame, facts) for entry in held[:2]]
    if not said:
        return None
    return Draft(tuple(line for line, _ in said), tuple(place for _, place in said))


def locate_answer(frame: Frame, facts: Facts) -> Draft | None:
    """Tell where in the document something stands, or pass."""
    if Ask.LOCATE not in frame.asks or frame.paths or frame.units:
        return None
    quiet = replace(frame, asks=frozenset({Ask.LOCATE}))
    return passage_answer(quiet, facts)


def rank(frame: Frame, facts: Facts, top: int = 12) -> list[Ranked]:
    """Return the passages for the question's words, fitted to what it asks, best first."""
    terms = _weighed(frame, facts) or terms_of(frame.reading, fallback=True)
    if frame.is_follow_up:
        known = {term.folded for term in terms}
        terms = (*terms, *_faded(frame.focus.terms, known))
    ranked = [_fitted(entry, frame, facts) for entry in facts.index.rank(terms, 3 * top)]
    ranked.sort(key=lambda entry: (-entry.score, entry.passage.key))
    return ranked[:top]


def _weighed(frame: Frame, facts: Facts) -> tuple[Term, ...]:
    """Return the terms with words of form ("chủ trì", "thời hạn") weighing less."""
    subject = {term.concept for term in frame.topic}
    if not any(facts.index.knows(term.folded) for term in frame.topic):
        return frame.terms
    return tuple(
        t if t.concept in subject else replace(t, weight=t.weight * _FORM_WEIGHT)
        for t in frame.terms
    )


def _faded(terms: Sequence[Term], known: set[str]) -> list[Term]:
    return [
        replace(term, weight=term.weight * _FOCUS_WEIGHT, concept=1000 + term.concept)
        for term in terms
        if term.folded not in known
    ]


def _fitted(entry: Ranked, frame: Frame, facts: Facts) -> Ranked:
    factor = 1.0
    text = entry.passage.text
    if Ask.AMOUNT in frame.asks:
        factor *= 1.15 if _HAS_FIGURE.search(text) else 0.9
    if frame.asks_any(Ask.WHEN):
        factor *= 1.1 if _HAS_TIME.search(text) else 0.95
    units = frame.units or (frame.focus.named if frame.is_follow_up else ())
    if units and _belongs(entry.passage.path, units, facts):
        factor *= 1.3
    if frame.is_follow_up and _in_focus(entry.passage.path, frame, facts):
        factor *= 1.2
    if frame.paths and any(_inside(entry.passage.path, path) for path in frame.paths):
        factor *= 1.5
    if Ask.LEADS in frame.asks:
        factor *= 0.85 if facts.target_at(entry.passage.path) else 1.0
    if entry.passage.key.endswith("#0"):
        factor *= 0.6
    return replace(entry, score=entry.score * factor)


def _in_focus(path: str, frame: Frame, facts: Facts) -> bool:
    """Tell whether a passage stands in the task that the last answer was about."""
    task = facts.task_of(path)
    return task is not None and any(facts.task_of(p) == task for p in frame.focus.paths[:3])


def _belongs(path: str, units: Sequence[str], facts: Facts) -> bool:
    for unit in units:
        if any(_inside(path, block.path) for block in facts.blocks_of(unit)):
            return True
        if any(_inside(path, task.path) for task in facts.led_by(unit)):
            return not facts.is_group(unit)
    return False


def _inside(path: str, ancestor: str) -> bool:
    return path == ancestor or path.startswith(f"{ancestor}.")


def _choose(ranked: Sequence[Ranked], frame: Frame) -> list[Ranked]:
    """Keep the best and those nearly as good; more when a list is asked for."""
    best = ranked[0]
    wide = frame.asks_any(Ask.LEADS, Ask.WHO, Ask.LIST, Ask.INVOLVES)
    floor = (0.87 if wide else 0.92) * best.score
    chosen = [r for r in ranked if r.score >= floor and r.coverage >= 0.8 * best.coverage]
    chosen.extend(r for r in ranked if r not in chosen and _shares_phrase(r, best))
    if len(chosen) == 1:
        chosen.extend(_completing(best, ranked)[:1])
    return chosen[:_MOST_PASSAGES]


def _shares_phrase(entry: Ranked, best: Ranked) -> bool:
    """Tell whether a passage holds the same rare phrase of the question as the best one."""
    return entry.pairs >= max(best.pairs, _PHRASE) and entry.score >= 0.7 * best.score


def _completing(best: Ranked, ranked: Sequence[Ranked]) -> list[Ranked]:
    """Return passages that hold what the question says and the best one lacks."""
    return [
        r
        for r in ranked[1:]
        if r.score >= 0.5 * best.score and r.pairs >= 1 and r.gain_over(best) >= _COMPLETING
    ]


def excerpt(text: str, frame: Frame, facts: Facts) -> str:
    """Return the part of a long paragraph that answers: whole clauses in one run."""
    if len(text) <= _LONG:
        return text
    pieces = re.split(r"(?<=;)\s+|(?<=\.)\s+(?=[A-ZĐ])", text)
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


def label(path: str, facts: Facts) -> str:
    """Return a path with the headings that tell what it is."""
    task = facts.task_of(path)
    heading = facts.heading(path)
    names = [n for n in (heading, task.title if task and task.path != path else "") if n]
    return f"{path} ({' – '.join(names)})" if names else path


def left_open(frame: Frame, said: Sequence[str]) -> str:
    """Return what the question asks and the texts do not say, or nothing."""
    texts = " ".join(said)
    counted = _COUNTED_NOUN.search(frame.plain)
    if counted and not re.search(rf"\d[\d.,]*\s*{counted.group(1)}\b", fold(texts)):
        return "{name} không nêu con số cụ thể về việc này."
    if Ask.AMOUNT in frame.asks and not _HAS_FIGURE.search(texts):
        return "{name} không nêu con số cụ thể về việc này."
    if frame.asks_any(Ask.WHEN) and not _HAS_TIME.search(texts):
        return "{name} không nêu thời hạn cụ thể của việc này."
    if re.search(
        r"\b(?:dien thoai|duong day nong|dia chi|email|website|trang web|so may)\b", frame.plain
    ):
        return "{name} không nêu số điện thoại hay địa chỉ cụ thể."
    if Ask.OUTCOME in frame.asks:
        return "Đó là yêu cầu của {name}; tôi chưa có số liệu thực tế."
    return ""


def _add_times(
    best: Ranked, frame: Frame, facts: Facts, lines: list[str], evidence: list[Evidence]
) -> None:
    """Tell when the task that a passage belongs to is due."""
    task = facts.task_of(best.passage.path)
    if task is not None and facts.milestones_of(task):
        told = timed(facts.milestones_of(task), frame, facts)
        lines.extend(told.lines)
        evidence.extend(told.evidence)


def _add_partners(best: Ranked, facts: Facts, lines: list[str], evidence: list[Evidence]) -> None:
    """Name who coordinates the task that a passage belongs to."""
    task = facts.task_of(best.passage.path)
    if task is not None and task.coordinators and task.coordinators_key:
        lines.append(f"Phối hợp {task.path}: {facts.names(task.coordinators)}.")
        evidence.append(evidence_at(facts, task.coordinators_key))


def _add_responsible(
    chosen: Sequence[Ranked], facts: Facts, lines: list[str], evidence: list[Evidence]
) -> None:
    """Name who leads the task that a passage belongs to."""
    tasks: list[Task] = []
    for entry in chosen:
        task = facts.task_of(path_of(entry.passage.key))
        if task is not None and task not in tasks and task.leads and task.leads_key:
            tasks.append(task)
    for task in tasks[:2]:
        lines.append(f"Chủ trì, thực hiện {task.path}: {facts.names(task.leads)}.")
        if task.leads_key:
            evidence.append(evidence_at(facts, task.leads_key))
