"""Long polling over the in-process transport: the same application as on Telegram."""

import asyncio

from bot.channels.local.feed import UpdateFeed
from bot.channels.local.people import LocalPeople
from bot.channels.telegram.polling import poll_updates
from bot.reception import Reception
from tests.bot.chatting import Chat


async def test_polled_updates_are_answered_and_confirmed(chat: Chat) -> None:
    channel = chat.channel
    people = LocalPeople(channel.api)
    reception, stop = Reception(channel.application), asyncio.Event()
    polling = asyncio.create_task(poll_updates(channel.application, reception, stop))
    working = asyncio.create_task(reception.run(stop))

    await channel.feed.put(people.writes(chat.session.person, "/start"))
    await channel.feed.put(people.writes(chat.session.person, "/help"))
    async with asyncio.timeout(10):
        while len(chat.bot_messages()) < 2:
            await asyncio.sleep(0.02)
    stop.set()
    await asyncio.gather(polling, working)

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
