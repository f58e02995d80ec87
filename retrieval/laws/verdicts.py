"""What a clause says to something taken for granted: by figures, and by may or must."""

import re
from collections.abc import Sequence

from domain.vietnamese import canonical, fold
from retrieval.asks import Ask
from retrieval.facts import Facts
from retrieval.figures import Figure, read_figures
from retrieval.laws.questions import LawQuestion, without_names

WRONG, RIGHT = "Không đúng như vậy.", "Đúng."
_SAID_RIGHT = re.compile(
    r"\b(?:dung (?:khong|ko|k|hok|chua|hong)|phai (?:khong|ko|k|hong)|ha|nhi)\b"
)
_FORBIDDEN = re.compile(
    r"\bkhông (?:được|có quyền)\b|\bcấm\b|\bkhông (?:phải )?(?:xử lý|giải quyết|xem xét)\b"
)
_MUST = re.compile(r"\bphải\b|\bbắt buộc\b|\b(?:trách nhiệm|nghĩa vụ)\b(?=[^:]*:)")
_MAY = re.compile(r"(?<!không )\b(?:được|có quyền|có thể)\b")
_NO = r"(?:khong|ko|k|hong|hok|chang)"
_SAYS_MAY_NOT = re.compile(
    rf"\b{_NO} (?:\w+ ){{0,2}}?(?:duoc|dc|đc|co quyen)\b|\bcam\b|\bhet (?:duoc|dc|quyen)\b"
)
_SAYS_NEED_NOT = re.compile(rf"\bkhoi\b|\b{_NO} (?:can|phai|bat buoc)\b|\bmien\b|\bthoai mai\b")
_SAYS_MAY = re.compile(r"\b(?:duoc|dc|co quyen|cho phep|co the|cu|thoai mai)\b")
_TAIL = re.compile(
    r"[\s,]*\b(?:(?:co )?(?:dung|phai)(?: vay)? (?:khong|ko|k|hok|chua|hong)|ha|nhi)\b.*$"
)
_SENTENCE = re.compile(r"(?<=[.;:])\s+|\n+")
_HELD = 0.4


def verdict(asked: LawQuestion, quote: str, law: Facts) -> str:
    """Return whether what the question takes for granted agrees with a clause, or an empty string.

    A figure is compared with the figures of the same unit; else "may", "must" and "may not" with
    the sentence of the clause that says most of the question, if it says enough of it.
    """
    if not (asked.asks & {Ask.CLAIM, Ask.YES_NO} or _SAID_RIGHT.search(asked.plain)):
        return ""
    by_figures = _by_figures(asked, quote)
    if by_figures or not _is_claim(asked):
        return by_figures
    return WRONG if _disagrees(_TAIL.sub("", asked.plain), _nearest(asked, quote, law)) else ""


def _is_claim(asked: LawQuestion) -> bool:
    return Ask.CLAIM in asked.asks or _SAID_RIGHT.search(asked.plain) is not None


def _by_figures(asked: LawQuestion, quote: str) -> str:
    held = read_figures(quote)
    for figure in read_figures(without_names(asked.text, asked.named)):
        unit = _unit(figure)
        same = [f for f in held if _unit(f) == unit] if unit else []
        if same:
            return RIGHT if any(f.value == figure.value for f in same) else WRONG
    return ""


def _unit(figure: Figure) -> str:
    return fold(figure.unit).split(" ")[0]


def _nearest(asked: LawQuestion, quote: str, law: Facts) -> str:
    """Return the sentence that says most of the question, empty where none says enough."""
    sentences: Sequence[str] = [s for s in _SENTENCE.split(quote) if s.strip()]
    worth = [law.cover(asked.terms, s).question for s in sentences]
    if not worth or max(worth) < _HELD:
        return ""
    lead = quote.split("\n", 1)[0]
    nearest = sentences[worth.index(max(worth))]
    # "Chủ bến có trách nhiệm:" governs every item of its list.
    return canonical(f"{lead} {nearest}" if lead.endswith(":") else nearest).lower()


def _disagrees(claim: str, sentence: str) -> bool:
    """Tell whether a folded claim and a sentence differ in what may, must and may not be done."""
    if not sentence:
        return False
    forbidden = _FORBIDDEN.search(sentence) is not None
    if _SAYS_NEED_NOT.search(claim):
        return _MUST.search(sentence) is not None and not re.search(r"không (?:cần|phải)", sentence)
    if _SAYS_MAY_NOT.search(claim):
        return not forbidden and _MAY.search(sentence) is not None
    return _SAYS_MAY.search(claim) is not None and forbidden
