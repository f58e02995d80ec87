"""Pauses between tries: longer each time, and over at once when a stop is asked for."""

import asyncio
from contextlib import suppress

FIRST = 1.0
LONGEST = 60.0


class Pauses:
    """Counts how long to wait before the next try."""

    def __init__(self, first: float = FIRST, longest: float = LONGEST) -> None:
        self._first = first
        self._longest = longest
        self._last = 0.0

    def longer(self) -> float:
        """Return the next pause in seconds, twice the last one up to the longest."""
        self._last = min(max(self._last * 2, self._first), self._longest)
        return self._last

    def reset(self) -> None:
        """Begin with the first pause again, since a try went well."""
        self._last = 0.0


async def pause(stop: asyncio.Event, seconds: float) -> None:
    """Wait so long, or until asked to stop."""
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
