"""Where updates arrive: each is taken once and processed beside the others."""

import asyncio
from collections.abc import Sequence
from typing import Any

from telegram import Update

from bot.application import App


class Reception:
    """Takes updates and lets the application process them in the background."""

    def __init__(self, application: App) -> None:
        self._application = application
        self._under_way: set[asyncio.Task[None]] = set()

    async def take(self, updates: Sequence[dict[str, Any]]) -> None:
        """Take updates; on return they are sure to be processed."""
        for update in updates:
            task = asyncio.create_task(
                self._application.process_update(Update.de_json(update, self._application.bot))
            )
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)

    async def run(self, stop: asyncio.Event) -> None:
        """Work until asked to stop; what is under way is finished first."""
        await stop.wait()
        if self._under_way:
            await asyncio.wait(self._under_way)
