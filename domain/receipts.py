"""What a sender holds of a case: its public number, and the secret code that opens it.

The code has 80 random bits in sixteen letters that cannot be mistaken for each other, and a
seventeenth that checks them. The check is a weighted sum in the field of 32 elements with a
different weight for each place, so that any one wrong letter, and any two letters that changed
places, are told without a look at what is kept.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from domain.codes import ALPHABET, make_code, shown

__all__ = ["ReadReceipt", "ReceiptFault", "case_number", "find_receipt", "new_receipt"]
__all__ += ["is_like_a_receipt", "read_number", "read_receipt", "shown"]

DEEP_LINK = "tra-"
LETTERS = 17
_RANDOM = LETTERS - 1
_LOOK_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
# What a Vietnamese keyboard makes of letters of a code: DD becomes Đ, AS becomes Á.
_TYPED = {"Đ": "DD", "Â": "AA", "Ê": "EE", "Ă": "AW", "Ư": "W"}
_TONES = {"\u0301": "S", "\u0300": "F", "\u0309": "R", "\u0303": "X", "\u0323": "J"}
_BETWEEN = re.compile(r"[\s\-–—−_.,:/*`'\"]+")
_NUMBER = re.compile(r"PA[\s\-–.]*(\d{4})[\s\-–.]*(\d{1,7})", re.IGNORECASE)
_GROUPS = re.compile(r"(?<!\w)\w{4}(?:[\s\-–—.]+\w{4}){3}[\s\-–—.]+\w(?!\w)|(?<!\w)\w{17}(?!\w)")


# Letters and digits in one word, as in K7QM.
_MIXED = re.compile(r"\d[^\W\d_]|[^\W\d_]\d")


class ReceiptFault(StrEnum):
    """Why a text is no code: not its form, or a letter is wrong or has changed places."""

    FORM = "form"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class ReadReceipt:
    """The code that a text holds, or what is wrong with it; `length` counts the letters found."""

    code: str | None
    fault: ReceiptFault | None = None
    length: int = LETTERS


def case_number(year: int, ordinal: int) -> str:
    """Return the public number of the year's so many-th case: PA-2026-00123."""
    return f"PA-{year}-{ordinal:05d}"


def read_number(text: str) -> str | None:
    """Return the public number that a text is, however it was typed."""
    match = _NUMBER.fullmatch(text.strip())
    return None if match is None else case_number(int(match[1]), int(match[2]))


def new_receipt(pick: Callable[[int], int]) -> str:
    """Return a new code with its check letter, each of its letters from `pick`."""
    letters = make_code(_RANDOM, pick)
    return letters + _check(letters)


def read_receipt(text: str) -> ReadReceipt:
    """Return the code that somebody typed, whatever the case, spaces and look-alikes."""
    code = _bare(text.strip().removeprefix(DEEP_LINK))
    if len(code) != LETTERS or any(letter not in ALPHABET for letter in code):
        return ReadReceipt(None, ReceiptFault.FORM, len(code))
    if _check(code[:_RANDOM]) != code[_RANDOM]:
        return ReadReceipt(None, ReceiptFault.CHECK)
    return ReadReceipt(code)


def find_receipt(text: str) -> str | None:
    """Return the first right code that stands in a longer text, in groups or as one word."""
    for match in _GROUPS.finditer(text):
        # Plain words can have these lengths too; a code hardly ever has no digit at all.
        code = read_receipt(match.group()).code
        if code and any(letter.isdigit() for letter in match.group()):
            return code
    return None


def is_like_a_receipt(text: str) -> bool:
    """Tell whether a short text may be meant as a code or a number, though perhaps a wrong one."""
    groups = [group for group in _BETWEEN.split(text.strip()) if group]
    if len(groups) == 1 or read_number(text) is not None:
        return True
    is_mixed = any(_MIXED.search(group) for group in groups)
    if is_mixed and len(groups) <= 6 and all(len(group) <= 6 for group in groups):
        return True
    # Letters and digits may happen to fall into groups of their own.
    is_grouped = len(groups) >= 4 and all(len(group) == 4 for group in groups[:-1])
    return is_grouped and any(letter.isdigit() for letter in text)


def _bare(text: str) -> str:
    composed = unicodedata.normalize("NFKC", text).upper()
    letters = "".join(map(_as_pressed, _BETWEEN.sub("", composed)))
    return letters.translate(_LOOK_ALIKE)


def _as_pressed(letter: str) -> str:
    """Return the keys that make a Vietnamese letter, a letter of no accent as it is."""
    bare, *marks = list(unicodedata.normalize("NFD", letter))
    tones = "".join(_TONES.get(mark, "") for mark in marks)
    shape = unicodedata.normalize("NFC", bare + "".join(m for m in marks if m not in _TONES))
    return _TYPED.get(shape, shape) + tones


def _check(letters: str) -> str:
    total, weight = 0, 2
    for letter in letters:
        total ^= _product(ALPHABET.index(letter), weight)
        weight = _product(weight, 2)
    return ALPHABET[total]


def _product(one: int, other: int) -> int:
    """Return the product of two elements of the field of 32, made by x⁵ + x² + 1."""
    product = 0
    while other:
        if other & 1:
            product ^= one
        one = (one << 1) ^ (0b100101 if one & 0b10000 else 0)
        other >>= 1
    return product
