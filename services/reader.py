"""Documents as a reader's pages show them: contents, a place with all below it, finding words."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from domain.errors import UnknownProvision
from domain.finding import Span, quote_spans, spans_of, spans_of_words
from domain.register import Document, DocumentInfo, Provision, TextState
from domain.vietnamese import fold
from knowledge.cross_references import Link
from services.documents import Documents, ReferenceBook, References
from services.places import neighbours, place_name

# A place with more below it than this shows the places below as a list instead.
_MOST_PARAGRAPHS = 80
_MOST_HITS = 60
_AROUND = 90


@dataclass(frozen=True, slots=True)
class Entry:
    """A place in the contents with those below it; `title` begins its text if it has no heading."""

    path: str
    name: str
    label: str
    title: str
    below: tuple["Entry", ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a paragraph, `is_marked` where they are to stand out.

    Words that refer to a place have the `document` where it stands, and its `path` if it is not
    the document as a whole.
    """

    text: str
    is_marked: bool = False
    document: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A place of a page: how deep it stands below the page's own, and its paragraphs."""

    path: str
    name: str
    label: str
    heading: str
    depth: int
    paragraphs: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A neighbouring place: where it is and what it is called."""

    path: str
    name: str


@dataclass(frozen=True, slots=True)
class Contents:
    """A document and its places."""

    info: DocumentInfo
    state: TextState
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A place as a page shows it; `parts` are the places below it that have pages of their own.

    `asked_as` is how a question names the place.
    """

    info: DocumentInfo
    state: TextState
    path: str
    name: str
    asked_as: str
    trail: tuple[Step, ...]
    sections: tuple[Section, ...]
    parts: tuple[Entry, ...]
    previous: Step | None
    next: Step | None
    references: References


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph that has the wanted words, cut around the first of them."""

    path: str
    name: str
    pieces: tuple[Piece, ...]


class Reader:
    """The pages of the loaded documents."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents

    def contents(self, slug: str) -> Contents:
        """Return a document's places, from the outermost down.

        Raises:
            UnknownDocument: no such document is held.
        """
        document = self._documents.document(slug)
        return Contents(document.info, document.state, _entries(document, None))

    def read(self, slug: str, path: str, quote: str = "", wanted: str = "") -> Reading:
        """Return a place with a quote or wanted words standing out.

        Raises:
            UnknownDocument: no such document is held.
            UnknownProvision: the document has no such place.
        """
        document = self._documents.document(slug)
        path = _known_path(document, path)
        whole = document.subtree(path)
        is_long = sum(len(place.paragraphs) for place in whole) > _MOST_PARAGRAPHS
        shown = whole[:1] if is_long and len(whole) > 1 else whole
        before, after = neighbours(document, path)
        book = self._documents.references()
        return Reading(
            info=document.info,
            state=document.state,
            path=path,
            name=_name(document, whole[0]),
            asked_as=_asked_as(document, path),
            trail=tuple(Step(p.path, _name(document, p)) for p in document.ancestors(path)),
            sections=_sections(document, shown, book, quote, wanted),
            parts=_entries(document, path) if len(shown) < len(whole) else (),
            previous=_step(document, before),
            next=_step(document, after),
            references=book.around(slug, path),
        )

    def read_whole(self, slug: str) -> tuple[Contents, tuple[Section, ...]]:
        """Return a whole document, as it is printed.

        Raises:
            UnknownDocument: no such document is held.
        """
        document = self._documents.document(slug)
        contents = Contents(document.info, document.state, ())
        book = self._documents.references()
        return contents, _sections(document, document.provisions, book)

    def find(self, slug: str, wanted: str) -> tuple[Hit, ...]:
        """Return the paragraphs with these words together, or else with all of them.

        Raises:
            UnknownDocument: no such document is held.
        """
        document = self._documents.document(slug)
        together = tuple(_hits(document, wanted, is_together=True))
        return together or tuple(_hits(document, wanted, is_together=False))


def _entries(document: Document, path: str | None) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            p.path,
            place_name(document, p.path),
            p.label,
            p.heading or p.text,
            _entries(document, p.path),
        )
        for p in document.children(path)
    )


