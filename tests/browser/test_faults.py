"""When something breaks: a code to quote, nothing internal, and the rest goes on."""

import asyncio
import io
import logging
from collections.abc import AsyncIterator, Iterator
from uuid import uuid4

import pytest

from bot.logs import start_logging
from tests.browser.serving import Site
from tests.browser.visiting import Visitor, visiting


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """Yield what is logged."""
    root, written = logging.getLogger(), io.StringIO()
    handlers, level, raises = list(root.handlers), root.level, logging.raiseExceptions
    start_logging(written)
    yield written
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.raiseExceptions = raises


async def test_a_fault_gives_a_code_and_logs_no_words(
    site: Site, visitor: Visitor, logged: io.StringIO
) -> None:
    with site.services.database.open_uow() as uow:
        uow.session.connection().exec_driver_sql("DROP TABLE browser_sessions")
        uow.commit()
    failed = await visitor.says("chuyện riêng của ông Nguyễn Văn A")
    page = await visitor.client.get("/")
    assert (failed.status_code, page.status_code) == (500, 500)
    code = failed.json()["error"].removesuffix(".").rpartition(" ")[2]
    assert code in logged.getvalue()
    for secret in ("Nguyễn", visitor.client.cookies["congvu"], visitor.state["proof"]):
        assert secret not in logged.getvalue()
    for internal in ("browser_sessions", "Traceback", "sqlite", ".py"):
        assert internal not in page.text
        assert internal not in failed.text


async def test_one_sender_cannot_hold_all_places_for_files(site: Site, visitor: Visitor) -> None:
    go_on = asyncio.Event()

    async def slowly() -> AsyncIterator[bytes]:
        yield b"x"
        await go_on.wait()
        yield b"y"

    async def send() -> int:
        response = await visitor.client.post(
            "/api/file",
            params={"key": uuid4().hex, "name": "a"},
            content=slowly(),
            headers={"X-Congvu": visitor.state["proof"]},
        )
        return response.status_code

    slow = [asyncio.create_task(send()) for _ in range(3)]
    uploads = site.front.uploads
    async with asyncio.timeout(30):
        while uploads.coming_in < 3:
            await asyncio.sleep(0.01)
    refused = await visitor.sends(b"z")
    assert refused.status_code == 429
    async with visiting(site) as other:
        assert (await other.sends(b"z")).status_code == 200
    go_on.set()
    assert await asyncio.gather(*slow) == [200, 200, 200]
    assert uploads.coming_in == 0


async def test_a_sender_who_leaves_midway_leaves_nothing(site: Site, visitor: Visitor) -> None:
    _, writer = await asyncio.open_connection("127.0.0.1", site.port)
    cookie, proof = visitor.client.cookies["congvu"], visitor.state["proof"]
    writer.write(
        f"POST /api/file?key={uuid4().hex}&name=a HTTP/1.1\r\nHost: 127.0.0.1:{site.port}\r\n"
        f"Cookie: congvu={cookie}\r\nX-Congvu: {proof}\r\nContent-Length: 1000\r\n\r\nabc".encode()
    )
    await writer.drain()
    async with asyncio.timeout(30):
        while not site.front.uploads.coming_in:
            await asyncio.sleep(0.01)
        writer.close()
        while site.front.uploads.coming_in:
            await asyncio.sleep(0.01)
    assert await visitor.messages() == []


async def test_a_database_that_is_away_for_a_while_ends_nothing(
    site: Site, visitor: Visitor, logged: io.StringIO
) -> None:
    def rename(name: str, other: str) -> None:
        with site.services.database.open_uow() as uow:
            uow.session.connection().exec_driver_sql(f"ALTER TABLE {name} RENAME TO {other}")
            uow.commit()

    await visitor.says("/start")
    await visitor.hears(1)
    async with visitor.line(after=visitor.state["revision"]) as events:
        rename("local_people", "away")
        async with asyncio.timeout(30):
            while "chats_unavailable" not in logged.getvalue():
                await asyncio.sleep(0.02)
        rename("away", "local_people")
        await visitor.says("/help")
        async with asyncio.timeout(30):
            kind, _ = await anext(events)
    assert kind == "changes"
    assert len(await visitor.hears(2)) == 2
