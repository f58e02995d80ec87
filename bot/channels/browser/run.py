"""Serving the browser channel until it is asked to stop."""

import asyncio
import contextlib
import logging
import socket
from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import Any

import uvicorn

from bot.channels.browser.application import build_web
from bot.channels.browser.front import Front
from bot.channels.browser.hub import Hub
from bot.dispatcher import Dispatcher

_GRACE_SECONDS = 10
_WAITING = 512

log = logging.getLogger("bot.browser")


class _Server(uvicorn.Server):
    """A server that leaves signals to us and lets open lines end when it stops."""

    def __init__(self, config: uvicorn.Config, hub: Hub) -> None:
        super().__init__(config)
        self._hub = hub

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._hub.close()
        await super().shutdown(sockets)


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens; with port 0 the system chooses one.

    Raises:
        OSError: the port is taken or the address is none of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=_WAITING)


async def serve(
    front: Front,
    listening: socket.socket,
    stop: asyncio.Event,
    on_open: Callable[[], None] = lambda: None,
    *,
    is_behind_proxy: bool = False,
) -> None:
    """Answer until `stop` is set; what is being answered is finished first."""
    config = uvicorn.Config(
        build_web(front),
        log_config=None,
        access_log=False,
        ws="none",
        lifespan="off",
        server_header=False,
        proxy_headers=is_behind_proxy,
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )
    server = _Server(config, front.hub)
    # Updates still come in while open pages are let go, so the work behind them stops last.
    is_done = asyncio.Event()
    async with front.channel.application:
        works = [asyncio.ensure_future(work) for work in _works(front, is_done)]
        warming = asyncio.create_task(asyncio.to_thread(front.services.answers.warm_up))
        try:
            await _serve(server, listening, stop, on_open, works)
        finally:
            is_done.set()
            await asyncio.gather(*works, return_exceptions=True)
            await asyncio.wait([warming])
    for work in works:
        work.result()


def _works(front: Front, stop: asyncio.Event) -> Iterator[Awaitable[None]]:
    """Yield what goes on behind the pages."""
    yield front.reception.run(stop)
    yield front.hub.watch(front.channel.chats, stop)
    yield Dispatcher(front.channel.application).run(stop)
    yield front.tick.repeat(stop)


async def _serve(
    server: _Server,
    listening: socket.socket,
    stop: asyncio.Event,
    on_open: Callable[[], None],
    works: Sequence["asyncio.Future[None]"],
) -> None:
    """Serve until asked to stop, or until one of the works fails."""
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    stopping = asyncio.create_task(stop.wait())
    on_open()
    watched: list[asyncio.Future[Any]] = [serving, stopping, *works]
    await asyncio.wait(watched, return_when=asyncio.FIRST_COMPLETED)
    server.should_exit = True
    stopping.cancel()
    await serving
