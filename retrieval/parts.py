"""Parts of a sentence such as "A bao nhiêu, còn B ai lo": which are questions of their own."""

import re
from collections.abc import Sequence

from retrieval.asks import Ask, Element
from retrieval.facts import Facts
from retrieval.frame import Frame
from retrieval.terms import Term

_TELLING = 3.0
# "…, vậy có sai không": what is asked about stands before, so it is no question of its own.
_VERDICT = re.compile(
    r"^(?:vay |the |nhu vay |nhu the |thi )*(?:\w+ ){0,2}?co (?:bi )?(?:sai|dung|vi pham|duoc"
    r"|on|sao|gi|phat|xu ly|ky luat)(?: \w+)?(?: (?:khong|chua|khong vay|khong a))?$"
)
_TO_DO = re.compile(
    r"\b(?:phai|can|co) (?:lam|tra loi|noi|giai quyet|xu ly)?\b.*\b(?:gi|sao|the nao)\b"
)
# "…, còn hộ nghèo chung thì sao": asks for the same of something else.
_SO_TOO = re.compile(r"\bthi (?:sao|the nao|nhu the nao)\b")
_INTRODUCTION = re.compile(
    r"\s*(?:(?:dạ|thưa|chào|da|thua|chao)\b[^,.;?!]{0,30}[,.;]?\s+)?"
    r"(?:mình|em|e|tôi|tui|cháu|con|nhà tôi|nhà tui|minh|toi|chau|nha toi|nha tui)\s+"
    r"(?:là|đang|làm|mới|vừa|vốn|có|la|dang|lam|moi|vua|co)\b[^,.;?!]{3,80}[,.;]\s*"
    r"(?:(?:nên|thì|vậy|cho hỏi|nen|thi|vay|cho hoi)\s+)*",
    re.IGNORECASE,
)
_FEWEST_WORDS = 3
_DUE = {Ask.OVERDUE, Ask.UPCOMING}
_OPEN_ENDED = {Ask.AMOUNT, Ask.COUNT, Ask.WHEN, Ask.WHERE}
# "có mấy điểm, ở đâu": the place is asked of what was just counted.
_ASKED_BESIDE = {Ask.WHERE}
_ONLY_WHERE = {Ask.WHERE, Ask.LIST, Ask.WHO}
_OF_UNITS = {Ask.LEADS, Ask.COORDINATES, Ask.DUTIES}
_QUESTIONS = _DUE | _OPEN_ENDED | _OF_UNITS | {Ask.WHO, Ask.YES_NO}
_QUESTIONS_PROPER = _OPEN_ENDED | {Ask.WHO, Ask.LIST, Ask.YES_NO}


def without_introduction(text: str) -> str:
    """Return a question without what its asker says of himself first: "Em là kế toán xã, …"."""
    said = _INTRODUCTION.match(text)
    rest = text[said.end() :] if said else text
    return rest if len(rest.split()) >= _FEWEST_WORDS else text


def are_questions(frames: Sequence[Frame], facts: Facts) -> bool:
    """Tell whether each of the parts asks something of its own, so that all are answered apart."""
    first, *later = frames
    if any(_VERDICT.search(frame.plain) for frame in later) or _is_one_claim(frames):
        return False
    asking = all(f.asks & _QUESTIONS or _SO_TOO.search(f.plain) for f in later)
    if not first.asks & _QUESTIONS or not asking:
        return False
    return _stands_alone(first, facts) and all(_may_follow(f, first, facts) for f in later)


def _stands_alone(frame: Frame, facts: Facts) -> bool:
    """Tell whether a part of a question says of itself what it is about."""
    known = any(_is_known(term, facts) for term in frame.topic)
    return bool(known or frame.units or frame.paths or _counts(frame) or frame.asks & _DUE)


def _is_known(term: Term, facts: Facts) -> bool:
    """Tell whether a subject's pair of words stands in the document, or a word rare enough."""
    rare = " " in term.folded or facts.index.idf(term.folded) >= _TELLING
    return rare and facts.index.knows(term.folded)


def _may_follow(frame: Frame, first: Frame, facts: Facts) -> bool:
    """Tell whether a later part is a question of its own, if only on the unit of the first."""
    if first.topic and not first.units and _asks_what_to_do(frame):
        return False
    if frame.asks & _ASKED_BESIDE and not _stands_alone(frame, facts):
        return not frame.asks <= _ONLY_WHERE
    on_its_unit = first.units and frame.asks & _OF_UNITS
    return bool(_stands_alone(frame, facts) or frame.asks & _OPEN_ENDED or on_its_unit)


def _asks_what_to_do(frame: Frame) -> bool:
    """Tell whether a part only asks what somebody must do about what stands before it."""
    only_unit = frame.units and not (frame.topic or frame.paths or frame.periods)
    return bool(only_unit) and _TO_DO.search(frame.plain) is not None


def _is_one_claim(frames: Sequence[Frame]) -> bool:
    """Tell whether parts make one claim: "Hội A chủ trì việc B, việc C phải không"."""
    return Ask.CLAIM in frames[-1].asks and not frames[0].asks & _QUESTIONS_PROPER


def _counts(frame: Frame) -> bool:
    """Tell whether a whole set is counted, which needs no further subject."""
    return Ask.COUNT in frame.asks and bool(frame.elements & {Element.TARGET, Element.PART})
