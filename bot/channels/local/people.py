"""What people do in a local chat, told as Telegram tells it: updates in the Bot API's JSON."""

from dataclasses import dataclass
from typing import Any

from bot.channels.local.api import LocalBotApi
from bot.channels.local.html import find_commands
from services.local_chats import LocalMessage, LocalPerson, Received


@dataclass(frozen=True, slots=True)
class Button:
    """A button that a person sees: on which message, and what a press of it sends."""

    message: LocalMessage
    label: str
    data: str | None


class LocalPeople:
    """Turns deeds of local people into updates. Every method reads or writes rows.

    A `key` makes a deed that is sent twice, as over a bad line, the same update.
    """

    def __init__(self, api: LocalBotApi) -> None:
        self._api = api

    def writes(self, person: LocalPerson, text: str, key: str | None = None) -> dict[str, Any]:
        """Return the update of a text message."""
        content: dict[str, Any] = {"text": text}
        if commands := find_commands(text):
            content["entities"] = commands
        return self._message(person, content, key)

    def sends_file(
        self, person: LocalPerson, name: str, mime: str, data: bytes, key: str | None = None
    ) -> dict[str, Any]:
        """Return the update of a document."""
        if sent := self._sent(person, key):
            return sent
        named = {**self._keep(person, name, mime, data), "file_name": name, "mime_type": mime}
        return self._message(person, {"document": named}, key)

    def sends_picture(
        self, person: LocalPerson, name: str, mime: str, data: bytes, key: str | None = None
    ) -> dict[str, Any]:
        """Return the update of a picture, which Telegram lists in its sizes."""
        if sent := self._sent(person, key):
            return sent
        size = {**self._keep(person, name, mime, data), "width": 1, "height": 1}
        return self._message(person, {"photo": [size]}, key)

    def sends_voice(
        self, person: LocalPerson, seconds: int, mime: str, data: bytes, key: str | None = None
    ) -> dict[str, Any]:
        """Return the update of a voice note."""
        if sent := self._sent(person, key):
            return sent
        kept = self._keep(person, "ghi-am", mime, data)
        return self._message(
            person, {"voice": {**kept, "duration": seconds, "mime_type": mime}}, key
        )

    def sends_location(
        self, person: LocalPerson, latitude: float, longitude: float
    ) -> dict[str, Any]:
        """Return the update of a place."""
        return self._message(person, {"location": {"latitude": latitude, "longitude": longitude}})

    def sends(self, person: LocalPerson, content: dict[str, Any]) -> dict[str, Any]:
        """Return the update of a message with any other `content`, such as a sticker."""
        return self._message(person, content)

    def presses(self, person: LocalPerson, button: Button) -> dict[str, Any]:
        """Return the update of a press; a reply keyboard's button sends its label as text."""
        if button.data is None:
            return self.writes(person, button.label)
        return self.forges(person, button.message, button.data)

    def forges(self, person: LocalPerson, message: LocalMessage, data: str) -> dict[str, Any]:
        """Return the update of a press with any `data`, as a changed client could send it."""
        update_id = self._api.chats.next_update(self._api.now())
        query_id = str(update_id)
        self._api.open_query(query_id, person.chat_id)
        query = {
            "id": query_id,
            "from": _user(person),
            "message": message.payload,
            "chat_instance": str(person.chat_id),
            "data": data,
        }
        return {"update_id": update_id, "callback_query": query}

    def _keep(self, person: LocalPerson, name: str, mime: str, data: bytes) -> dict[str, Any]:
        file = self._api.chats.put_file(person.chat_id, name, mime, data, now=self._api.now())
        return {
            "file_id": file.file_id,
            "file_unique_id": file.file_id,
            "file_size": len(data),
        }

    def _message(
        self, person: LocalPerson, content: dict[str, Any], key: str | None = None
    ) -> dict[str, Any]:
        now = self._api.now()
        payload = {
            "date": int(now.timestamp()),
            "chat": {"id": person.chat_id, "type": "private", "first_name": person.name},
            "from": _user(person),
            **content,
        }
        return _update(self._api.chats.receive(person.chat_id, payload, now, key))

    def _sent(self, person: LocalPerson, key: str | None) -> dict[str, Any] | None:
        """Return the update that was made under this key before; its file is kept already."""
        received = self._api.chats.received(person.chat_id, key)
        return None if received is None else _update(received)


def _update(received: Received) -> dict[str, Any]:
    return {"update_id": received.update_id, "message": received.message.payload}


def buttons_of(message: LocalMessage) -> list[list[Button]]:
    """Return the buttons of `message`, row by row."""
    markup = message.payload.get("reply_markup", {})
    rows = markup.get("inline_keyboard") or markup.get("keyboard") or []
    return [[Button(message, str(b["text"]), b.get("callback_data")) for b in row] for row in rows]


def _user(person: LocalPerson) -> dict[str, Any]:
    return {
        "id": person.chat_id,
        "is_bot": False,
        "first_name": person.name,
        "language_code": "vi",
    }
