"""What a question asks or takes for granted and the texts do not say."""

import re
from collections.abc import Sequence

from domain.syllables import is_syllable
from domain.vietnamese import fold
from retrieval.asks import Ask
from retrieval.facts import Facts
from retrieval.frame import Frame
from retrieval.terms import Term

_RARE = 3.5
_MOST_ABSENT = 3
_FIGURE = re.compile(r"\d")
_TIME = re.compile(
    r"\d{4}|\d (?:giờ|phút|ngày|tuần)|tháng|năm|quý|thường xuyên"
    r"|định kỳ|theo yêu cầu|hằng năm|hàng năm"
)
_COUNTED_NOUN = re.compile(
    r"\b(?:may|bao nhieu|nhieu) (ngay|gio|tuan|thang|nam|lan|buoi|nguoi|lop|tien|dong|trieu|ty"
    r"|suat|truong hop|bien che|khoa|m2|can|cai|bo|chiec)\b(?! nua)"
)
_ASKS_SHARE = re.compile(r"\b(?:may|bao nhieu) phan tram\b")
_ASKS_PAY = re.compile(
    r"\b(?:luong|thuong|phu cap|tro cap|thu nhap|tien|muc dong|muc phi|le phi|gia)\b(?: \w+){0,8}"
    r" (?:bao nhieu|may|nhieu it)\b"
)
_CONTACT = re.compile(r"\b(?:dien thoai|duong day nong|dia chi|email|website|trang web|so may)\b")
_MONEY_NOUNS = {"tien", "dong", "trieu", "ty"}
# A sum beside its unit, or alone in a cell of a table, whose unit stands over the column.
_SUM_SAID = re.compile(
    r"\d[\d.,]*\s*(?:nghin|ngan|trieu|ty|dong)\b|(?:^|; ?)[\d.,]*\d(?=;|$)", re.M
)
_NO_FIGURE = "{name} không nêu con số cụ thể về việc này."
_NO_TIME = "{name} không nêu thời hạn cụ thể của việc này."
_NO_CONTACT = "{name} không nêu số điện thoại hay địa chỉ cụ thể."
_NO_OUTCOME = "Đó là yêu cầu của {name}; tôi chưa có số liệu thực tế."


def says_figure(text: str) -> bool:
    """Tell whether a text holds any figure."""
    return bool(_FIGURE.search(text))


def says_time(text: str) -> bool:
    """Tell whether a text holds a year, a period or a frequency."""
    return bool(_TIME.search(text))


def left_open(frame: Frame, said: Sequence[str]) -> str:
    """Return what the question asks and the texts do not say, with `{name}` for the document's.

    An empty string when nothing is left open.
    """
    texts = "\n".join(said)
    if _lacks_count(frame, texts) or (Ask.AMOUNT in frame.asks and not says_figure(texts)):
        return _NO_FIGURE
    if Ask.WHEN in frame.asks and not says_time(texts):
        return _NO_TIME
    if _CONTACT.search(frame.plain):
        return _NO_CONTACT
    return _NO_OUTCOME if Ask.OUTCOME in frame.asks else ""


def _lacks_count(frame: Frame, texts: str) -> bool:
    """Tell whether a noun is counted ("mấy ngày") and no figure stands before it."""
    if _ASKS_SHARE.search(frame.plain) and "%" not in texts and "phần trăm" not in texts:
        return True
    if _ASKS_PAY.search(frame.plain) and not _SUM_SAID.search(fold(texts)) and "%" not in texts:
        return True
    return counts_noun(frame, texts) is False


def counts_noun(frame: Frame, text: str) -> bool | None:
    """Tell whether a text counts what the question counts ("mấy ngày"); None: it counts nothing."""
    counted = _COUNTED_NOUN.search(frame.plain)
    if counted is None:
        return None
    noun = counted.group(1)
    if noun in _MONEY_NOUNS:
        return _SUM_SAID.search(fold(text)) is not None
    return re.search(rf"\d[\d.,]*\s*{noun}\b", fold(text)) is not None


def claimed_but_absent(frame: Frame, facts: Facts) -> list[str]:
    """Return the things that the question claims and the document names nowhere."""
    if Ask.CLAIM not in frame.asks:
        return []
    pairs = [t.accented for t in frame.topic if " " in t.folded and _is_absent(t, facts)]
    return [pair for pair in pairs if pair and all(map(is_syllable, pair.split()))][:_MOST_ABSENT]


def _is_absent(term: Term, facts: Facts) -> bool:
    """Tell whether a pair stands nowhere; words that are each common prove nothing apart."""
    if facts.index.knows(term.folded):
        return False
    words = term.folded.split()
    return not all(facts.index.knows(w) and facts.index.idf(w) < _RARE for w in words)
