"""The loaded documents as the answering engine sees them, read from the database once a change."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from db.database import Database
from domain.register import Document
from services.references import ReferenceBook

if TYPE_CHECKING:
    from services.editions import History

_MOST_DAYS = 64


def _utc_today() -> date:
    return datetime.now(UTC).date()


class LoadedDocuments:
    """A `retrieval.passages.DocumentSource` over the database; also serves browsing.

    Whoever names no day gets the wordings of today, which `today` tells.
    """

    def __init__(self, database: Database, today: Callable[[], date] = _utc_today) -> None:
        self._database = database
        self._today = today
        self._lock = threading.Lock()
        self._version = ""
        self._texts: dict[int, tuple[Document, ...]] = {}
        self._histories: dict[int, History] = {}
        self._on_day: dict[date, dict[int, Document]] = {}
        self._book: tuple[dict[int, Document], ReferenceBook] | None = None

    def version(self) -> str:
        """Return a mark that changes whenever any document changes."""
        with self._database.open_uow(read_only=True) as uow:
            return uow.documents.version()

    def documents(self, as_of: date | None = None) -> tuple[Document, ...]:
        """Return every document that holds text, worded as on a day.

        The plans come first, each group by name.
        """
        return tuple(self.by_id(as_of).values())

    def editions(self) -> tuple[Document, ...]:
        """Return every wording of every document."""
        return tuple(e for history in self.histories().values() for e in history.editions)

    def today(self) -> date:
        """Return the day that counts where none is named."""
        return self._today()

    def numbers(self) -> dict[str, int]:
        """Return the number of each document by its slug, as they were read last."""
        known = self._histories or self.histories()
        return {history.editions[-1].info.slug: number for number, history in known.items()}

    def by_id(self, as_of: date | None = None) -> dict[int, Document]:
        """Return every document that holds text, by its number, worded as on a day."""
        day = as_of or self._today()
        with self._lock:
            self._refresh()
            found = self._on_day.get(day)
            if found is None:
                worded = ((number, history.on(day)) for number, history in self._histories.items())
                found = dict(sorted(worded, key=lambda item: _rank(item[1])))
                if len(self._on_day) >= _MOST_DAYS:
                    self._on_day.clear()
                self._on_day[day] = found
            return found

    def histories(self) -> Mapping[int, History]:
        """Return the wordings of every document through time, by its number."""
        with self._lock:
            self._refresh()
            return self._histories

    def texts(self) -> Mapping[int, Sequence[Document]]:
        """Return the texts of every document as they were loaded, by its number."""
        with self._lock:
            self._refresh()
            return self._texts

    def _refresh(self) -> None:
        with self._database.open_uow(read_only=True) as uow:
            version = uow.documents.version()
            if version != self._version:
                # It reads what laws say of force, by a parser that a start need not wait for.
                from services.editions import histories

                self._texts = uow.documents.texts()
                self._histories = histories(self._texts)
                self._on_day = {}
                self._version = version

    def references(self) -> ReferenceBook:
        """Return the references between the documents, read when they are asked for."""
        documents = self.by_id()
        book = self._book
        if book is None or book[0] is not documents:
            book = self._book = (documents, ReferenceBook(documents))
        return book[1]


def _rank(document: Document) -> tuple[bool, str]:
    return not document.tasks, document.info.slug
