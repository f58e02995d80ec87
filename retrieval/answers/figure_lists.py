"""Lists of figures in a document: in one paragraph, over the points of a place, down a table."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from domain.register import Paragraph, Provision
from domain.vietnamese import fold
from retrieval.facts import Facts
from retrieval.figures import Figure, read_figures
from retrieval.passages import is_row

_PIECE_END = re.compile(r"(?:\s*;\s*|,\s+(?!\d)|\s+và\s+|\.\s+|:\s+(?=\D))(?![^(]*\))")
# Items may hold commas of their own ("xây mới, cải tạo trụ sở 402 tỷ đồng; …"): tried first.
_CLAUSE_END = re.compile(r"(?:\s*;\s*|\.\s+|:\s+(?=\D))(?![^(]*\))")
# A sum of all items, or of a part of one, is no item beside them.
_WHOLE_OR_PART = re.compile(r"(?:tong|rieng|du kien tong)\b")
_TOTAL_ROW = re.compile(r"(?:tong|cong)\b")
_CELL = re.compile(r"(?P<column>.*\S):\s+(?P<value>\d[\d.,]*\s*(?:%|\w+)?)$")
# What lists of sums are asked for by, whatever they are headed.
_FUNDS = "nguồn vốn kinh phí tiền"
_FEWEST = 3
_LONGEST_ITEM = 160


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a list: its name, its figure, its words and where they stand."""

    name: str
    figure: Figure
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class FigureList:
    """Items of one measure and all that tells what they are; `column` is that of a table."""

    items: tuple[Item, ...]
    about: str
    column: str = ""
    table: str = ""


def figure_lists(facts: Facts) -> Iterator[FigureList]:
    """Yield the lists of figures: within one paragraph, or over the points of one place."""
    for provision in facts.document.provisions:
        for paragraph in provision.paragraphs:
            for pattern in (_CLAUSE_END, _PIECE_END):
                pieces = pattern.split(paragraph.text)
                items = [item for piece in pieces for item in _item(piece, paragraph)]
                found = list(_of_one_measure(items, f"{provision.heading} {paragraph.text}"))
                yield from found
                if found:
                    break
        points = [_only_item(child) for child in facts.document.children(provision.path)]
        held = [item for item in points if item is not None and measure_of(item) == "dong"]
        yield from _of_one_measure(held, f"{provision.heading} {provision.text}")
    yield from _columns(facts)


def _columns(facts: Facts) -> Iterator[FigureList]:
    """Yield the columns of figures of every table, each a list over its rows."""
    rows = [p for p in facts.document.provisions if is_row(p)]
    for table, held in groupby(rows, key=lambda row: row.parent):
        columns: dict[str, list[Item]] = {}
        for row in held:
            if _TOTAL_ROW.match(fold(row.heading)):
                continue
            for column, item in _cells(row):
                columns.setdefault(column, []).append(item)
        for column, items in columns.items():
            names = " ".join(item.name for item in items)
            if len(items) >= _FEWEST:
                said = f"{_headings(table, facts)} {column} {names}"
                yield FigureList(tuple(items), said, column, table or "")


def _headings(table: str | None, facts: Facts) -> str:
    place = facts.document.by_path.get(table or "")
    above = [] if place is None else [p.heading for p in facts.document.ancestors(place.path)]
    return " ".join([*above, place.heading if place else ""])


def _cells(row: Provision) -> Iterator[tuple[str, Item]]:
    """Yield the figures of a row, each with the name of its column."""
    for cell in row.paragraphs[1:]:
        match = _CELL.fullmatch(cell.text)
        figures = read_figures(match["value"]) if match else ()
        if match and len(figures) == 1:
            figure = replace(figures[0], unit=match["column"])
            text = f"{row.heading} – {cell.text}"
            yield match["column"], Item(row.heading, figure, text, cell.key)


def _of_one_measure(items: Sequence[Item], about: str) -> Iterator[FigureList]:
    for unit in dict.fromkeys(measure_of(item) for item in items):
        alike = _without_total([item for item in items if measure_of(item) == unit])
        if unit and len(alike) >= _FEWEST:
            funds = _FUNDS if unit == "dong" else ""
            yield FigureList(alike, f"{about} {' '.join(item.name for item in alike)} {funds}")


def _without_total(items: Sequence[Item]) -> tuple[Item, ...]:
    """Leave out an item that is the sum of all others: "8,6 km đường, gồm: …"."""
    total = sum(item.figure.value for item in items)
    return tuple(item for item in items if 2 * item.figure.value != total)


def measure_of(item: Item) -> str:
    """Return the first word of what an item is counted in."""
    return fold(item.figure.unit).split(" ")[0]


def _only_item(provision: Provision) -> Item | None:
    if len(provision.paragraphs) != 1:
        return None
    found = list(_item(provision.paragraphs[0].text.strip(" ."), provision.paragraphs[0]))
    return found[0] if len(found) == 1 else None


def _item(piece: str, paragraph: Paragraph) -> Iterator[Item]:
    """Yield the item that a piece of a list is: a name and the one figure that it has."""
    text = piece.strip(" .;")
    figures = [f for f in read_figures(text) if not _is_year(f)]
    while len(figures) > 1 and fold(figures[0].unit).split()[:1] in ([], ["la"]):
        # "thôn 3 là 1,2 km": the first number belongs to the name.
        figures = figures[1:]
    if len(figures) == 1 and len(text) <= _LONGEST_ITEM:
        name = text[: figures[0].start].strip(" :,–-").removesuffix(" là").strip()
        if any(ch.isalpha() for ch in name) and not _WHOLE_OR_PART.match(fold(name)):
            yield Item(name, figures[0], text, paragraph.key)


def _is_year(figure: Figure) -> bool:
    return figure.unit != "%" and 2000 <= figure.value <= 2100 and "." not in figure.wording
