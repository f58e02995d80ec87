"""References between passages, resolved: where each one leads, and who leads to a place."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from domain.citations import is_within
from domain.mentions import Mention, read_mentions
from domain.register import Document
from knowledge.document_names import DocumentNames
from knowledge.mentioned_places import place_of_mention, places_between

# Most paragraphs refer to nothing; this tells them fast.
_MAY_REFER = re.compile(
    r"(?:điều|khoản|mục|phần|chương|phụ lục|nhiệm vụ)\s+(?:số\s+|từ\s+)?[\dIVX]"
    r"|(?:điều|khoản|điểm|phụ lục)\s+này|(?:điểm|tiết)\s+(?:từ\s+)?\w\d?\b|điểm\s+[IVX]"
    r"|(?:luật|pháp lệnh|hiến pháp)\s+\w|\d[/-]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Link:
    """A reference from words of a paragraph to a place.

    An empty `path` is a document as a whole; an empty `document` one that is not held. `through`
    are further places that the words stand for, between the ends of a range.
    """

    start: int
    end: int
    document: str
    path: str
    wording: str
    through: tuple[str, ...] = ()

    @property
    def is_missing(self) -> bool:
        """Tell whether the document that is named is not held."""
        return not self.document

    @property
    def paths(self) -> tuple[str, ...]:
        """Return every place that the words stand for."""
        return (*self.through, self.path)


@dataclass(frozen=True, slots=True)
class Source:
    """A place that refers to another one."""

    document: str
    path: str


class CrossReferences:
    """The references of the documents that are held together; read when they are asked for."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = {document.info.slug: document for document in documents}
        self._names = DocumentNames(document.info for document in self._documents.values())
        self._links: dict[tuple[str, str], tuple[tuple[Link, ...], ...]] = {}
        self._led_from: dict[str, dict[tuple[str, str], list[Source]]] = {}

    def of_paragraphs(self, slug: str, path: str) -> tuple[tuple[Link, ...], ...]:
        """Return the links of each of a place's own paragraphs, in the order of their words."""
        known = self._links.get((slug, path))
        if known is None:
            document = self._documents[slug]
            texts = [paragraph.text for paragraph in document.by_path[path].paragraphs]
            known = tuple(tuple(self._read(document, path, text)) for text in texts)
            self._links[slug, path] = known
        return known

    def from_place(self, slug: str, path: str) -> tuple[Link, ...]:
        """Return where a place with everything in it leads, outside itself, each target once."""
        found: dict[tuple[str, str, str], Link] = {}
        for place in self._documents[slug].subtree(path):
            for links in self.of_paragraphs(slug, place.path):
                for link in links:
                    if link.document != slug or not is_within(link.path, path):
                        name = link.wording if link.is_missing else ""
                        found.setdefault((link.document, link.path, name), link)
        return tuple(found.values())

    def to_place(
        self, slug: str, path: str, among: Iterable[str] | None = None
    ) -> tuple[Source, ...]:
        """Return the places that lead to a place or into it, plans first, those in it left out.

        An empty `path` asks who names the document as a whole; only the documents `among` are
        read, if any are given.
        """
        inside = [p.path for p in self._documents[slug].subtree(path)] if path else [""]
        found = {
            source
            for other in (self._documents if among is None else among)
            for one in inside
            for source in self._leading(other).get((slug, one), ())
        }
        outside = [
            s for s in found if s.document != slug or not path or not is_within(s.path, path)
        ]
        return tuple(sorted(outside, key=self._order))

    def warm(self) -> None:
        """Read every document, so that no one waits for it later."""
        for slug in self._documents:
            self._leading(slug)

    def _order(self, source: Source) -> tuple[bool, str, int]:
        """Order plans before laws, then by document and place."""
        document = self._documents[source.document]
        return not document.tasks, source.document, tuple(document.by_path).index(source.path)

    def _leading(self, slug: str) -> Mapping[tuple[str, str], list[Source]]:
        """Return by document and place which places of the document `slug` lead there."""
        known = self._led_from.get(slug)
        if known is None:
            known = {}
            for place in self._documents[slug].provisions:
                source = Source(slug, place.path)
                for links in self.of_paragraphs(slug, place.path):
                    for link in links:
                        for path in link.paths:
                            known.setdefault((link.document, path), []).append(source)
            self._led_from[slug] = known
        return known

    def _read(self, document: Document, path: str, text: str) -> Iterator[Link]:
        if not _MAY_REFER.search(text):
            return
        for mention in read_mentions(text, self._names.find(text)):
            link = self._resolved(document, path, mention, text[mention.start : mention.end])
            if link is not None and (link.document, link.path) != (document.info.slug, path):
                yield link

    def _resolved(
        self, document: Document, path: str, mention: Mention, wording: str
    ) -> Link | None:
        named = mention.document
        span = mention.start, mention.end
        if named is not None and not named.is_own and not named.slug:
            return Link(*span, "", "", named.wording)
        if named is not None and named.slug not in ("", document.info.slug):
            document, path = self._documents[named.slug], ""
            if mention.names_no_place:
                return Link(*span, named.slug, "", wording)
        place = None if _is_of_a_form(mention, path) else place_of_mention(mention, document, path)
        if place is None:
            return None
        through = _through(mention, document, path, place)
        return Link(*span, document.info.slug, place, wording, through)


def _is_of_a_form(mention: Mention, path: str) -> bool:
    """Tell whether an article is one of a form in an appendix, not of the law that holds it."""
    is_appended = path != "" and not path[:1].isdigit()
    return is_appended and mention.document is None and mention.article[:1].isdigit()


def _through(mention: Mention, document: Document, path: str, last: str) -> tuple[str, ...]:
    """Return the places inside the range that a mention ends."""
    first = place_of_mention(mention.since, document, path) if mention.since else None
    if first is None or first.count(".") != last.count("."):
        return ()
    return places_between(document, first, last)
