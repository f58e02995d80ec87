"""A terminal session: lines in, everything that the bot says in reply out."""

import asyncio
import mimetypes
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from telegram import Update

from bot.application import App
from bot.channels.local.api import Delivery, LocalBotApi
from bot.channels.local.people import Button, LocalPeople, buttons_of
from bot.channels.terminal.lines import (
    Becomes,
    Deed,
    Mistake,
    Presses,
    Says,
    SendsFile,
    SendsLocation,
    Sleeps,
)
from bot.clock import Clock
from bot.dispatcher import Dispatcher
from bot.tick import Tick
from services.installation import Installation
from services.local_chats import LocalChats, LocalMessage, LocalPerson

_LOOK_BACK = 200
_UNSAID = {"deleted", "action"}
_MAX_FILE = 20 * 1024 * 1024
_REAL_PEOPLE = "Cơ sở dữ liệu này có người dùng thật nên không dời đồng hồ được."


@dataclass(frozen=True, slots=True)
class Said:
    """Something that a person gets to see in the terminal."""

    to: str
    text: str
    buttons: tuple[tuple[str, ...], ...] = ()
    file: str | None = None
    is_edit: bool = False
    is_notice: bool = False
    entities: tuple[dict[str, Any], ...] = ()
    message_id: int | None = None


@dataclass
class TerminalSession:
    """People of one terminal, one at a time, over the running application."""

    application: App
    api: LocalBotApi
    chats: LocalChats
    installation: Installation
    clock: Clock
    folder: Path
    person: LocalPerson
    _seen: SimpleQueue[Delivery] = field(default_factory=SimpleQueue)

    def __post_init__(self) -> None:
        self._people = LocalPeople(self.api)
        self._tick = Tick(self.application)
        self._dispatcher = Dispatcher(self.application)
        self.api.listen(self._seen.put)

    async def turn(self, deed: Deed) -> list[Said]:
        """Do what the person does and return all that is said in reply, and what is due then."""
        if isinstance(deed, Mistake):
            return [self._word(deed.words)]
        words = await self._do(deed)
        return [*words, *await self.tick()]

    async def tick(self) -> list[Said]:
        """Do what became due by the clock and return all that was said since the last look."""
        await self._tick.once()
        await self._dispatcher.once()
        return await asyncio.to_thread(self.drain)

    async def close(self) -> None:
        """Leave everything in order, and the clock and the post to whoever comes next."""
        await self._tick.sweep()
        await self._tick.close()
        await self._dispatcher.close()

    async def _do(self, deed: Deed) -> list[Said]:
        """Do what the person does and return the terminal's own words on it."""
        if isinstance(deed, Becomes):
            await asyncio.to_thread(self._become, deed.name)
            return []
        if isinstance(deed, Sleeps):
            return await asyncio.to_thread(self._sleep, deed)
        made = await asyncio.to_thread(self._update, deed)
        if isinstance(made, str):
            return [self._word(made)]
        await self.application.process_update(Update.de_json(made, self.application.bot))
        return []

    def recall(self, at_most: int) -> list[Said]:
        """Return the latest messages of the bot in this chat, the oldest first."""
        found = self.chats.newest(self.person.chat_id, at_most)
        return [
            self._said(Delivery("sent", message.chat_id, message.payload))
            for message in reversed(found)
            if message.from_bot
        ]

    def _become(self, name: str) -> None:
        mark_demo(self.installation, self.chats)
        self.person = self.chats.person(name, self.clock.now())

    def _sleep(self, deed: Sleeps) -> list[Said]:
        if self.chats.has_outsiders():
            return [self._word(_REAL_PEOPLE)]
        self.clock.move(deed.span)
        return []

    def _update(self, deed: Deed) -> dict[str, Any] | str:
        """Return the update that a deed makes, or words on why it makes none."""
        if isinstance(deed, Says):
            return self._people.writes(self.person, deed.text)
        if isinstance(deed, SendsLocation):
            return self._people.sends_location(self.person, deed.latitude, deed.longitude)
        if isinstance(deed, SendsFile):
            return self._send_file(Path(deed.path).expanduser())
        assert isinstance(deed, Presses)
        button = self._find(deed)
        if button is None:
            return f"Không có nút nào mang tên [{deed.label}] trong cuộc trò chuyện này."
        return self._people.presses(self.person, button)

    def _send_file(self, path: Path) -> dict[str, Any] | str:
        try:
            size = path.stat().st_size
            if size > _MAX_FILE:
                return f"Tệp {path.name} lớn quá 20 MB nên không gửi được."
            content = path.read_bytes()
        except OSError:
            return f"Không đọc được tệp {path}."
        if not content:
            return f"Tệp {path.name} rỗng nên không gửi được."
        mime = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return self._people.sends_file(self.person, path.name, mime, content)

    def _find(self, wanted: Presses) -> Button | None:
        """Return the wanted button of the newest message that has it."""
        for message in self._messages(wanted.message_id):
            for row in buttons_of(message) if message.from_bot else []:
                for button in row:
                    if _fits(button.label, wanted):
                        return button
        return None

    def _messages(self, message_id: int | None) -> tuple[LocalMessage, ...]:
        if message_id is None:
            return self.chats.newest(self.person.chat_id, _LOOK_BACK)
        message = self.chats.message(self.person.chat_id, message_id)
        return () if message is None else (message,)

    def drain(self) -> list[Said]:
        """Return what was said since the last look."""
        said: list[Said] = []
        while True:
            try:
                delivery = self._seen.get_nowait()
            except Empty:
                return said
            if delivery.kind not in _UNSAID:
                said.append(self._said(delivery))

    def _said(self, delivery: Delivery) -> Said:
        payload = delivery.payload
        person = self.chats.person_of(delivery.chat_id) or self.person
        buttons = buttons_of(LocalMessage(delivery.chat_id, 0, True, payload))
        return Said(
            to=person.name,
            text=str(payload.get("text") or payload.get("caption") or ""),
            buttons=tuple(tuple(button.label for button in row) for row in buttons),
            file=self._export(payload),
            is_edit=delivery.kind == "edited",
            is_notice=delivery.kind == "notice",
            entities=tuple(payload.get("entities") or payload.get("caption_entities") or ()),
            message_id=payload.get("message_id"),
        )

    def _word(self, words: str) -> Said:
        return Said(self.person.name, words, is_notice=True)

    def _export(self, payload: dict[str, Any]) -> str | None:
        """Write a sent file out where it can be read and return its path."""
        sent = payload.get("document") or (payload.get("photo") or [None])[-1]
        file = self.chats.file(sent["file_id"]) if sent else None
        if file is None:
            return None
        folder = self.folder / file.file_id
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / (Path(file.name).name or "tep")
        path.write_bytes(file.content)
        return str(path.resolve())


def mark_demo(installation: Installation, chats: LocalChats) -> None:
    """Mark the database as a demo for good, unless people from outside use it."""
    if not chats.has_outsiders():
        installation.mark_demo()


def _fits(label: str, wanted: Presses) -> bool:
    have, want = _plain(label), _plain(wanted.label)
    return want in have if wanted.is_part else have == want


def _plain(label: str) -> str:
    """Return a label without the marks that only choose how an emoji looks."""
    return unicodedata.normalize("NFC", label).replace("\ufe0f", "").strip()
