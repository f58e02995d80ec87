"""The stand-in behind HTTP on this machine, with every trouble that its faults ask for."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import parse_qsl

from aiohttp import web

from bot.channels.local.calls import Call, Upload
from tests.standin.faults import Fault, Trouble
from tests.standin.telegram import Telegram, refused

_UPLOADS = 60 * 1024 * 1024
_GARBAGE = b"<html><body>502 <b>nginx</b>\xff\xfe"


@dataclass(frozen=True, slots=True)
class Door:
    """Where the stand-in can be reached."""

    telegram: Telegram
    url: str


@asynccontextmanager
async def telegram_server(telegram: Telegram, port: int = 0) -> AsyncIterator[Door]:
    """Serve a stand-in on a port of this machine, a free one unless it is named."""
    app = web.Application(client_max_size=_UPLOADS)
    app.router.add_route("*", "/bot{token}/{method}", _Calls(telegram).answer)
    app.router.add_get("/file/bot{token}/files/{file}", _Calls(telegram).fetch)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    try:
        host, port = runner.addresses[0][:2]
        yield Door(telegram, f"http://{host}:{port}")
    finally:
        await telegram.close()
        await runner.cleanup()


class _Calls:
    """Answers requests; a fault comes before the call has any effect, but for a lost answer."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram

    async def answer(self, request: web.Request) -> web.Response:
        """Answer `/bot<token>/<method>`."""
        call = await _read(request)
        chat_id = call.parameters.get("chat_id", "")
        fault = self._telegram.faults.meeting(call.method, int(chat_id) if chat_id else None)
        if fault is None:
            return await self._answer(request, call)
        self._telegram.calls[call.method] += fault.trouble is not Trouble.LOST_ANSWER
        return await self._fail(request, call, fault)

    async def fetch(self, request: web.Request) -> web.Response:
        """Answer with the content of a file."""
        file = self._telegram.chats.file(request.match_info["file"])
        if file is None or request.match_info["token"] != self._telegram.token:
            raise web.HTTPNotFound
        return web.Response(body=file.content)

    async def _answer(self, request: web.Request, call: Call) -> web.Response:
        status, body = await self._telegram.answer(request.match_info["token"], call)
        return web.Response(status=status, body=body, content_type="application/json")

    async def _fail(self, request: web.Request, call: Call, fault: Fault) -> web.Response:
        match fault.trouble:
            case Trouble.GARBAGE:
                return web.Response(body=_GARBAGE)
            case Trouble.TOO_MANY:
                return _refusal(429, f"Too Many Requests: retry after {fault.retry_after}")
            case Trouble.SERVER_ERROR:
                return _refusal(500, "Internal Server Error")
            case Trouble.FORBIDDEN:
                return _refusal(403, "Forbidden: bot was blocked by the user")
            case Trouble.LOST_ANSWER:
                await self._answer(request, call)
            case Trouble.SILENCE:
                await self._telegram.faults.switched()
        if request.transport is not None:
            request.transport.abort()
        return web.Response()


def _refusal(status: int, description: str) -> web.Response:
    code, body = refused(status, description)
    return web.Response(status=code, body=body, content_type="application/json")


async def _read(request: web.Request) -> Call:
    """Return the call of a request, whichever way its parameters came."""
    method = request.match_info["method"]
    parameters = dict(request.query)
    uploads: dict[str, Upload] = {}
    if request.content_type == "application/json":
        given = await request.json()
        parameters |= {name: _as_text(value) for name, value in given.items()}
    elif request.content_type.startswith("multipart/"):
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                uploads[name] = Upload(value.filename, value.file.read(), value.content_type)
            else:
                parameters[name] = _as_text(value)
    else:
        parameters |= dict(parse_qsl(await request.text(), keep_blank_values=True))
    return Call(method, parameters, uploads)


def _as_text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)
