"""Claims that something may be left out or may be done, against words that say otherwise."""

import re

from domain.answers import AnswerStatus
from retrieval.answers.ranking import ANSWER_COVERAGE, FORBIDS, rank
from retrieval.asks import Ask, without_tail
from retrieval.draft import Draft, Evidence, quoted
from retrieval.facts import Facts
from retrieval.frame import Frame

_LOOKED_AT = 3
_SAME_MATTER, _SAME_DUTY = 0.45, 0.4
_WAIVES = re.compile(
    r"\b(?:khoi(?: phai| can)?|khong (?:can|bat buoc|nhat thiet)|duoc mien|mien (?:la|cho|duoc)"
    r"|bo qua|chang can|dau can|can gi phai)\b"
)
_DEMANDS = re.compile(
    r"\b(?:phải|bắt buộc|100%|nghiêm túc|thực hiện nghiêm|bảo đảm|yêu cầu)(?!\w)", re.IGNORECASE
)
_NEGATED = re.compile(r"\b(?:khong|chua|cam|dung|chang|cha)\b")
_CLAUSE_END = re.compile(r"(?<=[;.])\s+")


def permission_answer(frame: Frame, facts: Facts) -> Draft | None:
    """Correct "khỏi làm X" where X is demanded, "được làm X" where X is forbidden, or pass."""
    if Ask.CLAIM not in frame.asks or not frame.topic or frame.paths or frame.figures:
        return None
    said = without_tail(frame.plain)
    if _WAIVES.search(said):
        broken = _DEMANDS
    elif not _NEGATED.search(said):
        broken = FORBIDS
    else:
        return None
    for entry in rank(frame, facts)[:_LOOKED_AT]:
        if entry.coverage < ANSWER_COVERAGE:
            continue
        clauses = _CLAUSE_END.split(entry.passage.text)
        if any(_rules(clause, broken, frame, facts) for clause in clauses):
            return _corrected(entry.passage.path, entry.passage.text, facts)
    return None


def _rules(clause: str, broken: re.Pattern[str], frame: Frame, facts: Facts) -> bool:
    """Tell whether a clause lays down a rule of the kind `broken` on the question's subject."""
    rule = broken.search(clause)
    if rule is None:
        return False
    needed = _SAME_MATTER if broken is FORBIDS else _SAME_DUTY
    return facts.cover(frame.topic, _ruled(clause, rule, broken)).question >= needed


def _ruled(clause: str, rule: re.Match[str], broken: re.Pattern[str]) -> str:
    """Return what a rule is on: all of its clause, or what follows a prohibition."""
    return clause[rule.start() :] if broken is FORBIDS else clause


def _corrected(path: str, text: str, facts: Facts) -> Draft:
    line = f"Không đúng. {path}: {quoted(text, facts)}"
    return Draft((line,), (Evidence(facts, path, text),), AnswerStatus.CORRECTED)
