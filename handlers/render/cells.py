"""Texts in tables of files that go out: no program may take one of them for a formula."""

import re

_STARTS_FORMULA = re.compile(r"^[\s\x00-\x1f]*[=+\-@]")
# Characters that XML, and so XLSX and DOCX, cannot hold.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)*%?")


def neutral(text: str) -> str:
    """Return a text that stays a text wherever it is pasted: a quote stands before = + - @."""
    clean = _UNWRITABLE.sub("", text)
    is_formula = _STARTS_FORMULA.match(clean) and not _NUMBER.fullmatch(clean)
    return f"'{clean}" if is_formula else clean
