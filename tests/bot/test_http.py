"""The HTTP transport against a server on this machine."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.ext import ExtBot

from bot.channels.telegram.transport import AiohttpRequest

TOKEN = "123456789:AAaaBBbbCCccDDddEEeeFFffGGggHHhhIIi"
SENT = {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}, "text": "x"}
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def bot_against(answer: Answer) -> AsyncIterator[ExtBot[None]]:
    """Yield a bot whose calls reach `answer`."""
    app = web.Application(client_max_size=50 * 1024 * 1024)
    app.router.add_route("*", "/{rest:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0]
    async with bot_at(f"http://{host}:{port}") as bot:
        yield bot
    await runner.cleanup()


@asynccontextmanager
async def bot_at(url: str) -> AsyncIterator[ExtBot[None]]:
    request = AiohttpRequest()
    bot: ExtBot[None] = ExtBot(
        TOKEN, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot", request=request
    )
    await request.initialize()
    try:
        yield bot
    finally:
        await request.shutdown()


async def test_words_arrive_as_they_are() -> None:
    seen: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        form = await request.post()
        seen.extend([request.path, str(form["text"]), str(form["chat_id"])])
        return web.json_response({"ok": True, "result": SENT})

    async with bot_against(answer) as bot:
        await bot.send_message(7, "Mục III.2.đ & “hỏi” 😀")
    assert seen == [f"/bot{TOKEN}/sendMessage", "Mục III.2.đ & “hỏi” 😀", "7"]


@pytest.mark.parametrize("size", [10, 3 * 1024 * 1024])
async def test_a_file_arrives_whole_under_its_name(size: int) -> None:
    seen: list[object] = []

    async def answer(request: web.Request) -> web.Response:
        form = await request.post()
        file = next(one for one in form.values() if isinstance(one, web.FileField))
        seen.extend([file.filename, len(file.file.read()), str(form["caption"])])
        return web.json_response({"ok": True, "result": SENT})

    async with bot_against(answer) as bot:
        await bot.send_document(7, b"x" * size, caption="Báo cáo", filename="bao-cao.docx")
    assert seen == ["bao-cao.docx", size, "Báo cáo"]


async def test_a_file_is_fetched() -> None:
    async def answer(request: web.Request) -> web.Response:
        return web.Response(body=b"content of " + request.path.encode())

    async with bot_against(answer) as bot:
        content = await bot.request.retrieve(f"{bot.base_file_url}/documents/a.pdf")
    assert content.endswith(b"/documents/a.pdf")


async def test_who_cannot_be_reached_is_told_without_the_token() -> None:
    async with bot_at("http://127.0.0.1:9") as bot:
        with pytest.raises(NetworkError) as caught:
            await bot.get_me()
    assert TOKEN not in str(caught.value)


@pytest.mark.parametrize("body", [b"", b"<html>", b"{", b'{"ok": true}'[:-1], b"\xff\xfe"])
async def test_garbage_is_an_error_and_not_an_answer(body: bytes) -> None:
    async def answer(request: web.Request) -> web.Response:
        return web.Response(body=body, status=502)

    async with bot_against(answer) as bot:
        with pytest.raises(TelegramError) as caught:
            await bot.get_me()
    assert TOKEN not in str(caught.value)


async def test_silence_ends_in_time() -> None:
    over = asyncio.Event()

    async def answer(request: web.Request) -> web.Response:
        await over.wait()
        return web.Response()

    async with bot_against(answer) as bot:
        with pytest.raises(TimedOut):
            await bot.get_me(read_timeout=0.1)
        over.set()


async def test_a_closed_transport_says_so() -> None:
    with pytest.raises(NetworkError):
        await AiohttpRequest().do_request("http://127.0.0.1:9", "GET")
