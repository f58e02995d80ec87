"""People who chat with the real bot in tests: real handlers, services and SQLite, no network."""

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from telegram import Update

from bot.channels.local.channel import LocalChannel, open_local_channel
from bot.channels.local.people import LocalPeople
from bot.channels.terminal.lines import Deed, Presses, Says
from bot.channels.terminal.session import Said, TerminalSession
from retrieval.model.access import ModelAccess
from services.local_chats import LocalMessage
from services.registry import Services, open_services
from tests.knowledge.official_text import WITHOUT_LAWS

KEY = bytes(range(32))
KNOWLEDGE = WITHOUT_LAWS
PLANS = Path(__file__).parents[1] / "plans"
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@dataclass
class Chat:
    """One person's side of a conversation."""

    session: TerminalSession
    channel: LocalChannel
    services: Services

    async def says(self, text: str) -> list[Said]:
        """Write `text` and return all replies."""
        return await self.does(Says(text))

    async def presses(self, label: str) -> list[Said]:
        """Press the newest button that has this label and return all replies."""
        return await self.does(Presses(label))

    async def does(self, deed: Deed) -> list[Said]:
        """Do anything that can be done in a terminal; what others were told before is put aside."""
        self.session.drain()
        return await self.session.turn(deed)

    async def forges(self, data: str) -> list[Said]:
        """Press a button that carries `data`, as a changed client could."""
        people = LocalPeople(self.channel.api)
        newest = self.bot_messages()[0]
        return await self.sends(people.forges(self.session.person, newest, data))

    async def sends_content(self, content: dict[str, Any]) -> list[Said]:
        """Send a message with any content, such as a sticker."""
        people = LocalPeople(self.channel.api)
        return await self.sends(people.sends(self.session.person, content))

    async def sends(self, update: dict[str, Any]) -> list[Said]:
        """Let an update arrive as it is."""
        self.session.drain()
        application = self.channel.application
        await application.process_update(Update.de_json(update, application.bot))
        return self.session.drain()

    def bot_messages(self) -> list[LocalMessage]:
        """Return the bot's messages to this person, the newest first."""
        found = self.channel.chats.newest(self.session.person.chat_id, 500)
        return [message for message in found if message.from_bot]

    def goes_on_as(self, name: str) -> "Chat":
        """Return the chat of another person with the same bot."""
        person = self.channel.chats.person(name, self.channel.clock.now())
        session = TerminalSession(
            application=self.session.application,
            api=self.session.api,
            chats=self.session.chats,
            installation=self.session.installation,
            clock=self.session.clock,
            folder=self.session.folder,
            person=person,
        )
        return Chat(session, self.channel, self.services)


def prepare(folder: Path, *plans: str) -> Path:
    """Return a folder with a database that holds the shipped knowledge and these plans."""
    services = open_at(folder)
    for number, name in enumerate(plans):
        text = (PLANS / name).read_text(encoding="utf-8")
        services.documents.ingest(text, name, MONDAY, f"tests:{number}")
    services.close()
    return folder


@asynccontextmanager
async def chatting(
    var_dir: Path,
    name: str = "dan",
    now: datetime | Callable[[], datetime] = MONDAY,
    busy_seconds: float | None = None,
    model: ModelAccess | None = None,
    knowledge: Path = KNOWLEDGE,
) -> AsyncIterator[Chat]:
    """Run the bot over the database in `var_dir` and yield one person's chat with it."""
    options = "" if busy_seconds is None else f"?timeout={busy_seconds}"
    services = open_at(var_dir, options, model, knowledge)
    real_time = now if callable(now) else lambda: now
    channel = open_local_channel(services, ZONE, real_time=real_time)
    session = TerminalSession(
        application=channel.application,
        api=channel.api,
        chats=channel.chats,
        installation=services.installation,
        clock=channel.clock,
        folder=var_dir / "terminal",
        person=channel.chats.person(name, channel.clock.now()),
    )
    try:
        async with channel.application:
            yield Chat(session, channel, services)
    finally:
        services.close()


def copy_of(prepared: Path, folder: Path) -> Path:
    """Return `folder` holding a copy of a prepared database."""
    shutil.copytree(prepared, folder, dirs_exist_ok=True)
    return folder


def open_at(
    folder: Path,
    options: str = "",
    model: ModelAccess | None = None,
    knowledge: Path = KNOWLEDGE,
) -> Services:
    """Return the services over the SQLite database in `folder`."""
    address = f"sqlite:///{folder / 'congvu.db'}{options}"
    return open_services(address, [KEY], knowledge, folder, model=model, now=MONDAY)
