"""Whom feedback is about, read from what somebody typed: heads of units, intake desks, names."""

import re
from itertools import pairwise

from domain.vietnamese import clean, fold

_WORD = re.compile(r"[^\W\d_]+")
_TERM = re.compile(r"[^\W_]+")
# Whoever holds one of these leads the unit, or stands in for who does.
_HEADS = (
    *("chu tich", "pho chu tich", "bi thu", "pho bi thu", "giam doc", "pho giam doc"),
    *("chanh van phong", "pho chanh van phong", "chanh thanh tra", "pho chanh thanh tra"),
    *("lanh dao", "thu truong", "nguoi dung dau", "truong phong", "pho truong phong"),
    *("hieu truong", "pho hieu truong", "chu nhiem", "cuc truong", "chi cuc truong"),
)
# Whoever sits there takes feedback in; the desk for people's papers ("Một cửa") does not.
_INTAKE = ("tiep dan", "tiep cong dan", "tiep nhan phan anh", "xu ly phan anh")
_TITLES = frozenset(
    {
        *("ong", "ba", "anh", "chi", "co", "chu", "bac", "dong", "chi", "dc", "can", "bo"),
        *("cong", "chuc", "vien", "nhan", "thay", "chu", "tich", "pho", "bi", "thu"),
        *("truong", "phong", "giam", "doc", "chuyen", "lanh", "dao", "ten", "la", "em"),
        *("ubnd", "xa", "phuong"),
    }
)
_SHORTEST_NAME = 2


def is_head(text: str) -> bool:
    """Tell whether a position is that of somebody who leads a unit."""
    return _names_one_of(text, _HEADS)


def is_intake(text: str) -> bool:
    """Tell whether a position is one at which feedback is taken in."""
    return _names_one_of(text, _INTAKE)


def folded_name(text: str) -> str | None:
    """Return a full name without titles and accents, to compare; None where it is no full name."""
    words = _WORD.findall(fold(clean(text)))
    while len(words) > _SHORTEST_NAME and words[0] in _TITLES:
        words = words[1:]
    if words and words[0] in _TITLES and len(words) <= _SHORTEST_NAME:
        return None
    return " ".join(words) if len(words) >= _SHORTEST_NAME else None


def mentions(text: str, name: str) -> bool:
    """Tell whether a text holds a full name, with or without accents."""
    wanted = folded_name(name)
    if wanted is None:
        return False
    return f" {wanted} " in f" {folded_text(text)} "


def folded_text(text: str) -> str:
    """Return the words of a text without accents and marks, to compare one with another."""
    return " ".join(_TERM.findall(fold(clean(text))))


def likeness(one: str, other: str) -> float:
    """Return how much two texts share, between 0 and 1: pairs of neighbouring words in common."""
    first, second = _pairs(one), _pairs(other)
    both = len(first & second)
    return both / (len(first) + len(second) - both) if both else 0.0


def _pairs(text: str) -> set[tuple[str, str]]:
    words = folded_text(text).split()
    return set(pairwise(words))


def _names_one_of(text: str, wordings: tuple[str, ...]) -> bool:
    folded = f" {folded_text(text)} "
    return any(f" {wording} " in folded for wording in wordings)
