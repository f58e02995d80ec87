"""Files that editors send to be loaded: read, shown for what they are, loaded or dropped."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from db.database import Database
from db.editing import StoredFile
from db.uow import UnitOfWork
from domain.errors import DocumentUnnamed, FileGone, UnstructuredText
from domain.roles import Action
from domain.vietnamese import slugify
from services.documents import Documents, IngestText, Reading, keep_all
from services.once import read_result, run_once
from services.rights import Rights
from services.source import LoadedDocuments

LARGEST = 20 * 1024**2
_LOAD = "submissions.load"
_LONGEST_SLUG = 80


class Lack(StrEnum):
    """What keeps a text from being loaded as it is."""

    STRUCTURE = "structure"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Preview:
    """What was understood of a file, and what loading it would do; or what it lacks for that."""

    number: int
    reading: Reading | None
    lack: Lack | None = None


@dataclass(frozen=True, slots=True)
class LoadedText:
    """A text that was loaded; `is_unchanged` when exactly this one was held already."""

    document_id: int
    name: str
    is_unchanged: bool


class Submissions:
    """Files of editors. Each is a sealed row until it is loaded or dropped, so nothing is lost."""

    def __init__(
        self, database: Database, rights: Rights, documents: Documents, source: LoadedDocuments
    ) -> None:
        self._database = database
        self._rights = rights
        self._documents = documents
        self._source = source

    def allow(self, actor: int, now: datetime) -> None:
        """Make sure that a person may load documents, before anything is fetched.

        Raises:
            NotAllowed: no role of theirs allows it.
        """
        with self._database.open_uow(read_only=True) as uow:
            self._rights.require(uow, actor, Action.LOAD_DOCUMENT, None, now)

    def receive(
        self, actor: int, name: str, content: bytes, now: datetime, update_key: str
    ) -> Preview:
        """Keep the text of a file and return what was understood of it.

        Raises:
            NotAllowed: no role of theirs allows it.
            UnreadableDocument: there is no text in it that could be loaded; told why.
            AppendixNeedsDocument: it is an appendix of a document held as a digest only.
        """
        from knowledge.readers import read_content

        self.allow(actor, now)
        read = read_content(content)
        text = StoredFile(0, actor, name, read.text, tuple(read.warnings), is_plain=False)
        seen = self._seen(text)

        def keep(uow: UnitOfWork) -> int:
            self._rights.require(uow, actor, Action.LOAD_DOCUMENT, None, now)
            return uow.document_drafts.add(actor, name[:200], read.text, read.warnings, now)

        number: int = run_once(self._database, update_key, "submissions.receive", keep)
        return Preview(number, seen.reading, seen.lack)

    def preview(self, actor: int, number: int, now: datetime) -> Preview:
        """Return what is understood of a file that waits.

        Raises:
            NotAllowed: no role of theirs allows it.
            FileGone: it does not wait any more.
        """
        return self._seen(self._waiting(actor, number, now))

    def make_plain(self, actor: int, number: int, now: datetime, update_key: str) -> Preview:
        """Let a text without numbered places be held as plain passages; return what it is then.

        Raises:
            As `preview`.
        """

        def change(uow: UnitOfWork) -> None:
            self._rights.require(uow, actor, Action.LOAD_DOCUMENT, None, now)
            uow.document_drafts.make_plain(number)

        self._waiting(actor, number, now)
        run_once(self._database, update_key, "submissions.make_plain", change)
        return self.preview(actor, number, now)

    def call(self, actor: int, number: int, name: str, now: datetime, update_key: str) -> Preview:
        """Give a document that tells no number a name of its own; return what it is then.

        Raises:
            As `preview`.
            ValueError: the name holds no letters.
            AnotherDocumentHeld: it is that of a digest of another document.
        """
        slug = slugify(name)[:_LONGEST_SLUG].strip("-")
        if not any(letter.isalpha() for letter in slug):
            raise ValueError("slug")
        file = self._waiting(actor, number, now)
        seen = self._seen(replace(file, slug=slug))

        def call(uow: UnitOfWork) -> None:
            self._rights.require(uow, actor, Action.LOAD_DOCUMENT, None, now)
            uow.document_drafts.call(file, slug)

        run_once(self._database, update_key, "submissions.call", call)
        return seen

    def load(
        self, actor: int, number: int, now: datetime, update_key: str
    ) -> tuple[LoadedText, ...]:
        """Load a file that waits, once; another wording of what is held comes beside it.

        Raises:
            NotAllowed: no role of theirs allows it.
            FileGone: somebody loaded or dropped it before.
        """
        with self._database.open_uow(read_only=True) as uow:
            stored = read_result(uow, update_key, _LOAD)
        if stored is not None:
            return _told(stored)
        reading = self._seen(self._waiting(actor, number, now)).reading
        if reading is None:
            raise FileGone

        # It reads what laws amend, by a parser that a start need not wait for.
        from services.document_names import full_name

        def load(uow: UnitOfWork) -> list[list[Any]]:
            self._rights.require(uow, actor, Action.LOAD_DOCUMENT, None, now)
            if not uow.document_drafts.erase(number):
                raise FileGone
            placed, kept = keep_all(uow, self._source, reading.texts, now, replace=True)
            for one in kept:
                uow.audit.add(now, actor, "load document", f"document:{one[1]}", None)
            return [
                [place[1], full_name(one.document.info), place[3]]
                for one, place in zip(placed, kept, strict=True)
            ]

        return _told(run_once(self._database, update_key, _LOAD, load))

    def drop(self, actor: int, number: int, now: datetime, update_key: str) -> bool:
        """Erase a file that waits; False when it did not wait any more.

        Raises:
            NotAllowed: no role of theirs allows it.
        """

        def drop(uow: UnitOfWork) -> bool:
            self._rights.require(uow, actor, Action.LOAD_DOCUMENT, None, now)
            own = uow.document_drafts.find(number, actor)
            return own is not None and uow.document_drafts.erase(number)

        return bool(run_once(self._database, update_key, "submissions.drop", drop))

    def _waiting(self, actor: int, number: int, now: datetime) -> StoredFile:
        with self._database.open_uow(read_only=True) as uow:
            self._rights.require(uow, actor, Action.LOAD_DOCUMENT, None, now)
            found = uow.document_drafts.find(number, actor)
        if found is None:
            raise FileGone
        return found

    def _seen(self, file: StoredFile) -> Preview:
        text = IngestText(file.text, file.name, file.warnings, as_plain=file.is_plain)
        try:
            understood = self._documents.understand(text, file.slug)
        except UnstructuredText:
            return Preview(file.id, None, Lack.STRUCTURE)
        except DocumentUnnamed:
            return Preview(file.id, None, Lack.NUMBER)
        return Preview(file.id, self._documents.preview([understood]))


def _told(stored: list[list[Any]]) -> tuple[LoadedText, ...]:
    return tuple(LoadedText(number, name, same) for number, name, same in stored)
