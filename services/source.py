"""The loaded documents as the answering engine sees them, read from the database once a change."""

import threading

from db.database import Database
from domain.register import Document
from services.references import ReferenceBook


class LoadedDocuments:
    """A `retrieval.passages.DocumentSource` over the database; also serves browsing."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._version = ""
        self._by_id: dict[int, Document] = {}
        self._book: tuple[dict[int, Document], ReferenceBook] | None = None

    def version(self) -> str:
        """Return a mark that changes whenever any document changes."""
        with self._database.open_uow(read_only=True) as uow:
            return uow.documents.version()

    def documents(self) -> tuple[Document, ...]:
        """Return every document that holds text, the plans first, each group by name."""
        return tuple(self.by_id().values())

    def numbers(self) -> dict[str, int]:
        """Return the number of each document by its slug, as they were read last."""
        return {
            document.info.slug: number for number, document in (self._by_id or self.by_id()).items()
        }

    def by_id(self) -> dict[int, Document]:
        """Return every document that holds text, by its number in the database."""
        with self._lock, self._database.open_uow(read_only=True) as uow:
            version = uow.documents.version()
            if version != self._version:
                found = uow.documents.all().items()
                self._by_id = dict(sorted(found, key=lambda item: _rank(item[1])))
                self._version = version
            return self._by_id

    def references(self) -> ReferenceBook:
        """Return the references between the documents, read when they are asked for."""
        documents = self.by_id()
        book = self._book
        if book is None or book[0] is not documents:
            book = self._book = (documents, ReferenceBook(documents))
        return book[1]


def _rank(document: Document) -> tuple[bool, str]:
    return not document.tasks, document.info.slug
