"""Long polling over the in-process transport: the same application as on Telegram."""

import asyncio

from bot.channels.local.feed import UpdateFeed
from bot.channels.local.people import LocalPeople
from tests.bot.chatting import Chat


async def test_polled_updates_are_answered_and_confirmed(chat: Chat) -> None:
    application, channel = chat.session.application, chat.channel
    assert application.updater is not None
    people = LocalPeople(channel.api)
    await application.start()
    await application.updater.start_polling(poll_interval=0, timeout=1)

    await channel.feed.put(people.writes(chat.session.person, "/start"))
    await channel.feed.put(people.writes(chat.session.person, "/help"))
    async with asyncio.timeout(10):
        while len(chat.bot_messages()) < 2:
            await asyncio.sleep(0.02)
    await application.updater.stop()
    await application.stop()

    newest, first = chat.bot_messages()
    assert "Trợ lý Công vụ" in first.payload["text"]
    assert "/nhiemvu" in newest.payload["text"]
    assert await channel.feed.take(None, 0) == []


async def test_an_update_waits_until_a_higher_offset_confirms_it() -> None:
    feed = UpdateFeed()
    await feed.put({"update_id": 5})
    await feed.put({"update_id": 6})

    assert await feed.take(None, 0) == [{"update_id": 5}, {"update_id": 6}]
    assert await feed.take(6, 0) == [{"update_id": 6}]
    assert await feed.take(7, 0) == []
