"""Questions about how a unit is reached: what is asked for, and of which unit."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.vietnamese import canonical, fold


class ContactKind(StrEnum):
    """What there is to know of a unit."""

    PHONE = "phone"
    ADDRESS = "address"
    EMAIL = "email"
    WEBSITE = "website"
    HOURS = "hours"
    HEAD = "head"


@dataclass(frozen=True, slots=True)
class UnitName:
    """One way in which a unit is called."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class KnownContact:
    """A contact of a unit as it may be told: with its source and the day of the check."""

    unit_name: str
    value: str
    source: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class ContactQuestion:
    """A question on how units are reached, and what is known; nothing else may be told."""

    kind: ContactKind
    unit_names: tuple[str, ...]
    known: tuple[KnownContact, ...]


# Order tells which kind is meant where a question fits two.
_ASKED = (
    (ContactKind.EMAIL, r"e-?mail|thu dien tu|hop thu"),
    (ContactKind.WEBSITE, r"website|trang web|cong thong tin dien tu"),
    (
        ContactKind.PHONE,
        r"so (?:dien thoai|dt)|sdt|duong day nong|hotline|dien thoai (?:cua|ubnd|lien he|so)",
    ),
    (ContactKind.HOURS, r"gio (?:lam viec|mo cua|tiep dan)|mo cua (?:luc|tu|may)|lam viec may gio"),
    (ContactKind.ADDRESS, r"dia chi|tru so (?:\w+ ){0,8}o dau|^(?:ubnd|so|thanh tra)\b.* o dau"),
    (
        ContactKind.HEAD,
        r"(?:chu tich|giam doc|chanh thanh tra|chanh van phong|hieu truong|lanh dao|"
        r"nguoi dung dau)\b.*\b(?:la ai|ten (?:gi|la))|"
        r"ai (?:la|lam) (?:chu tich|giam doc|lanh dao)",
    ),
)
_PATTERNS = tuple((kind, re.compile(rf"(?:{pattern})\b")) for kind, pattern in _ASKED)
_LONGEST = 25
# Somebody's own number is nothing that a directory of offices holds.
_PRIVATE = re.compile(r"\b(?:rieng|ca nhan|nha (?:rieng|ong|ba))\b")
_NOISE = re.compile(r"[^\w&-]+")


def kind_asked(question: str) -> ContactKind | None:
    """Return what a short question wants to know of a unit; None where it is about other things."""
    words = _spread(fold(question))
    is_long = len(words.split()) > _LONGEST or question.count("?") > 1
    if is_long or _PRIVATE.search(words):
        return None
    return next((kind for kind, pattern in _PATTERNS if pattern.search(words)), None)


def units_named(text: str, names: Iterable[UnitName]) -> tuple[str, ...]:
    """Return the codes of the units that a text names by its longest name, several when open.

    A name that is written with its marks goes before those that only look alike without them.
    """
    plain, marked = f" {_spread(fold(text))} ", f" {_spread(canonical(text))} "
    found: dict[str, tuple[int, bool]] = {}
    for name in names:
        folded = _spread(fold(name.name))
        if folded and f" {folded} " in plain:
            is_marked = f" {_spread(canonical(name.name))} " in marked
            found[name.code] = max(found.get(name.code, (0, False)), (len(folded), is_marked))
    longest = max((length for length, _ in found.values()), default=0)
    best = {code: is_marked for code, (length, is_marked) in found.items() if length == longest}
    exact = tuple(code for code, is_marked in best.items() if is_marked)
    return exact or tuple(best)


def bare_name(name: str, kind: str) -> str:
    """Return a unit's name without the word for its kind: Phường Tuy Hòa is also Tuy Hòa."""
    is_kind = fold(name).startswith(f"{fold(kind)} ")
    return name[len(kind) + 1 :] if is_kind else name


def _spread(text: str) -> str:
    return " ".join(_NOISE.sub(" ", text).split())
