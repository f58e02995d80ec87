"""Loading an official text: what is understood of it, and whether it replaces what is held."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from domain.register import Document, DocumentInfo, TextState
from domain.vietnamese import clean, fold


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


def place_among(document: Document, held: Mapping[int, Document]) -> tuple[Document, int | None]:
    """Return the document under the slug that it is held by, and that one's number if any.

    A document with a number is known by its slug. One without is the same as a digest of the
    same issuer, kind and implemented directive, whatever slug its own words would give it.
    """
    for number, other in held.items():
        if other.info.slug == document.info.slug:
            return document, number
    for number, other in held.items():
        if other.state is TextState.DIGEST and _is_same(document.info, other.info):
            return with_slug(document, other.info.slug), number
    return document, None


def with_slug(document: Document, slug: str) -> Document:
    """Return the document under another slug."""
    return replace(document, info=replace(document.info, slug=slug))


def report_on(
    document: Document, document_id: int | None, replaces: TextState | None
) -> IngestReport:
    """Return what was understood of a document."""
    info = document.info
    return IngestReport(
        document=info.slug,
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
