"""Delivery to a webhook: a chat's updates one after the other, each until it is taken."""

import asyncio
import contextlib
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlsplit

import aiohttp

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_PATIENCE = aiohttp.ClientTimeout(total=60)
_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 2.0


class Webhook:
    """Posts updates to the doors behind one public address, in turn.

    Anything but a 2xx is tried again after a pause, for as long as the webhook stands.
    """

    def __init__(
        self, url: str, secret: str, doors: Sequence[str], on_taken: Callable[[int], None]
    ) -> None:
        self.url = url
        self._path = urlsplit(url).path
        self._headers = {SECRET_HEADER: secret} if secret else {}
        self._doors = deque(doors)
        self._on_taken = on_taken
        self._chats: defaultdict[int, deque[dict[str, Any]]] = defaultdict(deque)
        self._deliveries: dict[int, asyncio.Task[None]] = {}
        self._session: aiohttp.ClientSession | None = None
        self.attempts = 0

    def put(self, *updates: dict[str, Any]) -> None:
        """Deliver updates, each after those of its chat that came before."""
        for update in updates:
            chat_id = chat_of(update)
            self._chats[chat_id].append(update)
            if chat_id not in self._deliveries:
                self._deliveries[chat_id] = asyncio.create_task(self._deliver(chat_id))

    def waiting(self) -> list[dict[str, Any]]:
        """Return what was not taken yet."""
        return [update for chat in self._chats.values() for update in chat]

    async def close(self) -> None:
        """Deliver nothing more."""
        for task in list(self._deliveries.values()):
            task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(*self._deliveries.values(), return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    async def _deliver(self, chat_id: int) -> None:
        waiting, pause = self._chats[chat_id], _FIRST_PAUSE
        while waiting:
            if await self._is_taken(waiting[0]):
                self._on_taken(waiting.popleft()["update_id"])
                pause = _FIRST_PAUSE
                continue
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)
        del self._deliveries[chat_id], self._chats[chat_id]

    async def _is_taken(self, update: dict[str, Any]) -> bool:
        self.attempts += 1
        self._doors.rotate()
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=_PATIENCE)
        try:
            address = self._doors[0] + self._path
            async with self._session.post(address, json=update, headers=self._headers) as answer:
                return 200 <= answer.status < 300
        except (aiohttp.ClientError, TimeoutError, OSError):
            return False


def chat_of(update: dict[str, Any]) -> int:
    """Return the number of the chat that an update belongs to; 0 where there is none."""
    for content in update.values():
        if isinstance(content, dict):
            message = content.get("message", content)
            return int(message.get("chat", {}).get("id", 0))
    return 0
