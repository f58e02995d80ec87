"""When something is away or broken, updates wait, are tried again, and somebody is told."""

import asyncio
import functools
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from telegram import Update
from telegram.error import BadRequest, RetryAfter, TimedOut
from telegram.ext import TypeHandler

from bot.channels.local.people import LocalPeople
from bot.reception import Reception
from bot.table import CONVERSATIONS, GATE
from domain.errors import StorageFault, StorageUnavailable
from handlers.context import Context
from services.inbox import LEASE, MOST_ATTEMPTS, MOST_DEATHS
from tests.bot.chatting import MONDAY, Chat, chatting, copy_of
from tests.bot.receiving import settled, until, working
from tests.pragmas import set_for_all

QUESTION = "nhiem vu 2 ai lam"


class Watch:
    """A clock that tests move."""

    def __init__(self) -> None:
        self.at = MONDAY

    def __call__(self) -> datetime:
        return self.at

    def moves(self, **span: float) -> None:
        self.at += timedelta(**span)


@asynccontextmanager
async def at_a_time(folder: Path) -> AsyncIterator[tuple[Chat, Watch]]:
    watch = Watch()
    async with chatting(folder, now=watch) as chat:
        yield chat, watch


def writes(chat: Chat, words: str) -> dict[str, Any]:
    return LocalPeople(chat.channel.api).writes(chat.session.person, words)


def breaks(chat: Chat, failure: Callable[[], BaseException | None]) -> list[int]:
    """Let every update meet `failure` on its way; return a list that grows with each try."""
    tries: list[int] = []

    async def fail(update: Update, context: Context) -> None:
        tries.append(update.update_id)
        problem = failure()
        if problem is not None:
            raise problem

    chat.channel.application.add_handler(TypeHandler(Update, fail), group=GATE - 1)
    return tries


async def one_turn(chat: Chat, watch: Watch, **span: float) -> None:
    """Let time pass and a fresh worker do everything that is due then."""
    watch.moves(**span)
    async with working(chat) as reception:
        await until(lambda: reception.is_working)
        assert await reception.is_ready()
        while reception.in_hand:
            await asyncio.sleep(0.01)


async def test_a_fault_is_tried_five_times_then_told_and_parked(
    var_dir: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="bot")
    async with at_a_time(var_dir) as (chat, watch):
        tries = breaks(chat, lambda: RuntimeError("Nguyễn Văn A ở số 5"))
        await Reception(chat.channel.application).take([writes(chat, QUESTION)])
        for _ in range(MOST_ATTEMPTS):
            assert chat.bot_messages() == []
            await one_turn(chat, watch, minutes=1)
        assert len(tries) == MOST_ATTEMPTS
        count = chat.services.inbox.count()
        assert (count.open, count.parked) == (0, 1)
        (apology,) = chat.bot_messages()
        code = apology.payload["text"].rstrip(".").split()[-1]
        assert len(code) == 6
    (parked,) = [record for record in caplog.records if record.message == "update_parked"]
    assert parked.__dict__["code"] == code
    assert "Nguyễn" not in caplog.text


async def test_an_update_that_took_every_process_with_it_gets_an_apology(var_dir: Path) -> None:
    async with at_a_time(var_dir) as (chat, watch):
        tries = breaks(chat, lambda: None)
        await Reception(chat.channel.application).take([writes(chat, QUESTION)])
        with chat.services.database.engine.begin() as connection:
            connection.execute(text("UPDATE inbox SET fence = :died"), {"died": MOST_DEATHS})
        await one_turn(chat, watch)
        assert len(tries) == 1
        (apology,) = chat.bot_messages()
        assert "mã" in apology.payload["text"]
        assert chat.services.inbox.count().parked == 1
        assert chat.services.conversations.kept(1).questions == 0


async def test_the_next_message_is_answered_although_one_is_parked(var_dir: Path) -> None:
    async with at_a_time(var_dir) as (chat, watch):
        first, second = writes(chat, QUESTION), writes(chat, "/help")
        breaks(chat, lambda: RuntimeError())
        await Reception(chat.channel.application).take([first])
        for _ in range(MOST_ATTEMPTS):
            await one_turn(chat, watch, minutes=1)
    async with at_a_time(var_dir) as (chat, _), working(chat) as reception:
        await reception.take([second])
        await settled(chat.services)
        assert "/nhiemvu" in chat.bot_messages()[0].payload["text"]


@pytest.mark.parametrize(
    "away", [TimedOut(), RetryAfter(30), StorageUnavailable(StorageFault.LOCKED, "x")]
)
async def test_while_the_channel_is_away_an_update_waits_as_long_as_it_takes(
    var_dir: Path, away: Exception
) -> None:
    is_away = True
    async with at_a_time(var_dir) as (chat, watch):
        tries = breaks(chat, lambda: away if is_away else None)
        await Reception(chat.channel.application).take([writes(chat, QUESTION)])
        for _ in range(3 * MOST_ATTEMPTS):
            await one_turn(chat, watch, minutes=1)
        assert len(tries) == 3 * MOST_ATTEMPTS
        assert chat.bot_messages() == []
        is_away = False
        await one_turn(chat, watch, minutes=1)
        assert chat.services.inbox.count().open == 0
        assert len(chat.bot_messages()) == 1
        assert chat.services.conversations.kept(1).questions == 1


