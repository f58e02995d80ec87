"""Repositories of what editors add to the documents, and of the files that they send."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from db.conversations import affected
from db.models.editing import DocumentDraftRow, EditorLinkRow, EditorSynonymRow
from db.results import MarkRepository
from db.sealing import KeyRing
from domain.editing import Editing, Link, Synonym

_VERSION = "editing"
_QUESTION = ("editor_links", "question_sealed")
_TEXT = ("document_drafts", "text_sealed")


@dataclass(frozen=True, slots=True)
class StoredFile:
    """The text of a file that an editor sent, with its name and what is doubtful about it.

    `slug` is what the editor calls the document, where its text tells no number.
    """

    id: int
    person_id: int
    name: str
    text: str
    warnings: tuple[str, ...]
    is_plain: bool
    slug: str | None = None


class EditingRepository:
    """Links and synonyms; every change gives them a new version."""

    def __init__(self, session: Session, ring: KeyRing) -> None:
        self._session = session
        self._ring = ring
        self._marks = MarkRepository(session)

    def version(self) -> str:
        """Return a mark that changes whenever a link or a synonym does."""
        return self._marks.get(_VERSION) or "0"

    def current(self) -> Editing:
        """Return all links and synonyms, the oldest first."""
        return Editing(self.version(), self.links(), self.synonyms())

    def links(self) -> tuple[Link, ...]:
        """Return every link with its question in the open."""
        rows = self._session.scalars(select(EditorLinkRow).order_by(EditorLinkRow.id))
        return tuple(
            Link(
                row.id,
                self._ring.open(row.question_sealed, *_QUESTION, row.uid),
                row.document,
                row.path,
                row.mark,
            )
            for row in rows
        )

    def synonyms(self) -> tuple[Synonym, ...]:
        """Return every synonym."""
        rows = self._session.scalars(select(EditorSynonymRow).order_by(EditorSynonymRow.id))
        return tuple(Synonym(row.said, row.meant) for row in rows)

    def synonym_numbers(self) -> dict[int, Synonym]:
        """Return every synonym by its number."""
        rows = self._session.scalars(select(EditorSynonymRow).order_by(EditorSynonymRow.id))
        return {row.id: Synonym(row.said, row.meant) for row in rows}

    def add_link(self, link: Link, maker_id: int | None, now: datetime) -> int:
        """Keep a link and return its number."""
        uid = uuid4().hex
        row = EditorLinkRow(
            uid=uid,
            question_sealed=self._ring.seal(link.question, *_QUESTION, uid),
            document=link.document,
            path=link.path,
            mark=link.mark,
            maker_id=maker_id,
            made_at=now,
        )
        self._session.add(row)
        self._session.flush()
        self._change()
        return row.id

    def add_synonym(self, synonym: Synonym, maker_id: int | None, now: datetime) -> int:
        """Keep a synonym and return its number."""
        row = EditorSynonymRow(
            said=synonym.said, meant=synonym.meant, maker_id=maker_id, made_at=now
        )
        self._session.add(row)
        self._session.flush()
        self._change()
        return row.id

    def erase_link(self, number: int) -> bool:
        """Take a link back; False when there was none."""
        gone = affected(self._session, delete(EditorLinkRow).where(EditorLinkRow.id == number))
        self._change()
        return gone > 0

    def erase_synonym(self, number: int) -> bool:
        """Take a synonym back; False when there was none."""
        own = delete(EditorSynonymRow).where(EditorSynonymRow.id == number)
        gone = affected(self._session, own)
        self._change()
        return gone > 0

    def _change(self) -> None:
        self._marks.set(_VERSION, uuid4().hex)


class DocumentDraftRepository:
    """Files that editors sent and that are not loaded yet, sealed."""

    def __init__(self, session: Session, ring: KeyRing) -> None:
        self._session = session
        self._ring = ring

    def add(
        self, person_id: int, name: str, text: str, warnings: Sequence[str], now: datetime
    ) -> int:
        """Keep the text of a file and return its number."""
        uid = uuid4().hex
        row = DocumentDraftRow(
            uid=uid,
            person_id=person_id,
            text_sealed=self._sealed(uid, [None, name, text, *warnings]),
            is_plain=False,
            made_at=now,
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def find(self, number: int, person_id: int) -> StoredFile | None:
        """Return a file that this person sent."""
        own = (DocumentDraftRow.id == number, DocumentDraftRow.person_id == person_id)
        row = self._session.scalar(select(DocumentDraftRow).where(*own))
        if row is None:
            return None
        opened = self._ring.open(row.text_sealed, *_TEXT, row.uid)
        slug, name, text, *warnings = json.loads(opened)
        return StoredFile(row.id, row.person_id, name, text, tuple(warnings), row.is_plain, slug)

    def call(self, file: StoredFile, slug: str) -> None:
        """Keep what the document of a file is called."""
        row = self._session.get_one(DocumentDraftRow, file.id)
        row.text_sealed = self._sealed(row.uid, [slug, file.name, file.text, *file.warnings])
        self._session.flush()

    def make_plain(self, number: int) -> None:
        """Let a file be held as plain passages."""
        row = update(DocumentDraftRow).where(DocumentDraftRow.id == number)
        affected(self._session, row.values(is_plain=True))

    def erase(self, number: int) -> bool:
        """Erase a file; False when it was gone already."""
        return (
            affected(self._session, delete(DocumentDraftRow).where(DocumentDraftRow.id == number))
            > 0
        )

    def _sealed(self, uid: str, body: Sequence[str | None]) -> bytes:
        return self._ring.seal(json.dumps(body, ensure_ascii=False), *_TEXT, uid)

    def erase_of(self, person_id: int) -> int:
        """Erase the files of a person."""
        own = delete(DocumentDraftRow).where(DocumentDraftRow.person_id == person_id)
        return affected(self._session, own)

    def forget_before(self, moment: datetime) -> int:
        """Erase files that were sent before a moment."""
        old = delete(DocumentDraftRow).where(DocumentDraftRow.made_at < moment)
        return affected(self._session, old)
