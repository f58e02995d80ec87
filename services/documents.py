"""The documents: what is loaded and what is missing, their places, loading and ingesting them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.database import Database
from db.uow import UnitOfWork
from domain.answers import Citation
from domain.errors import ReplacementNeedsConsent, UnknownDocument
from domain.register import Document, TextState
from services.appendices import is_appendix
from services.bank_files import retire_changed
from services.ingest_reports import IngestReport, report_on
from services.ingestion import IngestText, Placement, Understood, place_all, read_text
from services.once import run_once
from services.references import Place, ReferenceBook, References
from services.shelf import (
    Child,
    DocumentSummary,
    Neighbour,
    ProvisionView,
    children_of,
    provision_view,
    shelve,
)
from services.source import LoadedDocuments

if TYPE_CHECKING:
    from services.changes import ShelfChange

__all__ = [
    "Child",
    "DocumentSummary",
    "Documents",
    "IngestReport",
    "IngestText",
    "Neighbour",
    "Place",
    "ProvisionView",
    "Reading",
    "ReferenceBook",
    "References",
    "Understood",
]


@dataclass(frozen=True, slots=True)
class Reading:
    """Texts that were understood, in the order of loading, and what loading each would do.

    `changes` are what becomes of the documents that are held.
    """

    texts: tuple[Understood, ...]
    reports: tuple[IngestReport, ...]
    changes: "tuple[ShelfChange, ...]" = ()


class Documents:
    """The shelf of documents over the database."""

    def __init__(self, database: Database, source: LoadedDocuments, knowledge_dir: Path) -> None:
        self._database = database
        self._source = source
        self._knowledge_dir = knowledge_dir

    def summaries(self) -> tuple[DocumentSummary, ...]:
        """Return every document that is held, then those that are cited but missing."""
        return shelve(self._source.by_id(), self._source.histories())

    def numbers(self) -> dict[str, int]:
        """Return the number of each document that answers come from, as they last came; at once."""
        return self._source.numbers()

    def document(self, slug_or_id: str | int) -> Document:
        """Return a document by its slug or its number.

        Raises:
            UnknownDocument: no such document is held.
        """
        return self._find(slug_or_id)[1]

    def document_id(self, slug: str) -> int:
        """Return the number of the document with this slug.

        Raises:
            UnknownDocument: no such document is held.
        """
        return self._find(slug)[0]

    def contents(self, document_id: int) -> tuple[Child, ...]:
        """Return the top places of a document.

        Raises:
            UnknownDocument: no such document is held.
        """
        return children_of(self.document(document_id), None)

    def provision(self, document_id: int, path: str) -> ProvisionView:
        """Return one place of a document with its neighbours.

        Raises:
            UnknownDocument: no such document is held.
            UnknownProvision: the document has no such place.
        """
        book = self._source.references()
        return provision_view(document_id, self.document(document_id), path, book)

    def beside(self, citations: Sequence[Citation]) -> tuple[Place, ...]:
        """Return places beside an answer: of plans that cite its laws, or of laws it rests on."""
        return self._source.references().beside(citations)

    def references(self) -> ReferenceBook:
        """Return the references between the documents that are held."""
        return self._source.references()

    def understand(self, text: IngestText, slug: str | None = None) -> Understood:
        """Return the document that a text holds, not loaded yet.

        Raises:
            UnreadableDocument: the text is empty.
            UnstructuredText: it has no structure of an official document.
            DocumentUnnamed: it is a law or decree that tells no number, and has no slug.
        """
        return Understood(read_text(text, slug), is_named=slug is not None)

    def preview(self, texts: Sequence[Understood]) -> Reading:
        """Return what loading these texts together would do; appendices come last.

        Raises:
            AppendixNeedsDocument: a text is an appendix of a document held as a digest only.
            AnotherDocumentHeld: a slug that was given is that of a digest of another document.
        """
        ordered = sorted(texts, key=lambda one: is_appendix(one.document))
        from services.changes import after_loading, what_changes

        held = self._source.texts()
        placed = place_all(ordered, held)
        changes = what_changes(self._source.histories(), after_loading(held, placed))
        return Reading(tuple(ordered), tuple(_report(one) for one in placed), changes)

    def ingest(
        self,
        text: str,
        name: str,
        now: datetime,
        update_key: str,
        slug: str | None = None,
        replace: bool = False,
    ) -> IngestReport:
        """Load an official text; its digest steps back, another official text only on `replace`.

        Raises:
            As `understand`, `preview` and `load`.
        """
        understood = self.understand(IngestText(text, name), slug)
        reading = Reading((understood,), ())
        return self.load(reading, now, update_key, replace=replace)[0]

    def load(
        self, reading: Reading, now: datetime, update_key: str, *, replace: bool = False
    ) -> tuple[IngestReport, ...]:
        """Load texts that were read, all of them or none; one that is held already stays.

        Raises:
            ReplacementNeedsConsent: an official text is held under the same name.
        """
        # A replay does nothing and tells of the texts as they were read.
        documents = [one.document for one in reading.texts]

        def act(uow: UnitOfWork) -> list[Any]:
            placed, kept = keep_all(uow, self._source, reading.texts, now, replace=replace)
            documents[:] = [one.text for one in placed]
            return kept

        kept = run_once(self._database, update_key, "documents.ingest", act)
        return tuple(
            report_on(
                document,
                slug,
                number,
                None if replaces is None else TextState(replaces),
                is_unchanged=is_unchanged,
            )
            for document, (slug, number, replaces, is_unchanged) in zip(
                documents, kept, strict=True
            )
        )

    def needs_knowledge(self) -> bool:
        """Tell whether the shipped knowledge files changed since they were loaded.

        Raises:
            BrokenKnowledge: there are no such files.
        """
        from services.shipped import is_loaded

        return not is_loaded(self._database, self._knowledge_dir)

    def load_knowledge(self, now: datetime) -> bool:
        """Load the shipped knowledge if its files changed; an ingested text always stays.

        Raises:
            BrokenKnowledge: a file cannot be used; what was loaded stays as it was.
        """
        from services.shipped import load_shipped

        return load_shipped(self._database, self._knowledge_dir, now)

    def _find(self, slug_or_id: str | int) -> tuple[int, Document]:
        for number, document in self._source.by_id().items():
            if slug_or_id in (number, document.info.slug):
                return number, document
        raise UnknownDocument(str(slug_or_id))


def keep_all(
    uow: UnitOfWork,
    source: LoadedDocuments,
    texts: Sequence[Understood],
    now: datetime,
    *,
    replace: bool,
) -> tuple[list[Placement], list[list[Any]]]:
    """Keep texts within a unit of work; return where each went and what a replay needs to tell.

    Raises:
        ReplacementNeedsConsent: an official text is held under the same name.
    """
    from services.changes import after_loading, note, what_changes

    held = source.texts()
    placed = place_all(texts, held)
    for one in placed:
        if one.replaces is TextState.LOADED and not (replace or one.is_unchanged):
            raise ReplacementNeedsConsent(one.document.info.slug)
    changes = what_changes(source.histories(), after_loading(held, placed))
    kept = [_keep(uow, one, now) for one in placed]
    today = source.today()
    note(uow, changes, today, now)
    retire_changed(uow, today, now)
    return placed, kept


def _keep(uow: UnitOfWork, placed: Placement, now: datetime) -> list[Any]:
    """Keep one document and return what a replay needs to tell the same."""
    number = placed.document_id
    if placed.is_version:
        number = uow.documents.put_version(placed.document, now)
    elif not placed.is_unchanged:
        number = uow.documents.put(placed.document, is_shipped=False, now=now)
    return [placed.document.info.slug, number, placed.replaces, placed.is_unchanged]


def _report(placed: Placement) -> IngestReport:
    return report_on(
        placed.text,
        placed.document.info.slug,
        placed.document_id,
        placed.replaces,
        is_unchanged=placed.is_unchanged,
    )
