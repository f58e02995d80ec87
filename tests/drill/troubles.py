"""Troubles of a drill: between the bot and Telegram, and between the bot and its database."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from tests import postgresql
from tests.standin.faults import Fault, Trouble
from tests.standin.telegram import Telegram

_SENDING = frozenset({"sendMessage", "editMessageText", "editMessageReplyMarkup"})
_HOLD_LOCK = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("locked", flush=True)
sys.stdin.read()
"""

Begin = Callable[[], AbstractAsyncContextManager[None]]


@dataclass(frozen=True, slots=True)
class Trial:
    """A trouble that lasts so many seconds of the bot's clock."""

    name: str
    seconds: float
    begin: Begin

    def shortened(self, share: float) -> "Trial":
        """Return the same trouble for a share of its time."""
        return Trial(self.name, share * self.seconds, self.begin)


def network_trials(telegram: Telegram) -> list[Trial]:
    """Return everything that can go wrong on the way to Telegram."""
    faults = {
        "429": (60, Fault(Trouble.TOO_MANY, methods=_SENDING, retry_after=7)),
        "500": (120, Fault(Trouble.SERVER_ERROR)),
        "garbage": (120, Fault(Trouble.GARBAGE)),
        "resets": (120, Fault(Trouble.RESET)),
        "lost answers": (60, Fault(Trouble.LOST_ANSWER, share=0.5)),
        "silence": (600, Fault(Trouble.SILENCE)),
    }
    return [
        Trial(name, seconds, partial(_failing, telegram, fault))
        for name, (seconds, fault) in faults.items()
    ]


def sqlite_trials(engine: Engine, database: Path) -> list[Trial]:
    """Return what can happen to a database that is a file."""
    return [
        Trial("database locked", 120, partial(_locked, database)),
        Trial("database full", 120, partial(_full, engine)),
    ]


def postgresql_trials(cluster: Path) -> list[Trial]:
    """Return what can happen to a database that is a server."""
    return [Trial("database away", 120, partial(_away, cluster))]


@asynccontextmanager
async def _failing(telegram: Telegram, fault: Fault) -> AsyncIterator[None]:
    telegram.faults.switch_to([fault])
    try:
        yield
    finally:
        telegram.faults.switch_to()


@asynccontextmanager
async def _locked(database: Path) -> AsyncIterator[None]:
    """Another process holds the write lock."""
    other = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", _HOLD_LOCK, str(database)),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert other.stdout is not None
    await other.stdout.readline()
    try:
        yield
    finally:
        await other.communicate(b"")


@asynccontextmanager
async def _full(engine: Engine) -> AsyncIterator[None]:
    """The database may not grow by a page."""

    def forbid(connection: Any, *_: object) -> None:
        connection.execute("PRAGMA max_page_count=1").close()

    def allow(connection: Any, *_: object) -> None:
        connection.execute("PRAGMA max_page_count=1073741823").close()

    event.listen(engine, "checkout", forbid)
    try:
        yield
    finally:
        event.remove(engine, "checkout", forbid)
        event.listen(engine, "checkout", allow)


@asynccontextmanager
async def _away(cluster: Path) -> AsyncIterator[None]:
    """The server is stopped, and started again in the end."""
    await asyncio.to_thread(postgresql.stop, cluster)
    try:
        yield
    finally:
        await asyncio.to_thread(postgresql.start, cluster)
