"""The reader's pages: the shelf, a document's contents, a place, finding and printing."""

import asyncio
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.browser import texts
from bot.channels.browser.addresses import QUOTE, passage_address
from bot.channels.browser.front import Front, front_of
from bot.channels.browser.pages import reading_page
from bot.channels.browser.refusals import Refusal
from domain.errors import UnknownDocument, UnknownProvision
from domain.register import TextState
from handlers.texts.names import day, document_name, state_name
from services.reader import Contents, Reader

P = ParamSpec("P")
R = TypeVar("R")

_MOST_LETTERS = 400
_WANTED = "tim"
_VIEW, _WHOLE = "xem", "toan-van"
_STATES = (TextState.LOADED, TextState.DIGEST, TextState.MISSING)


async def show_shelf(request: Request) -> Response:
    """Show every document that is held, and those that are cited but missing."""
    front = front_of(request)
    held = await asyncio.to_thread(front.services.documents.summaries)
    shelf = [(state, [s for s in held if s.state is state]) for state in _STATES]
    return reading_page("shelf.html", request, front, shelf=shelf, name_of=document_name)


async def show_document(request: Request) -> Response:
    """Show a document's contents, what was found in it, or all of it for printing."""
    front, reader = _reader_of(request)
    slug, wanted = request.path_params["slug"], _asked(request, _WANTED)
    if request.query_params.get(_VIEW) == _WHOLE:
        contents, sections = await _read(reader.read_whole, slug)
        told = {"contents": contents, "sections": sections}
        return reading_page("whole.html", request, front, **told, **_head(contents))
    contents = await _read(reader.contents, slug)
    hits = await _read(reader.find, slug, wanted) if wanted else ()
    told = {"contents": contents, "wanted": wanted, "hits": hits}
    return reading_page("document.html", request, front, **told, **_head(contents))


async def show_place(request: Request) -> Response:
    """Show a place of a document at its permanent address."""
    front, reader = _reader_of(request)
    slug, path = request.path_params["slug"], request.path_params["path"]
    wanted = _asked(request, _WANTED)
    reading = await _read(reader.read, slug, path, _asked(request, QUOTE), wanted)
    if reading.path != path:
        return RedirectResponse(passage_address(slug, reading.path), 308)
    contents = await _read(reader.contents, slug)
    told = {"reading": reading, "contents": contents, "wanted": wanted}
    return reading_page("place.html", request, front, **told, **_head(contents))


def _reader_of(request: Request) -> tuple[Front, Reader]:
    front = front_of(request)
    return front, Reader(front.services.documents)


async def _read(method: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Return what the reader gives, or say what is not there."""
    try:
        return await asyncio.to_thread(method, *args, **kwargs)
    except UnknownProvision as missing:
        raise Refusal(404, texts.NO_PLACE.format(path=missing.path[:60])) from None
    except UnknownDocument:
        raise Refusal(404, texts.NO_DOCUMENT) from None


def _asked(request: Request, name: str) -> str:
    return request.query_params.get(name, "")[:_MOST_LETTERS].strip()


def _head(contents: Contents) -> dict[str, Any]:
    """Return how the document is called and held."""
    info = contents.info
    return {
        "name": document_name(info.kind, info.number or "", info.title, 400),
        "short_name": document_name(info.kind, info.number or "", info.title, 60),
        "state_name": state_name(contents.state),
        "is_verbatim": contents.state is TextState.LOADED,
        "day": day,
    }
