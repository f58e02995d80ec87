"""A visitor without a browser: what a page's script does, call by call."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from html import unescape
from typing import Any
from uuid import uuid4

import httpx

from tests.browser.serving import Site

_STATE = re.compile(r'<script type="application/json" id="state">(.*?)</script>', re.DOTALL)
PATIENCE = 30


class Visitor:
    """One cookie and the page that it opened."""

    def __init__(self, site: Site, client: httpx.AsyncClient) -> None:
        self.site = site
        self.client = client
        self.state: dict[str, Any] = {}

    async def opens(self) -> dict[str, Any]:
        """Open the chat and return what its script starts with."""
        response = await self.client.get("/")
        assert response.status_code == 200
        found = _STATE.search(response.text)
        assert found is not None
        self.state = json.loads(unescape(found.group(1)))
        return self.state

    async def calls(self, path: str, body: Any = None, **headers: str) -> httpx.Response:
        """Call the server as the script does."""
        told = {"X-Congvu": self.state["proof"], "Origin": self.site.url, **headers}
        return await self.client.post(path, content=json.dumps(body or {}), headers=told)

    async def says(self, text: str, key: str = "") -> httpx.Response:
        """Write `text`."""
        return await self.calls("/api/say", {"text": text, "key": key or uuid4().hex})

    async def sends(self, content: bytes, **query: str) -> httpx.Response:
        """Send a file."""
        headers = {"X-Congvu": self.state["proof"], "Content-Type": "application/octet-stream"}
        asked = {"key": uuid4().hex, "name": "tep.bin", **query}
        return await self.client.post("/api/file", params=asked, content=content, headers=headers)

    async def presses(self, label: str) -> httpx.Response:
        """Press the newest button with this label."""
        for message in reversed(await self.messages()):
            for button in (b for row in message.get("buttons", []) for b in row):
                if button["label"] == label:
                    told = {"message": message["id"], "data": button.get("data"), "label": label}
                    return await self.calls("/api/press", told)
        raise AssertionError(f"no button {label}")

    async def messages(self) -> list[dict[str, Any]]:
        """Return the latest messages of the chat."""
        state = await self.opens()
        found: list[dict[str, Any]] = state["messages"]
        return found

    async def hears(self, count: int) -> list[dict[str, Any]]:
        """Return the bot's messages once there are so many."""
        async with asyncio.timeout(PATIENCE):
            while True:
                said = [m for m in await self.messages() if not m.get("mine")]
                if len(said) >= count:
                    return said
                await asyncio.sleep(0.05)

    @asynccontextmanager
    async def line(self, after: int = 0) -> AsyncIterator[AsyncIterator[tuple[str, Any]]]:
        """Hold a line open and yield its events as kind and content."""
        async with self.client.stream(
            "GET", f"/api/events?after={after}", timeout=PATIENCE
        ) as response:
            assert response.status_code == 200
            yield _events(response)


async def _events(response: httpx.Response) -> AsyncIterator[tuple[str, Any]]:
    kind = ""
    async for line in response.aiter_lines():
        if line.startswith("event: "):
            kind = line.removeprefix("event: ")
        elif line.startswith("data: "):
            yield kind, json.loads(line.removeprefix("data: "))


@asynccontextmanager
async def visiting(site: Site) -> AsyncIterator[Visitor]:
    """Yield somebody new who has opened the chat."""
    async with httpx.AsyncClient(base_url=site.url, timeout=PATIENCE) as client:
        visitor = Visitor(site, client)
        await visitor.opens()
        yield visitor
