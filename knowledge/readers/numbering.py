"""Automatic paragraph numbers of a DOCX file, which its text does not hold."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_PLACE = re.compile(r"%(\d)")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def _roman(number: int) -> str:
    digits = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        digits += letters * count
    return digits


def _letter(number: int) -> str:
    """Return a, b … z, aa, bb … as Word counts."""
    times, at = divmod(number - 1, 26)
    return chr(ord("a") + at) * (times + 1)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerLetter": _letter,
}


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int


class Numbering:
    """Counts the numbered paragraphs of one document in reading order."""

    def __init__(self, document: Any) -> None:
        from docx.oxml.ns import qn

        self._name = qn
        self._levels = self._read_levels(document)
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._of_styles: dict[str, tuple[str, int] | None] = {}

    def number_of(self, paragraph: Any) -> str:
        """Return the number that Word prints before the next paragraph: "" for none or a bullet."""
        place = self._place(paragraph)
        levels = self._levels.get(place[0], {}) if place else {}
        if place is None or place[1] not in levels:
            return ""
        list_id, depth = place
        counts = self._counts[list_id]
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        if levels[depth].format not in _FORMATS:
            return ""
        return _PLACE.sub(lambda match: self._digits(match, levels, counts), levels[depth].text)

    def _digits(
        self, match: re.Match[str], levels: dict[int, _Level], counts: dict[int, int]
    ) -> str:
        depth = int(match.group(1)) - 1
        level = levels.get(depth)
        if level is None:
            return ""
        write = _FORMATS.get(level.format, str)
        return write(counts.get(depth, level.start))

    def _place(self, paragraph: Any) -> tuple[str, int] | None:
        """Return the list and depth of a paragraph, its own or its style's."""
        own = paragraph._p.pPr
        if (place := _numbers_of(own)) is not None:
            return place
        style = "" if own is None or own.pStyle is None else own.pStyle.val
        if style not in self._of_styles:
            self._of_styles[style] = self._place_of_style(paragraph.style)
        return self._of_styles[style]

    def _place_of_style(self, style: Any) -> tuple[str, int] | None:
        while style is not None:
            if (place := _numbers_of(style.element.pPr)) is not None:
                return place
            style = style.base_style
        return None

    def _read_levels(self, document: Any) -> dict[str, dict[int, _Level]]:
        """Return the levels of every list by its number; empty where the file has no lists."""
        from docx.opc.constants import RELATIONSHIP_TYPE

        try:
            root = document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element
        except KeyError:
            return {}
        abstract = {
            self._get(kind, "abstractNumId"): self._abstract_levels(kind)
            for kind in root.findall(self._name("w:abstractNum"))
        }
        levels = {}
        for number in root.findall(self._name("w:num")):
            kind = number.find(self._name("w:abstractNumId"))
            levels[self._get(number, "numId")] = abstract.get(self._get(kind, "val"), {})
        return levels

    def _abstract_levels(self, kind: Any) -> dict[int, _Level]:
        levels = {}
        for level in kind.findall(self._name("w:lvl")):
            values = {
                name: self._get(level.find(self._name(f"w:{name}")), "val")
                for name in ("numFmt", "lvlText", "start")
            }
            depth = int(self._get(level, "ilvl") or 0)
            levels[depth] = _Level(
                values["numFmt"] or "decimal", values["lvlText"], int(values["start"] or 1)
            )
        return levels

    def _get(self, element: Any, name: str) -> str:
        return "" if element is None else str(element.get(self._name(f"w:{name}")) or "")


def _numbers_of(properties: Any) -> tuple[str, int] | None:
    """Return the list and depth that the properties of a paragraph or style name."""
    numbers = None if properties is None else properties.numPr
    if numbers is None or numbers.numId is None:
        return None
    return str(numbers.numId.val), 0 if numbers.ilvl is None else numbers.ilvl.val
