"""The clock's visits: one process at a time, whatever fails, and old things are swept."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

from bot.tick import SWEEP, Tick
from services.inbox import Arrival, Desk, Turn
from services.leases import SPAN, TICK
from tests.bot.chatting import MONDAY, PLANS, Chat, chatting

QUESTION = "Số của kế hoạch Tân Phước là bao nhiêu?"
BUTTON = "Báo khi có văn bản"


async def there_is_news(chat: Chat) -> None:
    """Let somebody wait for an answer that a document gives now."""
    await chat.says(QUESTION)
    await chat.presses(BUTTON)
    await chat.session.close()
    text = (PLANS / "ke-hoach-tan-phuoc.txt").read_text(encoding="utf-8")
    chat.services.documents.ingest(text, "tan-phuoc.txt", MONDAY, "operator:1")


async def test_of_two_processes_one_does_what_is_due(var_dir: Path) -> None:
    now = MONDAY
    async with chatting(var_dir, now=lambda: now) as chat:
        await there_is_news(chat)
        assert chat.services.leases.take(TICK, "another", now) is not None
        tick = Tick(chat.channel.application)
        await tick.once()
        assert chat.services.outbox.count().open == 0, "the other one sees to it"
        now += SPAN
        await tick.once()
        assert chat.services.outbox.count().open == 1, "until it is gone"
        await tick.once()
        assert chat.services.outbox.count().open == 1


async def test_what_is_old_is_swept_once_an_hour(var_dir: Path) -> None:
    now: datetime = MONDAY
    async with chatting(var_dir, now=lambda: now) as chat:
        inbox, desk = chat.services.inbox, Desk("telegram", 7, "one")
        tick = Tick(chat.channel.application)
        await tick.sweep()
        (claim,) = inbox.turn(desk, Turn([Arrival(1, "an", {})], free=1), now - timedelta(days=9))
        inbox.turn(desk, Turn(endings=[claim.done()]), now)
        await tick.sweep()
        again = inbox.turn(desk, Turn([Arrival(1, "an", {})], free=1), now)
        assert again == (), "within the hour its number is still known"
        now += SWEEP
        await tick.sweep()
        assert len(inbox.turn(desk, Turn([Arrival(1, "an", {})], free=1), now)) == 1


async def test_a_tick_that_fails_comes_again(var_dir: Path) -> None:
    async with chatting(var_dir, busy_seconds=0.05) as chat:
        await there_is_news(chat)
        stop = asyncio.Event()
        with chat.services.database.open_uow():
            ticking = asyncio.create_task(Tick(chat.channel.application).repeat(stop, 0.05))
            await asyncio.sleep(0.3)
            assert not ticking.done()
        async with asyncio.timeout(20):
            while not chat.services.outbox.count().open:
                await asyncio.sleep(0.02)
        stop.set()
        await ticking
