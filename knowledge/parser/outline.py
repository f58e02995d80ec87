"""The tree of numbered provisions in the body of a plan."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from domain.register import Paragraph, Provision
from knowledge.parser.bodies import HEADS
from knowledge.parser.fields import is_only_fields, read_field
from knowledge.parser.markers import (
    DIVISIONS,
    LETTERS,
    Level,
    Marker,
    read_bullet,
    read_plan_marker,
)
from knowledge.parser.rows import Line

_SENTENCE_ENDS = (".", ";", "!", "?", "./.")
_HEADING_SYLLABLES = 18
_TIME_START = re.compile(r"(?:Đến|Trước|Từ|Trong|Năm|Giai đoạn|Quý|Tháng|Hằng|Mỗi)\b")
_ASSIGNS = re.compile(
    r"(?:^|[.;]\s+)(?:(?:Giao|giao|Phân công|phân công)\s(?:[^.;]{3,160}?\s)?chủ trì\b"
    rf"|(?:{HEADS})\s[^.;]{{2,120}}?\s(?:đồng |cùng )?chủ trì,? phối hợp\b)"
)


@dataclass
class Node:
    """A provision under construction; `bullets` tells which paragraphs stood behind a bullet."""

    path: str
    label: str
    heading: str
    parent: "Node | None"
    level: Level | None = None
    depth: int = 1
    paragraphs: list[str] = field(default_factory=list)
    bullets: list[bool] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)
    rows: list[tuple[str, ...]] = field(default_factory=list)

    def add(self, text: str, *, is_bullet: bool = False) -> None:
        """Append a paragraph."""
        self.paragraphs.append(text)
        self.bullets.append(is_bullet)

    def freeze(self) -> Provision:
        """Return the finished provision."""
        numbered = tuple(
            Paragraph(f"{self.path}#{ordinal}", text)
            for ordinal, text in enumerate(self.paragraphs, start=1)
        )
        parent = self.parent.path if self.parent else None
        return Provision(self.path, self.label, self.heading, parent, numbered)


def free_path(path: str, taken: set[str]) -> str:
    """Return `path` and take it, with a counter where the same number was printed before."""
    free, count = path, 1
    while free in taken:
        count += 1
        free = f"{path}({count})"
    taken.add(free)
    return free


class Outline:
    """Builds the tree line by line, keeping the chain of provisions that are still open."""

    def __init__(self, prefix: Node | None = None) -> None:
        self.nodes: list[Node] = []
        self._taken: set[str] = set()
        self._prefix = prefix
        self._open: list[Node] = []

    def read(self, lines: Iterable[Line]) -> list[Node]:
        """Return the provisions of `lines` in reading order."""
        for line in lines:
            marker = read_plan_marker(line.text)
            if line.cells and self._open:
                self._open[-1].rows.append(line.cells)
            elif marker is not None and self._fits(marker):
                self._start(marker)
            else:
                self._paragraph(line.text)
        return self.nodes

    def _paragraph(self, text: str) -> None:
        if not self._open:
            if self._prefix is not None:
                self._prefix.add(read_bullet(text) or text, is_bullet=bool(read_bullet(text)))
            return
        node = self._open[-1]
        if not node.heading and not node.paragraphs and text.isupper():
            node.heading = text
            return
        bullet = read_bullet(text)
        is_assigned = is_only_fields(bullet or text) or (bullet is None and assigns(text))
        if is_assigned and (group := _group_of(node)) is not None:
            node = group
        node.add(bullet or text, is_bullet=bullet is not None)

    def _start(self, marker: Marker) -> None:
        parent = self._parent_for(marker)
        stem = f"{parent.path}." if parent else ""
        label = marker.label
        tail = label
        if parent and parent.level is Level.NUMBER and marker.level is Level.NUMBER:
            stem = parent.path[: -len(parent.label)]
        path = free_path(f"{stem}{tail}", self._taken)
        node = Node(path, label, "", parent, marker.level, marker.depth)
        node.heading = marker.rest
        if parent:
            parent.children.append(node)
        self.nodes.append(node)
        self._open = [*self._chain(parent), node]

    def _chain(self, node: Node | None) -> list[Node]:
        chain: list[Node] = []
        while node is not None and node is not self._prefix:
            chain.append(node)
            node = node.parent
        return chain[::-1]

    def _parent_for(self, marker: Marker) -> Node | None:
        for node in reversed(self._open):
            if node.level is None or _holds(node, marker):
                return node
        return self._prefix

    def _fits(self, marker: Marker) -> bool:
        """Refuse a letter out of order and a first line that no list begins with."""
        if marker.level is Level.SUBLETTER:
            return any(node.level is Level.LETTER for node in self._open)
        if marker.level is Level.DIVISION:
            return self._continues_divisions(marker.label)
        if marker.level is not Level.LETTER:
            return True
        if not self._open and self._prefix is None:
            return False
        parent = self._parent_for(marker)
        siblings = [n for n in parent.children if n.level is Level.LETTER] if parent else []
        if not siblings:
            return marker.label in ("a", "b")
        return LETTERS.index(marker.label) > LETTERS.index(siblings[-1].label)

    def _continues_divisions(self, label: str) -> bool:
        seen = [node.label for node in self.nodes if node.level is Level.DIVISION]
        if not seen:
            return label == "A" and not self.nodes
        return DIVISIONS.find(label) - 1 == DIVISIONS.find(seen[-1]) or (
            ord(label) == ord(seen[-1]) + 1
        )


def assigns(text: str) -> bool:
    """Tell whether a sentence of `text` gives work to a body: "Giao Sở A chủ trì, phối hợp …"."""
    return _ASSIGNS.search(text) is not None


def _group_of(node: Node) -> Node | None:
    """Return the group to which lines about lead and time belong that follow its last letter.

    They are the letter's own where an earlier letter has such lines of its own, or is a label.
    """
    if node.level is not Level.LETTER or node.parent is None:
        return None
    earlier = [n for n in node.parent.children if n.level is Level.LETTER and n is not node]
    texts = [text for n in (*earlier, node) for text in (n.heading, *n.paragraphs)]
    speaks = any(is_only_fields(t) or assigns(t) for t in texts[: -len(node.paragraphs) or None])
    is_label = any(read_field(n.heading) is not None for n in (*earlier, node))
    return node.parent if earlier and not speaks and not is_label else None


def _holds(node: Node, marker: Marker) -> bool:
    """Tell whether a provision like `node` may hold one that starts with `marker`."""
    assert node.level is not None
    if node.level is Level.NUMBER and marker.level is Level.NUMBER:
        return marker.label.startswith(f"{node.label}.")
    return node.level < marker.level


def settle_headings(nodes: Iterable[Node]) -> None:
    """Decide for each provision whether the text beside its sign is a heading or a sentence."""
    for node in nodes:
        _settle_heading(node)


def _settle_heading(node: Node) -> None:
    """Decide whether the text beside a sign is a heading, a sentence or a field with its value."""
    text = node.heading
    if not text:
        return
    named = read_field(text)
    if named is not None and named.value:
        node.heading = named.label
        _put_first(node, text)
    elif _is_sentence_with_fields(node) or not _is_heading(node, text):
        node.heading = _unit_before_colon(text)
        _put_first(node, text)
    else:
        node.heading = text.rstrip(" :.")


def _put_first(node: Node, text: str) -> None:
    node.paragraphs.insert(0, text)
    node.bullets.insert(0, False)


def _is_sentence_with_fields(node: Node) -> bool:
    """Tell work that only labelled lines follow: the line itself is what is to be done."""
    return (
        node.level in (Level.NUMBER, Level.LETTER)
        and not node.children
        and bool(node.paragraphs)
        and is_only_fields(node.paragraphs[0])
    )


def _is_heading(node: Node, text: str) -> bool:
    has_body = bool(node.paragraphs or node.children or node.rows)
    if not text.endswith(_SENTENCE_ENDS):
        is_label = text.endswith(":") or len(text.split()) <= 6
        return has_body or is_label or node.level in (Level.PART, Level.PART_WORD, Level.DIVISION)
    is_short = len(text.split()) <= _HEADING_SYLLABLES and not re.search(r"[:;]", text)
    return has_body and is_short and text.endswith(".") and not text.endswith("./.")


def _unit_before_colon(text: str) -> str:
    """Return "Sở Nội vụ" of "Sở Nội vụ: chủ trì…", "" where no short name leads the sentence."""
    name, colon, rest = text.partition(":")
    is_short = colon and rest.strip() and len(name.split()) <= 12
    is_name = is_short and not re.search(r"[.;%]", name) and not _TIME_START.match(name)
    return name.strip() if is_name else ""
