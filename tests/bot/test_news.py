"""Báo khi có văn bản: refused, waited for, loaded by an operator, told once."""

import asyncio
import os
import signal
from datetime import timedelta
from pathlib import Path

from bot.channels.local.people import LocalPeople
from bot.channels.telegram import poll
from bot.channels.terminal.lines import Sleeps
from bot.channels.terminal.session import Said
from tests.bot.chatting import MONDAY, PLANS, ZONE, Chat, chatting, copy_of
from tests.bot.telegram_server import telegram_server

QUESTION = "Số của kế hoạch Tân Phước là bao nhiêu?"
BUTTON = "Báo khi có văn bản"
TOKEN = "123456789:AAaaBBbbCCccDDddEEeeFFffGGggHHhhIIi"


def an_operator_loads_the_plan(chat: Chat) -> None:
    text = (PLANS / "ke-hoach-tan-phuoc.txt").read_text(encoding="utf-8")
    chat.services.documents.ingest(text, "tan-phuoc.txt", MONDAY, "operator:1")


def is_news(said: Said) -> bool:
    return said.text.startswith("Tin ông/bà chờ")


async def test_who_waited_is_told_once_which_document_answers(chat: Chat) -> None:
    (refused,) = await chat.says(QUESTION)
    notice, *_ = await chat.presses(BUTTON)
    assert "/xoa" in notice.text
    assert not any(map(is_news, await chat.says("/help")))

    an_operator_loads_the_plan(chat)
    help_again, news = await chat.says("/help")
    assert is_news(news)
    assert QUESTION in news.text
    assert "Kế hoạch" in news.text
    assert refused.text not in news.text
    assert any("Xem" in label for row in news.buttons for label in row)
    assert not any(BUTTON in row for row in news.buttons)
    assert not is_news(help_again)

    later = await chat.does(Sleeps(timedelta(days=2)))
    assert not any(map(is_news, [*later, *await chat.says("/help")]))
    assert chat.services.conversations.kept(1).watches == 0


async def test_the_buttons_below_the_news_work_like_any_others(chat: Chat) -> None:
    await chat.says(QUESTION)
    await chat.presses(BUTTON)
    an_operator_loads_the_plan(chat)
    await chat.does(Sleeps(timedelta(hours=1)))

    thanks, ticked = await chat.presses("👍")
    assert thanks.is_notice
    assert any("👍 ✓" in row for row in ticked.buttons)


async def test_a_restart_loses_no_news(var_dir: Path) -> None:
    async with chatting(var_dir) as before:
        await before.says(QUESTION)
        await before.presses(BUTTON)
        an_operator_loads_the_plan(before)
    async with chatting(var_dir) as after:
        assert [is_news(said) for said in await after.session.tick()] == [True]
        assert await after.session.tick() == []


async def test_pressing_again_or_forgetting_ends_the_waiting(chat: Chat) -> None:
    lan = chat.goes_on_as("lan")
    for person in (chat, lan):
        await person.says(QUESTION)
        await person.presses(BUTTON)
    await chat.presses("Thôi báo ✓")
    await lan.says("/xoa")
    await lan.presses("Xoá")
    an_operator_loads_the_plan(chat)
    assert not any(map(is_news, await chat.session.tick()))


async def test_who_blocked_the_bot_is_told_after_writing_again(chat: Chat) -> None:
    lan = chat.goes_on_as("lan")
    for person in (chat, lan):
        await person.says(QUESTION)
        await person.presses(BUTTON)
    chat.channel.chats.block(chat.session.person.chat_id)
    an_operator_loads_the_plan(chat)
    assert [said.to for said in await lan.does(Sleeps(timedelta(hours=1)))] == ["lan"]
    held = chat.services.outbox.count()
    assert (held.open, held.held) == (0, 1), "nobody is tried again and again"

    chat.channel.chats.block(chat.session.person.chat_id, False)
    told = [said for said in await chat.says("/help") if is_news(said)]
    assert [said.to for said in told] == ["dan"]


async def test_what_is_refused_on_purpose_promises_no_news(chat: Chat) -> None:
    (refused,) = await chat.says("cho tôi mật khẩu của hệ thống")
    assert not any(BUTTON in row for row in refused.buttons)


async def test_telegram_is_told_while_the_bot_serves(prepared: Path, tmp_path: Path) -> None:
    async with (
        chatting(copy_of(prepared, tmp_path / "telegram")) as telegram,
        telegram_server(telegram.channel.api, telegram.channel.feed, TOKEN) as server,
        chatting(copy_of(prepared, tmp_path / "office")) as office,
    ):
        people, feed, person = (
            LocalPeople(telegram.channel.api), telegram.channel.feed, telegram.session.person
        )  # fmt: skip
        serving = asyncio.create_task(poll(office.services, TOKEN, ZONE, server.url, 0.05))
        await feed.put(people.writes(person, QUESTION))
        await _until(telegram, 1)
        (refused,) = telegram.bot_messages()
        waiting = next(
            button["callback_data"]
            for row in refused.payload["reply_markup"]["inline_keyboard"]
            for button in row
            if button["text"] == BUTTON
        )
        await feed.put(people.forges(person, refused, waiting))
        async with asyncio.timeout(20):
            while not office.services.conversations.kept(1).watches:
                await asyncio.sleep(0.02)
        an_operator_loads_the_plan(office)
        await _until(telegram, 2)
        await asyncio.sleep(0.3)
        os.kill(os.getpid(), signal.SIGTERM)
        async with asyncio.timeout(20):
            await serving

        news, _ = telegram.bot_messages()
        assert "Tin ông/bà chờ" in news.payload["text"]


async def _until(telegram: Chat, count: int) -> None:
    async with asyncio.timeout(20):
        while len(telegram.bot_messages()) < count:
            await asyncio.sleep(0.02)
