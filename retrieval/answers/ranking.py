"""The passages nearest to a question, fitted to what it asks, and which of them answer."""

import re
from collections.abc import Sequence
from dataclasses import replace

from domain.citations import is_within
from domain.register import DutyRole
from domain.vietnamese import fold
from knowledge.parser.tree import DECISION
from retrieval.answers.gaps import counts_noun, says_figure, says_time
from retrieval.asks import Ask
from retrieval.facts import Facts
from retrieval.frame import Frame
from retrieval.lexical import Ranked
from retrieval.passages import Passage
from retrieval.terms import Term, terms_of

ANSWER_COVERAGE = 0.55
_RELATED_COVERAGE = 0.3
_PAIRED_COVERAGE = 0.2
_PAIRS, _PHRASE = 2, 6
_SHARED = 3
_COMPLETING = 0.25
_TIE = 0.95
_FOCUS_WEIGHT = 0.4
_FORM_WEIGHT = 0.35
_MOST_PASSAGES = 3
_LETTERHEAD_WORDS = 12
_PRICE = re.compile(r"(?<!đánh )(?<!định )(?<!thẩm định )(?<!\w)giá(?! trị)(?!\w)")
_OF_DECISION = re.compile(r"\b(?:quyet dinh|hieu luc|thay the|thi hanh|dieu \d)\b")
_MONEY = re.compile(r"\b(?:tien|dong|trieu|ty)\b")
_DEFINITION = re.compile(
    r"\bla (?:gi|sao)\b|\bla (?:\w+ )?(?:nhu )?the nao\b|\b(?:nghia|hieu|tinh|coi|goi) la\b"
)
_FORBIDDEN = re.compile(r"\b(?:cam|khong (?:duoc|cho|phep|nen)|chua duoc)\b")
FORBIDS = re.compile(
    r"\b(?:nghiêm cấm|cấm|tuyệt đối không|không (?:được|sử dụng|dùng|mua|chi|để|đặt|huy động|giao"
    r"|chấp nhận|bán|áp dụng|giải thể|thu))\b",
    re.IGNORECASE,
)


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
    """Return the terms of the conversation before that are not `known`, weighing less."""
    return [
        replace(term, weight=term.weight * _FOCUS_WEIGHT, concept=1000 + term.concept)
        for term in terms
        if term.folded not in known
    ]


def _fitted(entry: Ranked, frame: Frame, facts: Facts) -> Ranked:
    """Return the passage with its score raised or lowered by what the question asks."""
    factor = 1.0
    path, text = entry.passage.path, entry.passage.text
    if Ask.AMOUNT in frame.asks:
        factor *= 1.15 if says_figure(text) else 0.9
    if Ask.WHEN in frame.asks:
        factor *= 1.1 if says_time(text) else 0.95
    units = frame.units or (frame.focus.named if frame.is_follow_up else ())
    if units and _belongs(path, units, facts):
        factor *= 1.3
    if any(facts.is_only_named(unit) for unit in frame.units):
        factor *= 1.3 if any(facts.unit_name(unit) in text for unit in frame.units) else 0.8
    if frame.is_follow_up and _in_focus(path, frame, facts):
        factor *= 1.2
    if any(is_within(path, asked) for asked in frame.paths):
        factor *= 1.5
    if Ask.LEADS in frame.asks:
        factor *= 0.7 if facts.target_at(path) else _lead_factor(entry.passage.key, facts)
    factor *= _count_factor(frame, text) * _definition_factor(frame, text)
    if _FORBIDDEN.search(frame.plain) and FORBIDS.search(text):
        factor *= 1.3
    if entry.passage.key.endswith("#0"):
        factor *= 0.6
    if path.startswith(DECISION) and not _OF_DECISION.search(frame.plain):
        factor *= 0.6
    if _is_letterhead(entry.passage):
        factor *= 0.4
    return replace(entry, score=entry.score * factor)


def _count_factor(frame: Frame, text: str) -> float:
    """Return how far a passage counts the noun of "mấy buổi", if the question counts any."""
    counts = None if _MONEY.search(frame.plain) else counts_noun(frame, text)
    return 1.0 if counts is None else (1.12 if counts else 0.95)


