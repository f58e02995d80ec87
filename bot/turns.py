"""Group commit: one costly job done for everybody who asked for it meanwhile."""

import asyncio
from collections.abc import Awaitable, Callable


class Turns:
    """Runs a job one turn after the other; whoever asks during a turn shares the next one."""

    def __init__(self, job: Callable[[], Awaitable[None]]) -> None:
        self._job = job
        self._current: asyncio.Task[None] | None = None
        self._next: asyncio.Task[None] | None = None

    async def ask(self) -> None:
        """Return after a whole turn that began after this call; raise what went wrong in it."""
        if self._next is None:
            self._next = asyncio.create_task(self._turn(self._current))
        # The turn is also that of others, so it goes on when one of them no longer waits.
        await asyncio.shield(self._next)

    async def _turn(self, before: asyncio.Task[None] | None) -> None:
        if before is not None and not before.done():
            await asyncio.wait([before])
        self._current, self._next = self._next, None
        await self._job()
