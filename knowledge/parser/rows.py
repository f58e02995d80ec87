"""Lines of a text, and the rows of tables that were broken over several of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.parser.markers import starts_block

_FEWEST_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph or table row; `gap` tells that a blank line stood before it.

    `columns` holds the pieces of a line that is set in columns, as in letterheads.
    """

    text: str
    gap: bool = False
    cells: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()


def whole_rows(lines: Sequence[Line]) -> list[Line]:
    """Return `lines` with the rows of tables joined that were cut inside a cell.

    A row has as many columns as most rows around it; the pieces of a cut one add up to that.
    """
    found: list[Line] = []
    place = 0
    while place < len(lines):
        width = _width(lines, place)
        row, after = _joined(lines, place, width) if width else (lines[place], place + 1)
        found.append(row)
        place = after
    return found


def _pieces(line: Line) -> tuple[str, ...]:
    return line.cells or line.columns


def _width(lines: Sequence[Line], place: int) -> int:
    """Return the number of columns of the table around `place`, 0 outside of tables."""
    if len(_pieces(lines[place])) < 2:
        return 0
    near = lines[max(0, place - 12) : place + 12]
    counts = Counter(len(line.cells) for line in near if len(line.cells) >= _FEWEST_COLUMNS)
    if not counts:
        return 0
    best = max(counts.values())
    return max(count for count, times in counts.items() if times == best)


def _joined(lines: Sequence[Line], place: int, width: int) -> tuple[Line, int]:
    """Return the row that begins at `place` and where the next one begins."""
    cells = _pieces(lines[place])
    after = place + 1
    while len(cells) < width and after < len(lines):
        following = lines[after]
        more = _pieces(following)
        if following.gap or not more or not more[0] or not cells[-1] or _starts_anew(more):
            break
        cells = (*cells[:-1], f"{cells[-1]} {more[0]}", *more[1:])
        after += 1
    if len(cells) != width or after == place + 1:
        return lines[place], place + 1
    return replace(lines[place], text=" | ".join(cells), cells=cells, columns=cells), after


def _starts_anew(cells: tuple[str, ...]) -> bool:
    """Tell whether cells begin a row of their own: with a number, or with a numbered line."""
    return cells[0].isdigit() or (len(cells) == 1 and starts_block(cells[0]))
