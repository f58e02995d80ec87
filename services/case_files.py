"""Files of cases: kept under a key of their own from the moment that they come."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from db.database import Database
from db.uow import UnitOfWork
from domain.errors import TooManyFiles
from services.case_views import head
from services.cases import FileHead
from services.once import run_once

MOST_FILES = 10
MOST_BYTES = 60 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class CleanFile:
    """A file as it was cleaned (`services/attachments.py`), with the original if that is wished.

    `kind` is photo, document, voice or video.
    """

    kind: str
    media_type: str
    content: bytes = field(repr=False)
    original: bytes | None = field(default=None, repr=False)


class CaseFiles:
    """Files that wait for their case, each its sender's alone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, person_id: int, file: CleanFile, now: datetime, update_key: str) -> FileHead:
        """Keep a file for what this person is about to send; it has a random name.

        Raises:
            TooManyFiles: more, or larger, than a case takes.
        """

        def keep(uow: UnitOfWork) -> list[Any]:
            owner = uow.case_marks.owner(person_id)
            waiting = uow.case_files.waiting(owner)
            size = sum(one.size for one in waiting) + len(file.content)
            if len(waiting) >= MOST_FILES or size > MOST_BYTES:
                raise TooManyFiles(MOST_FILES)
            kept = uow.case_files.add(
                owner, file.kind, file.media_type, file.content, file.original, now
            )
            return [kept.uid, kept.kind, kept.media_type, kept.size, kept.has_original]

        return FileHead(*run_once(self._database, update_key, "case_files.keep", keep))

    def waiting(self, person_id: int) -> tuple[FileHead, ...]:
        """Return the files of a person that belong to no case yet, the oldest first."""
        with self._database.open_uow(read_only=True) as uow:
            return tuple(map(head, uow.case_files.waiting(uow.case_marks.owner(person_id))))

    def drop(self, person_id: int, update_key: str, uid: str | None = None) -> int:
        """Erase a file that was not sent yet, or all of them; return how many it was."""

        def drop(uow: UnitOfWork) -> int:
            return uow.case_files.drop(uow.case_marks.owner(person_id), uid)

        return int(run_once(self._database, update_key, "case_files.drop", drop))