def _known_path(document: Document, path: str) -> str:
    """Return the path as the document writes it; one that fits no matter of case is taken too."""
    path = unicodedata.normalize("NFC", path)
    if path in document.by_path:
        return path
    alike = [other for other in document.by_path if other.lower() == path.lower()]
    alike = alike or [other for other in document.by_path if fold(other) == fold(path)]
    if len(alike) != 1:
        raise UnknownProvision(document.info.slug, path)
    return alike[0]


def _name(document: Document, place: Provision) -> str:
    name = place_name(document, place.path)
    return f"{name} – {place.heading}" if place.heading not in ("", place.path) else name


def _asked_as(document: Document, path: str) -> str:
    name = place_name(document, path)
    return f"{name} {document.info.cited_name}" if document.is_statute else name


def _sections(
    document: Document,
    places: tuple[Provision, ...],
    book: ReferenceBook,
    quote: str = "",
    wanted: str = "",
) -> tuple[Section, ...]:
    top = len(document.ancestors(places[0].path)) if places else 0
    slug = document.info.slug
    return tuple(
        Section(
            place.path,
            place_name(document, place.path),
            place.label,
            place.heading,
            len(document.ancestors(place.path)) - top,
            tuple(
                _paragraphs(
                    place, book.links(slug, place.path), quote if number == 0 else "", wanted
                )
            ),
        )
        for number, place in enumerate(places)
    )


def _paragraphs(
    place: Provision, links: tuple[tuple[Link, ...], ...], quote: str, wanted: str
) -> Iterator[tuple[Piece, ...]]:
    texts = [paragraph.text for paragraph in place.paragraphs]
    quoted = quote_spans(texts, quote) if quote else {}
    for number, text in enumerate(texts):
        spans = (quoted[number],) if number in quoted else _found(text, wanted)
        yield _pieces(text, spans, links[number])


def _found(text: str, wanted: str) -> tuple[Span, ...]:
    return spans_of(text, wanted) or spans_of_words(text, wanted)


def _pieces(text: str, spans: tuple[Span, ...], links: tuple[Link, ...] = ()) -> tuple[Piece, ...]:
    """Cut a text where words stand out or refer to a place; what does both is cut for both."""
    held = [link for link in links if not link.is_missing]
    edges = {0, len(text)}
    edges.update(edge for span in spans for edge in span)
    edges.update(edge for link in held for edge in (link.start, link.end))
    cuts = sorted(edges)
    return tuple(_piece(text, start, end, spans, held) for start, end in pairwise(cuts))


def _piece(text: str, start: int, end: int, spans: Iterable[Span], links: Iterable[Link]) -> Piece:
    is_marked = any(first <= start and end <= last for first, last in spans)
    link = next((one for one in links if one.start <= start and end <= one.end), None)
    if link is None:
        return Piece(text[start:end], is_marked)
    return Piece(text[start:end], is_marked, link.document, link.path)


def _hits(document: Document, wanted: str, *, is_together: bool) -> Iterator[Hit]:
    find = spans_of if is_together else spans_of_words
    count = 0
    for place in document.provisions:
        for text in (place.heading, *(p.text for p in place.paragraphs)):
            spans = find(text, wanted)
            if spans and count < _MOST_HITS:
                count += 1
                yield Hit(place.path, _name(document, place), _cut(text, spans))


def _cut(text: str, spans: tuple[Span, ...]) -> tuple[Piece, ...]:
    """Return the words around the first find, with ellipses where the text goes on."""
    start, end = max(spans[0][0] - _AROUND, 0), min(spans[0][1] + 2 * _AROUND, len(text))
    if start:
        start = text.find(" ", start, spans[0][0]) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", spans[0][1], end), spans[0][1])
    inside = tuple((a - start, b - start) for a, b in spans if b <= end)
    pieces = _pieces(text[start:end], inside)
    before = (Piece("…"),) if start else ()
    after = (Piece("…"),) if end < len(text) else ()
    return (*before, *pieces, *after)


def _step(document: Document, path: str | None) -> Step | None:
    return None if path is None else Step(path, _name(document, document.by_path[path]))
