"""Taking in files: not too large, not too many at once, and nobody may hold a place for good."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.requests import ClientDisconnect, Request

from bot.channels.browser import texts
from bot.channels.browser.refusals import Refusal

MAX_FILE = 20 * 1024 * 1024
# A body that is too large is read to a point, so that the browser hears why it is refused.
_MAX_DRAINED = 4 * MAX_FILE
_COMING_IN = 12
_OF_ONE = 3
# A large file is held several times over while it is sealed.
_BEING_KEPT = 2
_STALL_SECONDS = 30
_LONGEST_SECONDS = 15 * 60


class Uploads:
    """The places for files that come in; memory stays bounded whatever is sent."""

    def __init__(self) -> None:
        self._coming: Counter[str] = Counter()
        self._keeping = asyncio.Semaphore(_BEING_KEPT)

    @property
    def coming_in(self) -> int:
        """Return how many files come in just now."""
        return self._coming.total()

    @asynccontextmanager
    async def read(self, request: Request, sender: str) -> AsyncIterator[bytes]:
        """Yield the file in the body, to be kept within the block.

        Raises:
            Refusal: it is too large, empty or too slow, or there is no place for it.
        """
        if self._coming[sender] >= _OF_ONE or self.coming_in >= _COMING_IN:
            raise Refusal(429, texts.MANY_FILES, retry_after=20)
        self._coming[sender] += 1
        try:
            content = await _read(request)
            async with self._keeping:
                yield content
        finally:
            self._coming[sender] -= 1
            if not self._coming[sender]:
                del self._coming[sender]


async def _read(request: Request) -> bytes:
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > _MAX_DRAINED:
        raise Refusal(413, texts.TOO_LARGE)
    try:
        async with asyncio.timeout(_LONGEST_SECONDS):
            content, size = await _collect(request)
    except TimeoutError:
        raise Refusal(408, texts.TOO_SLOW) from None
    except ClientDisconnect:
        raise Refusal(400, texts.UNREADABLE) from None
    if size > MAX_FILE:
        raise Refusal(413, texts.TOO_LARGE)
    if not size:
        raise Refusal(400, texts.EMPTY_FILE)
    return content


async def _collect(request: Request) -> tuple[bytes, int]:
    """Return the body and its size; of one that is too large only the size."""
    body, size = bytearray(), 0
    pieces = aiter(request.stream())
    while True:
        try:
            piece = await asyncio.wait_for(anext(pieces), _STALL_SECONDS)
        except StopAsyncIteration:
            return bytes(body), size
        size += len(piece)
        if size > _MAX_DRAINED:
            return b"", size
        if size > MAX_FILE:
            body.clear()
        else:
            body += piece
