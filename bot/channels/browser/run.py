"""Serving the browser channel until it is asked to stop."""

import asyncio
import contextlib
import logging
import socket
from collections.abc import Callable, Iterator

import uvicorn

from bot.channels.browser.application import build_web
from bot.channels.browser.front import Front
from bot.channels.browser.hub import Hub
from bot.tick import Tick

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
    is_done = asyncio.Event()
    async with front.channel.application:
        work = asyncio.gather(
            front.reception.run(is_done),
            front.hub.watch(front.channel.chats, is_done),
            Tick(front.channel.application).repeat(is_done),
        )
        warming = asyncio.create_task(asyncio.to_thread(front.services.answers.engine))
        try:
            await _serve(server, listening, stop, on_open)
        finally:
            is_done.set()
            await work
            await asyncio.wait([warming])


async def _serve(
    server: _Server, listening: socket.socket, stop: asyncio.Event, on_open: Callable[[], None]
) -> None:
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    stopping = asyncio.create_task(stop.wait())
    on_open()
    await asyncio.wait([serving, stopping], return_when=asyncio.FIRST_COMPLETED)
    server.should_exit = True
    stopping.cancel()
    await serving
