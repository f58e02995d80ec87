"""Updates that wait to be fetched by `getUpdates`, kept until a higher offset confirms them."""

import asyncio
from typing import Any

_LIMIT = 100


class UpdateFeed:
    """The queue behind long polling."""

    def __init__(self) -> None:
        self._waiting: list[dict[str, Any]] = []
        self._arrived = asyncio.Condition()

    async def put(self, update: dict[str, Any]) -> None:
        """Add an update for whoever polls."""
        async with self._arrived:
            self._waiting.append(update)
            self._arrived.notify_all()

    async def take(self, offset: int | None, timeout: int | None) -> list[dict[str, Any]]:
        """Return what waits from `offset` on, after up to `timeout` seconds of waiting."""
        if offset is not None and offset > 0:
            self._waiting = [u for u in self._waiting if u["update_id"] >= offset]
        async with self._arrived:
            try:
                async with asyncio.timeout(timeout or 0):
                    await self._arrived.wait_for(lambda: bool(self._waiting))
            except TimeoutError:
                return []
        return self._waiting[:_LIMIT]
