"""Repository of the chats of local channels."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from db.conversations import affected
from db.models.local import LocalFileRow, LocalMessageRow, LocalPersonRow, LocalUpdateRow
from db.models.people import AccountRow
from db.sealing import KeyRing

_PAYLOAD = ("local_messages", "payload_sealed")
_HEAD = ("local_files", "head_sealed")
_CONTENT = ("local_files", "content_sealed")


@dataclass(frozen=True, slots=True)
class StoredPerson:
    """A person of a local channel."""

    number: int
    name: str
    is_blocked: bool


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """A message with its payload in the open."""

    number: int
    person: int
    from_bot: bool
    payload: dict[str, Any]


class LocalChatRepository:
    """People, messages, files and update numbers of the channels that run here."""

    def __init__(self, session: Session, ring: KeyRing) -> None:
        self._session = session
        self._ring = ring

    def find_person(self, name: str) -> StoredPerson | None:
        """Return the person of this name."""
        row = self._session.scalar(select(LocalPersonRow).where(LocalPersonRow.name == name))
        return None if row is None else StoredPerson(row.id, row.name, row.is_blocked)

    def person(self, number: int) -> StoredPerson | None:
        """Return the person of this number."""
        row = self._session.get(LocalPersonRow, number)
        return None if row is None else StoredPerson(row.id, row.name, row.is_blocked)

    def add_person(self, name: str, now: datetime) -> StoredPerson:
        """Keep a new person."""
        row = LocalPersonRow(name=name, is_blocked=False, first_seen=now)
        self._session.add(row)
        self._session.flush()
        return StoredPerson(row.id, row.name, row.is_blocked)

    def has_outsiders(self, channel: str) -> bool:
        """Tell whether anybody wrote through a channel other than this one."""
        outside = select(AccountRow.id).where(AccountRow.channel != channel).limit(1)
        return self._session.scalar(outside) is not None

    def set_blocked(self, number: int, is_blocked: bool) -> None:
        """Keep whether a person lets the bot write."""
        row = self._session.get_one(LocalPersonRow, number)
        row.is_blocked = is_blocked
        self._session.flush()

    def add_message(
        self, person: int, payload: dict[str, Any], from_bot: bool, now: datetime
    ) -> StoredMessage:
        """Keep a message; its number is put into the payload."""
        row = LocalMessageRow(
            uid=uuid4().hex, person_id=person, from_bot=from_bot, sent_at=now, payload_sealed=b""
        )
        self._session.add(row)
        self._session.flush()
        numbered = {"message_id": row.id, **payload}
        self._seal(row, numbered)
        return StoredMessage(row.id, person, from_bot, numbered)

    def message(self, person: int, number: int) -> StoredMessage | None:
        """Return a message of this person's chat."""
        row = self._session.get(LocalMessageRow, number)
        return None if row is None or row.person_id != person else self._open(row)

    def change_message(self, number: int, payload: dict[str, Any]) -> None:
        """Put another payload in place of what the message held."""
        self._seal(self._session.get_one(LocalMessageRow, number), payload)

    def newest(self, person: int, at_most: int, before: int | None = None) -> list[StoredMessage]:
        """Return the latest messages of a chat, the newest first, from `before` backwards."""
        query = select(LocalMessageRow).where(LocalMessageRow.person_id == person)
        if before is not None:
            query = query.where(LocalMessageRow.id < before)
        rows: Sequence[LocalMessageRow] = self._session.scalars(
            query.order_by(LocalMessageRow.id.desc()).limit(at_most)
        ).all()
        return [self._open(row) for row in rows]

    def erase_message(self, number: int) -> None:
        """Erase one message."""
        self._session.execute(delete(LocalMessageRow).where(LocalMessageRow.id == number))

    def erase_history(self, person: int) -> int:
        """Erase all messages and files of a chat and return how many messages there were."""
        files = delete(LocalFileRow).where(LocalFileRow.person_id == person)
        affected(self._session, files)
        return affected(
            self._session, delete(LocalMessageRow).where(LocalMessageRow.person_id == person)
        )

    def add_file(self, person: int, name: str, mime: str, content: bytes, now: datetime) -> str:
        """Keep a file of this person's chat and return its id."""
        uid = uuid4().hex
        head = json.dumps({"name": name, "mime": mime})
        body = base64.b64encode(content).decode()
        self._session.add(
            LocalFileRow(
                uid=uid,
                person_id=person,
                kept_at=now,
                head_sealed=self._ring.seal(head, *_HEAD, uid),
                content_sealed=self._ring.seal(body, *_CONTENT, uid),
            )
        )
        self._session.flush()
        return uid

    def file(self, uid: str) -> tuple[str, str, bytes] | None:
        """Return name, kind and content of a file."""
        row = self._session.get(LocalFileRow, uid)
        if row is None:
            return None
        head = json.loads(self._ring.open(row.head_sealed, *_HEAD, uid))
        content = base64.b64decode(self._ring.open(row.content_sealed, *_CONTENT, uid))
        return head["name"], head["mime"], content

    def next_update(self, now: datetime) -> int:
        """Return a number that no update had before."""
        row = LocalUpdateRow(made_at=now)
        self._session.add(row)
        self._session.flush()
        # Only the counter is needed; the row would tell when somebody wrote.
        self._session.execute(delete(LocalUpdateRow).where(LocalUpdateRow.id < row.id))
        return row.id

    def _seal(self, row: LocalMessageRow, payload: dict[str, Any]) -> None:
        text = json.dumps(payload, ensure_ascii=False)
        row.payload_sealed = self._ring.seal(text, *_PAYLOAD, row.uid)
        self._session.flush()

    def _open(self, row: LocalMessageRow) -> StoredMessage:
        payload = json.loads(self._ring.open(row.payload_sealed, *_PAYLOAD, row.uid))
        return StoredMessage(row.id, row.person_id, row.from_bot, payload)
