"""A Telegram server on this machine: the strict Bot API behind a small HTTP door."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from bot.channels.local.api import LocalBotApi
from bot.channels.local.calls import Call
from bot.channels.local.feed import UpdateFeed
from bot.channels.local.refusals import ApiRefusal


@dataclass
class TelegramServer:
    """Answers `/bot<token>/<method>`; another token is not authorized."""

    api: LocalBotApi
    feed: UpdateFeed
    token: str
    url: str = ""
    called: list[str] = field(default_factory=list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection."""
        try:
            while path := (await reader.readline()).decode().partition(" ")[2].partition(" ")[0]:
                body = await self._read_body(reader)
                status, answer = await self._answer(path, body)
                head = f"HTTP/1.1 {status} X\r\nContent-Length: {len(answer)}\r\n\r\n"
                writer.write(head.encode() + answer)
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _read_body(self, reader: asyncio.StreamReader) -> str:
        length = 0
        while line := (await reader.readline()).decode().strip().lower():
            if line.startswith("content-length:"):
                length = int(line.partition(":")[2])
        return (await reader.readexactly(length)).decode()

    async def _answer(self, path: str, body: str) -> tuple[int, bytes]:
        token, _, method = path.removeprefix("/bot").partition("/")
        self.called.append(method)
        call = Call(method, dict(parse_qsl(body, keep_blank_values=True)))
        try:
            if token != self.token:
                raise ApiRefusal(401, "Unauthorized")
            if method == "getUpdates":
                result = await self.feed.take(call.number("offset"), call.number("timeout"))
            else:
                result = await asyncio.to_thread(self.api.call, call)
        except ApiRefusal as refusal:
            told = {"ok": False, "error_code": refusal.status, "description": refusal.description}
            return refusal.status, json.dumps(told).encode()
        return 200, json.dumps({"ok": True, "result": result}).encode()


@asynccontextmanager
async def telegram_server(
    api: LocalBotApi, feed: UpdateFeed, token: str
) -> AsyncIterator[TelegramServer]:
    """Run a Telegram server on a free port of this machine."""
    telegram = TelegramServer(api, feed, token)
    server = await asyncio.start_server(telegram.serve, "127.0.0.1", 0)
    telegram.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield telegram
    finally:
        server.close()
