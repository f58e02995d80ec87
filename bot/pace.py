"""Telegram's limits kept: 30 messages a second overall, one a second in a chat, 20 a minute in a
group; and a chat that asks for patience gets it without anybody else waiting.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

# A little slack, since messages that leave in time can arrive closer together.
OVERALL = (30, 1.05)
CHAT = (1, 1.0)
GROUP = (20, 60.0)
# A longer wait is given back to whoever sends: the inbox and the outbox can wait without a slot.
PATIENCE = 15.0
_TRIES = 3
_UNLIMITED = {"sendChatAction"}
_PRUNE_ABOVE = 1_000


class Window:
    """At most `limit` in any `seconds`; those who wait go in the order in which they came."""

    def __init__(self, limit: int, seconds: float) -> None:
        self._limit = limit
        self._seconds = seconds
        self._sent: deque[float] = deque(maxlen=limit)
        self._closed_until = 0.0
        self._lock = asyncio.Lock()
        self._waiting = 0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait until those who came before are through."""
        self._waiting += 1
        try:
            async with self._lock:
                yield
        finally:
            self._waiting -= 1

    async def wait(self) -> None:
        """Wait until one more may go, in one's own turn."""
        while (wait := self._free_at() - _time()) > 0:
            await asyncio.sleep(wait)

    def count(self) -> None:
        """Count one that went out now."""
        self._sent.append(_time())

    def close_for(self, seconds: float) -> None:
        """Let nothing through for a while."""
        self._closed_until = max(self._closed_until, _time() + seconds)

    @property
    def closed_for(self) -> float:
        """Return for how many seconds nothing goes through."""
        return self._closed_until - _time()

    @property
    def is_idle(self) -> bool:
        """Tell whether forgetting this window would change nothing."""
        last = self._sent[-1] + self._seconds if self._sent else 0.0
        return not self._waiting and max(last, self._closed_until) <= _time()

    def _free_at(self) -> float:
        is_full = len(self._sent) == self._limit
        return max(self._sent[0] + self._seconds if is_full else 0.0, self._closed_until)


class Pace(BaseRateLimiter[None]):
    """Makes calls wait as long as Telegram's limits want."""

    def __init__(
        self,
        overall: tuple[int, float] = OVERALL,
        chat: tuple[int, float] = CHAT,
        group: tuple[int, float] = GROUP,
        patience: float = PATIENCE,
    ) -> None:
        self._overall = Window(*overall)
        self._chat = chat
        self._group = group
        self._patience = patience
        self._chats: dict[str, Window] = {}

    @property
    def chats_remembered(self) -> int:
        """Return how many chats are remembered; those that could send at once are forgotten."""
        return len(self._chats)

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,
    ) -> Any:
        """Return what the call returns, made as soon as the limits allow.

        Raises:
            RetryAfter: the chat wants to be left alone for longer than we wait here.
        """
        chat_id = data.get("chat_id")
        if chat_id is None or endpoint in _UNLIMITED:
            return await callback(*args, **kwargs)
        window = self._window(chat_id)
        async with window.turn():
            return await self._call(window, lambda: callback(*args, **kwargs))

    async def _call(self, window: Window, call: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
        for tries_left in reversed(range(_TRIES)):
            if window.closed_for > self._patience:
                raise RetryAfter(int(window.closed_for) + 1)
            await window.wait()
            async with self._overall.turn():
                await self._overall.wait()
                self._overall.count()
            try:
                return await call()
            except RetryAfter as refusal:
                window.close_for(_seconds(refusal))
                if not tries_left or window.closed_for > self._patience:
                    raise
            finally:
                # Counted when it is through: one that was long on its way must not arrive
                # together with the next.
                window.count()
        raise AssertionError("the last try returns or raises")

    def _window(self, chat_id: int | str) -> Window:
        if len(self._chats) > _PRUNE_ABOVE:
            self._chats = {name: one for name, one in self._chats.items() if not one.is_idle}
        name = str(chat_id)
        if name not in self._chats:
            # Groups and channels have negative numbers or names.
            is_private = name.isdecimal()
            self._chats[name] = Window(*(self._chat if is_private else self._group))
        return self._chats[name]


def _time() -> float:
    return asyncio.get_running_loop().time()


def _seconds(refusal: RetryAfter) -> float:
    wait = refusal.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()
