"""A text as tokens that can be held against another: figures, dates, names, limits, words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from domain.vietnamese import canonical, clean
from retrieval.analyzer import abbreviations
from retrieval.model.amounts import AMOUNT, DATE, amount_of, date_of


class Kind(StrEnum):
    """What a token is: a `BOUND` is a "trở lên" that stands apart from its figure."""

    WORD = "word"
    NAME = "name"
    DATE = "date"
    AMOUNT = "amount"
    NUMBER = "number"
    PLACE = "place"
    ROLE = "role"
    LIMIT = "limit"
    MODAL = "modal"
    BOUND = "bound"


# Between a word and what it is told of, no other of the same sort may be jumped over.
SORTS = (
    frozenset({Kind.DATE, Kind.AMOUNT}),
    frozenset({Kind.ROLE}),
    frozenset({Kind.MODAL}),
    frozenset({Kind.PLACE}),
)
FIGURES = SORTS[0]
# Left out of a sentence, what they bring would be missing from it.
CONDITIONS = frozenset({"trừ", "ngoại trừ", "nếu", "trường hợp", "với điều kiện", "khi"})
CHOICE = "hoặc"
# Fewer than the words of form of a question: "tất cả" and "ngoài" change what a sentence says.
_FORM = frozenset(
    """và của các những là thì mà để cho với về theo tại ở trong từ đến do bởi vì này đó kia đây
    ấy khi như cũng đã sẽ đang còn ra vào lên bằng qua việc rằng vậy sự tới nhằm nêu
    ghi""".split()  # noqa: SIM905
)

_NUMBER = r"\d+(?:/\d{4})?/[A-ZĐ][\w]*(?:[-&][\w]+)*"
_PATH = r"\b[IVX]+\.(?:\d+(?:\.\d+)*|cuối)(?:\.[a-zđơôăâêư])?\b(?!\.\w)"
_NAMED_PLACE = (
    r"(?i:\b(?:điểm|khoản|điều|mục|phần|chương|phụ lục|tiết)\s+(?:\d+[a-zđ]?|[a-zđ]|[IVX]+)\b)"
)
_ROLE = r"(?i:\bchủ trì\b|\bphối hợp\b)"
_LIMIT = (
    r"(?i:\bngoại trừ\b|\bvới điều kiện\b|\bnếu\b|\btrường hợp\b|\bnghiêm cấm\b|\bcấm\b"
    r"|\bchưa\b|\bchẳng\b|(?<!hàng )\bkhông\b(?! (?:gian|khí|phận))"
    r"|(?<!khấu )(?<!loại )\btrừ\b|(?<!địa )\bchỉ\b"
    r"(?! (?:tiêu|thị|đạo|số|định|huy|dẫn|giới|rõ)))"
)
_MODAL = r"(?i:\bbắt buộc\b|\bcó thể\b|\bphải\b|\bđược\b|\bnên\b|\bcần\b)"
_BOUND = r"(?i:\btrở (?:lên|xuống|đi)\b)"
_REPORTING = (
    r"(?i:\bbao gồm\b|\bgồm\b|\bđồng thời\b|\bngoài ra\b|\bcụ thể\b|\bthời hạn\b|\bthời gian\b"
    r"|\btheo đó\b|\bquy định\b|\bnội dung\b|\bvăn bản\b)"
)
_TOKEN = re.compile(
    rf"(?P<number>{_NUMBER})|(?P<path>{_PATH})|(?P<place>{_NAMED_PLACE})|(?P<date>{DATE})"
    rf"|(?P<amount>{AMOUNT})|(?P<role>{_ROLE})|(?P<limit>{_LIMIT})|(?P<modal>{_MODAL})|(?P<bound>{_BOUND})"
    rf"|(?P<form>{_REPORTING})|(?P<word>[^\W\d_]+(?!\w)|\w+)|(?P<sentence>[.!?…\n])|(?P<clause>;)"
    r"|(?P<colon>:)|(?P<pause>[,()–])"
)
_KINDS = {
    "number": Kind.NUMBER,
    "path": Kind.PLACE,
    "place": Kind.PLACE,
    "role": Kind.ROLE,
    "limit": Kind.LIMIT,
    "modal": Kind.MODAL,
    "bound": Kind.BOUND,
}
_STOPS = ("", "pause", "colon", "clause", "sentence")


@dataclass(frozen=True, slots=True)
class Token:
    """One token; `after` is the strongest stop before it; sentences and clauses are counted."""

    kind: Kind
    value: str
    after: str
    sentence: int
    clause: int

    def agrees(self, other: "Token") -> bool:
        """Tell whether a passage's token `other` says what this one says; a year may be left."""
        if self.kind is Kind.DATE and other.kind is Kind.DATE:
            return other.value == self.value or other.value.endswith(f"-{self.value}")
        words = {Kind.WORD, Kind.NAME}
        alike = self.kind is other.kind or {self.kind, other.kind} <= words
        return alike and self.value == other.value


@lru_cache(maxsize=2_000)
def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the tokens of `text` that bear meaning; words of form are left out."""
    return tuple(_tokens(clean(text)))


def _tokens(text: str) -> Iterator[Token]:
    after, sentence, clause = "sentence", 0, 0
    for match in _TOKEN.finditer(text):
        group = match.lastgroup or ""
        if group in _STOPS:
            sentence += group == "sentence"
            clause += group in ("sentence", "clause")
            after = max(after, group, key=_STOPS.index)
            continue
        for kind, value in _read(match.group(), group, after):
            yield Token(kind, value, after, sentence, clause)
            after = ""


def _read(said: str, group: str, after: str) -> Iterator[tuple[Kind, str]]:
    if group == "date":
        yield Kind.DATE, date_of(said)
    elif group == "amount":
        yield Kind.AMOUNT, amount_of(said)
    elif group in _KINDS:
        yield _KINDS[group], " ".join(canonical(said).split())
    elif group == "word":
        yield from _words(said, after)


def _words(said: str, after: str) -> Iterator[tuple[Kind, str]]:
    word = canonical(said)
    written_out = _written_out(said)
    if written_out:
        yield from ((Kind.NAME, canonical(part)) for part in written_out.split())
    elif word == "khi" and after in ("sentence", "clause"):
        yield Kind.LIMIT, word
    elif word not in _FORM:
        is_name = said[0].isupper() and after in ("", "pause")
        yield (Kind.NAME if is_name else Kind.WORD), word


def _written_out(said: str) -> str:
    """Return what an abbreviation in capitals stands for, where it stands for one thing."""
    if len(said) < 2 or not said.isupper():
        return ""
    meanings = abbreviations().get(canonical(said), ())
    return meanings[0] if len(meanings) == 1 else ""
