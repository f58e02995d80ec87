"""The clock as a visitor: one repeating tick that lets services say what is due."""

import asyncio
import contextlib
import logging

from bot.application import App
from handlers.context import OFFICE, Office
from handlers.news import tell_news

EVERY_SECONDS = 60.0

log = logging.getLogger("bot.tick")


class Tick:
    """Does what became due on one channel; nothing that fails here stops the channel."""

    def __init__(self, application: App) -> None:
        self._application = application
        self._lock = asyncio.Lock()

    async def once(self) -> int:
        """Do what is due now and return how many messages were sent."""
        office = self._application.bot_data[OFFICE]
        assert isinstance(office, Office)
        async with self._lock:
            try:
                return await tell_news(self._application.bot, office)
            except Exception as failure:
                log.error("tick_failed", extra={"kind": type(failure).__name__})
                return 0

    async def repeat(self, stop: asyncio.Event, seconds: float = EVERY_SECONDS) -> None:
        """Tick at once and then every so many seconds until asked to stop."""
        while not stop.is_set():
            await self.once()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), seconds)
