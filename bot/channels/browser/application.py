"""The web application: which address leads where."""

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.channels.browser import chat, deeds, demo, files, reader, stream, texts
from bot.channels.browser.assets import send_asset, send_icon
from bot.channels.browser.front import Front, front_of
from bot.channels.browser.guard import Guard
from bot.channels.browser.refusals import Refusal

# Pictures and event streams gain nothing from it.
_SMALL = [Middleware(GZipMiddleware, minimum_size=800)]


def build_web(front: Front) -> Starlette:
    """Return the web application over the browser channel."""
    web = Starlette(
        routes=[*_pages(), *_calls()],
        middleware=[Middleware(Guard, front=front)],
        exception_handlers={HTTPException: _refuse},
    )
    web.state.front = front
    return web


def _pages() -> list[Route]:
    return [
        Route("/", chat.show_chat, middleware=_SMALL),
        Route("/van-ban", reader.show_shelf, middleware=_SMALL),
        Route("/van-ban/{slug}", reader.show_document, middleware=_SMALL),
        Route("/van-ban/{slug}/{path:path}", reader.show_place, middleware=_SMALL),
        Route("/tep/{uid}", files.send_sent_file),
        Route("/static/{version}/{name}", send_asset, middleware=_SMALL),
        Route("/favicon.ico", send_icon),
        Route("/healthz", _tell_alive),
        Route("/readyz", _tell_ready),
    ]


def _calls() -> list[Route]:
    return [
        Route("/api/messages", deeds.read_older, middleware=_SMALL),
        Route("/api/events", stream.events),
        Route("/api/say", deeds.say, methods=["POST"]),
        Route("/api/press", deeds.press, methods=["POST"]),
        Route("/api/file", deeds.send_file, methods=["POST"]),
        Route("/api/forget", deeds.forget, methods=["POST"]),
        Route("/api/demo/part", demo.play, methods=["POST"]),
        Route("/api/demo/clock", demo.move_clock, methods=["POST"]),
    ]


async def _tell_alive(request: Request) -> JSONResponse:
    return JSONResponse({"ok": True})


async def _tell_ready(request: Request) -> JSONResponse:
    is_ready = await front_of(request).reception.is_ready()
    return JSONResponse({"ok": is_ready}, 200 if is_ready else 503)


async def _refuse(request: Request, error: Exception) -> JSONResponse:
    """Let the guard tell what the framework refuses, such as an address that leads nowhere."""
    assert isinstance(error, HTTPException)
    raise Refusal(error.status_code, texts.NOT_FOUND)
