"""What one Bot API call costs over our transport, and over the one that the library comes with."""

import asyncio
import json
import multiprocessing
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection

from telegram.ext import ExtBot
from telegram.request import BaseRequest, HTTPXRequest

from bot.channels.telegram.transport import CONNECTIONS, AiohttpRequest

TOKEN = "123456789:AAaaBBbbCCccDDddEEeeFFffGGggHHhhIIi"
AT_ONCE = 64
CALLS = 640
_LATENCY = 0.05
_TEXT = "Mục III.2.c: Sở Nội vụ thực hiện. " * 20
_SENT = {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}, "text": _TEXT}


@dataclass(frozen=True, slots=True)
class Transport:
    """CPU of this process for a call, in milliseconds, while `AT_ONCE` calls are under way."""

    cpu: float
    rival_cpu: float


def measure_transport() -> Transport:
    """Measure against a server in another process that answers after 50 ms."""
    ours, theirs = multiprocessing.Pipe()
    context = multiprocessing.get_context("spawn")
    server = context.Process(target=_serve, args=(theirs,), daemon=True)
    server.start()
    try:
        url = f"http://127.0.0.1:{ours.recv()}"
        return Transport(
            cpu=asyncio.run(_cpu(url, lambda: AiohttpRequest())),
            rival_cpu=asyncio.run(_cpu(url, lambda: HTTPXRequest(CONNECTIONS))),
        )
    finally:
        server.kill()
        server.join()


async def _cpu(url: str, transport: Callable[[], BaseRequest]) -> float:
    request = transport()
    bot: ExtBot[None] = ExtBot(TOKEN, base_url=f"{url}/bot", request=request)
    await request.initialize()
    gate = asyncio.Semaphore(AT_ONCE)

    async def send(number: int) -> None:
        async with gate:
            await bot.send_message(number, _TEXT)

    # The first round makes the connections.
    await asyncio.gather(*map(send, range(AT_ONCE)))
    began = time.process_time()
    await asyncio.gather(*map(send, range(CALLS)))
    spent = time.process_time() - began
    await request.shutdown()
    return spent / CALLS * 1000


def _serve(ready: Connection) -> None:
    async def serve() -> None:
        server = await asyncio.start_server(_answer, "127.0.0.1", 0)
        ready.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(serve())


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    body = json.dumps({"ok": True, "result": _SENT}).encode()
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
    try:
        while True:
            asked = (await reader.readuntil(b"\r\n\r\n")).lower().partition(b"content-length:")[2]
            await reader.readexactly(int(asked.partition(b"\r\n")[0] or 0))
            await asyncio.sleep(_LATENCY)
            writer.write(head % len(body) + body)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()
