"""The open windows of each chat, and waking them when something happens in it."""

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import Iterator
from typing import Any

from bot.channels.browser import texts
from bot.channels.browser.refusals import Refusal
from bot.channels.local.api import Delivery
from bot.pauses import Pauses, pause
from domain.errors import CongvuError
from services.local_chats import LocalChats

_PASSING = {"notice", "action"}
_MOST_SIGNALS = 20
_MOST_OF_ONE_CHAT = 12
_MOST = 4_000
_LOOK_EVERY = 1.0
_LONGEST_PAUSE = 10.0

log = logging.getLogger("bot.browser")


class Window:
    """One open page of a chat; `signals` are passing things that no row remembers."""

    def __init__(self) -> None:
        self.awake = asyncio.Event()
        self.signals: deque[tuple[str, dict[str, Any]]] = deque(maxlen=_MOST_SIGNALS)
        self.is_over = False

    def signal(self, kind: str, payload: dict[str, Any]) -> None:
        """Let the window show something passing."""
        self.signals.append((kind, payload))
        self.awake.set()

    def end(self) -> None:
        """Let the window close."""
        self.is_over = True
        self.awake.set()


class Hub:
    """Windows by chat. What they show is read from rows; the hub only says when to look."""

    def __init__(self) -> None:
        self._windows: dict[int, set[Window]] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._is_closed = False

    def hear(self, delivery: Delivery) -> None:
        """Take what a person gets to see; called from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._take, delivery)

    @contextlib.contextmanager
    def window(self, chat_id: int) -> Iterator[Window]:
        """Hold a window of a chat open.

        Raises:
            Refusal: there are too many.
        """
        self._loop = asyncio.get_running_loop()
        open_here = self._windows.setdefault(chat_id, set())
        if len(open_here) >= _MOST_OF_ONE_CHAT or sum(map(len, self._windows.values())) >= _MOST:
            raise Refusal(429, texts.MANY_WINDOWS, retry_after=30)
        window = Window()
        window.is_over = self._is_closed
        open_here.add(window)
        try:
            yield window
        finally:
            open_here.discard(window)
            if not open_here:
                self._windows.pop(chat_id, None)

    def wake(self, chat_id: int) -> None:
        """Let every window of a chat look for changes."""
        for window in self._windows.get(chat_id, ()):
            window.awake.set()

    def end(self, chat_id: int) -> None:
        """Close every window of a chat that is gone."""
        for window in self._windows.get(chat_id, ()):
            window.signal("ended", {})
            window.end()

    def close(self) -> None:
        """Close all windows, since the server stops; they come back to the next one."""
        self._is_closed = True
        for windows in self._windows.values():
            for window in windows:
                window.end()

    async def watch(self, chats: LocalChats, stop: asyncio.Event) -> None:
        """Notice what other processes wrote into the chats that are open here."""
        known: dict[int, int] = {}
        pauses = Pauses(_LOOK_EVERY, _LONGEST_PAUSE)
        while not stop.is_set():
            try:
                known = await self._look(chats, known)
                pauses.reset()
            except CongvuError as failure:
                log.error("chats_unavailable", extra={"kind": type(failure).__name__})
            await pause(stop, pauses.longer())

    async def _look(self, chats: LocalChats, known: dict[int, int]) -> dict[int, int]:
        """Wake the chats that changed since they were `known` and return how they stand."""
        if not self._windows:
            return {}
        found = await asyncio.to_thread(chats.revisions, tuple(self._windows))
        for chat_id, revision in found.items():
            if known.get(chat_id) != revision:
                self.wake(chat_id)
        return found

    def _take(self, delivery: Delivery) -> None:
        for window in self._windows.get(delivery.chat_id, ()):
            if delivery.kind in _PASSING:
                window.signal(delivery.kind, delivery.payload)
            else:
                window.awake.set()