async def test_nothing_is_tried_before_the_channel_said(var_dir: Path) -> None:
    async with at_a_time(var_dir) as (chat, watch):
        tries = breaks(chat, lambda: RetryAfter(300))
        await Reception(chat.channel.application).take([writes(chat, QUESTION)])
        await one_turn(chat, watch)
        await one_turn(chat, watch, seconds=290)
        assert len(tries) == 1
        await one_turn(chat, watch, seconds=20)
        assert len(tries) == 2


async def test_a_reply_that_is_refused_is_tried_again_and_acts_once(var_dir: Path) -> None:
    refusals = [BadRequest("can't parse entities"), BadRequest("can't parse entities"), None]
    async with at_a_time(var_dir) as (chat, watch):

        async def fail_after(update: Update, context: Context) -> None:
            problem = refusals.pop(0)
            if problem is not None:
                raise problem

        chat.channel.application.add_handler(
            TypeHandler(Update, fail_after), group=CONVERSATIONS + 1
        )
        await Reception(chat.channel.application).take([writes(chat, QUESTION)])
        for _ in range(3):
            await one_turn(chat, watch, minutes=1)
        assert chat.services.inbox.count().open == 0
        assert chat.services.conversations.kept(1).questions == 1
        with chat.services.database.engine.connect() as connection:
            assert connection.execute(text("SELECT count(*) FROM answers")).scalar() == 1


async def test_a_worker_that_dies_before_it_replies_is_replaced(
    prepared: Path, tmp_path: Path
) -> None:
    folder = copy_of(prepared, tmp_path / "shared")
    reached, never = asyncio.Event(), asyncio.Event()
    async with at_a_time(folder) as (chat, _):

        async def hang(update: Update, context: Context) -> None:
            reached.set()
            await never.wait()

        chat.channel.application.add_handler(TypeHandler(Update, hang), group=CONVERSATIONS + 1)
        update = writes(chat, QUESTION)
        dying = Reception(chat.channel.application, worker="dying")
        running = asyncio.create_task(dying.run(asyncio.Event()))
        await dying.take([update])
        await reached.wait()
        the_process_dies(running)
        async with at_a_time(folder) as (successor, later):
            await one_turn(successor, later)
            assert successor.services.inbox.count().open == 1, "the lease still runs"
            await one_turn(successor, later, seconds=LEASE.total_seconds() + 1)
            assert successor.services.inbox.count().open == 0
            assert successor.services.conversations.kept(1).questions == 1
            assert len(successor.bot_messages()) == 2, "a reply comes at least once"


@pytest.mark.parametrize("hours", [-30, -1, 1, 30])
async def test_a_clock_that_jumps_keeps_nobody_waiting(
    prepared: Path, tmp_path: Path, hours: int
) -> None:
    folder = copy_of(prepared, tmp_path / "shared")
    async with at_a_time(folder) as (chat, watch):
        is_away = True
        breaks(chat, lambda: TimedOut() if is_away else None)
        await Reception(chat.channel.application).take([writes(chat, QUESTION)])
        await one_turn(chat, watch)
        is_away = False
        await one_turn(chat, watch, hours=hours)
        assert chat.services.inbox.count().open == 0


async def test_long_work_is_not_taken_over(prepared: Path, tmp_path: Path) -> None:
    folder = copy_of(prepared, tmp_path / "shared")
    reached, done = asyncio.Event(), asyncio.Event()
    async with at_a_time(folder) as (chat, watch), chatting(folder, now=watch) as other:

        async def take_long(update: Update, context: Context) -> None:
            reached.set()
            await done.wait()

        chat.channel.application.add_handler(TypeHandler(Update, take_long), group=GATE - 1)
        async with working(chat, "one") as slow:
            await slow.take([writes(chat, QUESTION)])
            await reached.wait()
            for _ in range(4):
                watch.moves(seconds=LEASE.total_seconds() * 0.6)
                assert await slow.is_ready()
                async with working(other, "two") as eager:
                    await until(functools.partial(getattr, eager, "is_working"))
                    assert await eager.is_ready()
                    assert eager.in_hand == 0
            done.set()
            await settled(chat.services)
        assert len(chat.bot_messages()) == 1


@pytest.mark.parametrize(
    ("trouble", "end"),
    [("query_only=ON", "query_only=OFF"), ("max_page_count=1", "max_page_count=99999")],
)
async def test_while_nothing_can_be_written_updates_wait_and_then_are_answered(
    chat: Chat, trouble: str, end: str
) -> None:
    database = chat.services.database
    update = writes(chat, QUESTION)
    padding = {f"padding{number}": "x" * 4000 for number in range(50)}
    late = {"update_id": 10**9, **padding}
    async with working(chat) as reception:
        await until(functools.partial(getattr, reception, "is_working"))
        set_for_all(database, trouble)
        with pytest.raises(StorageUnavailable):
            await reception.take([late])
        set_for_all(database, end)
        await reception.take([update, late])
        await settled(chat.services)
    assert len(chat.bot_messages()) == 1


def the_process_dies(running: asyncio.Task[None]) -> None:
    """End everything that a worker does, as a kill would: nothing is closed or given back."""
    for task in asyncio.all_tasks():
        if getattr(task.get_coro(), "__qualname__", "") == "Reception._work":
            task.cancel()
    running.cancel()
