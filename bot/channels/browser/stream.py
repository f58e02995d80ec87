"""The line to an open page: everything that changes in its chat, from where it left off."""

import asyncio
import json
import re
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from bot.channels.browser import texts
from bot.channels.browser.bubbles import bubbles
from bot.channels.browser.deeds import WINDOW
from bot.channels.browser.front import Front, front_of
from bot.channels.browser.hub import Window
from bot.channels.browser.refusals import Refusal
from bot.channels.browser.visitors import visitor_of

_KIND = "text/event-stream"
_BEAT_SECONDS = 20.0
_NUMBER = re.compile(r"[0-9]{1,18}")


async def events(request: Request) -> Response:
    """Tell a page what changes in its chat, as server-sent events."""
    if request.method == "HEAD":
        return Response(media_type=_KIND)
    front = front_of(request)
    visitor = await visitor_of(request)
    if visitor.chat_id is None:
        raise Refusal(403, texts.STALE_PAGE)
    after = request.headers.get("last-event-id") or request.query_params.get("after", "0")
    if not _NUMBER.fullmatch(after):
        raise Refusal(400, texts.UNREADABLE)
    told = _tell(front, visitor.chat_id, int(after))
    # The first piece comes before any header, so a refusal can still be told as one.
    first = await anext(told)
    headers = {"Cache-Control": "no-store, no-transform", "X-Accel-Buffering": "no"}
    return StreamingResponse(_from(first, told), media_type=_KIND, headers=headers)


async def _tell(front: Front, chat_id: int, after: int) -> AsyncGenerator[bytes]:
    with front.hub.window(chat_id) as window:
        while True:
            window.awake.clear()
            after, told = await _changes(front, chat_id, after)
            yield told or b": \n\n"
            for piece in _signals(window):
                yield piece
            if window.is_over:
                return
            await _wait(window)


async def _changes(front: Front, chat_id: int, after: int) -> tuple[int, bytes]:
    def read() -> tuple[int, bytes]:
        changes = front.channel.chats.changes(chat_id, after, WINDOW)
        if not changes.is_whole and not changes.messages:
            return max(after, changes.revision), b""
        told = {
            "revision": changes.revision,
            "whole": changes.is_whole,
            "older": changes.has_older,
            "messages": bubbles(changes.messages, front.citations),
        }
        return changes.revision, _event("changes", told, changes.revision)

    return await asyncio.to_thread(read)


def _signals(window: Window) -> list[bytes]:
    told = [_event(kind, payload) for kind, payload in window.signals]
    window.signals.clear()
    return told


async def _wait(window: Window) -> None:
    """Wait until something happens, though not so long that a dead line goes unnoticed."""
    try:
        await asyncio.wait_for(window.awake.wait(), _BEAT_SECONDS)
    except TimeoutError:
        window.signal("beat", {})


async def _from(first: bytes, rest: AsyncGenerator[bytes]) -> AsyncIterator[bytes]:
    async with aclosing(rest):
        yield first
        async for piece in rest:
            yield piece


def _event(kind: str, told: dict[str, Any], number: int | None = None) -> bytes:
    numbered = "" if number is None else f"id: {number}\n"
    return f"event: {kind}\n{numbered}data: {json.dumps(told, ensure_ascii=False)}\n\n".encode()
