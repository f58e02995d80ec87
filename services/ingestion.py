"""Loading an official text: what is understood of it, and whether it replaces what is held."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from domain.errors import AnotherDocumentHeld, AppendixNeedsDocument
from domain.register import Document, DocumentInfo, TextState
from domain.vietnamese import clean, fold
from services.appendices import add_appendix, is_appendix, overlaps


@dataclass(frozen=True, slots=True)
class Placement:
    """A document as it is to be held: in place of which one, and which text that takes away."""

    document: Document
    document_id: int | None
    replaces: TextState | None


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What was understood of a text; `replaces` tells how the document was held before.

    `number` and `issued` are None where the text leaves them blank; the `*_text` fields hold what
    it prints there. `document_id` is None in a preview of a document that is not held yet.
    """

    document: str
    kind: str
    number: str | None
    number_text: str
    issued: date | None
    issued_text: str
    title: str
    provisions: int
    tasks: int
    duties: int
    milestones: int
    targets: int
    warnings: tuple[str, ...]
    replaces: TextState | None
    document_id: int | None

    @property
    def needs_consent(self) -> bool:
        """Tell whether an official text would be replaced; a digest steps back unasked."""
        return self.replaces is TextState.LOADED


def read_text(text: str, slug: str | None, source: str) -> Document:
    """Return the document that a text holds.

    Raises:
        UnreadableDocument: no structure of an official document can be found in it.
    """
    from knowledge.parser import parse_document

    return parse_document(text, slug=slug, source=source)


def place(parsed: Document, held: Mapping[int, Document], *, is_named: bool) -> Placement:
    """Return where a document goes among those that are held.

    A document is known by its slug. Unless its slug was given (`is_named`), one without a number
    is also the same as a digest of the same issuer, kind and implemented directive. A text that
    is only an appendix is added to its document, whichever of the two came first.

    Raises:
        AppendixNeedsDocument: it is an appendix of a document that is held as a digest only.
        AnotherDocumentHeld: the slug that was given is that of a digest of something else.
    """
    number = _number_of(parsed, held, is_named=is_named)
    if number is None:
        return Placement(parsed, None, None)
    other = held[number]
    document = replace(parsed, info=replace(parsed.info, slug=other.info.slug))
    if is_appendix(parsed) and not is_appendix(other):
        if other.state is not TextState.LOADED:
            raise AppendixNeedsDocument(other.info.slug)
        replaces = other.state if overlaps(other, document) else None
        return Placement(add_appendix(other, document), number, replaces)
    if is_appendix(other) and not is_appendix(parsed):
        return Placement(add_appendix(document, other), number, None)
    if is_named and other.state is TextState.DIGEST and not _may_be(parsed.info, other.info):
        raise AnotherDocumentHeld(other.info.slug)
    return Placement(document, number, other.state)


def report_on(
    parsed: Document, slug: str, document_id: int | None, replaces: TextState | None
) -> IngestReport:
    """Return what was understood of a text that is held, or would be, under `slug`."""
    document, info = parsed, parsed.info
    return IngestReport(
        document=slug,
        kind=info.kind,
        number=info.number,
        number_text=info.number or info.number_text,
        issued=info.issued,
        issued_text=info.issued_text,
        title=info.title,
        provisions=len(document.provisions),
        tasks=len(document.tasks),
        duties=len(document.duties),
        milestones=len(document.milestones),
        targets=len(document.targets),
        warnings=document.warnings,
        replaces=replaces,
        document_id=document_id,
    )


def _number_of(parsed: Document, held: Mapping[int, Document], *, is_named: bool) -> int | None:
    """Return the number of the document that is held as this one."""
    info = parsed.info
    for number, other in held.items():
        if other.info.slug == info.slug:
            return number
    if is_named:
        return None
    for number, other in held.items():
        # An appendix names its document in brackets, often with the issuer written otherwise.
        is_part = is_appendix(parsed) or is_appendix(other)
        if is_part and _is_dated_alike(info, other.info):
            return number
        if other.state is TextState.DIGEST and _is_same(info, other.info):
            return number
    return None


def _is_dated_alike(one: DocumentInfo, other: DocumentInfo) -> bool:
    """Tell whether kind, number and day agree, however the issuer is written."""
    return (
        bool(one.number)
        and one.issued is not None
        and one.issued == other.issued
        and _key(one.kind) == _key(other.kind)
        and _key(one.number or "") == _key(other.number or "")
    )


def _may_be(one: DocumentInfo, other: DocumentInfo) -> bool:
    """Tell whether a text can be that of a digest: same kind, same issuer as far as known."""
    same_issuer = not one.issuer or not other.issuer or _key(one.issuer) == _key(other.issuer)
    return _key(one.kind) == _key(other.kind) and same_issuer


def _is_same(one: DocumentInfo, other: DocumentInfo) -> bool:
    same_number = _key(one.number or "") == _key(other.number or "")
    same_work = bool(one.implements) and _key(one.implements) == _key(other.implements)
    same_issuer = _key(one.issuer) == _key(other.issuer) and bool(one.issuer)
    is_numbered = bool(one.number)
    return (
        same_number
        and same_issuer
        and _key(one.kind) == _key(other.kind)
        and (same_work or is_numbered)
    )


def _key(text: str) -> str:
    return " ".join(fold(clean(text)).replace("uy ban nhan dan", "ubnd").split())
