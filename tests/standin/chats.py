"""The chats of a stand-in Telegram: in memory, so that measuring a bot measures the bot."""

from collections import defaultdict
from datetime import datetime
from itertools import count
from typing import Any

from services.local_chats import LocalFile, LocalMessage, LocalPerson, Received

_KEPT_A_CHAT = 200


class RememberedChats:
    """Everybody may write to the bot; of each chat the latest messages are kept."""

    def __init__(self) -> None:
        self._messages: defaultdict[int, dict[int, LocalMessage]] = defaultdict(dict)
        self._blocked: set[int] = set()
        self._files: dict[str, LocalFile] = {}
        self._sent: dict[tuple[int, str], Received] = {}
        self._message_ids = count(1)
        # Telegram starts somewhere, not at one.
        self._update_ids = count(700_000_001)

    def person(self, chat_id: int) -> LocalPerson:
        """Return the person of a chat, who is there from now on."""
        self._messages[chat_id]
        return LocalPerson(f"dan{chat_id}", chat_id, chat_id in self._blocked)

    def person_of(self, chat_id: int) -> LocalPerson | None:
        """Return whose chat this is, None for a chat that never began."""
        return self.person(chat_id) if chat_id in self._messages else None

    def block(self, chat_id: int, is_blocked: bool = True) -> None:
        """Keep whether a person lets the bot write to them."""
        (self._blocked.add if is_blocked else self._blocked.discard)(chat_id)

    def forget(self, chat_id: int) -> None:
        """Forget a chat of which nothing more is wanted."""
        self._messages.pop(chat_id, None)

    def next_update(self, now: datetime) -> int:
        """Return a number that no update had before."""
        return next(self._update_ids)

    def add_message(
        self, chat_id: int, payload: dict[str, Any], *, from_bot: bool, now: datetime
    ) -> LocalMessage:
        """Keep a message of a chat and return it with its number."""
        number = next(self._message_ids)
        message = LocalMessage(chat_id, number, from_bot, {"message_id": number, **payload})
        kept = self._messages[chat_id]
        kept[number] = message
        if len(kept) > _KEPT_A_CHAT:
            del kept[next(iter(kept))]
        return message

    def receive(
        self, chat_id: int, payload: dict[str, Any], now: datetime, key: str | None = None
    ) -> Received:
        """Keep a message that a person sends; the same `key` again is the same message."""
        if key is not None and (chat_id, key) in self._sent:
            return self._sent[chat_id, key]
        message = self.add_message(chat_id, payload, from_bot=False, now=now)
        received = Received(message, self.next_update(now))
        if key is not None:
            self._sent[chat_id, key] = received
        return received

    def received(self, chat_id: int, key: str | None) -> Received | None:
        """Return the message that a person sent under `key`, None when there is none yet."""
        return None if key is None else self._sent.get((chat_id, key))

    def message(self, chat_id: int, message_id: int) -> LocalMessage | None:
        """Return a message of this chat."""
        return self._messages[chat_id].get(message_id)

    def newest(self, chat_id: int) -> list[LocalMessage]:
        """Return the messages of a chat that are kept, the newest first."""
        return list(reversed(self._messages[chat_id].values()))

    def change_message(self, chat_id: int, message_id: int, payload: dict[str, Any]) -> None:
        """Put another payload in place of what the message held."""
        before = self._messages[chat_id][message_id]
        changed = LocalMessage(chat_id, message_id, before.from_bot, payload)
        self._messages[chat_id][message_id] = changed

    def delete_message(self, chat_id: int, message_id: int) -> bool:
        """Erase a message; False when this chat has no such message."""
        return self._messages[chat_id].pop(message_id, None) is not None

    def put_file(
        self, chat_id: int, name: str, mime: str, content: bytes, now: datetime
    ) -> LocalFile:
        """Keep a file that was sent in a chat."""
        file = LocalFile(f"file{len(self._files) + 1}", name, mime, content)
        self._files[file.file_id] = file
        return file

    def file(self, file_id: str) -> LocalFile | None:
        """Return a file that was sent in a chat."""
        return self._files.get(file_id)
