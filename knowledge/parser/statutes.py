"""The skeleton of laws and decrees: chapters, sections, articles, clauses and points."""

import re
from collections.abc import Sequence

from knowledge.parser.letters import UPPER
from knowledge.parser.markers import LETTERS, Level, read_article, read_bullet, read_marker
from knowledge.parser.outline import Node
from knowledge.parser.rows import Line

_CHAPTER = re.compile(
    r"^[\W_]*(?:Chương|CHƯƠNG)\s+(?P<label>[IVXLC]+|\d+)"
    rf"(?=$|[\s.:–-]|[{UPPER}])[\s.:–-]*(?P<rest>.*)$"
)
_SECTION = re.compile(r"^(?:Mục|MỤC)\s+(?P<label>\d+|[IVX]+)(?=$|[\s.:–-])[\s.:–-]*(?P<rest>.*)$")
_CLAUSE = re.compile(r"^(?P<label>\d{1,2}[a-zđ]?)\s*\.\s*(?P<rest>\S.*)$")
_ADOPTION = re.compile(r"^(?:Bộ luật|Luật|Pháp lệnh|Nghị quyết) này (?:đã )?được .*thông qua")
_QUOTED = ("“", '"', "«")
_LONGEST_GAP = 3
_TITLE_SYLLABLES = 60


def is_statute(lines: Sequence[Line]) -> bool:
    """Tell whether `lines` are built of articles that begin with Điều 1."""
    labels = [article[0] for line in lines if (article := read_article(line.text))]
    return "1" in labels[:1] and len(labels) > 1


def read_statute(lines: Sequence[Line]) -> tuple[list[Node], list[str]]:
    """Return the provisions of the articles in `lines`, and the paragraphs that close them."""
    reader = _StatuteReader()
    for line in lines:
        reader.read(line.text)
    return reader.nodes, reader.closing


class _StatuteReader:
    """Builds the tree line by line; numbers out of order are quotations, not provisions."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.closing: list[str] = []
        self._chapter: Node | None = None
        self._section: Node | None = None
        self._article: Node | None = None
        self._clause: Node | None = None
        self._point: Node | None = None

    def read(self, text: str) -> None:
        """Take one paragraph."""
        if self.closing or _ADOPTION.match(text):
            self.closing.append(text)
        elif match := _CHAPTER.match(text):
            self._open_chapter(match["label"], match["rest"])
        elif self._chapter is not None and (match := _SECTION.match(text)):
            self._open_section(match["label"], match["rest"])
        elif (article := read_article(text)) and self._follows(article[0], text):
            self._open_article(*article)
        elif self._article is not None:
            self._read_inside(text)
        elif self.nodes and not self.nodes[-1].heading:
            self.nodes[-1].heading = text
        elif self.nodes and text.isupper():
            self._extend_heading(self.nodes[-1], text)
        elif self.nodes:
            self.nodes[-1].add(text)

    def _extend_heading(self, node: Node, text: str) -> None:
        """Join a heading set on several lines; some files repeat it."""
        if text not in node.heading:
            node.heading = f"{node.heading} {text}"

    def _open_chapter(self, label: str, heading: str) -> None:
        self._chapter = self._add(f"chương {label}", label, heading.strip("* "), None)
        self._section = self._article = self._clause = self._point = None

    def _open_section(self, label: str, heading: str) -> None:
        assert self._chapter is not None
        path = f"{self._chapter.path}.mục {label}"
        self._section = self._add(path, label, heading.strip("* "), self._chapter)
        self._article = self._clause = self._point = None

    def _open_article(self, label: str, heading: str) -> None:
        parent = self._section or self._chapter
        self._article = self._add(label, label, "", parent)
        self._clause = self._point = None
        if len(heading.split()) <= _TITLE_SYLLABLES and not heading.endswith((":", ";")):
            self._article.heading = heading.rstrip(".")
        elif heading:
            self._article.add(heading)

    def _follows(self, label: str, text: str) -> bool:
        """Tell whether article `label` comes next: 13 after 12, 35a after 35."""
        last = next((n for n in reversed(self.nodes) if n.path == n.label), None)
        if last is None:
            return label == "1"
        number, last_number = _digits(label), _digits(last.label)
        if text.startswith(_QUOTED):
            return False
        if not label.isdigit():
            return number == last_number and label > last.label
        return last_number < number <= last_number + _LONGEST_GAP

    def _read_inside(self, text: str) -> None:
        bullet = read_bullet(text)
        marker = read_marker(bullet or text)
        clause = _CLAUSE.match(text)
        if clause is not None and self._next_clause(clause["label"]):
            self._open_clause(clause["label"], clause["rest"])
        elif marker is not None and marker.level is Level.LETTER and self._next_point(marker.label):
            self._open_point(marker.label, marker.rest)
        elif marker is not None and marker.level is Level.SUBLETTER and self._point is not None:
            self._open_point(f"{text[0]}{marker.label}", marker.rest)
        else:
            self._add_paragraph(bullet or text)

    def _next_clause(self, label: str) -> bool:
        last = self._clause.label if self._clause else "0"
        if not label.isdigit():
            return _digits(label) == _digits(last) and label > last
        return int(label) == _digits(last) + 1

    def _next_point(self, label: str) -> bool:
        if self._point is None:
            return label == "a"
        return LETTERS.index(label) > LETTERS.index(self._point.label[0])

    def _open_clause(self, label: str, text: str) -> None:
        assert self._article is not None
        self._clause = self._add(f"{self._article.path}.{label}", label, "", self._article)
        self._clause.add(text)
        self._point = None

    def _open_point(self, label: str, text: str) -> None:
        holder = self._clause or self._article
        assert holder is not None
        self._point = self._add(f"{holder.path}.{label}", label, "", holder)
        self._point.add(text)

    def _add_paragraph(self, text: str) -> None:
        """Add to the innermost open place; after a point that ended, to its clause."""
        node = self._point or self._clause or self._article
        assert node is not None
        if node is self._point and node.paragraphs[-1].endswith("."):
            node = self._clause or self._article
        assert node is not None
        node.add(text)

    def _add(self, path: str, label: str, heading: str, parent: Node | None) -> Node:
        node = Node(path, label, heading, parent)
        if parent is not None:
            parent.children.append(node)
        self.nodes.append(node)
        return node


def _digits(label: str) -> int:
    return int(re.match(r"\d+", label)[0]) if re.match(r"\d+", label) else 0  # type: ignore[index]
