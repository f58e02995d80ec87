"""Tables of tasks: a header that says what the columns hold, and one provision for each row."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from domain.vietnamese import fold
from knowledge.parser.fields import FieldKind, label_kind
from knowledge.parser.outline import Node, free_path

Row = tuple[str, ...]

_NUMBER_HEADER = re.compile(r"^(?:stt|tt|so tt|so thu tu|so)\.?$")
_CONTENT_HEADER = re.compile(
    r"noi dung|nhiem vu|cong viec|hoat dong|dau viec|ten |hang muc|giai phap"
)
_ROW_NUMBER = re.compile(r"^(?P<number>\d{1,3}(?:\.\d{1,2})*)\s*[.)]?$")
_PART_NUMBER = re.compile(r"^(?P<number>[IVX]+|[A-H])\s*[.)]?$")
_FIGURE_CELL = re.compile(r"^\d[\d.,]*\s*(?:%|[^\W\d]{1,4}\d?)?$")
_FEWEST_COLUMNS = 2
_HEADING_SYLLABLES = 30
_LONGEST_SIGN = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """One filled field of a row: what its column means and the key of its paragraph."""

    kind: FieldKind
    text: str
    ordinal: int


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column holds; `number` and `content` are positions."""

    number: int | None
    content: int
    kinds: tuple[FieldKind | None, ...]
    names: Row = ()


def add_rows(
    table: Node, rows: Sequence[Row], taken: set[str] | None = None
) -> tuple[list[Node], dict[str, tuple[Cell, ...]]]:
    """Return a provision for each row under `table`, and the labelled cells of each by path.

    The paths are none of `taken`, and are taken then.
    """
    reader = _RowReader(table, set() if taken is None else taken)
    columns: Columns | None = None
    # The head of a table that has no rows, as forms have, says what to fill in.
    bare: Row | None = None
    for place, row in enumerate(rows):
        header = read_header(row) or (None if columns else _figures_header(rows[place:]))
        if header is not None:
            _keep_head(table, bare)
            columns, bare = header, row
        elif any(row) and not _is_column_count(row):
            reader.read(row, columns)
            bare = None
    _keep_head(table, bare)
    return reader.nodes, {path: tuple(cells) for path, cells in reader.cells.items()}


def _keep_head(table: Node, row: Row | None) -> None:
    if row is not None:
        table.add(" | ".join(filter(None, row)))


def read_header(row: Row) -> Columns | None:
    """Return the columns when `row` names them; at least two names must be known."""
    kinds = tuple(label_kind(cell) for cell in row)
    numbers = [i for i, cell in enumerate(row) if _NUMBER_HEADER.match(fold(cell))]
    assigned = [kind for kind in kinds if kind is not None and kind is not FieldKind.CONTENT]
    if not assigned or len(assigned) + len(numbers) < 2 or any(re.search(r"\d", c) for c in row):
        return None
    content = next(
        (
            i
            for i, cell in enumerate(row)
            if kinds[i] in (None, FieldKind.CONTENT) and _CONTENT_HEADER.search(fold(cell))
        ),
        (numbers[0] + 1) if numbers else 0,
    )
    number = numbers[0] if numbers else None
    plain = tuple(None if i in (number, content) else kind for i, kind in enumerate(kinds))
    return Columns(number, content, plain)


def is_table_of_figures(rows: Sequence[Row]) -> bool:
    """Tell whether the first of `rows` names columns and most of the others fill in figures."""
    filled = [any(map(_FIGURE_CELL.match, row[1:])) for row in rows[1:]]
    return bool(rows) and _figures_header(rows) is not None and 2 * sum(filled) > len(filled)


def _figures_header(rows: Sequence[Row]) -> Columns | None:
    """Return the columns that the first of `rows` names: "TT | Nguồn vốn | Năm 2026".

    Without a column of numbers the rows below must hold the figures that it announces.
    """
    row, below = rows[0], rows[1:3]
    number = next((i for i, cell in enumerate(row) if _NUMBER_HEADER.match(fold(cell))), None)
    if number is None:
        announces = _says_names(row) and bool(below) and all(map(_has_figure, below))
        return Columns(None, 0, (None,) * len(row), row) if announces else None
    if number + 1 >= len(row):
        return None
    return Columns(number, number + 1, (None,) * len(row), row)


