"""Files of cases: kept under a key of their own from the moment that they come."""

from dataclasses import dataclass, field
from datetime import datetime

from db.database import Database
from services.cases import FileHead


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
        """Keep a file for the case that this person is about to send; it has a random name.

        Raises:
            TooManyFiles: more than a case takes.
        """
        raise NotImplementedError

    def waiting(self, person_id: int) -> tuple[FileHead, ...]:
        """Return the files of a person that belong to no case yet, the oldest first."""
        raise NotImplementedError

    def drop(self, person_id: int, uid: str, update_key: str) -> bool:
        """Erase a file that was not sent yet; False when there is none."""
        raise NotImplementedError
