"""How documents look to a reader: a line on the shelf, and one place with its neighbours."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from domain.errors import UnknownProvision
from domain.register import CitedDocument, Document, Provision, TextState
from domain.vietnamese import fold
from services.places import has_whole_text, neighbours, place_name, text_blocks
from services.references import ReferenceBook, References

if TYPE_CHECKING:
    from services.editions import History


@dataclass(frozen=True, slots=True)
class WordingSummary:
    """A wording of a document: its label, its days, the documents whose amendments it takes in.

    `is_superseded` tells that a later copy of the same days took its place.
    """

    label: str
    since: date | None
    until: date | None
    merged: tuple[str, ...] = ()
    is_superseded: bool = False


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """One document on the shelf; `id` is None for one that is cited but not loaded.

    `number` is empty where the document leaves it blank; `number_text` is what it prints there.
    `cited_by` names the loaded documents (slugs) that cite it. `wordings` are all that are held;
    `in_force_to` and `ended_by` tell the last day of one that was put out of force, and by what.
    """

    id: int | None
    slug: str
    kind: str
    number: str
    number_text: str
    title: str
    state: TextState
    provisions: int
    cited_by: tuple[str, ...]
    wordings: tuple[WordingSummary, ...] = ()
    in_force_to: date | None = None
    ended_by: str = ""


@dataclass(frozen=True, slots=True)
class Child:
    """A place directly under another one."""

    path: str
    label: str
    heading: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A place near another one, and what it is called."""

    path: str
    name: str


@dataclass(frozen=True, slots=True)
class ProvisionView:
    """One place of a document: its text, what stands above, below, before and after it.

    `blocks` are its text as it is not to be cut. Of a law's article or clause the text `is_whole`:
    every clause with its points, and no `children` beside it.
    """

    document_id: int
    slug: str
    document_title: str
    path: str
    name: str
    trail: tuple[tuple[str, str], ...]
    heading: str
    blocks: tuple[str, ...]
    is_whole: bool
    children: tuple[Child, ...]
    parent: Neighbour | None
    previous: Neighbour | None
    next: Neighbour | None
    state: TextState
    references: References


def shelve(
    documents: Mapping[int, Document], through_time: "Mapping[int, History]" = MappingProxyType({})
) -> tuple[DocumentSummary, ...]:
    """Return every document that is held, then every one that is cited but missing."""
    held = []
    for number, document in documents.items():
        history = through_time.get(number)
        wordings = _wordings(history) if history is not None else ()
        held.append(replace(_held(number, document, documents), wordings=wordings))
    return (*held, *_missing(documents))


def _wordings(history: "History") -> tuple[WordingSummary, ...]:
    old = (
        WordingSummary(str(text.info.version), text.info.starts, None, is_superseded=True)
        for text in history.superseded
    )
    lasting = (
        WordingSummary(
            text.standing.label,
            text.standing.since or text.info.in_force_from,
            text.standing.until,
            text.standing.merged,
        )
        for text in history.editions
    )
    return (*old, *lasting)


def provision_view(
    document_id: int, document: Document, path: str, book: ReferenceBook
) -> ProvisionView:
    """Return the place `path` of a document.

    Raises:
        UnknownProvision: the document has no such place.
    """
    if path not in document.by_path:
        raise UnknownProvision(document.info.slug, path)
    provision = document.by_path[path]
    before, after = neighbours(document, path)
    is_whole = has_whole_text(document, path)
    return ProvisionView(
        document_id=document_id,
        slug=document.info.slug,
        document_title=document.info.title,
        path=path,
        name=place_name(document, path),
        trail=tuple(
            (place_name(document, above.path), above.heading) for above in document.ancestors(path)
        ),
        heading=provision.heading,
        blocks=text_blocks(document, path),
        is_whole=is_whole,
        children=() if is_whole else children_of(document, path),
        parent=_neighbour(document, provision.parent),
        previous=_neighbour(document, before),
        next=_neighbour(document, after),
        state=document.state,
        references=book.around(document.info.slug, path),
    )


def _neighbour(document: Document, path: str | None) -> Neighbour | None:
    return None if path is None else Neighbour(path, place_name(document, path))


def children_of(document: Document, path: str | None) -> tuple[Child, ...]:
    """Return the places directly under `path` (None: the top of the document)."""
    return tuple(Child(p.path, _label(document, p), _title(p)) for p in document.children(path))


def names_same(cited: CitedDocument, document: Document) -> bool:
    """Tell whether a citation names this document: by its number, else by kind, title and day."""
    info = document.info
    if cited.number and info.number:
        return _key(cited.number) == _key(info.number)
    if cited.number or not cited.title:
        return False
    same_day = cited.issued is None or info.issued is None or cited.issued == info.issued
    return same_day and fold(cited.title) in (fold(info.title), fold(f"{info.kind} {info.title}"))


def _held(number: int, document: Document, documents: Mapping[int, Document]) -> DocumentSummary:
    info = document.info
    citing = (
        other.info.slug
        for other in documents.values()
        if other is not document and any(names_same(cited, document) for cited in other.cited)
    )
    return DocumentSummary(
        id=number,
        slug=info.slug,
        kind=info.kind,
        number=info.number or "",
        number_text=info.number or info.number_text,
        title=info.title,
        state=document.state,
        provisions=len(document.provisions),
        cited_by=tuple(citing),
        in_force_to=info.in_force_to,
        ended_by=info.replaced_by or document.standing.ended_by,
    )


def _missing(documents: Mapping[int, Document]) -> Iterator[DocumentSummary]:
    """Yield one line for each document that is cited but not held, in order of citation."""
    by_name: dict[str, list[tuple[CitedDocument, str]]] = {}
    for document in documents.values():
        for cited in document.cited:
            if not any(names_same(cited, other) for other in documents.values()):
                name = _key(cited.number) or fold(f"{cited.kind} {cited.title}")
                by_name.setdefault(name, []).append((cited, document.info.slug))
    for mentions in by_name.values():
        yield _missing_line(mentions)


def _missing_line(mentions: Sequence[tuple[CitedDocument, str]]) -> DocumentSummary:
    fullest = max((cited for cited, _ in mentions), key=lambda cited: len(cited.title))
    return DocumentSummary(
        id=None,
        slug="",
        kind=fullest.kind,
        number=fullest.number,
        number_text=fullest.number,
        title=fullest.title,
        state=TextState.MISSING,
        provisions=0,
        cited_by=tuple(dict.fromkeys(slug for _, slug in mentions)),
    )


def _key(number: str) -> str:
    return "".join(fold(number).split())


def _label(document: Document, provision: Provision) -> str:
    """Return how a list calls a place: by its label, in a law by its name."""
    return place_name(document, provision.path) if document.is_statute else provision.label


def _title(provision: Provision) -> str:
    """Return the heading, or where there is none the beginning of the text."""
    return provision.heading or provision.text.partition("\n")[0]
