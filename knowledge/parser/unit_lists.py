"""The places of a text that hold nothing but names of bodies."""

import re
from collections.abc import Iterator

from domain.register import Provision
from knowledge.parser.appendices import Cells
from knowledge.parser.bodies import HEADS
from knowledge.parser.fields import FieldKind, label_kind, read_labelled
from knowledge.parser.tree import Tree, is_block_part
from knowledge.units import group_named

_ASSIGNED = (FieldKind.LEAD, FieldKind.COORDINATE)
_NAME_SYLLABLES = 14
_UNIT_START = re.compile(
    rf"(?:(?:Giao|Đề nghị|Trách nhiệm của)\s+)?(?:{HEADS}|Trưởng (?:phòng|ban|trạm|Công an)|"
    r"(?:Các |Trưởng )?(?i:thôn|buôn|bản)(?: trưởng)?,?)\b"
)


def unit_lists(tree: Tree, cells: Cells) -> tuple[str, ...]:
    """Return the values of leads and partners, and the headings beside those of units."""
    found = [cell.text for row in cells.values() for cell in row if cell.kind in _ASSIGNED]
    for provision in tree.provisions:
        found.extend(_values(provision))
    found.extend(_headings_beside_units(tree))
    found.extend(_lines_of_units(tree))
    found.extend(_heads_of_blocks(tree))
    return tuple(found)


def _values(provision: Provision) -> Iterator[str]:
    """Yield what stands after "Cơ quan chủ trì:", or the lines under such a heading."""
    is_list = label_kind(provision.heading) in _ASSIGNED
    for paragraph in provision.paragraphs:
        labelled = [named for named in read_labelled(paragraph.text) if named.kind in _ASSIGNED]
        yield from (named.value for named in labelled)
        if is_list and not labelled:
            yield paragraph.text


def _lines_of_units(tree: Tree) -> Iterator[str]:
    """Yield the names before a colon in bulleted parts: "Văn phòng HĐND và UBND: …"."""
    for provision in tree.provisions:
        names = [p.text.partition(":")[0] for p in provision.paragraphs if ":" in p.text]
        known = [name for name in names if _is_unit(name)]
        if len(known) > 1 and len(known) * 2 >= len(names):
            yield from (name for name in names if len(name.split()) <= _NAME_SYLLABLES)


def _headings_beside_units(tree: Tree) -> Iterator[str]:
    """Yield the headings among siblings of which half are headed by known bodies."""
    for parent in tree.provisions:
        headings = [child.heading for child in tree.children(parent.path) if child.heading]
        known = [heading for heading in headings if _is_unit(heading)]
        if len(headings) > 1 and len(known) * 2 >= len(headings):
            yield from (h for h in headings if _is_unit(h) or len(h.split()) <= _NAME_SYLLABLES)


def _heads_of_blocks(tree: Tree) -> Iterator[str]:
    """Yield who is named before a colon in a part of duties: "Hiệu trưởng: chịu trách nhiệm …"."""
    for part in tree.provisions:
        points = tree.numbered_children(part.path) if is_block_part(part) else ()
        names = [p.heading for p in points if _is_called(p)]
        if len(names) > 1 and len(names) * 2 > len(points):
            yield from names


def _is_called(point: Provision) -> bool:
    """Tell whether a provision begins with its heading and a colon, the heading being no label."""
    text = point.paragraphs[0].text if point.paragraphs else ""
    is_named = bool(point.heading) and text.startswith(f"{point.heading}:")
    return is_named and label_kind(point.heading) is None and len(point.heading.split()) <= 8


def _is_unit(heading: str) -> bool:
    """Tell whether `heading` starts like the name of a body."""
    return group_named(heading) is not None or _UNIT_START.match(heading) is not None
