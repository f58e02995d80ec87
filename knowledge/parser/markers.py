"""The signs at the start of a line: part, number, letter, bullet, article, appendix."""

import re
from dataclasses import dataclass
from enum import IntEnum

from knowledge.parser.letters import UPPER

DIVISIONS = "ABCDĐEGHIKLM"
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy"

_ROMAN = r"X{0,3}(?:IX|IV|V?I{1,3}|V|X)"
_CAPITAL = rf"[{UPPER}]"
_ORDINALS = {
    "NHẤT": "I",
    "HAI": "II",
    "BA": "III",
    "TƯ": "IV",
    "BỐN": "IV",
    "NĂM": "V",
    "SÁU": "VI",
    "BẢY": "VII",
    "TÁM": "VIII",
    "CHÍN": "IX",
    "MƯỜI": "X",
}
_PART_WORD = re.compile(
    rf"^(?:PHẦN|Phần)\s+(?:(?P<roman>{_ROMAN}|\d{{1,2}})|(?:THỨ|thứ)\s+(?P<ordinal>\w+))"
    r"(?=$|[\s.:–-])[\s.:–-]*(?P<rest>.*)$"
)
_PART = re.compile(rf"^(?P<label>{_ROMAN})\s*[.)/–-]\s*(?P<rest>[^\W\d_].*|[“\"].*)$")
_DIVISION = re.compile(rf"^(?P<label>[A-IKLMĐ])\s*[.)/]\s+(?P<rest>{_CAPITAL}.*)$")
_NUMBER = re.compile(
    r"^(?P<label>\d{1,3}(?:\.\d{1,2}){0,3})(?:\s*[.)]|\s*/(?=\s)|[-–](?=\s))\s*(?P<rest>\D.*|\d.*)$"
)
_BARE_NUMBER = re.compile(rf"^(?P<label>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})\s+(?P<rest>{_CAPITAL}.*)$")
_CHAPTER = re.compile(
    rf"^(?:CHƯƠNG|Chương)\s+(?P<label>{_ROMAN}|\d{{1,2}})\s*(?:(?=$)|[.:–-])\s*(?P<rest>.*)$"
)
_SECTION = re.compile(r"^(?:MỤC|Mục)\s+(?P<label>\d{1,2})\s*(?:(?=$)|[.:–-])\s*(?P<rest>.*)$")
_LETTER = re.compile(r"^(?P<label>[a-zđăâêôơư])\s*[.)/]\s*(?P<rest>.+)$")
_SUBLETTER = re.compile(r"^(?P<label>[a-zđăâêôơư])[.]?(?P<digit>\d)\s*[.)]\s*(?P<rest>.+)$")
_BULLET = re.compile(rf"^(?:[-–—+•●▪■◦*·]|o(?= [{UPPER}]))\s*(?P<rest>[^\s*–—-].*)$")
_ARTICLE = re.compile(
    r"^[*_#\s]*(?:Điều|ĐIỀU)\s+(?P<label>\d+[a-zđ]?)\s*(?:[.:]|[-–](?=\s)|(?=\s*$))\s*(?P<rest>.*)$"
)
_APPENDIX = re.compile(
    rf"^(?:PHỤ\s+LỤC|Phụ\s+lục)(?:\s+(?:SỐ|số)?\s*(?P<label>{_ROMAN}|\d{{1,2}}))?\s*[.:–-]?\s*"
    r"(?P<rest>.*)$"
)
_DATE = re.compile(r"^\d{1,2}[./]\d{1,2}[./]\d{2,4}\b")


class Level(IntEnum):
    """How deep a sign reaches; a lower value holds the higher ones."""

    DIVISION = 0
    PART_WORD = 1
    PART = 2
    NUMBER = 3
    LETTER = 4
    SUBLETTER = 5


@dataclass(frozen=True, slots=True)
class Marker:
    """A sign with its printed label and the text that follows on the line."""

    level: Level
    label: str
    rest: str

    @property
    def depth(self) -> int:
        """Return how many numbers a dotted label has, 1 for every other label."""
        return self.label.count(".") + 1 if self.level is Level.NUMBER else 1


def read_marker(text: str) -> Marker | None:
    """Return the sign that `text` starts with; bullets are no signs of a provision."""
    if match := _PART_WORD.match(text):
        label = match["roman"] or _ORDINALS.get(match["ordinal"].upper(), "")
        return Marker(Level.PART_WORD, label, match["rest"]) if label else None
    if match := _PART.match(text):
        return Marker(Level.PART, match["label"], match["rest"])
    if match := _DIVISION.match(text):
        return Marker(Level.DIVISION, match["label"], match["rest"])
    if _DATE.match(text):
        return None
    # "1.1.1 Kiểm kê" has no stop after its number; else "1.1." would be read of it.
    for pattern in (_BARE_NUMBER, _NUMBER):
        match = pattern.match(text)
        if match and not _is_amount(match["label"], match["rest"]):
            return Marker(Level.NUMBER, match["label"], match["rest"])
    if match := _SUBLETTER.match(text):
        return Marker(Level.SUBLETTER, match["digit"], match["rest"])
    if match := _LETTER.match(text):
        return Marker(Level.LETTER, match["label"], match["rest"])
    return None


def read_plan_marker(text: str) -> Marker | None:
    """Return the sign that `text` starts with in a text without articles.

    There a chapter stands for a part, and "Mục 1." for a number.
    """
    if match := _CHAPTER.match(text):
        return Marker(Level.PART_WORD, match["label"], match["rest"])
    if match := _SECTION.match(text):
        return Marker(Level.NUMBER, match["label"], match["rest"])
    return read_marker(text)


def read_bullet(text: str) -> str | None:
    """Return the text after a bullet, or None for a line without one."""
    match = _BULLET.match(text)
    return match["rest"] if match else None


def read_article(text: str) -> tuple[str, str] | None:
    """Return number and heading of an article line ("Điều 35a. …")."""
    match = _ARTICLE.match(text)
    return (match["label"], match["rest"].strip("* ")) if match else None


def read_appendix(text: str) -> tuple[str, str] | None:
    """Return label ("" for the only one) and heading of an appendix line."""
    match = _APPENDIX.match(text)
    if match is None or (match["rest"] and not match["rest"][0].isupper()):
        return None
    return match["label"] or "", match["rest"]


def starts_block(text: str) -> bool:
    """Tell whether `text` begins something new, whatever stands before it."""
    return (
        read_marker(text) is not None
        or read_bullet(text) is not None
        or read_article(text) is not None
        or read_appendix(text) is not None
    )


def _is_amount(label: str, rest: str) -> bool:
    """Refuse "56.000 lao động" and "2.5%": digits go on after the point."""
    return rest[:1].isdigit() and "." not in label and not re.match(r"\d+\s*%|\d{2,}", rest)
