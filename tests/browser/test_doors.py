"""Who gets in: hosts, origins, cookies, the page's own token, and what every answer carries."""

import asyncio
import re
from typing import Any

import httpx
import pytest

from bot.channels.browser.doors import is_loopback, loopback_doors, public_doors
from tests.browser.serving import Site
from tests.browser.visiting import Visitor, visiting

KEY = "k" * 32
SAID = {"text": "Xin chào", "key": KEY}


async def test_a_host_that_is_not_ours_is_turned_away(site: Site) -> None:
    async with httpx.AsyncClient() as client:
        refused = await client.get(site.url, headers={"Host": "evil.example"})
    assert refused.status_code == 421
    assert "evil" not in refused.text


async def test_every_answer_carries_its_guards(visitor: Visitor) -> None:
    for path in ("/", "/van-ban", "/khong-co", "/api/messages?before=1", "/healthz", "/readyz"):
        headers = (await visitor.client.get(path)).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cache-control"] in ("no-store", "private, no-cache")


async def test_no_page_holds_a_script_or_style_of_its_own(visitor: Visitor) -> None:
    await visitor.says("/start")
    await visitor.hears(1)
    for path in ("/", "/van-ban", "/van-ban/ke-hoach-ct18-dak-lak/III.2"):
        text = (await visitor.client.get(path)).text
        assert "<style" not in text
        assert " style=" not in text
        assert " onclick" not in text
        inline = [s for s in text.split("<script")[1:] if "src=" not in s.partition(">")[0]]
        assert all('type="application/json"' in s for s in inline)


async def test_a_cookie_is_out_of_reach_of_scripts_and_other_sites(site: Site) -> None:
    async with httpx.AsyncClient(base_url=site.url) as client:
        cookie = (await client.get("/")).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie, "loopback has no https"
    assert public_doors("https://congvu.example.vn").cookie.startswith("__Host-")


async def test_a_cookie_that_somebody_thought_of_opens_nothing(site: Site) -> None:
    async with httpx.AsyncClient(base_url=site.url, cookies={"congvu": "a" * 96}) as client:
        assert (await client.get("/")).headers["set-cookie"].startswith("congvu=")
        assert (await client.get("/api/messages?before=9")).status_code == 400
        assert (await client.get("/api/events?after=0")).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"X-Congvu": ""},
        {"X-Congvu": "0" * 32},
        {"X-Congvu": "é"},
    ],
)
async def test_a_forged_call_does_nothing(visitor: Visitor, headers: dict[str, str]) -> None:
    sent = {k: v.encode() for k, v in headers.items()}
    told = {
        b"x-congvu": visitor.state["proof"].encode(),
        **{k.lower().encode(): v for k, v in sent.items()},
    }
    refused = await visitor.client.post("/api/say", json=SAID, headers=list(told.items()))
    assert refused.status_code == 403
    assert await visitor.messages() == []


async def test_the_token_of_one_visitor_is_no_use_to_another(site: Site, visitor: Visitor) -> None:
    async with visiting(site) as other:
        other.state["proof"] = visitor.state["proof"]
        assert (await other.says("Xin chào")).status_code == 403


async def test_another_persons_chat_stays_closed(site: Site, visitor: Visitor) -> None:
    await visitor.sends(b"rieng tu", name="don.txt")
    await visitor.says("Nhiệm vụ 2 do ai thực hiện?")
    said = await visitor.hears(2)
    file = next(m["file"] for m in await visitor.messages() if "file" in m)
    assert (await visitor.client.get(file["href"])).content == b"rieng tu"

    async with visiting(site) as other:
        await other.says("/start")
        await other.hears(1)
        assert (await other.client.get(file["href"])).status_code == 404
        older = await other.client.get("/api/messages?before=999999")
        assert "Nhiệm vụ 2" not in older.text
        button = next(b for m in said for row in m.get("buttons", []) for b in row if "data" in b)
        message = next(m for m in said if "buttons" in m)
        press = {"message": message["id"], "data": button["data"]}
        assert (await other.calls("/api/press", press)).status_code == 409


async def test_what_is_no_request_of_ours_is_refused_in_words(visitor: Visitor) -> None:
    headers = {"X-Congvu": visitor.state["proof"]}
    for body in (b"", b"[]", b"{", b"\xff", b"[" * 60_000, b'{"text": 7, "key": 1}'):
        refused = await visitor.client.post("/api/say", content=body, headers=headers)
        assert refused.status_code == 400
        assert refused.json()["error"]
    presses: list[Any] = [{"message": "1"}, {"message": 10**30}, {"message": 1, "data": "x"}, {}]
    for press in presses:
        assert (await visitor.calls("/api/press", press)).status_code in (400, 409)
    assert (await visitor.client.get("/api/events?after=x")).status_code in (400, 403)
    assert (await visitor.client.get("/api/say")).status_code == 405
    assert (await visitor.client.get("/static/x/../../settings.py")).status_code == 404
    assert (await visitor.client.get("/tep/khong-co")).status_code == 404


async def test_garbage_on_the_socket_hurts_nobody(site: Site, visitor: Visitor) -> None:
    upgrade = (
        f"GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:{site.port}\r\nConnection: Upgrade\r\n"
        "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x\r\n\r\n"
    ).encode()
    for noise in (b"\x00\xff" * 500 + b"\r\n\r\n", upgrade + b"\x81\xfe" * 50, b"GET\r\n\r\n"):
        reader, writer = await asyncio.open_connection("127.0.0.1", site.port)
        writer.write(noise)
        answer = await asyncio.wait_for(reader.read(200), 10)
        assert answer.startswith(b"HTTP/1.1 4") or answer == b""
        writer.close()
    await visitor.says("/start")
    assert await visitor.hears(1)


def test_the_doors_of_a_public_server_are_its_own_address_alone() -> None:
    doors = public_doors("https://Congvu.example.vn/")
    assert "congvu.example.vn" in doors.hosts
    assert doors.origins == {"https://congvu.example.vn"}
    for wrong in ("http://x.vn", "https://", "https://x.vn/duong", "https://a@x.vn", "x.vn"):
        with pytest.raises(ValueError, match=re.escape(wrong)):
            public_doors(wrong)
    assert "http://localhost:8080" in loopback_doors(8080).origins
    assert [is_loopback(h) for h in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "x.vn")] == [
        True, True, True, False, False,
    ]  # fmt: skip
