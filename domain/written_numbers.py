"""Vietnamese numbers in words, as people say them: "chín mươi tám", "chín tám", "một trăm"."""

import re
from decimal import Decimal

from domain.vietnamese import fold

_DIGITS = {
    "khong": 0, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "nham": 5,
    "sau": 6, "bay": 7, "tam": 8, "chin": 9,
}  # fmt: skip
_TEN = {"muoi", "chuc"}
_WORD = re.compile(r"[a-z]+")
_AND = {"le", "linh"}
_SCALES = {"nghin": 1_000, "ngan": 1_000, "trieu": 1_000_000, "ty": 1_000_000_000}
# What may stand beside a number in words; other words mean that something else is said.
_BESIDE_LIST = """
    khoang la dat dung tam chung gan hon toi thieu it nhat tren duoi dap an tra loi nguoi ngay gio
    phut lan xa phuong don vi nhiem vu chi tieu muc so diem em nghi a bang trong vong
"""
_BESIDE = frozenset(_BESIDE_LIST.split())
# A unit that follows says how much, not another number: "chín mươi phần trăm".
_PERCENT = re.compile(r"\bphan tram\b")


def read_words(text: str) -> Decimal | None:
    """Return the number that words say, None where they say none or something beside it."""
    words = _WORD.findall(_PERCENT.sub(" ", fold(text)))
    words = [word for word in words if word not in _AND]
    told = [at for at, word in enumerate(words) if _is_number(word)]
    if not told or told != list(range(told[0], told[-1] + 1)):
        return None
    if any(word not in _BESIDE for at, word in enumerate(words) if at not in told):
        return None
    return _value(words[told[0] : told[-1] + 1])


def _is_number(word: str) -> bool:
    return word in _DIGITS or word in _TEN or word == "tram" or word in _SCALES


def _value(words: list[str]) -> Decimal | None:
    for scale, worth in sorted(_SCALES.items(), key=lambda one: -one[1]):
        if scale in words:
            at = words.index(scale)
            head = _value(words[:at]) if words[:at] else Decimal(1)
            rest = _value(words[at + 1 :]) if words[at + 1 :] else Decimal(0)
            return None if head is None or rest is None else head * worth + rest
    return _hundreds(words)


def _hundreds(words: list[str]) -> Decimal | None:
    if "tram" not in words:
        return _tens(words)
    at = words.index("tram")
    head, rest = words[:at], words[at + 1 :]
    if len(head) > 1 or (head and head[0] not in _DIGITS) or "tram" in rest:
        return None
    below = _tens(rest) if rest else Decimal(0)
    return None if below is None else (_DIGITS[head[0]] if head else 1) * 100 + below


def _tens(words: list[str]) -> Decimal | None:
    ten = next((at for at, word in enumerate(words) if word in _TEN), None)
    if ten is None:
        return _spoken_digits(words)
    head, rest = words[:ten], words[ten + 1 :]
    if len(head) > 1 or len(rest) > 1 or any(word not in _DIGITS for word in (*head, *rest)):
        return None
    tens = _DIGITS[head[0]] if head else 1
    return Decimal(tens * 10 + (_DIGITS[rest[0]] if rest else 0))


def _spoken_digits(words: list[str]) -> Decimal | None:
    """Return "chín tám" as 98, "không" as 0."""
    if not words or any(word not in _DIGITS for word in words) or len(words) > 4:
        return None
    return Decimal("".join(str(_DIGITS[word]) for word in words))
