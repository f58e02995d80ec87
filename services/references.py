"""What the places of documents refer to and who refers to them, as readers are shown it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.answers import Citation
from domain.citations import article_of
from domain.register import Document
from knowledge.cross_references import CrossReferences, Link
from services.places import place_name

_MOST_BESIDE = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a document to go to; an empty `path` is the document as a whole.

    `name` is what it is called there, `document_name` how its document is cited.
    """

    document_id: int
    slug: str
    path: str
    name: str
    document_name: str


@dataclass(frozen=True, slots=True)
class References:
    """Where a place with all in it leads, who leads there, and what is named but not held."""

    cites: tuple[Place, ...] = ()
    cited_by: tuple[Place, ...] = ()
    missing: tuple[str, ...] = ()


class ReferenceBook:
    """The references between the documents that are held, by their numbers."""

    def __init__(self, documents: Mapping[int, Document]) -> None:
        self._web = CrossReferences(documents.values())
        self._held = {d.info.slug: (number, d) for number, d in documents.items()}

    def warm(self) -> None:
        """Read every document, so that no reader waits for it."""
        self._web.warm()

    def around(self, slug: str, path: str) -> References:
        """Return the references from and to a place."""
        links = self._web.from_place(slug, path)
        sources = self._web.to_place(slug, path)
        return References(
            _once(self._place(link.document, link.path) for link in links if not link.is_missing),
            _once(self._place(source.document, source.path) for source in sources),
            tuple(dict.fromkeys(link.wording for link in links if link.is_missing)),
        )

    def links(self, slug: str, path: str) -> tuple[tuple[Link, ...], ...]:
        """Return the links in each of a place's own paragraphs."""
        return self._web.of_paragraphs(slug, path)

    def beside(self, citations: Sequence[Citation]) -> tuple[Place, ...]:
        """Return what stands beside an answer: what a plan does about the laws that it is on.

        An answer on a plan has the laws on which the cited places rest.
        """
        cited = [c for c in citations if c.document in self._held]
        found = [place for one in cited for place in self._beside(one)]
        own = {c.document for c in cited}
        return tuple(p for p in _once(found) if p.slug not in own)[:_MOST_BESIDE]

    def _beside(self, citation: Citation) -> Iterator[Place]:
        slug, path = citation.document, citation.path
        document = self._held[slug][1]
        if path not in document.by_path:
            return
        if not document.is_statute:
            for links in self._web.of_paragraphs(slug, path):
                yield from (self._place(x.document, x.path) for x in links if not x.is_missing)
            return
        plans = [other for other, (_, held) in self._held.items() if held.tasks]
        for where in (article_of(path), ""):
            for source in self._web.to_place(slug, where, plans):
                yield self._place(source.document, source.path)

    def _place(self, slug: str, path: str) -> Place:
        number, document = self._held[slug]
        name = place_name(document, path) if path else ""
        return Place(number, slug, path, name, document.info.cited_name)


def _once(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple(dict.fromkeys(places))
