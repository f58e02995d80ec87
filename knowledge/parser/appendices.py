"""Appendices: tables of tasks and numbered lists, under paths of their own."""

import re
from collections.abc import Sequence

from knowledge.parser.forms import Form, split_forms
from knowledge.parser.markers import read_marker
from knowledge.parser.outline import Node, Outline, free_path, settle_headings
from knowledge.parser.rows import Line
from knowledge.parser.sections import Appendix
from knowledge.parser.tables import Cell, add_rows, is_table_of_figures, read_header

Cells = dict[str, tuple[Cell, ...]]


def read_appendices(appendices: Sequence[Appendix]) -> tuple[list[Node], Cells]:
    """Return the provisions of all appendices in order, and the labelled cells of table rows."""
    nodes: list[Node] = []
    cells: Cells = {}
    taken: set[str] = set()
    for ordinal, appendix in enumerate(appendices, start=1):
        label = appendix.label or (str(ordinal) if len(appendices) > 1 else "")
        path = free_path(f"phụ lục {label}".strip(), taken)
        root = Node(path, label, "", None)
        below, found = _read(root, appendix)
        nodes.extend([root, *below])
        cells.update(found)
    return nodes, cells


def expand_tables(nodes: Sequence[Node]) -> tuple[list[Node], Cells]:
    """Return `nodes` with the rows of tables in the body as provisions under their place."""
    expanded: list[Node] = []
    cells: Cells = {}
    taken = {node.path for node in nodes}
    for node in nodes:
        expanded.append(node)
        if node.rows:
            below, found = add_rows(node, node.rows, taken)
            expanded.extend(below)
            cells.update(found)
    return expanded, cells


def _read(root: Node, appendix: Appendix) -> tuple[list[Node], Cells]:
    lines = appendix.lines
    start = _heading_end(lines, bool(appendix.heading))
    heading = [appendix.heading, *(line.text for line in lines[:start])]
    titles = [text for text in heading if text and not text.startswith("(")]
    root.heading = " ".join(titles)
    for text in heading:
        if text.startswith("("):
            root.add(text)
    rest = lines[start:]
    rows = [line.cells for line in rest if line.cells]
    is_plain = not any(read_marker(line.text) for line in rest if not line.cells)
    if any(read_header(row) for row in rows) or (is_plain and is_table_of_figures(rows)):
        for line in rest:
            if not line.cells:
                root.add(line.text)
        return add_rows(root, rows)
    nodes: list[Node] = []
    taken: set[str] = set()
    for form, lines_of_form in split_forms(rest):
        place = root if form is None else _form_node(root, form, taken)
        nodes.extend([] if form is None else [place])
        below = Outline(place).read(lines_of_form)
        settle_headings(below)
        nodes.extend(below)
    return expand_tables(nodes)


def _form_node(root: Node, form: Form, taken: set[str]) -> Node:
    path = free_path(f"{root.path}.mẫu {form.label}", taken)
    node = Node(path, form.label, form.title, root)
    root.children.append(node)
    return node


def _heading_end(lines: Sequence[Line], has_heading: bool) -> int:
    """Return where title and reference line of an appendix end."""
    index = 0
    for index, line in enumerate(lines):
        is_reference = re.match(r"^\(?(?:Kèm|Ban hành) (?:theo|kèm)", line.text) is not None
        is_title = line.text.isupper() and not line.cells and read_marker(line.text) is None
        if not (is_reference or is_title or (index == 0 and not has_heading and not line.cells)):
            return index
    return index + 1 if lines else 0
