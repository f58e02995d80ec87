"""Figures and days in a text, however they are written: 05, 5, năm; 1/7/2025, Quý III năm 2026."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache

from domain.deadlines import read_deadline
from domain.time_wordings import DAY, HALF, MONTH, QUARTER, SLASHED_MONTH, YEAR_END
from domain.vietnamese import fold

_NAMED = re.compile(
    r"\b(?:điều|khoản|điểm|mục|chương|phần|phụ lục|nhóm nhiệm vụ)\s+(?:[ivx]+\.)?\d+(?:\.\w+)*"
    r"|\b\d+/(?:\d{4}/)?[a-zđ]{2,}[-\w]*",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d+(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
_DAYS = (DAY, HALF, QUARTER, MONTH, SLASHED_MONTH, YEAR_END)
# "năm" is left out: it is the word for year too.
_SPELT = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")


def numbers_in(text: str) -> tuple[Decimal, ...]:
    """Return the figures of a text in order, those of names of places and documents left out."""
    return tuple(map(_value, _FIGURE.findall(_NAMED.sub(" ", text))))


def figures_in(text: str) -> frozenset[Decimal]:
    """Return every figure that a text gives, in digits or in words."""
    spelt = (Decimal(_SPELT[word]) for word in _WORD.findall(text.lower()) if word in _SPELT)
    return frozenset([*map(_value, _FIGURE.findall(text)), *spelt])


@lru_cache(maxsize=4_000)
def dates_in(text: str, year: int | None = None) -> frozenset[date]:
    """Return every day that a text gives; a month, quarter or year means its last day."""
    return frozenset(_days(fold(text), year))


def _days(folded: str, year: int | None) -> Iterator[date]:
    found = [match for pattern in _DAYS for match in pattern.finditer(folded)]
    for match in found:
        # "Tháng 6 năm 2026" is no year: the finer wording around it counts.
        if any(_is_inside(match, other) for other in found):
            continue
        due = read_deadline(match.group(), year=year)[1]
        if due is not None:
            yield due


def _is_inside(one: re.Match[str], other: re.Match[str]) -> bool:
    return one.span() != other.span() and other.start() <= one.start() and one.end() <= other.end()


def _value(figure: str) -> Decimal:
    """Read a figure the Vietnamese way: 56.000 is fifty-six thousand, 2,5 two and a half."""
    return Decimal(figure.replace(".", "").replace(",", "."))
