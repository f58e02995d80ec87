"""The words of a Markdown text, its marks taken away."""

import re

_HEADING = re.compile(r"^[ \t]{0,3}#{1,6}(?:[ \t]+|$)", re.MULTILINE)
# A mark that a title on two lines leaves at their joint: "**Chương I\n****QUY ĐỊNH CHUNG**".
_BOLD = re.compile(r"\*\*+|(?<!_)__(?=[^\W_])|(?<=[^\W_])__(?!_)")
_RULE = re.compile(r"^\s*(?:\|?(?:\s*:?-{3,}:?\s*\|?)+|\*{3,}|_{3,})\s*$\n?", re.MULTILINE)
_LINK = re.compile(r"!?\[(?P<words>[^\]\n]*)\]\((?:[^()\n]|\([^()\n]*\))*\)")
_ESCAPE = re.compile(r"\\(?=[.()\[\]#*_+>|\\-])")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_SIGNS = re.compile(r"^[ \t]{0,3}#{1,6}\s|\*\*\S", re.MULTILINE)


def without_breaks(text: str) -> str:
    """Return a text with its `<br>` marks as line ends, or as blanks inside the row of a table."""
    if _BREAK.search(text) is None:
        return text
    lines = (_BREAK.sub(" " if "|" in line else "\n", line) for line in text.split("\n"))
    return "\n".join(lines)


def is_markdown(text: str) -> bool:
    """Tell whether headings or bold words of `text` are marked as Markdown does."""
    return _SIGNS.search(text) is not None


def without_markdown(text: str) -> str:
    """Return the words of a Markdown text; `*…*` stays, since plans quote with it."""
    plain = _LINK.sub(r"\g<words>", _RULE.sub("", text))
    return _ESCAPE.sub("", _BOLD.sub("", _HEADING.sub("", plain)))
