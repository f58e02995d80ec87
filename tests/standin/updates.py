"""Updates that wait for a polling bot; only a higher offset confirms those before it."""

import asyncio
from typing import Any

from bot.channels.local.refusals import ApiRefusal

_LIMIT = 100
_OTHER_POLLER = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is "
    "running"
)


class UpdateQueue:
    """Delivers again whatever was not confirmed; a second poller ends the first one's wait."""

    def __init__(self) -> None:
        self._waiting: dict[int, dict[str, Any]] = {}
        self._changed = asyncio.Condition()
        self._poll = 0
        self.confirmed: set[int] = set()

    def __len__(self) -> int:
        return len(self._waiting)

    async def put(self, *updates: dict[str, Any]) -> None:
        """Add updates for whoever polls."""
        async with self._changed:
            for update in updates:
                self._waiting[update["update_id"]] = update
            self._changed.notify_all()

    async def take(
        self, offset: int | None, limit: int | None, timeout: int | None
    ) -> list[dict[str, Any]]:
        """Return what waits from `offset` on, after up to `timeout` seconds of waiting.

        Raises:
            ApiRefusal: 409 when another poll came meanwhile.
        """
        async with self._changed:
            self._poll += 1
            mine = self._poll
            self._changed.notify_all()
            self._confirm_before(offset or 0)
            try:
                async with asyncio.timeout(timeout or 0):
                    await self._changed.wait_for(lambda: self._waiting or self._poll != mine)
            except TimeoutError:
                return []
            if self._poll != mine:
                raise ApiRefusal(409, _OTHER_POLLER)
            return list(self._waiting.values())[: limit or _LIMIT]

    async def drain(self) -> list[dict[str, Any]]:
        """Hand over everything that waits, to be delivered in another way."""
        async with self._changed:
            waiting, self._waiting = list(self._waiting.values()), {}
        return waiting

    def _confirm_before(self, offset: int) -> None:
        for number in [number for number in self._waiting if number < offset]:
            del self._waiting[number]
            self.confirmed.add(number)
