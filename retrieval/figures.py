"""Figures in a text: shares, counts and amounts, in the Vietnamese way of writing numbers."""

import re
from dataclasses import dataclass
from decimal import Decimal

_FIGURE = re.compile(
    r"(?<![\w/.,\-])(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?\s*"
    r"(%|phan tram|phần trăm|trieu|triệu|ty|tỷ|tỉ|nghin|nghìn|ngan|ngàn)?(?![\w/\-]|[.,]\d)",
)
# A sum in đồng, as a pattern that ignores case.
SUM_IN_DONG = r"\d[\d.,]*\s*(?:triệu|tỷ|tỉ|nghìn|ngàn)?\s*đồng"
_SCALE = {
    "trieu": 10**6,
    "triệu": 10**6,
    "ty": 10**9,
    "tỷ": 10**9,
    "tỉ": 10**9,
    "nghin": 1000,
    "nghìn": 1000,
    "ngan": 1000,
    "ngàn": 1000,
}
_ONES = {
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "bon": 4,
    "nam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
    "muoi": 10,
}
_SPELLED = re.compile(
    r"\b(" + "|".join(_ONES) + r") (nhom|nhiem vu|chi tieu|muc tieu|phan|so|"
    r"dau moi|co quan|don vi|diem|muc)\b"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as read from a text; `unit` is `%` or the word that follows it."""

    value: Decimal
    unit: str
    start: int
    end: int
    wording: str


def read_figures(text: str) -> tuple[Figure, ...]:
    """Return the figures of `text`, left to right; dates, codes and paths are not figures."""
    found: list[Figure] = []
    for match in _FIGURE.finditer(text):
        whole, fraction, unit = match.groups()
        value = Decimal(whole.replace(".", "") + (f".{fraction}" if fraction else ""))
        value *= _SCALE.get(unit or "", 1)
        is_share = unit in {"%", "phan tram", "phần trăm"}
        follows = re.match(r"\s*(\w+(?: \w+)?)", text[match.end() :])
        name = "%" if is_share else (follows.group(1) if follows else "")
        found.append(Figure(value, name, match.start(), match.end(), match.group().strip()))
    return tuple(found)


def read_spelled(plain: str) -> tuple[Figure, ...]:
    """Return counts written as words ("chín nhóm") in the folded text `plain`."""
    return tuple(
        Figure(Decimal(_ONES[m.group(1)]), m.group(2), m.start(), m.end(), m.group())
        for m in _SPELLED.finditer(plain)
    )


def show(value: Decimal) -> str:
    """Return `value` as it is written in Vietnamese: 56.000, 2,5."""
    whole, _, fraction = f"{value.normalize():f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{grouped},{fraction}" if fraction else grouped
