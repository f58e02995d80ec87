"""Styles, scripts and icons: served from memory under a name that changes with them."""

import mimetypes
from functools import cache
from hashlib import blake2s
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.browser import texts
from bot.channels.browser.refusals import Refusal

FOLDER = Path(__file__).parent / "static"
_FOREVER = "public, max-age=31536000, immutable"


@cache
def assets() -> dict[str, bytes]:
    """Return every file of the folder by its name."""
    return {path.name: path.read_bytes() for path in sorted(FOLDER.iterdir()) if path.is_file()}


@cache
def version() -> str:
    """Return a mark that changes with any of the files, so browsers may keep them for good."""
    digest = blake2s(digest_size=6)
    for name, content in assets().items():
        digest.update(name.encode() + b"\0" + content + b"\0")
    return digest.hexdigest()


def asset_address(name: str) -> str:
    """Return the address of a file.

    Raises:
        KeyError: there is no such file.
    """
    assert assets()[name]
    return f"/static/{version()}/{name}"


def send_asset(request: Request) -> Response:
    """Send a file; an address of another version gets today's, and is not kept."""
    name = request.path_params["name"]
    content = assets().get(name)
    if content is None:
        raise Refusal(404, texts.NOT_FOUND)
    kind = "text/javascript" if name.endswith(".js") else mimetypes.guess_type(name)[0]
    is_current = request.path_params["version"] == version()
    headers = {"Cache-Control": _FOREVER if is_current else "no-cache"}
    return Response(content, media_type=kind or "application/octet-stream", headers=headers)


def send_icon(request: Request) -> Response:
    """Send the icon to browsers that ask for it by its old name."""
    return Response(assets()["icon.svg"], media_type="image/svg+xml")
