"""Repository of the chats of local channels."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from db.conversations import affected
from db.models.local import (
    BrowserSessionRow,
    LocalFileRow,
    LocalMessageRow,
    LocalPersonRow,
    LocalUpdateRow,
)
from db.models.people import AccountRow
from db.sealing import KeyRing

_PAYLOAD = ("local_messages", "payload_sealed")
_HEAD = ("local_files", "head_sealed")
_CONTENT = ("local_files", "content_sealed")

# Built once, since every message runs them.
_PERSON = select(LocalPersonRow.id, LocalPersonRow.name, LocalPersonRow.is_blocked).where(
    LocalPersonRow.id == bindparam("number")
)
_COUNT_CHANGE = (
    update(LocalPersonRow)
    .where(LocalPersonRow.id == bindparam("number"))
    .values(revision=LocalPersonRow.revision + 1)
    .returning(LocalPersonRow.revision)
)
_ADD_MESSAGE = insert(LocalMessageRow).returning(LocalMessageRow.id)
_ADD_UPDATE = insert(LocalUpdateRow).returning(LocalUpdateRow.id)
_DROP_UPDATES = delete(LocalUpdateRow).where(LocalUpdateRow.id < bindparam("number"))


@dataclass(frozen=True, slots=True)
class StoredPerson:
    """A person of a local channel."""

    number: int
    name: str
    is_blocked: bool


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """A message with its payload in the open; `update_id` and `key` where a person sent it."""

    number: int
    person: int
    from_bot: bool
    payload: dict[str, Any]
    update_id: int | None = None
    key: str | None = None


class LocalChatRepository:
    """People, messages, files and update numbers of the channels that run here."""

    def __init__(self, session: Session, ring: KeyRing) -> None:
        self._session = session
        self._ring = ring

    def find_person(self, name: str) -> StoredPerson | None:
        """Return the person of this name."""
        row = self._session.scalar(select(LocalPersonRow).where(LocalPersonRow.name == name))
        return None if row is None else StoredPerson(row.id, row.name, row.is_blocked)

    def named_like(self, beginning: str) -> list[StoredPerson]:
        """Return the people whose name begins so."""
        begins = LocalPersonRow.name.startswith(beginning, autoescape=True)
        rows = self._session.scalars(select(LocalPersonRow).where(begins))
        return [StoredPerson(row.id, row.name, row.is_blocked) for row in rows]

    def person(self, number: int) -> StoredPerson | None:
        """Return the person of this number."""
        row = self._session.connection().execute(_PERSON, {"number": number}).first()
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

    def has_visitors(self) -> bool:
        """Tell whether anybody wrote from a browser."""
        return self._session.scalar(select(BrowserSessionRow.id).limit(1)) is not None

    def set_blocked(self, number: int, is_blocked: bool) -> None:
        """Keep whether a person lets the bot write."""
        row = self._session.get_one(LocalPersonRow, number)
        row.is_blocked = is_blocked
        self._session.flush()

    def add_message(
        self,
        person: int,
        payload: dict[str, Any],
        from_bot: bool,
        now: datetime,
        update_id: int | None = None,
        key: str | None = None,
    ) -> StoredMessage:
        """Keep a message; its number is put into the payload."""
        uid = uuid4().hex
        row = {
            "uid": uid,
            "person_id": person,
            "from_bot": from_bot,
            "sent_at": now,
            "payload_sealed": self._seal(uid, payload),
            "revision": self._next_revision(person),
            "update_id": update_id,
            "client_key": key,
        }
        number = self._session.connection().execute(_ADD_MESSAGE, row).scalar_one()
        numbered = _numbered(number, payload)
        return StoredMessage(number, person, from_bot, numbered, update_id, key)

    def sent_under(self, person: int, key: str) -> StoredMessage | None:
        """Return the message that a person sent under this key."""
        row = self._session.scalar(
            select(LocalMessageRow).where(
                LocalMessageRow.person_id == person, LocalMessageRow.client_key == key
            )
        )
        return None if row is None else self._open(row)

    def message(self, person: int, number: int) -> StoredMessage | None:
        """Return a message of this person's chat."""
        row = self._session.get(LocalMessageRow, number)
        return None if row is None or row.person_id != person else self._open(row)

    def change_message(self, number: int, payload: dict[str, Any]) -> None:
        """Put another payload in place of what the message held."""
        row = self._session.get_one(LocalMessageRow, number)
        row.revision = self._next_revision(row.person_id)
        row.payload_sealed = self._seal(row.uid, payload)
        self._session.flush()

    def newest(self, person: int, at_most: int, before: int | None = None) -> list[StoredMessage]:
        """Return the latest messages of a chat, the newest first, from `before` backwards."""
        query = select(LocalMessageRow).where(LocalMessageRow.person_id == person)
        if before is not None:
            query = query.where(LocalMessageRow.id < before)
        rows: Sequence[LocalMessageRow] = self._session.scalars(
            query.order_by(LocalMessageRow.id.desc()).limit(at_most)
        ).all()
        return [self._open(row) for row in rows]

    def changed_after(self, person: int, revision: int, at_most: int) -> list[StoredMessage]:
        """Return the messages that are new or other since `revision`, in the order of writing."""
        rows = self._session.scalars(
            select(LocalMessageRow)
            .where(LocalMessageRow.person_id == person, LocalMessageRow.revision > revision)
            .order_by(LocalMessageRow.id)
            .limit(at_most)
        )
        return [self._open(row) for row in rows]

    def revision(self, person: int) -> tuple[int, int]:
        """Return the latest change of a chat, and the latest that took something away."""
        row = self._session.execute(
            select(LocalPersonRow.revision, LocalPersonRow.erased_revision).where(
                LocalPersonRow.id == person
            )
        ).one_or_none()
        return (0, 0) if row is None else (row.revision, row.erased_revision)

    def revisions(self, people: Sequence[int]) -> dict[int, int]:
        """Return the latest change of each of these chats."""
        rows = self._session.execute(
            select(LocalPersonRow.id, LocalPersonRow.revision).where(LocalPersonRow.id.in_(people))
        )
        return {row.id: row.revision for row in rows}

    def erase_message(self, number: int) -> None:
        """Erase one message."""
        row = self._session.get_one(LocalMessageRow, number)
        self._take_away(row.person_id)
        self._session.execute(delete(LocalMessageRow).where(LocalMessageRow.id == number))

    def erase_history(self, person: int) -> int:
        """Erase all messages and files of a chat and return how many messages there were."""
        self._take_away(person)
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

    def file(self, uid: str, person: int | None = None) -> tuple[str, str, bytes] | None:
        """Return name, kind and content of a file; with `person`, only one of their chat."""
        row = self._session.get(LocalFileRow, uid)
        if row is None or person not in (None, row.person_id):
            return None
        head = json.loads(self._ring.open(row.head_sealed, *_HEAD, uid))
        content = base64.b64decode(self._ring.open(row.content_sealed, *_CONTENT, uid))
        return head["name"], head["mime"], content

    def next_update(self, now: datetime) -> int:
        """Return a number that no update had before."""
        connection = self._session.connection()
        number = connection.execute(_ADD_UPDATE, {"made_at": now}).scalar_one()
        # Only the counter is needed; the row would tell when somebody wrote.
        connection.execute(_DROP_UPDATES, {"number": number})
        return number

    def _next_revision(self, person: int) -> int:
        """Count a change of a chat; the row stays locked, so changes show in their order."""
        return self._session.connection().execute(_COUNT_CHANGE, {"number": person}).scalar_one()

    def _take_away(self, person: int) -> None:
        revision = self._next_revision(person)
        self._session.execute(
            update(LocalPersonRow)
            .where(LocalPersonRow.id == person)
            .values(erased_revision=revision)
            .execution_options(synchronize_session=False)
        )

    def _seal(self, uid: str, payload: dict[str, Any]) -> bytes:
        return self._ring.seal(json.dumps(payload, ensure_ascii=False), *_PAYLOAD, uid)

    def _open(self, row: LocalMessageRow) -> StoredMessage:
        payload = json.loads(self._ring.open(row.payload_sealed, *_PAYLOAD, row.uid))
        numbered = _numbered(row.id, payload)
        return StoredMessage(
            row.id, row.person_id, row.from_bot, numbered, row.update_id, row.client_key
        )


def _numbered(number: int, payload: dict[str, Any]) -> dict[str, Any]:
    """Return a message's payload with its number, which is known only once it is kept."""
    return {**payload, "message_id": number}
