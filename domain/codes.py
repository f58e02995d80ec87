"""Codes that people copy by hand: letters that cannot be mistaken, in groups of four."""

import re
from collections.abc import Callable

# Crockford's base 32: no I, L, O or U.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BETWEEN = re.compile(r"[\s\-–—.]+")

INVITATION_LETTERS = 16
LINK_LETTERS = 8
DEEP_LINK = "moi-"


def make_code(letters: int, pick: Callable[[int], int]) -> str:
    """Return a new code of so many letters, each from `pick`."""
    return "".join(ALPHABET[pick(len(ALPHABET))] for _ in range(letters))


def shown(code: str) -> str:
    """Return a code as it is shown: K7QM-2XHD."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def read_code(text: str, letters: int) -> str | None:
    """Return the code that somebody typed or followed; None where the text is no such code."""
    bare = text.strip().removeprefix(DEEP_LINK)
    code = _BETWEEN.sub("", bare).upper().translate(_MISREAD)
    is_code = len(code) == letters and all(letter in ALPHABET for letter in code)
    return code if is_code else None
