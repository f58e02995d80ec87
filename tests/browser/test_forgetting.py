"""Quên tôi trên máy này: what is erased, and that nothing leads back."""

import asyncio
from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from bot.channels.browser.doors import public_doors
from tests.bot.chatting import MONDAY
from tests.browser.serving import Site, serving
from tests.browser.visiting import Visitor, visiting


def rows(site: Site, table: str) -> int:
    with site.services.database.open_uow(read_only=True) as uow:
        return int(uow.session.scalar(text(f"SELECT count(*) FROM {table}")) or 0)


async def test_who_asks_to_be_forgotten_is(site: Site, visitor: Visitor) -> None:
    await visitor.says("Nhiệm vụ 2 do ai thực hiện?")
    await visitor.sends(b"rieng tu", name="don.txt")
    await visitor.hears(2)
    chat, after = visitor.state["chat"], visitor.state["revision"]
    token = visitor.client.cookies["congvu"]

    async with visitor.line(after=after) as events:
        forgotten = await visitor.calls("/api/forget")
        async with asyncio.timeout(30):
            kinds = [kind async for kind, _ in events]
    assert kinds[-1] == "ended", "other tabs hear of it"
    assert 'congvu=""' in forgotten.headers["set-cookie"]
    assert '"storage"' in forgotten.headers["clear-site-data"]
    for table in ("local_messages", "local_files", "browser_sessions", "questions"):
        assert rows(site, table) == 0
    person = site.front.channel.chats.person_of(chat)
    assert person is not None
    assert person.is_blocked, "nothing is sent where nobody can read it"

    visitor.client.cookies.set("congvu", token)
    await visitor.opens()
    assert visitor.state["chat"] is None
    await visitor.says("/start")
    await visitor.hears(1)
    assert visitor.state["chat"] != chat


async def test_forgetting_one_leaves_others_alone(site: Site, visitor: Visitor) -> None:
    async with visiting(site) as other:
        for somebody in (visitor, other):
            await somebody.says("/start")
            await somebody.hears(1)
        await visitor.calls("/api/forget")
        assert len(await other.messages()) == 2


async def test_a_cookie_is_stored_as_a_hash_only(site: Site, visitor: Visitor) -> None:
    await visitor.says("/start")
    await visitor.hears(1)
    token = visitor.client.cookies["congvu"]
    with site.services.database.open_uow(read_only=True) as uow:
        stored = bytes(uow.session.scalar(text("SELECT token_hash FROM browser_sessions")) or b"")
        name = str(uow.session.scalar(text("SELECT name FROM local_people")))
    assert len(stored) == 32
    assert bytes.fromhex(token[:64]) not in stored
    assert token[:16] not in name


async def test_a_browser_unused_for_half_a_year_is_forgotten(site: Site, visitor: Visitor) -> None:
    await visitor.says("/start")
    await visitor.hears(1)
    for days, left in ((179, 1), (182, 0)):
        site.services.retention.sweep(MONDAY + timedelta(days=days))
        assert rows(site, "browser_sessions") == left
    assert rows(site, "local_messages") == 0


async def test_real_visitors_keep_a_database_from_becoming_a_demo(var_dir: Path) -> None:
    async with serving(var_dir) as site, visiting(site) as visitor:
        assert not site.front.channel.chats.has_outsiders()
        await visitor.says("/start")
        await visitor.hears(1)
        assert site.front.channel.chats.has_outsiders()


def test_behind_https_the_cookie_never_travels_openly() -> None:
    assert public_doors("https://congvu.example.vn").is_secure
