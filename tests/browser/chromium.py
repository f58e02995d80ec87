"""Real Chromium in tests, and a page of the chat in it."""

import os
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright

from services.local_chats import LocalPerson
from tests.browser.serving import Site

FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"),
]
PATIENCE = 30_000


def program() -> str:
    """Return where Chromium is; without it tests are skipped, on a build machine they fail."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        words = "Chromium is not installed (sudo apt-get install chromium)"
        if os.environ.get("CI") == "true":
            pytest.fail(words)
        pytest.skip(words)
    return found


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Run one browser for many tests; each opens a context of its own."""
    path = program()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        await browser.close()


class ChatPage:
    """The chat as a person sees it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: self.faults.append(str(error)))

    async def opens(self, url: str) -> "ChatPage":
        """Open the chat and wait until its script is at work."""
        await self.page.goto(url)
        await self.ready()
        return self

    async def ready(self) -> None:
        """Wait until the script is at work."""
        await self.page.locator("html[data-ready]").wait_for(state="attached")

    async def says(self, text: str) -> None:
        """Write a message and send it with Enter."""
        await self.page.fill("#tin", text)
        await self.page.press("#tin", "Enter")

    def bot(self, number: int) -> Locator:
        """Return the bot's message of this number, 0 for the first."""
        return self.page.locator(".message.bot").nth(number)

    async def hears(self, number: int) -> str:
        """Return the words of the bot's message of this number, once it is there."""
        await self.bot(number).wait_for()
        return await self.bot(number).inner_text()

    async def asks(self, text: str) -> str:
        """Write a message and return the words of the next reply."""
        said = await self.page.locator(".message.bot").count()
        await self.says(text)
        return await self.hears(said)

    async def person(self, site: Site) -> LocalPerson:
        """Return whose chat the page shows."""
        (cookie,) = [c for c in await self.page.context.cookies() if c.get("name") == "congvu"]
        front = site.front
        found = front.sessions.find(str(cookie.get("value")), front.channel.clock.now())
        assert found is not None
        return found

    def key(self, label: str) -> Locator:
        """Return the newest key with this label."""
        name = re.compile(rf"^{re.escape(label)}")
        return self.page.locator(".key", has_text=name).last

    async def overflow(self) -> int:
        """Return by how many pixels the page is wider than its window."""
        wide = await self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        return int(wide)


async def complaints(page: Page) -> list[str]:
    """Return what axe finds wrong with the page as it is now."""
    import axe_playwright_python

    script = Path(axe_playwright_python.__file__).with_name("axe.min.js")
    await page.evaluate(script.read_text(encoding="utf-8"))
    found: dict[str, Any] = await page.evaluate(
        "axe.run(document, {resultTypes: ['violations']}).then((r) => ({all: r.violations}))"
    )
    return [
        f"{one['id']}: {node['html'][:120]} {node.get('failureSummary', '')[:200]}"
        for one in found["all"]
        for node in one["nodes"]
    ]
