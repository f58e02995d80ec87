"""A letterhead that a file holds behind the text, where a conversion put its table."""

import re
from collections.abc import Sequence

from knowledge.parser.letterhead import is_number_line, is_state_name
from knowledge.parser.rows import Line

_HEAD_LINES = 15
_NUMBER = re.compile(r"\bSố\s*:\s*\d+/")
_JOINTS = re.compile(
    r"\s*_+\s*|\s+(?=Số\s*:)|\s*(?=Độc lập\s*[-–])|(?<=Hạnh phúc)\s*|\s+(?=CỘNG (?:HÒA|HOÀ) XÃ)"
)


def to_the_front(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return `lines` with such a letterhead, taken apart, before all others."""
    if any(is_number_line(line.text) or _NUMBER.search(line.text) for line in lines[:_HEAD_LINES]):
        return lines
    for place in range(_HEAD_LINES, len(lines)):
        line = lines[place]
        if is_state_name(line.text) and _NUMBER.search(line.text):
            return (*_taken_apart(line), *lines[:place], *lines[place + 1 :])
    return lines


def _taken_apart(line: Line) -> Sequence[Line]:
    columns = line.columns or (line.text,)
    pieces = (piece.strip() for column in columns for piece in _JOINTS.split(column))
    return [Line(piece, columns=(piece,)) for piece in pieces if piece]