def _definition_factor(frame: Frame, text: str) -> float:
    """Return how far a passage says what the subject of "… là gì" is: "Điểm đỏ: sâu trên 1,5 m"."""
    if not _DEFINITION.search(frame.plain) or not frame.topic:
        return 1.0
    subject = " ".join(t.folded for t in frame.topic if t.weight == 1.0 and " " not in t.folded)
    start = r"(?:^|[.;+\n])\W*(?:\w+ )?"
    said = re.search(rf"{start}{re.escape(subject)}(?: la\b|\W*:)", fold(text))
    return 1.5 if said else 1.0


def _is_letterhead(passage: Passage) -> bool:
    """Tell whether a passage is the number, place or day over a text: short and no sentence."""
    return passage.path == "đầu văn bản" and len(passage.text.split()) <= _LETTERHEAD_WORDS


def _lead_factor(key: str, facts: Facts) -> float:
    """Return how far a passage tells who leads: a unit's own lead more, its support less."""
    duty = next((d for d in facts.document.duties if d.key == key and d.block), None)
    if duty is None:
        return 1.0
    return {DutyRole.LEAD: 1.12, DutyRole.COORDINATE: 0.9}.get(duty.role, 1.0)


def _in_focus(path: str, frame: Frame, facts: Facts) -> bool:
    """Tell whether a passage stands in the task that the last answer was about."""
    task = facts.task_of(path)
    return task is not None and any(facts.task_of(p) == task for p in frame.focus.paths[:3])


def _belongs(path: str, units: Sequence[str], facts: Facts) -> bool:
    """Tell whether a passage stands among a unit's own duties or in a task that it leads."""
    for unit in units:
        if any(is_within(path, block.path) for block in facts.blocks_of(unit)):
            return True
        if any(is_within(path, task.path) for task in facts.led_by(unit)):
            return not facts.is_group(unit)
    return False


def is_related(best: Ranked, frame: Frame, facts: Facts) -> bool:
    """Tell whether a passage shares enough with the question: words, or telling pairs of words."""
    if _lacks_price(best, frame):
        return False
    if not frame.terms and not frame.is_follow_up:
        return best.pairs >= 2 * _PAIRS
    if best.coverage >= ANSWER_COVERAGE:
        return True
    if frame.units and _belongs(best.passage.path, frame.units, facts):
        return best.coverage >= _PAIRED_COVERAGE
    if _FORBIDDEN.search(frame.plain) and FORBIDS.search(best.passage.text):
        return best.coverage >= _RELATED_COVERAGE
    fits = Ask.AMOUNT in frame.asks and says_figure(best.passage.text)
    if _is_time_of_work(best, frame, facts):
        return True
    needed = _PAIRS if best.coverage >= _RELATED_COVERAGE or fits else 2 * _PAIRS
    return best.coverage >= _PAIRED_COVERAGE and best.pairs >= needed


def _is_time_of_work(best: Ranked, frame: Frame, facts: Facts) -> bool:
    """Tell whether "when" is asked and a passage that sets times shares several words with it."""
    asked = frame.asks_any(Ask.WHEN, Ask.DAYS_LEFT, Ask.OVERDUE)
    is_set = any(m.key == best.passage.key for m in facts.document.milestones)
    shared = len(best.found) >= _SHARED and best.coverage >= _RELATED_COVERAGE
    return asked and is_set and shared


def _lacks_price(best: Ranked, frame: Frame) -> bool:
    """Tell whether a price is asked for and the passage speaks of none."""
    asked = Ask.AMOUNT in frame.asks and _PRICE.search(frame.reading.accented)
    return bool(asked) and _PRICE.search(best.passage.text) is None


def choose(ranked: Sequence[Ranked], frame: Frame) -> list[Ranked]:
    """Keep the best and those nearly as good; more when a list is asked for."""
    best = ranked[0]
    wide = frame.asks_any(Ask.LEADS, Ask.WHO, Ask.LIST, Ask.INVOLVES)
    floor = (0.87 if wide else 0.92) * best.score
    chosen = [r for r in ranked if r.score >= floor and r.coverage >= 0.8 * best.coverage]
    if best.pairs >= _PAIRS:
        chosen = [r for r in chosen if r.pairs or r.score >= _TIE * best.score]
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
