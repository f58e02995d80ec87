"""`congvu serve` against a Telegram server on this machine."""

import asyncio
import os
import signal
from pathlib import Path

import pytest
from telegram.error import InvalidToken

from bot.channels.local.people import LocalPeople
from bot.channels.telegram import poll
from tests.bot.chatting import ZONE, Chat, chatting, copy_of
from tests.bot.telegram_server import TelegramServer, telegram_server

TOKEN = "123456789:AAaaBBbbCCccDDddEEeeFFffGGggHHhhIIi"


async def until_answered(telegram: Chat, count: int) -> None:
    async with asyncio.timeout(20):
        while len(telegram.bot_messages()) < count:
            await asyncio.sleep(0.02)


async def served(telegram: Chat, server: TelegramServer, var_dir: Path) -> None:
    """Serve until a person on Telegram has two answers, then stop as a service manager would."""
    people = LocalPeople(telegram.channel.api)
    async with chatting(var_dir) as office:
        serving = asyncio.create_task(poll(office.services, TOKEN, ZONE, server.url))
        await telegram.channel.feed.put(people.writes(telegram.session.person, "/start"))
        await telegram.channel.feed.put(people.writes(telegram.session.person, "nhiem vu 2 ai lam"))
        await until_answered(telegram, 2)
        os.kill(os.getpid(), signal.SIGTERM)
        async with asyncio.timeout(20):
            await serving


async def test_telegram_gets_the_same_answers_and_a_clean_stop(
    prepared: Path, tmp_path: Path
) -> None:
    async with (
        chatting(copy_of(prepared, tmp_path / "telegram")) as telegram,
        telegram_server(telegram.channel.api, telegram.channel.feed, TOKEN) as server,
    ):
        await served(telegram, server, copy_of(prepared, tmp_path / "office"))

        answer, hello = telegram.bot_messages()
        assert "Trợ lý Công vụ" in hello.payload["text"]
        assert "Sở Nội vụ" in answer.payload["text"]
        assert "setMyCommands" in server.called
        assert await telegram.channel.feed.take(None, 0) == [], "the stop confirms what was read"


async def test_a_token_that_telegram_does_not_know_is_not_tried_for_ever(
    prepared: Path, tmp_path: Path
) -> None:
    async with (
        chatting(copy_of(prepared, tmp_path / "telegram")) as telegram,
        telegram_server(telegram.channel.api, telegram.channel.feed, "another") as server,
        chatting(copy_of(prepared, tmp_path / "office")) as office,
    ):
        with pytest.raises(InvalidToken):
            await poll(office.services, TOKEN, ZONE, server.url)


async def test_while_telegram_cannot_be_reached_a_stop_is_still_heard(var_dir: Path) -> None:
    async with chatting(var_dir) as office:
        serving = asyncio.create_task(poll(office.services, TOKEN, ZONE, "http://127.0.0.1:9"))
        await asyncio.sleep(0.5)
        assert not serving.done()
        os.kill(os.getpid(), signal.SIGTERM)
        async with asyncio.timeout(10):
            await serving
