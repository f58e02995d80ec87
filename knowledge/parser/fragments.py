"""The wording that an amendment gives to single places: an article, clauses, points."""

import re
from collections.abc import Sequence

from domain.register import Provision
from knowledge.parser.markers import LETTERS, read_article
from knowledge.parser.outline import Node
from knowledge.parser.statutes import StatuteReader

_OPENS = re.compile(r"^\s*[“\"«]+\s*")
_CLOSES = re.compile(r"\s*[”\"»]+\s*[.;,]?\s*(?:/\.)?\s*$")
_BEFORE_MARK = re.compile(r"[.;:,!?]$")


def unquoted(texts: Sequence[str]) -> list[str]:
    """Return quoted paragraphs without the marks around them; marks inside a sentence stay."""
    found = []
    for text in texts:
        bare = _OPENS.sub("", text) if _is_open(text) else text
        if _CLOSES.search(bare) and _is_closed(bare):
            bare = _CLOSES.sub("", bare)
        if bare.strip():
            found.append(bare.strip())
    return found


def read_fragment(texts: Sequence[str], within: str) -> tuple[Provision, ...]:
    """Return the places that `texts` hold; clauses and points stand in `within`, a path.

    Nothing comes back where the first line begins no place.
    """
    if not texts:
        return ()
    reader = _FragmentReader()
    if within:
        reader.enter(within)
    for text in texts:
        article = read_article(text)
        if article is not None:
            reader.open_article(*article)
        elif reader.is_inside:
            reader.read(text)
        else:
            return ()
    return tuple(node.freeze() for node in reader.own_nodes)


class _FragmentReader(StatuteReader):
    """Reads clauses and points that begin anywhere, in an article that is not printed."""

    def __init__(self) -> None:
        super().__init__()
        self._frame: list[Node] = []

    @property
    def is_inside(self) -> bool:
        """Tell whether there is an article that text can belong to."""
        return self._article is not None

    @property
    def own_nodes(self) -> list[Node]:
        """Return what was read, without the places it stands in; loose text there spoils all."""
        if any(node.paragraphs for node in self._frame):
            return []
        frame = {id(node) for node in self._frame}
        return [node for node in self.nodes if id(node) not in frame]

    def enter(self, path: str) -> None:
        """Stand in an article or a clause."""
        article, *clause = path.split(".")[:2]
        self._article = self._add(article, article, "", None)
        self._frame.append(self._article)
        if clause:
            self._clause = self._add(path, clause[0], "", self._article)
            self._frame.append(self._clause)

    def _next_clause(self, label: str) -> bool:
        if self._is_framed(self._clause):
            return False
        return (self._clause is None and bool(self._frame)) or super()._next_clause(label)

    def _next_point(self, label: str) -> bool:
        if self._point is None and self._is_framed(self._clause):
            return label in LETTERS
        return super()._next_point(label)

    def _is_framed(self, node: Node | None) -> bool:
        return any(node is framed for framed in self._frame)


def _is_open(text: str) -> bool:
    return _OPENS.match(text) is not None


def _is_closed(text: str) -> bool:
    """Tell whether the mark at the end closes more than a phrase of the sentence itself."""
    bare = _CLOSES.sub("", text)
    opened = len(re.findall(r"[“«]", bare)) - len(re.findall(r"[”»]", bare))
    if '"' in text and "“" not in text:
        opened = bare.count('"') % 2
    return opened <= 0 or _BEFORE_MARK.search(bare) is not None
