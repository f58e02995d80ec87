"""The documents: what is loaded and what is missing, their places, loading and ingesting them."""

from datetime import datetime
from pathlib import Path
from typing import Any

from db.database import Database
from db.uow import UnitOfWork
from domain.errors import ReplacementNeedsConsent, UnknownDocument
from domain.register import Document, TextState
from services.ingestion import IngestReport, place, read_text, report_on
from services.once import run_once
from services.shelf import (
    Child,
    DocumentSummary,
    ProvisionView,
    children_of,
    provision_view,
    shelve,
)
from services.source import LoadedDocuments

__all__ = ["Child", "DocumentSummary", "Documents", "IngestReport", "ProvisionView"]


class Documents:
    """The shelf of documents over the database."""

    def __init__(self, database: Database, source: LoadedDocuments, knowledge_dir: Path) -> None:
        self._database = database
        self._source = source
        self._knowledge_dir = knowledge_dir

    def summaries(self) -> tuple[DocumentSummary, ...]:
        """Return every document that is held, then those that are cited but missing."""
        return shelve(self._source.by_id())

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
        return provision_view(document_id, self.document(document_id), path)

    def preview(self, text: str, name: str, slug: str | None = None) -> IngestReport:
        """Return what would be understood of a text and what it would replace.

        Raises:
            UnreadableDocument: no structure of an official document can be found in it.
            AppendixNeedsDocument: it is an appendix of a document held as a digest only.
        """
        parsed = read_text(text, slug, name)
        placed = place(parsed, self._source.by_id(), is_named=slug is not None)
        return report_on(parsed, placed.document.info.slug, placed.document_id, placed.replaces)

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
            UnreadableDocument: no structure of an official document can be found in it.
            AppendixNeedsDocument: it is an appendix of a document held as a digest only.
            AnotherDocumentHeld: `slug` is that of a digest of another document.
            ReplacementNeedsConsent: an official text is held under the same name.
        """
        parsed = read_text(text, slug, name)

        def load(uow: UnitOfWork) -> list[Any]:
            placed = place(parsed, self._source.by_id(), is_named=slug is not None)
            if placed.replaces is TextState.LOADED and not replace:
                raise ReplacementNeedsConsent(placed.document.info.slug)
            loaded_id = uow.documents.put(placed.document, is_shipped=False, now=now)
            return [placed.document.info.slug, loaded_id, placed.replaces]

        loaded_slug, loaded_id, replaces = run_once(
            self._database, update_key, f"documents.ingest:{name}", load
        )
        state = None if replaces is None else TextState(replaces)
        return report_on(parsed, loaded_slug, loaded_id, state)

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
