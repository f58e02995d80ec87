"""The webhook: only Telegram gets in, and 200 means stored."""

import asyncio
import json
import os
import signal
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.channels.local.people import LocalPeople
from bot.channels.telegram import listen
from bot.channels.telegram.webhook import LARGEST_BODY, Webhook, listener, receive_updates
from bot.failures import BadInput
from bot.reception import Reception
from tests.bot.chatting import ZONE, Chat, chatting, copy_of
from tests.bot.receiving import settled, until, working
from tests.bot.telegram_server import telegram_server

TOKEN = "123456789:AAaaBBbbCCccDDddEEeeFFffGGggHHhhIIi"
SECRET = "s3cret_of-the-webhook"
WEBHOOK = Webhook("https://bot.example.vn/telegram", SECRET, port=0)
HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET}


@asynccontextmanager
async def door_of(chat: Chat, reception: Reception) -> AsyncIterator[str]:
    """Open the webhook's door and yield its address."""
    stop = asyncio.Event()
    with listener(WEBHOOK) as door:
        url = f"http://127.0.0.1:{door.getsockname()[1]}"
        application = chat.channel.application
        opening = receive_updates(application, reception, stop, webhook=WEBHOOK, door=door)
        running = asyncio.create_task(opening)
        try:
            yield url
        finally:
            stop.set()
            await running


async def post(url: str, body: Any, headers: dict[str, str]) -> int:
    data = BytesIO(body if isinstance(body, bytes) else json.dumps(body).encode())
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{url}/telegram", data=data, headers=headers) as answer,
    ):
        return answer.status


async def get(url: str, path: str) -> int:
    async with aiohttp.ClientSession() as session, session.get(url + path) as answer:
        return answer.status


def writes(chat: Chat, words: str) -> dict[str, Any]:
    return LocalPeople(chat.channel.api).writes(chat.session.person, words)


async def test_what_telegram_delivers_is_stored_then_answered(chat: Chat) -> None:
    reception = Reception(chat.channel.application)
    async with door_of(chat, reception) as url:
        assert await post(url, writes(chat, "/start"), HEADERS) == 200
        assert chat.services.inbox.count().open == 1
        async with working(chat):
            await settled(chat.services)
    assert len(chat.bot_messages()) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Telegram-Bot-Api-Secret-Token": ""},
        {"X-Telegram-Bot-Api-Secret-Token": "wrong"},
        {"X-Telegram-Bot-Api-Secret-Token": SECRET + "x"},
        {"X-Telegram-Bot-Api-Secret-Token": "\u00e9"},
    ],
)
async def test_a_forged_delivery_is_refused_and_nothing_stored(
    chat: Chat, headers: dict[str, str]
) -> None:
    async with door_of(chat, Reception(chat.channel.application)) as url:
        assert await post(url, writes(chat, "/start"), headers) == 403
    assert chat.services.inbox.count().open == 0


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff\xfe\x00", 400),
        ([], 400),
        ("text", 400),
        ({"message": {}}, 400),
        ({"update_id": "5"}, 400),
        (b"[" * 100_000, 400),
        (b" " * (LARGEST_BODY + 1), 413),
    ],
    ids=[
        "empty",
        "half",
        "bytes",
        "list",
        "string",
        "no number",
        "number in words",
        "deep",
        "long",
    ],
)
async def test_what_is_no_update_is_refused(chat: Chat, body: Any, status: int) -> None:
    async with door_of(chat, Reception(chat.channel.application)) as url:
        assert await post(url, body, HEADERS) == status
        assert await post(url, {"update_id": 5}, HEADERS) == 200, "and the door stays open"


async def test_other_doors_are_closed(chat: Chat) -> None:
    async with door_of(chat, Reception(chat.channel.application)) as url:
        assert await get(url, "/telegram") == 405
        assert await get(url, "/") == 404


async def test_it_lives_before_it_is_ready(chat: Chat) -> None:
    async with working(chat) as at_work, door_of(chat, at_work) as url:
        await until(lambda: at_work.is_working)
        assert await get(url, "/healthz") == 200
        assert await get(url, "/readyz") == 200
    async with door_of(chat, Reception(chat.channel.application)) as url:
        assert await get(url, "/healthz") == 200
        assert await get(url, "/readyz") == 503


async def test_while_the_database_is_locked_telegram_is_asked_to_come_again(
    prepared: Path, tmp_path: Path
) -> None:
    folder = copy_of(prepared, tmp_path / "locked")
    async with chatting(folder, busy_seconds=0.1) as chat:
        update = writes(chat, "/start")
        async with door_of(chat, Reception(chat.channel.application)) as url:
            with chat.services.database.open_uow():
                assert await post(url, update, HEADERS) == 503
            assert await post(url, update, HEADERS) == 200


async def test_serving_by_webhook_registers_answers_and_stops(
    prepared: Path, tmp_path: Path
) -> None:
    async with (
        chatting(copy_of(prepared, tmp_path / "telegram")) as telegram,
        telegram_server(telegram.channel.api, telegram.channel.feed, TOKEN) as server,
        chatting(copy_of(prepared, tmp_path / "office")) as office,
    ):
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        webhook = Webhook(WEBHOOK.url, SECRET, port=port)
        serving = asyncio.create_task(listen(office.services, TOKEN, ZONE, webhook, server.url))
        async with asyncio.timeout(20):
            while "setWebhook" not in server.called:
                await asyncio.sleep(0.02)
        url = f"http://127.0.0.1:{port}"
        assert await post(url, writes(telegram, "/start"), HEADERS) == 200
        await until(lambda: len(telegram.bot_messages()) == 1)
        os.kill(os.getpid(), signal.SIGTERM)
        async with asyncio.timeout(20):
            await serving


def test_a_port_in_use_is_told_in_words() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        webhook = Webhook(WEBHOOK.url, SECRET, port=taken.getsockname()[1])
        with pytest.raises(BadInput, match="--port"):
            listener(webhook)