def _says_names(row: Row) -> bool:
    return len(row) >= _FEWEST_COLUMNS and all(any(map(str.isalpha, cell)) for cell in row)


def _has_figure(row: Row) -> bool:
    """Tell whether a row starts with words and holds a figure beside them."""
    return any(map(str.isalpha, row[0])) and any(map(_FIGURE_CELL.match, row[1:]))


def _is_column_count(row: Row) -> bool:
    """Recognise the line (1) (2) (3) under a header."""
    return all(re.match(r"^\(?\d{1,2}\)?$", cell) for cell in row if cell) and len(row) > 2


def _says_something(cell: str) -> bool:
    """Tell words in the column of numbers ("5a, 5b, 5c", "Ngày đến") from a number or sign."""
    return len(cell) > _LONGEST_SIGN and any(map(str.isalpha, cell))


class _RowReader:
    """Turns rows into provisions, keeping the part of the table they stand in."""

    def __init__(self, table: Node, taken: set[str]) -> None:
        self.nodes: list[Node] = []
        self._taken = taken
        self.cells: dict[str, list[Cell]] = {}
        self._table = table
        self._part: Node | None = None
        self._last: Node | None = None
        self._count = 0

    def read(self, row: Row, columns: Columns | None) -> None:
        filled = [cell for cell in row if cell]
        number = row[columns.number] if columns and columns.number is not None else row[0]
        content = self._content(row, columns)
        if len(filled) <= 2 and (match := _PART_NUMBER.match(number)) and content:
            self._part = self._add(self._table, match["number"], content)
            self._part.heading = content
        elif self._last is not None and not number and (not content or content[0].islower()):
            self._extend(row, columns)
        else:
            self._read_row(row, columns, number, content)

    def _content(self, row: Row, columns: Columns | None) -> str:
        place = columns.content if columns else min(1, len(row) - 1)
        content = row[place] if place < len(row) else ""
        # "Tổng cộng" stands in the column of numbers, and the column of names is empty.
        number = columns.number if columns else None
        is_total = not content and number is not None and _says_something(row[number])
        return row[number] if is_total and number is not None else content

    def _read_row(self, row: Row, columns: Columns | None, number: str, content: str) -> None:
        match = _ROW_NUMBER.match(number)
        if match is None and not content:
            return
        self._count = self._count + 1
        label = match["number"] if match else str(self._count)
        self._last = self._add(self._part or self._table, label, content)
        if len(content.split()) <= _HEADING_SYLLABLES:
            self._last.heading = content.rstrip(" .;:")
        if content:
            self._last.add(content)
        self._extend(row, columns, skip_content=True)

    def _add(self, parent: Node, label: str, content: str) -> Node:
        node = Node(free_path(f"{parent.path}.{label}", self._taken), label, "", parent)
        parent.children.append(node)
        self.nodes.append(node)
        return node

    def _extend(self, row: Row, columns: Columns | None, *, skip_content: bool = False) -> None:
        """Add the cells of `row` to the last provision, each as a paragraph of its own."""
        assert self._last is not None
        for place, text in enumerate(row):
            is_number = (columns is None and place == 0) or (columns and place == columns.number)
            is_content = (columns is None and place == 1) or (columns and place == columns.content)
            is_sign = is_number and (not _says_something(text) or text == self._last.heading)
            if not text or is_sign or (is_content and skip_content) or text in "-–x":
                continue
            name = columns.names[place] if columns and place < len(columns.names) else ""
            self._last.add(f"{name}: {text}" if name and not is_content else text)
            kind = columns.kinds[place] if columns and place < len(columns.kinds) else None
            if kind is not None:
                cell = Cell(kind, text, len(self._last.paragraphs))
                self.cells.setdefault(self._last.path, []).append(cell)
