"""The line to an open page: from where it left off, across restarts, tabs and processes."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from services.local_chats import LocalChats
from tests.bot.chatting import MONDAY, PLANS
from tests.browser.serving import Site, serving
from tests.browser.visiting import Visitor, visiting


async def changes(events: AsyncIterator[tuple[str, Any]], texts: int) -> list[dict[str, Any]]:
    """Return the messages that the line tells until there are so many."""
    found: list[dict[str, Any]] = []
    async with asyncio.timeout(30):
        async for kind, told in events:
            if kind == "changes":
                found += told["messages"]
            if len(found) >= texts:
                return found
    return found


async def test_a_page_hears_its_own_message_and_the_reply(visitor: Visitor) -> None:
    await visitor.says("/start", "d" * 32)
    await visitor.hears(1)
    before = visitor.state["revision"]
    async with visitor.line(after=before) as events:
        await visitor.says("/help", "e" * 32)
        mine, reply = await changes(events, 2)
    assert (mine["key"], mine["text"]) == ("e" * 32, "/help")
    assert "Tôi giúp được gì" in reply["text"]


async def test_after_a_break_only_what_was_missed_comes(visitor: Visitor) -> None:
    await visitor.says("/start")
    await visitor.hears(1)
    seen = visitor.state["revision"]
    await visitor.says("/help")
    await visitor.hears(2)
    async with visitor.line(after=seen) as events:
        missed = await changes(events, 2)
    assert [m["text"].splitlines()[0] for m in missed] == ["/help", "Tôi giúp được gì"]


async def test_two_tabs_hear_the_same(visitor: Visitor) -> None:
    await visitor.says("/start")
    await visitor.hears(1)
    after = visitor.state["revision"]
    async with visitor.line(after) as one, visitor.line(after) as two:
        await visitor.says("/help")
        assert await changes(one, 2) == await changes(two, 2)


async def test_a_chat_goes_on_after_a_restart_with_its_old_keys(var_dir: Path) -> None:
    async with serving(var_dir) as first, visiting(first) as visitor:
        await visitor.says("Nhiệm vụ 2 do ai thực hiện?")
        await visitor.hears(1)
        seen = visitor.state["revision"]
        cookies, port = visitor.client.cookies, first.port
    async with serving(var_dir, port) as second, visiting(second) as back:
        back.client.cookies = cookies
        assert len(await back.messages()) == 2
        assert (await back.presses("👍")).status_code == 200
        async with back.line(after=seen) as events:
            (edited,) = await changes(events, 1)
        assert "👍 ✓" in [key["label"] for row in edited["buttons"] for key in row]


async def test_what_another_process_writes_is_noticed(site: Site, visitor: Visitor) -> None:
    await visitor.says("/start")
    await visitor.hears(1)
    chats = LocalChats(site.services.database)
    async with visitor.line(after=visitor.state["revision"]) as events:
        now = site.front.channel.clock.now()
        payload = {"text": "từ nơi khác", "date": int(now.timestamp())}
        chats.add_message(visitor.state["chat"], payload, from_bot=True, now=now)
        (told,) = await changes(events, 1)
    assert told["text"] == "từ nơi khác"


async def test_messages_that_are_gone_leave_every_page(site: Site, visitor: Visitor) -> None:
    await visitor.says("/start")
    (greeting,) = await visitor.hears(1)
    async with visitor.line(after=visitor.state["revision"]) as events:
        site.front.channel.chats.delete_message(visitor.state["chat"], greeting["id"])
        async with asyncio.timeout(30):
            kind, told = await anext(events)
    assert kind == "changes"
    assert told["whole"]
    assert [m["text"] for m in told["messages"]] == ["/start"]


async def test_older_messages_come_page_by_page(site: Site, visitor: Visitor) -> None:
    await visitor.says("/start")
    await visitor.hears(1)
    chats, now = site.front.channel.chats, site.front.channel.clock.now()
    for number in range(70):
        payload = {"text": f"tin {number}", "date": 0}
        chats.add_message(visitor.state["chat"], payload, from_bot=True, now=now)
    shown = await visitor.messages()
    assert visitor.state["older"]
    while True:
        page = (await visitor.client.get(f"/api/messages?before={shown[0]['id']}")).json()
        shown = page["messages"] + shown
        if not page["older"]:
            break
    texts = [m["text"] for m in shown]
    assert texts[0] == "/start"
    assert texts[2:] == [f"tin {number}" for number in range(70)]


async def test_one_chat_cannot_hold_lines_without_end(visitor: Visitor) -> None:
    await visitor.says("/start")
    await visitor.hears(1)
    async with asyncio.TaskGroup() as tasks:
        stop = asyncio.Event()
        held = asyncio.Semaphore(0)

        async def hold() -> None:
            async with visitor.line(after=visitor.state["revision"]):
                held.release()
                await stop.wait()

        for _ in range(12):
            tasks.create_task(hold())
        for _ in range(12):
            await held.acquire()
        refused = await visitor.client.get(
            f"/api/events?after={visitor.state['revision']}", headers={"Accept": "*/*"}
        )
        stop.set()
    assert refused.status_code == 429


async def test_a_server_that_stops_lets_go_of_its_lines(var_dir: Path) -> None:
    async with serving(var_dir) as site, visiting(site) as visitor:
        await visitor.says("/start")
        await visitor.hears(1)
        after = visitor.state["revision"]
        opened = asyncio.Event()

        async def listen() -> None:
            async with visitor.line(after=after) as events:
                opened.set()
                assert [event async for event in events] == []

        listening = asyncio.create_task(listen())
        await opened.wait()
        site.front.hub.close()
        await asyncio.wait_for(listening, 10)


async def test_news_of_a_later_answer_comes_to_the_open_page(site: Site, visitor: Visitor) -> None:
    await visitor.says("Số của kế hoạch Tân Phước là bao nhiêu?")
    await visitor.hears(1)
    await visitor.presses("Báo khi có văn bản")
    async with asyncio.timeout(30):
        while site.services.conversations.kept(1).watches == 0:
            await asyncio.sleep(0.05)
    await visitor.opens()
    async with visitor.line(after=visitor.state["revision"]) as events:
        plan = (PLANS / "ke-hoach-tan-phuoc.txt").read_text(encoding="utf-8")
        site.services.documents.ingest(plan, "tan-phuoc.txt", MONDAY, "operator:1")
        await site.front.tick.once()
        async with asyncio.timeout(30):
            news = await _news(events)
    assert "Tân Phước" in news


async def _news(events: AsyncIterator[tuple[str, Any]]) -> str:
    async for kind, told in events:
        for message in told["messages"] if kind == "changes" else ():
            if message["text"].startswith("Tin ông/bà chờ"):
                return str(message["text"])
    return ""


async def test_asking_only_for_the_head_of_a_line_does_not_hang(visitor: Visitor) -> None:
    head = await visitor.client.head("/api/events?after=0")
    assert head.headers["content-type"].startswith("text/event-stream")
