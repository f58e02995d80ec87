"""A reception at work in tests, and waiting until everything is answered."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from bot.reception import Reception
from services.registry import Services
from tests.bot.chatting import Chat


@asynccontextmanager
async def working(chat: Chat, worker: str = "one") -> AsyncIterator[Reception]:
    """Run a reception over the chat's application and stop it in good order."""
    reception = Reception(chat.channel.application, worker=worker)
    stop = asyncio.Event()
    running = asyncio.create_task(reception.run(stop))
    try:
        yield reception
    finally:
        stop.set()
        await running


async def until(is_so: Callable[[], bool]) -> None:
    """Return once something is so."""
    async with asyncio.timeout(30):
        while not await asyncio.to_thread(is_so):
            await asyncio.sleep(0.02)


async def settled(services: Services) -> None:
    """Return once no update is open any more."""
    await until(lambda: services.inbox.count().open == 0)
