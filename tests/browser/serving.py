"""The browser channel served in tests: a real server, real SQLite, the clock of a Monday."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from bot.channels.browser.doors import loopback_doors
from bot.channels.browser.front import Front, open_front
from bot.channels.browser.pace import Paces
from bot.channels.browser.run import listen, serve
from bot.channels.local.channel import open_local_channel
from services.registry import Services, open_services
from tests.bot.chatting import KEY, KNOWLEDGE, MONDAY, ZONE

HOST = "127.0.0.1"


@dataclass
class Site:
    """A running server."""

    url: str
    port: int
    front: Front
    services: Services


@asynccontextmanager
async def serving(
    var_dir: Path, port: int = 0, *, is_demo: bool = False, paces: Paces | None = None
) -> AsyncIterator[Site]:
    """Serve the database in `var_dir` and stop in good order."""
    url = f"sqlite:///{var_dir / 'congvu.db'}"
    services = open_services(url, [KEY], KNOWLEDGE, var_dir, now=MONDAY)
    if is_demo:
        services.installation.mark_demo()
    listening = listen(HOST, port)
    port = listening.getsockname()[1]
    began = time.monotonic()
    channel = open_local_channel(
        services,
        ZONE,
        real_time=lambda: MONDAY + timedelta(seconds=time.monotonic() - began),
    )
    front = open_front(services, channel, loopback_doors(port), ZONE, is_demo=is_demo)
    if paces is not None:
        front = replace(front, paces=paces)
    stop = asyncio.Event()
    running = asyncio.create_task(serve(front, listening, stop))
    try:
        yield Site(f"http://{HOST}:{port}", port, front, services)
    finally:
        stop.set()
        await running
        services.close()
