"""The browser channel in real Chromium: weight of the page, time until it works, time to answer."""

import asyncio
import gzip
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

import httpx
from playwright.async_api import Browser, Page, async_playwright

from tests.bench.questions import plan_questions
from tests.browser.chromium import FLAGS

_PEOPLE = 3
_ASKED = 15
_LOADS = 3
_SLOWER = 4
_ASSET = re.compile(r'(?:src|href)="(/static/[^"]+)"')
# Tells when Enter is pressed and when the next words of the bot are on the page.
_WATCH = """() => {
  window.spans = [];
  let since = 0;
  document.getElementById('tin').addEventListener('keydown', (event) => {
    if (event.key === 'Enter') since = performance.now();
  }, true);
  new MutationObserver((changes) => {
    const isReply = changes.some((c) => [...c.addedNodes].some((n) => n.matches?.('.bot')));
    if (isReply && since) requestAnimationFrame(() => {
      window.spans.push(performance.now() - since);
      since = 0;
    });
  }).observe(document.getElementById('log'), { childList: true });
}"""


@dataclass(frozen=True, slots=True)
class Browsing:
    """Milliseconds and kilobytes; without Chromium only the weights are known.

    `ready` is until the page works on a CPU `_SLOWER` times slower than this one.
    """

    weight: float
    packed_weight: float
    ready: float | None = None
    answer_p50: float | None = None
    answer_p95: float | None = None
    slower: int = _SLOWER


def measure_browsing(folder: Path) -> Browsing:
    """Serve a database in `folder` from a process of its own and use it."""
    with _served(folder) as url:
        weight, packed = _weigh(url)
        program = shutil.which("chromium") or shutil.which("chromium-browser")
        if program is None:
            return Browsing(weight, packed)
        ready, spans = asyncio.run(_use(url, program))
        return Browsing(weight, packed, median(ready), median(spans), quantiles(spans, n=20)[-1])


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    environment = {**os.environ, "VAR_DIR": str(folder)}
    environment["DATABASE_URL"] = f"sqlite:///{folder / 'congvu.db'}"
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "web", "--port", "0"],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found is not None
        try:
            yield found.group()
        finally:
            process.terminate()


def _weigh(url: str) -> tuple[float, float]:
    """Return kilobytes of page, styles and scripts, as they are and packed."""
    with httpx.Client(base_url=url) as client:
        page = client.get("/").text
        parts = [page.encode()]
        parts += [client.get(address).content for address in sorted(set(_ASSET.findall(page)))]
    packed = sum(len(gzip.compress(part)) for part in parts)
    return sum(map(len, parts)) / 1000, packed / 1000


async def _use(url: str, program: str) -> tuple[list[float], list[float]]:
    questions = [str(question["question"]) for question in plan_questions()]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=FLAGS)
        ready = [await _load(browser, url) for _ in range(_LOADS)]
        spans: list[float] = []
        for number in range(_PEOPLE):
            asked = questions[number * _ASKED : (number + 1) * _ASKED]
            spans += await _ask(browser, url, asked)
        await browser.close()
    return ready, spans


async def _load(browser: Browser, url: str) -> float:
    """Return how long an empty browser on a slow machine takes until the page works."""
    context = await browser.new_context()
    page = await context.new_page()
    session = await context.new_cdp_session(page)
    await session.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    await page.goto(url)
    await page.locator("html[data-ready]").wait_for(state="attached")
    span = await page.evaluate("performance.getEntriesByName('ready')[0].startTime")
    await context.close()
    return float(span)


async def _ask(browser: Browser, url: str, questions: list[str]) -> list[float]:
    """Ask one after the other and return how long each answer took to be on the page."""
    context = await browser.new_context()
    page = await context.new_page()
    await page.goto(url)
    await page.locator("html[data-ready]").wait_for(state="attached")
    await page.evaluate(_WATCH)
    for number, question in enumerate(questions):
        await _ask_one(page, question, number)
    spans: list[float] = await page.evaluate("window.spans")
    await context.close()
    return spans


async def _ask_one(page: Page, question: str, number: int) -> None:
    await page.fill("#tin", question)
    await page.press("#tin", "Enter")
    await page.locator(".message.bot").nth(number).wait_for()
