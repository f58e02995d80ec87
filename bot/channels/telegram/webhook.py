"""The webhook: a small HTTP door at which Telegram delivers updates; 200 only once stored."""

import asyncio
import json
import logging
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hmac import compare_digest
from typing import Any
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from telegram.error import TelegramError

from bot.application import App
from bot.channels.telegram.polling import WANTED
from bot.failures import BadInput
from bot.pauses import Pauses, pause
from bot.reception import Reception
from domain.errors import StorageUnavailable

# Telegram's updates stay far below; a longer body comes from somebody else.
LARGEST_BODY = 1024 * 1024
_CONNECTIONS = 40
_MOST_AT_ONCE = 256
_SECRET = "x-telegram-bot-api-secret-token"

log = logging.getLogger("bot.webhook")


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram delivers (`url`, with `secret`), and where this process listens."""

    url: str
    secret: str = field(repr=False)
    host: str = "127.0.0.1"
    port: int = 8080

    @property
    def path(self) -> str:
        """Return the path at which updates come in."""
        return urlsplit(self.url).path or "/"


def listener(webhook: Webhook) -> socket.socket:
    """Return the socket at which this process listens.

    Raises:
        BadInput: it cannot listen there.
    """
    family = socket.AF_INET6 if ":" in webhook.host else socket.AF_INET
    try:
        return socket.create_server((webhook.host, webhook.port), family=family, backlog=256)
    except (OSError, UnicodeError) as failure:
        why = getattr(failure, "strerror", None) or "địa chỉ sai"
        place = f"{webhook.host}:{webhook.port}"
        raise BadInput(
            f"không nghe được ở {place} ({why}); chọn --host hoặc --port khác."
        ) from None


async def receive_updates(
    application: App,
    reception: Reception,
    stop: asyncio.Event,
    *,
    webhook: Webhook,
    door: socket.socket,
) -> None:
    """Bring what Telegram delivers to the reception until asked to stop."""
    app = webhook_app(reception, webhook, stop)
    server = _Server(
        uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            server_header=False,
            limit_concurrency=_MOST_AT_ONCE,
            timeout_graceful_shutdown=10,
            lifespan="off",
        )
    )
    serving = asyncio.create_task(server.serve(sockets=[door]))
    await _register(application, webhook, stop)
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait([serving, stopping], return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    server.should_exit = True
    await serving


class _Server(uvicorn.Server):
    """A server that leaves the signals to the process that it is a part of."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture nothing."""
        yield


def webhook_app(reception: Reception, webhook: Webhook, stop: asyncio.Event) -> Starlette:
    """Return the door as an ASGI application.

    `/healthz` says that the process lives, `/readyz` that updates are stored and worked on.
    """

    async def update(request: Request) -> Response:
        given = request.headers.get(_SECRET, "")
        if not compare_digest(given.encode(), webhook.secret.encode()):
            log.warning("webhook_forged")
            return Response(status_code=403)
        return Response(status_code=await _take(request, reception))

    async def healthy(request: Request) -> Response:
        return PlainTextResponse("ok")

    async def ready(request: Request) -> Response:
        is_ready = not stop.is_set() and await reception.is_ready()
        return PlainTextResponse("ok" if is_ready else "not ready", 200 if is_ready else 503)

    return Starlette(
        routes=[
            Route("/healthz", healthy),
            Route("/readyz", ready),
            Route(webhook.path, update, methods=["POST"]),
        ]
    )


async def _take(request: Request, reception: Reception) -> int:
    """Store the update of a request and return the status that Telegram gets for it."""
    try:
        body = await _body(request)
        if body is None:
            return 413
        await reception.take([json.loads(body)])
    except ClientDisconnect:
        return 400
    except (ValueError, RecursionError):
        # No JSON, JSON that is no update, or brackets without end.
        return 400
    except StorageUnavailable as failure:
        log.error("update_not_stored", extra={"kind": type(failure).__name__})
        return 503
    return 200


async def _body(request: Request) -> bytes | None:
    """Return the body, None where it is longer than any update; nothing more of it is read."""
    chunks: list[bytes] = []
    length = 0
    stream: AsyncIterator[bytes] = request.stream()
    async for chunk in stream:
        length += len(chunk)
        if length > LARGEST_BODY:
            return None
        chunks.append(chunk)
    return b"".join(chunks)


async def _register(application: App, webhook: Webhook, stop: asyncio.Event) -> None:
    """Tell Telegram where to deliver, however long that takes."""
    pauses = Pauses()
    while not stop.is_set():
        try:
            await application.bot.set_webhook(
                webhook.url,
                secret_token=webhook.secret,
                allowed_updates=WANTED,
                max_connections=_CONNECTIONS,
            )
            return
        except TelegramError as failure:
            wait = pauses.longer()
            told: dict[str, Any] = {"kind": type(failure).__name__, "retry_in": wait}
            log.warning("webhook_not_registered", extra=told)
            await pause(stop, wait)
