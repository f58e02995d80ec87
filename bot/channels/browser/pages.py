"""Pages made from templates; everything that is put into one is escaped."""

from functools import cache
from hashlib import blake2s
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from bot.channels.browser import words
from bot.channels.browser.addresses import document_address, passage_address, shelf_address
from bot.channels.browser.assets import asset_address
from bot.channels.browser.front import Front
from bot.channels.browser.refusals import Refusal

_FOLDER = Path(__file__).parent / "templates"
_THEMES = {"sang", "toi"}
_SIZES = {"vua", "lon", "rat-lon"}


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        words=words,
        asset=asset_address,
        shelf_address=shelf_address,
        document_address=document_address,
        passage_address=passage_address,
    )
    return environment


def page(
    template: str, request: Request, front: Front, status: int = 200, /, **values: Any
) -> HTMLResponse:
    """Return the page made from a template in the look that the reader chose."""
    theme, size = request.cookies.get("giao-dien", ""), request.cookies.get("co-chu", "")
    html = (
        _environment()
        .get_template(template)
        .render(
            theme=theme if theme in _THEMES else "",
            size=size if size in _SIZES else "",
            is_demo=front.is_demo,
            **values,
        )
    )
    return HTMLResponse(html, status)


def reading_page(template: str, request: Request, front: Front, /, **values: Any) -> Response:
    """Return a page without anybody's data: the browser keeps it and only asks whether it holds."""
    response = page(template, request, front, **values)
    mark = f'"{blake2s(response.body, digest_size=12).hexdigest()}"'
    headers = {"ETag": mark, "Cache-Control": "private, no-cache"}
    if request.headers.get("if-none-match") == mark:
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    return response


def refused(request: Request, front: Front, refusal: Refusal) -> Response:
    """Return a refusal as the script or the reader understands it."""
    headers = {"Retry-After": str(refusal.retry_after)} if refusal.retry_after else {}
    if request.url.path.startswith("/api/"):
        told = {"error": refusal.words, "retry_after": refusal.retry_after}
        return JSONResponse(told, refusal.status, headers)
    response = page("refused.html", request, front, refusal.status, told=refusal.words)
    response.headers.update(headers)
    return response
