"""Loading an official text: what is understood of it, and whether it replaces what is held."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

from domain.errors import (
    AnotherDocumentHeld,
    AppendixNeedsDocument,
    DocumentUnnamed,
    UnstructuredText,
)
from domain.register import Document, DocumentInfo, TextState
from domain.vietnamese import clean, fold
from services.appendices import (
    add_appendix,
    holds_appendix,
    is_appendix,
    overlaps,
    with_appendices_of,
)
from services.merged_texts import base_of, described_as, is_merged

_NUMBERED = ("luật", "bộ luật", "pháp lệnh", "nghị định", "thông tư", "thông tư liên tịch")
# What an editor checked, or a text itself told, that another copy of the text may lack.
_KEPT = tuple(
    field.name
    for field in fields(DocumentInfo)
    if field.name
    in (
        *("number", "number_text", "issued", "issuer", "signer", "signer_title", "replaced_by"),
        *("in_force_from", "in_force_to", "aliases", "amended_by"),
    )
)


@dataclass(frozen=True, slots=True)
class Placement:
    """A document as it is to be held: in place of which one, and which text that takes away.

    `text` is the text by itself, an appendix without its document. `is_unchanged` tells that the
    same text is held already.
    """

    text: Document
    document: Document
    document_id: int | None
    replaces: TextState | None
    is_unchanged: bool = False

    @property
    def is_version(self) -> bool:
        """Tell whether the text comes beside the official ones that are held."""
        return self.replaces is TextState.LOADED and not self.is_unchanged


@dataclass(frozen=True, slots=True)
class IngestText:
    """The text of a file: its name, what is doubtful about it, whether passages will do.

    `since` is the first day of its wording, where an operator knows it.
    """

    text: str
    name: str
    warnings: tuple[str, ...] = ()
    as_plain: bool = False
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """The document that a text holds; `is_named` tells that its slug was given."""

    document: Document
    is_named: bool = False


def read_text(text: IngestText, slug: str | None) -> Document:
    """Return the document that a text holds, with what its file leaves in doubt.

    Raises:
        UnreadableDocument: the text is empty.
        UnstructuredText: it has no structure, and `as_plain` does not ask for plain passages.
        DocumentUnnamed: it is a law or decree that tells no number, and no slug is given.
    """
    from knowledge.parser import parse_document, parse_plain

    try:
        parsed = parse_document(text.text, slug=slug, source=text.name)
    except UnstructuredText:
        if not text.as_plain:
            raise
        parsed = parse_plain(text.text, slug=slug, source=text.name)
    is_known = parsed.info.number is not None or not _is_numbered_kind(parsed)
    if slug is None and not (is_known and parsed.info.slug):
        raise DocumentUnnamed(parsed.info.title)
    info = replace(parsed.info, since=text.since or parsed.info.since)
    return replace(parsed, info=info, warnings=(*text.warnings, *parsed.warnings))


def place_all(
    texts: Sequence[Understood], held: Mapping[int, Sequence[Document]]
) -> list[Placement]:
    """Return where each document goes, each after those before it; `held` are all texts."""
    shelf = {number: own[-1] for number, own in held.items()}
    placed: list[Placement] = []
    for at, text in enumerate(texts, start=1):
        one = place(text.document, shelf, is_named=text.is_named)
        if one.is_version and _is_held(one.document, held.get(one.document_id or 0, ())):
            one = replace(one, is_unchanged=True)
        # Below zero: one of these documents, which the database does not know yet.
        number = -at if one.document_id is None else one.document_id
        shelf[number] = one.document
        placed.append(replace(one, document_id=None) if number < 0 else one)
    return placed


def place(parsed: Document, held: Mapping[int, Document], *, is_named: bool) -> Placement:
    """Return where a document goes among those that are held.

    A document is known by its slug. Unless its slug was given (`is_named`), one without a number
    is also the same as a digest of the same issuer, kind and implemented directive. A text that
    is only an appendix is added to its document, whichever of the two came first.

    Raises:
        AppendixNeedsDocument: it is an appendix of a document that is held as a digest only.
        AnotherDocumentHeld: the slug that was given is that of a digest of something else.
    """
    number = base_of(parsed, held) if not is_named else None
    number = _number_of(parsed, held, is_named=is_named) if number is None else number
    if number is None:
        return Placement(parsed, parsed, None, None)
    other = held[number]
    if is_merged(parsed.info) and not is_merged(other.info):
        parsed = replace(parsed, info=described_as(parsed, other.info))
    document = replace(parsed, info=_completed(parsed.info, other.info))
    if is_appendix(parsed) and not is_appendix(other):
        return _place_appendix(parsed, document, number, other)
    if is_appendix(other) and not is_appendix(parsed):
        return Placement(document, add_appendix(document, other), number, None)
    if is_named and other.state is TextState.DIGEST and not _may_be(parsed.info, other.info):
        raise AnotherDocumentHeld(other.info.slug)
    whole = with_appendices_of(document, other) if other.state is TextState.LOADED else document
    same = _is_same_text(whole, other)
    return Placement(document, whole, number, other.state, is_unchanged=same)


def _place_appendix(
    parsed: Document, appendix: Document, number: int, other: Document
) -> Placement:
    if other.state is not TextState.LOADED:
        raise AppendixNeedsDocument(other.info.slug)
    if not overlaps(other, appendix):
        return Placement(parsed, add_appendix(other, appendix), number, None)
    same = holds_appendix(other, appendix)
    whole = other if same else add_appendix(other, appendix)
    return Placement(parsed, whole, number, other.state, is_unchanged=same)


def _completed(info: DocumentInfo, held: DocumentInfo) -> DocumentInfo:
    """Return a description under the slug that is held, with what only the held one tells."""
    known = {
        name: getattr(held, name)
        for name in _KEPT
        if not getattr(info, name) and getattr(held, name)
    }
    return replace(info, slug=held.slug, version=held.version, **known)


def _is_same_text(document: Document, other: Document) -> bool:
    """Tell whether a document is the one that is held, from whichever file it came."""
    held = other.info
    since = document.info.since or held.since
    info = replace(document.info, source=held.source, version=held.version, since=since)
    return replace(document, info=info, state=other.state) == other and (
        other.state is TextState.LOADED
    )


def _is_held(document: Document, texts: Sequence[Document]) -> bool:
    """Tell whether a text is one that still holds for a time of its own."""
    from services.editions import lasting_of

    lasting, _ = lasting_of(texts)
    return any(_is_same_text(document, text) for text in lasting)


def _is_numbered_kind(document: Document) -> bool:
    return document.info.articles is not None and document.info.kind in _NUMBERED


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
