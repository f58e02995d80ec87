"""Questions a second through the whole bot, beside a bare echo bot over the same transport.

The transport is the one of the channels that run here: what people write and read are rows. Our
bot stores every update before it works on it; the echo bot keeps nothing and says back what it is
told.
"""

import asyncio
import itertools
import multiprocessing
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from telegram import Update
from telegram.ext import Application, ApplicationBuilder, ContextTypes, MessageHandler, filters

from bot.channels.local.api import Delivery, LocalBotApi
from bot.channels.local.channel import open_local_channel
from bot.channels.local.feed import UpdateFeed
from bot.channels.local.people import LocalPeople
from bot.channels.local.transport import LOCAL_TOKEN, LocalRequest
from bot.reception import Reception
from db.database import Database
from db.sealing import KeyRing
from services.local_chats import LocalChats
from services.registry import open_services
from tests.bench.pace import Pace, pace_of
from tests.bench.questions import plan_questions
from tests.bot.chatting import KEY, ZONE
from tests.knowledge.official_text import SHIPPED

_PEOPLE = 600
_STEADY = 200

Updates = list[dict[str, Any]]
Bring = Callable[[Updates], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Throughput:
    """How many updates a second were answered, and milliseconds of CPU for each."""

    per_second: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Serving:
    """Our bot and the echo bot; `steady` are our reply times at half of our capacity."""

    ours: Throughput
    echo: Throughput
    steady: Pace


def measure_serving(folder: Path) -> Serving:
    """Let many people write at once, to either bot in turn, then fewer to ours."""
    return asyncio.run(_measure(folder))


async def _measure(folder: Path) -> Serving:
    async with _our_bot(folder / "ours") as (api, bring):
        crowd = _Crowd(api)
        await crowd.all_at_once(bring, 20)
        ours = await crowd.all_at_once(bring, _PEOPLE)
        steady = await crowd.evenly(bring, _STEADY, ours.per_second / 2)
    async with _echo_bot(folder / "echo") as (api, bring):
        crowd = _Crowd(api)
        await crowd.all_at_once(bring, 20)
        echo = await crowd.all_at_once(bring, _PEOPLE)
    return Serving(ours, echo, steady)


class _Crowd:
    """People of one local channel, each of whom asks one question and waits for its answer."""

    def __init__(self, api: LocalBotApi) -> None:
        self._people = LocalPeople(api)
        self._api = api
        self._names = itertools.count(1)
        self._questions = itertools.cycle(str(one["question"]) for one in plan_questions())
        self._loop = asyncio.get_running_loop()
        self._waiting: dict[int, asyncio.Future[float]] = {}
        api.listen(self._hear_from_thread)

    async def all_at_once(self, bring: Bring, count: int) -> Throughput:
        """Let `count` people ask at the same moment."""
        updates = self._updates(count)
        replies = list(self._waiting.values())
        began, cpu = time.perf_counter(), _cpu_seconds()
        await bring(updates)
        await asyncio.gather(*replies)
        seconds, spent = time.perf_counter() - began, _cpu_seconds() - cpu
        return Throughput(count / seconds, 1000 * spent / count)

    async def evenly(self, bring: Bring, count: int, rate: float) -> Pace:
        """Let people ask one after the other at a rate; return how long replies took."""
        updates = self._updates(count)
        replies = list(self._waiting.values())
        began, sent = time.perf_counter(), []
        bringing: list[asyncio.Future[None]] = []
        for number, update in enumerate(updates):
            await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
            sent.append(time.perf_counter())
            bringing.append(asyncio.ensure_future(bring([update])))
        arrived = await asyncio.gather(*replies)
        await asyncio.gather(*bringing)
        return pace_of([1000 * (there - since) for there, since in zip(arrived, sent, strict=True)])

    def _updates(self, count: int) -> Updates:
        """Return what new people write, each expected to be answered."""
        self._waiting.clear()
        updates = []
        for _ in range(count):
            name, now = f"dan{next(self._names)}", self._api.now()
            person = LocalChats.person(_chats(self._api), name, now)
            self._waiting[person.chat_id] = self._loop.create_future()
            updates.append(self._people.writes(person, next(self._questions)))
        return updates

    def _hear_from_thread(self, seen: Delivery) -> None:
        self._loop.call_soon_threadsafe(self._hear, seen)

    def _hear(self, seen: Delivery) -> None:
        reply = self._waiting.get(seen.chat_id)
        if seen.kind == "sent" and reply is not None and not reply.done():
            reply.set_result(time.perf_counter())


def _cpu_seconds() -> float:
    """Return the CPU time of this process and of those that it started."""
    children = [child.pid for child in multiprocessing.active_children()]
    return time.process_time() + sum(map(_cpu_seconds_of, children))


def _cpu_seconds_of(pid: int | None) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    user, system = int(fields[11]), int(fields[12])
    return (user + system) / os.sysconf("SC_CLK_TCK")


def _chats(api: LocalBotApi) -> LocalChats:
    assert isinstance(api.chats, LocalChats)
    return api.chats


@asynccontextmanager
async def _our_bot(folder: Path) -> AsyncIterator[tuple[LocalBotApi, Bring]]:
    url = f"sqlite:///{folder / 'congvu.db'}"
    services = open_services(url, [KEY], SHIPPED, folder, apart=True)
    services.answers.warm_up()
    channel = open_local_channel(services, ZONE)
    reception, stop = Reception(channel.application), asyncio.Event()
    try:
        async with channel.application:
            working = asyncio.create_task(reception.run(stop))
            yield channel.api, reception.take
            stop.set()
            await working
    finally:
        services.close()


@asynccontextmanager
async def _echo_bot(folder: Path) -> AsyncIterator[tuple[LocalBotApi, Bring]]:
    """The least that a bot can do: PTB as it comes, polling, many updates at once."""
    folder.mkdir()
    with Database(f"sqlite:///{folder / 'congvu.db'}", KeyRing([KEY])) as database:
        database.migrate()
        api, feed = LocalBotApi(LocalChats(database), lambda: datetime.now(UTC)), UpdateFeed()
        application = echo_application(
            ApplicationBuilder().token(LOCAL_TOKEN), LocalRequest(api, feed)
        )
        async with application:
            await application.start()
            assert application.updater is not None
            await application.updater.start_polling(poll_interval=0)
            yield api, lambda updates: _put(feed, updates)
            await application.updater.stop()
            await application.stop()


def echo_application(
    builder: Any, request: LocalRequest | None = None
) -> Application[Any, Any, Any, Any, Any, Any]:
    """Return a bot that says back what it is told."""
    if request is not None:
        builder = builder.request(request).get_updates_request(request)
    application: Application[Any, Any, Any, Any, Any, Any] = (
        builder.concurrent_updates(True).job_queue(None).build()
    )
    application.add_handler(MessageHandler(filters.TEXT, _echo))
    return application


async def _echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message is not None
    await update.message.reply_text(update.message.text or "")


async def _put(feed: UpdateFeed, updates: Sequence[dict[str, Any]]) -> None:
    for update in updates:
        await feed.put(update)
