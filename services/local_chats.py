"""The chats of channels that run here: what Telegram's servers keep for Telegram."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from db.database import Database
from db.local_chats import LocalChatRepository, StoredMessage, StoredPerson
from db.uow import UnitOfWork
from domain.errors import ConcurrentChange
from services.installation import is_demo

Payload = dict[str, Any]

# The terminal and the browser are two windows on the same chats, so they share one channel.
CHANNEL = "local"

# A window that missed more than this reads the chat anew, which costs it less.
_MOST_CHANGES = 60


@dataclass(frozen=True, slots=True)
class LocalPerson:
    """A person of a local channel and the number of their chat."""

    name: str
    chat_id: int
    is_blocked: bool = False


@dataclass(frozen=True, slots=True)
class LocalMessage:
    """A message of a chat as the Bot API shows it; `key` is what its sender called it."""

    chat_id: int
    message_id: int
    from_bot: bool
    payload: Payload
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """A message from a person, and the number of the update that it makes."""

    message: LocalMessage
    update_id: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened in a chat up to `revision`.

    `is_whole`: forget what was shown, these are the latest messages, and `has_older` tells whether
    there are more. Otherwise the messages are new or stand in place of those shown.
    """

    revision: int
    messages: tuple[LocalMessage, ...]
    is_whole: bool = False
    has_older: bool = False


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A file that was sent in a chat."""

    file_id: str
    name: str
    mime: str
    content: bytes


class LocalChats:
    """People, messages and files of local chats; all of them outlive a restart."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def person(self, name: str, now: datetime) -> LocalPerson:
        """Return the person of this name, known from now on if they were not."""
        with self._database.open_uow(read_only=True) as uow:
            found = _chats(uow).find_person(name)
        if found is None:
            with self._database.open_uow() as uow:
                found = _chats(uow).find_person(name) or _chats(uow).add_person(name, now)
                uow.commit()
        return _person(found)

    def person_of(self, chat_id: int) -> LocalPerson | None:
        """Return whose chat this is."""
        with self._database.open_uow(read_only=True) as uow:
            found = _chats(uow).person(chat_id)
        return None if found is None else _person(found)

    def has_outsiders(self) -> bool:
        """Tell whether people use this database who did not come to try a demo."""
        with self._database.open_uow(read_only=True) as uow:
            chats = _chats(uow)
            has_visitors = not is_demo(uow) and chats.has_visitors()
            return has_visitors or chats.has_outsiders(CHANNEL)

    def block(self, chat_id: int, is_blocked: bool = True) -> None:
        """Keep whether a person lets the bot write to them."""
        with self._database.open_uow() as uow:
            _chats(uow).set_blocked(chat_id, is_blocked)
            uow.commit()

    def next_update(self, now: datetime) -> int:
        """Return a number that no update had before, also not before a restart."""
        with self._database.open_uow() as uow:
            number = _chats(uow).next_update(now)
            uow.commit()
        return number

    def add_message(
        self, chat_id: int, payload: Payload, *, from_bot: bool, now: datetime
    ) -> LocalMessage:
        """Keep a message of a chat and return it with its number."""
        stored = self._database.write(
            lambda uow: _chats(uow).add_message(chat_id, payload, from_bot, now)
        )
        return _message(stored)

    def receive(
        self, chat_id: int, payload: Payload, now: datetime, key: str | None = None
    ) -> Received:
        """Keep a message that a person sends; the same `key` again is the same message."""
        try:
            return self._receive(chat_id, payload, now, key)
        except ConcurrentChange:
            return self._receive(chat_id, payload, now, key)

    def received(self, chat_id: int, key: str | None) -> Received | None:
        """Return the message that a person sent under `key`, None when there is none yet."""
        if key is None:
            return None
        with self._database.open_uow(read_only=True) as uow:
            stored = _chats(uow).sent_under(chat_id, key)
        return None if stored is None else _received(stored)

    def _receive(self, chat_id: int, payload: Payload, now: datetime, key: str | None) -> Received:
        def keep(uow: UnitOfWork) -> StoredMessage:
            chats = _chats(uow)
            stored = chats.sent_under(chat_id, key) if key is not None else None
            if stored is None:
                number = chats.next_update(now)
                stored = chats.add_message(chat_id, payload, False, now, number, key)
            return stored

        return _received(self._database.write(keep))

    def changes(self, chat_id: int, after: int, window: int) -> Changes:
        """Return what happened since the change `after`, or the latest `window` messages."""
        with self._database.open_uow(read_only=True) as uow:
            chats = _chats(uow)
            revision, erased = chats.revision(chat_id)
            if erased <= after <= revision and after > 0:
                changed = chats.changed_after(chat_id, after, _MOST_CHANGES + 1)
                if len(changed) <= _MOST_CHANGES:
                    return Changes(revision, tuple(map(_message, changed)))
            latest = chats.newest(chat_id, window + 1)
        messages = tuple(_message(stored) for stored in reversed(latest[:window]))
        return Changes(revision, messages, is_whole=True, has_older=len(latest) > window)

    def revisions(self, chat_ids: Sequence[int]) -> dict[int, int]:
        """Return the number of the latest change in each of these chats."""
        with self._database.open_uow(read_only=True) as uow:
            return _chats(uow).revisions(chat_ids)

    def message(self, chat_id: int, message_id: int) -> LocalMessage | None:
        """Return a message of this chat."""
        with self._database.open_uow(read_only=True) as uow:
            stored = _chats(uow).message(chat_id, message_id)
        return None if stored is None else _message(stored)

    def change_message(self, chat_id: int, message_id: int, payload: Payload) -> None:
        """Put another payload in place of what the message held."""
        with self._database.open_uow() as uow:
            if _chats(uow).message(chat_id, message_id) is not None:
                _chats(uow).change_message(message_id, payload)
                uow.commit()

    def delete_message(self, chat_id: int, message_id: int) -> bool:
        """Erase a message; False when this chat has no such message."""
        with self._database.open_uow() as uow:
            if _chats(uow).message(chat_id, message_id) is None:
                return False
            _chats(uow).erase_message(message_id)
            uow.commit()
        return True

    def newest(
        self, chat_id: int, at_most: int = 50, before: int | None = None
    ) -> tuple[LocalMessage, ...]:
        """Return the latest messages of a chat, the newest first."""
        with self._database.open_uow(read_only=True) as uow:
            stored = _chats(uow).newest(chat_id, at_most, before)
        return tuple(_message(message) for message in stored)

    def erase_history(self, chat_id: int) -> int:
        """Erase all messages and files of a chat and return how many messages there were."""
        with self._database.open_uow() as uow:
            erased = _chats(uow).erase_history(chat_id)
            uow.commit()
        return erased

    def put_file(
        self, chat_id: int, name: str, mime: str, content: bytes, now: datetime
    ) -> LocalFile:
        """Keep a file that was sent in a chat."""
        with self._database.open_uow() as uow:
            file_id = _chats(uow).add_file(chat_id, name, mime, content, now)
            uow.commit()
        return LocalFile(file_id, name, mime, content)

    def file(self, file_id: str, of_chat: int | None = None) -> LocalFile | None:
        """Return a file that was sent in a chat, with `of_chat` in that chat alone."""
        with self._database.open_uow(read_only=True) as uow:
            found = _chats(uow).file(file_id, of_chat)
        return None if found is None else LocalFile(file_id, *found)


def _chats(uow: UnitOfWork) -> LocalChatRepository:
    return LocalChatRepository(uow.session, uow.ring)


def _person(stored: StoredPerson) -> LocalPerson:
    return LocalPerson(stored.name, stored.number, stored.is_blocked)


def _received(stored: StoredMessage) -> Received:
    assert stored.update_id is not None
    return Received(_message(stored), stored.update_id)


def _message(stored: StoredMessage) -> LocalMessage:
    return LocalMessage(stored.person, stored.number, stored.from_bot, stored.payload, stored.key)
