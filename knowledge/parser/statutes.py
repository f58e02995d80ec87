"""The skeleton of laws and decrees: chapters, sections, articles, clauses and points."""

import re
from collections.abc import Sequence

from knowledge.parser.articles import own_articles
from knowledge.parser.letters import UPPER
from knowledge.parser.markers import LETTERS, Level, read_article, read_bullet, read_marker
from knowledge.parser.outline import Node, free_path
from knowledge.parser.quotations import amended_lines, quoted_lines
from knowledge.parser.rows import Line

_CHAPTER = re.compile(
    r"^[\W_]*(?:Chương|CHƯƠNG)\s+(?P<label>[IVXLC]+|\d+)"
    rf"(?=$|[\s.:–-]|[{UPPER}])[\s.:–-]*(?P<rest>.*)$"
)
_SECTION = re.compile(
    r"^(?P<kind>Mục|MỤC|Tiểu mục|TIỂU MỤC)\s+(?P<label>\d+|[IVX]+)"
    r"(?=$|[\s.:–-])[\s.:–-]*(?P<rest>.*)$"
)
_CLAUSE = re.compile(r"^(?P<label>\d{1,2}[a-zđ]?)\s*\.\s*(?P<rest>\S.*)$")
_ADOPTION = re.compile(r"^(?:Bộ luật|Luật|Pháp lệnh|Nghị quyết) này (?:đã )?được .*thông qua")
_TITLE_SYLLABLES = 60
_WIDEST_GAP = 3
_FEWEST_WITHOUT_FIRST = 5


def is_statute(lines: Sequence[Line]) -> bool:
    """Tell whether `lines` are built of articles that begin with Điều 1, be it lost in a scan."""
    labels = [article[0] for line in lines if (article := read_article(line.text))]
    if "1" in labels[:1]:
        return len(labels) > 1
    return len(labels) >= _FEWEST_WITHOUT_FIRST and _digits(labels[0]) <= _WIDEST_GAP


def read_statute(lines: Sequence[Line]) -> tuple[list[Node], list[str]]:
    """Return the provisions of the articles in `lines`, and the paragraphs that close them."""
    texts = [" | ".join(line.cells) if line.cells else line.text for line in lines]
    quoted = quoted_lines(texts)
    articles = {article.place: article for article in own_articles(texts, quoted)}
    quoted |= amended_lines(texts, list(articles), quoted)
    reader = StatuteReader()
    for place, text in enumerate(texts):
        if (article := articles.get(place)) is not None:
            reader.open_article(article.label, article.heading)
        elif place in quoted and reader.nodes:
            reader.quote(text)
        else:
            reader.read(text)
    return reader.nodes, reader.closing


class StatuteReader:
    """Builds the tree line by line; numbers out of order are quotations, not provisions."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.closing: list[str] = []
        self._paths: set[str] = set()
        self._part: Node | None = None
        self._chapter: Node | None = None
        self._section: Node | None = None
        self._article: Node | None = None
        self._clause: Node | None = None
        self._point: Node | None = None

    def read(self, text: str) -> None:
        """Take one paragraph that is no article line."""
        if self.closing or _ADOPTION.match(text):
            self.closing.append(text)
        elif (marker := read_marker(text)) and marker.level is Level.PART_WORD:
            self._open_part(marker.label, marker.rest)
        elif (match := _CHAPTER.match(text)) and _heads(match["rest"]):
            self._open_chapter(match["label"], match["rest"])
        elif self._chapter is not None and (match := _SECTION.match(text)):
            self._open_section(match["kind"], match["label"], match["rest"])
        elif self._article is not None:
            self._read_inside(text)
        elif self.nodes and not self.nodes[-1].heading:
            self.nodes[-1].heading = text
        elif self.nodes and text.isupper():
            self._extend_heading(self.nodes[-1], text)
        elif self.nodes:
            self.nodes[-1].add(text)

    def quote(self, text: str) -> None:
        """Take one paragraph of another document, which belongs to the place that quotes it."""
        (self._point or self._clause or self._article or self.nodes[-1]).add(text)

    def open_article(self, label: str, heading: str) -> None:
        """Begin one of the document's own articles."""
        parent = self._section or self._chapter or self._part
        self._article = self._add(label, label, "", parent)
        self._clause = self._point = None
        if len(heading.split()) <= _TITLE_SYLLABLES and not heading.endswith((":", ";")):
            self._article.heading = heading.rstrip(".")
        elif heading:
            self._article.add(heading)

    def _extend_heading(self, node: Node, text: str) -> None:
        """Join a heading set on several lines; some files repeat it."""
        if text not in node.heading:
            node.heading = f"{node.heading} {text}"

    def _open_part(self, label: str, heading: str) -> None:
        self._part = self._add(f"phần {label}", label, heading.strip("* "), None)
        self._chapter = self._section = None
        self._article = self._clause = self._point = None

    def _open_chapter(self, label: str, heading: str) -> None:
        self._chapter = self._add(f"chương {label}", label, heading.strip("* "), self._part)
        self._section = self._article = self._clause = self._point = None

    def _open_section(self, kind: str, label: str, heading: str) -> None:
        """Begin a section, or a subsection of the one that is open."""
        assert self._chapter is not None
        above = self._chapter
        if kind.lower() == "tiểu mục" and self._section is not None:
            is_below = "tiểu mục" in self._section.path
            above = self._section.parent if is_below and self._section.parent else self._section
        path = f"{above.path}.{kind.lower()} {label}"
        self._section = self._add(path, label, heading.strip("* "), above)
        self._article = self._clause = self._point = None

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
        """Tell whether clause `label` comes next; one printed twice or left out still counts."""
        last = self._clause.label if self._clause else "0"
        if not label.isdigit():
            return _digits(label) == _digits(last) and label > last
        return max(1, _digits(last)) <= int(label) <= _digits(last) + _WIDEST_GAP

    def _next_point(self, label: str) -> bool:
        if self._point is None:
            return label == "a"
        return LETTERS.index(label) >= LETTERS.index(self._point.label[0])

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
        node = Node(free_path(path, self._paths), label, heading, parent)
        if parent is not None:
            parent.children.append(node)
        self.nodes.append(node)
        return node


def _heads(heading: str) -> bool:
    """Tell the heading of a chapter from a sentence about one ("Chương II của Luật này …")."""
    letters = heading.lstrip("*_ .:–-`ˆ")
    return not letters or not letters[0].islower()


def _digits(label: str) -> int:
    return int(re.match(r"\d+", label)[0]) if re.match(r"\d+", label) else 0  # type: ignore[index]
