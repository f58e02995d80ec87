"""Long polling over the in-process transport: the same application as on Telegram."""

import asyncio
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from telegram.error import NetworkError, TimedOut

from bot.application import build_application
from bot.channels.local.feed import UpdateFeed
from bot.channels.local.people import LocalPeople
from bot.channels.telegram.polling import poll_updates
from bot.reception import Reception
from services.registry import Services
from tests.bot.chatting import MONDAY, Chat, open_at
from tests.bot.scripted import Answer, ScriptedApi, ok, refused
from tests.pragmas import set_for_all
from tests.virtual_time import run_in_virtual_time


@pytest.fixture
def services(var_dir: Path) -> Iterator[Services]:
    """Yield the services over a fresh copy of the shipped knowledge."""
    opened = open_at(var_dir)
    yield opened
    opened.close()


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


def polled(services: Services, script: list[Answer]) -> ScriptedApi:
    """Poll an API that answers by a script until the script is at its end."""

    async def main() -> ScriptedApi:
        stop = asyncio.Event()
        api = ScriptedApi(script, at_end=stop.set)
        application = build_application(
            "1:local", services, channel="telegram", now=lambda: MONDAY, request=api
        )
        await poll_updates(application, Reception(application), stop)
        return api

    return run_in_virtual_time(main())


def update(number: int) -> dict[str, Any]:
    sender = {"id": 5, "is_bot": False, "first_name": "An"}
    chat = {"id": 5, "type": "private"}
    message = {"message_id": number, "date": 0, "chat": chat, "from": sender, "text": "/help"}
    return {"update_id": number, "message": message}


TROUBLE: list[Answer] = [
    refused(409, "Conflict: terminated by other getUpdates request"),
    refused(500, "Internal Server Error"),
    (502, b"<html>Bad Gateway</html>"),
    (200, b"\xff\xfe"),
    (200, b'{"ok": true, "result": {}}'),
    refused(401, "Unauthorized"),
    refused(404, "Not Found"),
    TimedOut(),
    NetworkError("reset"),
]


@pytest.mark.parametrize("trouble", TROUBLE, ids=str)
def test_trouble_is_waited_out_without_a_hot_loop(services: Services, trouble: Answer) -> None:
    api = polled(services, [*[trouble] * 5, ok([update(7)])])
    assert services.inbox.count().open == 1
    waits = [later - earlier for earlier, later in pairwise(api.polled_at[:6])]
    assert all(wait >= 1 for wait in waits)


def test_a_server_that_does_not_wait_is_not_asked_without_end(services: Services) -> None:
    api = polled(services, [ok([])] * 5)
    waits = [later - earlier for earlier, later in pairwise(api.polled_at[:5])]
    assert all(wait >= 1 for wait in waits)


def test_each_pause_is_longer_up_to_a_minute(services: Services) -> None:
    api = polled(services, [TimedOut()] * 12)
    waits = [round(later - earlier) for earlier, later in pairwise(api.polled_at[:12])]
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60]


def test_telegram_is_left_alone_for_as_long_as_it_asks(services: Services) -> None:
    api = polled(services, [refused(429, "Too Many Requests", retry_after=77), ok([])])
    assert api.polled_at[1] - api.polled_at[0] >= 77


def test_only_what_is_stored_is_confirmed(services: Services) -> None:
    api = polled(services, [ok([update(7), update(8)]), ok([update(9)]), TimedOut(), ok([])])
    assert api.offsets == [None, "9", "10", "10", "10", "10"]
    assert services.inbox.count().open == 3


def test_a_batch_with_nonsense_in_it_is_taken_as_far_as_it_goes(services: Services) -> None:
    batch = [update(7), 5, None, {"update_id": "x"}, {"update_id": 8, "new_kind": {}}]
    api = polled(services, [ok(batch)])
    assert services.inbox.count().open == 2
    assert api.offsets[-1] == "9"


def test_while_nothing_can_be_stored_nothing_is_confirmed(services: Services) -> None:
    with services.database.engine.connect() as connection:
        pages = int(connection.exec_driver_sql("PRAGMA page_count").scalar() or 0)
    set_for_all(services.database, f"max_page_count={pages}")
    heavy = [{**update(number), "padding": "x" * 4000} for number in range(100)]
    api = polled(services, [ok(heavy), ok(heavy)])
    assert set(api.offsets) == {None}
    assert services.inbox.count().open == 0


async def test_an_update_waits_until_a_higher_offset_confirms_it() -> None:
    feed = UpdateFeed()
    await feed.put({"update_id": 5})
    await feed.put({"update_id": 6})

    assert await feed.take(None, 0) == [{"update_id": 5}, {"update_id": 6}]
    assert await feed.take(6, 0) == [{"update_id": 6}]
    assert await feed.take(7, 0) == []
