"""Bots as processes of their own that poll a stand-in Telegram over HTTP.

Run as a module it is such a process: `python -m tests.bench.polled ours|echo URL FOLDER`.
"""

import asyncio
import itertools
import os
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.channels.local.api import Delivery
from tests.bench.questions import plan_questions
from tests.bench.serving import Throughput
from tests.bench.table import megabytes
from tests.standin.server import telegram_server
from tests.standin.telegram import TOKEN, Telegram

_ROOT = Path(__file__).parents[2]
_PEOPLE = 400
_FIRST_CHAT = 7_000_001
# Far more than any machine sends: what is measured is the bot, not Telegram's patience.
_UNLIMITED = (10**6, 1.0)
_TICKS = os.sysconf("SC_CLK_TCK")
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Polled:
    """Our bot and the echo bot, both polling; CPU is that of the bot's process."""

    ours: Throughput
    echo: Throughput


@dataclass(frozen=True, slots=True)
class Memory:
    """Megabytes after the first users and after all of them, and how many those are."""

    first_users: int
    first: float
    users: int
    last: float

    @property
    def per_thousand(self) -> float:
        """Return the kilobytes by which a thousand users more made the process larger."""
        return 1024 * (self.last - self.first) / (self.users - self.first_users) * 1000


def measure_polled(folder: Path) -> Polled:
    """Let many people write at once, to either bot in turn."""
    return asyncio.run(_measure(folder))


def measure_memory(folder: Path, users: int) -> Memory:
    """Let so many users write once each and watch the memory of the process.

    Half of them come first, since caches, pools and the allocator fill up meanwhile: what grows
    with users goes on growing in the second half.
    """
    return asyncio.run(_watch(folder, users))


async def _measure(folder: Path) -> Polled:
    found = {}
    for kind in ("ours", "echo"):
        async with _bot(kind, folder / kind) as (crowd, process):
            await crowd.all_write(20)
            found[kind] = await crowd.measured(process, _PEOPLE)
    return Polled(**found)


async def _watch(folder: Path, users: int) -> Memory:
    half = users // 2
    async with _bot("ours", folder) as (crowd, process):
        await crowd.in_batches(half)
        first = megabytes(process)
        await crowd.in_batches(users - half)
        last = megabytes(process)
    assert first is not None
    assert last is not None
    return Memory(half, first, users, last)


class _Crowd:
    """People who each write once, a new person every time."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram
        self._numbers = itertools.count(_FIRST_CHAT)
        self._questions = itertools.cycle(str(one["question"]) for one in plan_questions())
        self._waiting: set[int] = set()
        self._all_answered = asyncio.Event()
        telegram.api.listen(self._hear)

    async def measured(self, process: int, count: int) -> Throughput:
        """Let `count` people write at once and return how fast they were answered."""
        began, cpu = time.perf_counter(), _cpu_seconds(process)
        await self.all_write(count)
        seconds, spent = time.perf_counter() - began, _cpu_seconds(process) - cpu
        return Throughput(count / seconds, 1000 * spent / count)

    async def in_batches(self, count: int) -> None:
        """Let `count` people send what is answered at once, some hundreds at a time."""
        for left in range(count, 0, -_BATCH):
            await self.all_write(min(_BATCH, left), ["/help"])

    async def all_write(self, count: int, texts: Sequence[str] = ()) -> None:
        """Let `count` people write at once and return when all of them were answered."""
        chats = [next(self._numbers) for _ in range(count)]
        words = itertools.cycle(texts) if texts else self._questions
        self._waiting = set(chats)
        self._all_answered.clear()
        people = [self._telegram.chats.person(chat_id) for chat_id in chats]
        updates = [self._telegram.people.writes(person, next(words)) for person in people]
        await self._telegram.deliver(*updates)
        await self._all_answered.wait()
        for chat_id in chats:
            self._telegram.chats.forget(chat_id)

    def _hear(self, delivery: Delivery) -> None:
        if delivery.kind == "sent":
            self._waiting.discard(delivery.chat_id)
            if not self._waiting:
                self._all_answered.set()


@asynccontextmanager
async def _bot(kind: str, folder: Path) -> AsyncIterator[tuple[_Crowd, int]]:
    """Yield the people of a stand-in whose bot is a process that is warm, and its number."""
    telegram = Telegram()
    async with telegram_server(telegram) as door:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.bench.polled", kind, door.url, str(folder)), cwd=_ROOT
        )
        try:
            yield _Crowd(telegram), process.pid
        finally:
            process.terminate()
            await process.wait()


def _cpu_seconds(process: int) -> float:
    """Return the CPU that a process used so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _ours(url: str, folder: Path) -> None:
    from bot.channels.telegram import poll
    from bot.pace import Pace
    from services.registry import open_services
    from tests.bot.chatting import KEY, ZONE
    from tests.knowledge.official_text import SHIPPED

    services = open_services(f"sqlite:///{folder / 'congvu.db'}", [KEY], SHIPPED, folder)
    pace = Pace(overall=_UNLIMITED, chat=_UNLIMITED)
    asyncio.run(poll(services, TOKEN, ZONE, url, pace=pace))


def _echo(url: str) -> None:
    from telegram.ext import ApplicationBuilder

    from tests.bench.serving import echo_application

    builder = ApplicationBuilder().token(TOKEN).base_url(f"{url}/bot")
    echo_application(builder).run_polling()


if __name__ == "__main__":
    if sys.argv[1] == "ours":
        _ours(sys.argv[2], Path(sys.argv[3]))
    else:
        _echo(sys.argv[2])
