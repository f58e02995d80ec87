"""What the Bot API in this process needs of the chats behind it, wherever they are kept."""

from datetime import datetime
from typing import Any, Protocol

from services.local_chats import LocalFile, LocalMessage, LocalPerson, Received


class Chats(Protocol):
    """People, messages and files: rows for the channels that run here."""

    def person_of(self, chat_id: int) -> LocalPerson | None:
        """Return whose chat this is."""
        ...

    def next_update(self, now: datetime) -> int:
        """Return a number that no update had before."""
        ...

    def add_message(
        self, chat_id: int, payload: dict[str, Any], *, from_bot: bool, now: datetime
    ) -> LocalMessage:
        """Keep a message of a chat and return it with its number."""
        ...

    def receive(
        self, chat_id: int, payload: dict[str, Any], now: datetime, key: str | None = None
    ) -> Received:
        """Keep a message that a person sends; the same `key` again is the same message."""
        ...

    def received(self, chat_id: int, key: str | None) -> Received | None:
        """Return the message that a person sent under `key`, None when there is none yet."""
        ...

    def message(self, chat_id: int, message_id: int) -> LocalMessage | None:
        """Return a message of this chat."""
        ...

    def change_message(self, chat_id: int, message_id: int, payload: dict[str, Any]) -> None:
        """Put another payload in place of what the message held."""
        ...

    def delete_message(self, chat_id: int, message_id: int) -> bool:
        """Erase a message; False when this chat has no such message."""
        ...

    def put_file(
        self, chat_id: int, name: str, mime: str, content: bytes, now: datetime
    ) -> LocalFile:
        """Keep a file that was sent in a chat."""
        ...

    def file(self, file_id: str) -> LocalFile | None:
        """Return a file that was sent in a chat."""
        ...
