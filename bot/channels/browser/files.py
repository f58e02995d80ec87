"""Files of a chat, for whoever may read that chat."""

import asyncio
import re
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.browser import texts
from bot.channels.browser.front import front_of
from bot.channels.browser.refusals import Refusal
from bot.channels.browser.visitors import visitor_of
from services.local_chats import LocalFile

# What a browser shows without running anything in it; all else is downloaded.
_SHOWN = {"image/png", "image/jpeg", "image/gif", "image/webp"}
_PLAYED = ("audio/", "video/")
_RANGE = re.compile(r"bytes=(\d{1,12})-(\d{0,12})")
_POLICY = "default-src 'none'; sandbox"


async def send_sent_file(request: Request) -> Response:
    """Send a file of the visitor's own chat."""
    front = front_of(request)
    visitor = await visitor_of(request)
    uid = request.path_params["uid"]
    if visitor.chat_id is None:
        raise Refusal(404, texts.NO_FILE)
    file = await asyncio.to_thread(front.channel.chats.file, uid, visitor.chat_id)
    if file is None:
        raise Refusal(404, texts.NO_FILE)
    return _part(request.headers.get("range", ""), file)


def _part(wanted: str, file: LocalFile) -> Response:
    """Return the file, or the piece of it that a player asks for."""
    headers = _headers(file)
    match = _RANGE.fullmatch(wanted)
    size = len(file.content)
    if match is None or int(match[1]) >= size:
        return Response(file.content, headers=headers, media_type=_kind(file))
    first = int(match[1])
    last = min(int(match[2]) if match[2] else size - 1, size - 1)
    headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return Response(file.content[first : last + 1], 206, headers, _kind(file))


def _headers(file: LocalFile) -> dict[str, str]:
    how = "inline" if _is_shown(file.mime) else "attachment"
    return {
        "Content-Disposition": f"{how}; filename*=UTF-8''{quote(file.name, safe='')}",
        "Content-Security-Policy": _POLICY,
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, max-age=3600",
    }


def _kind(file: LocalFile) -> str:
    return file.mime if _is_shown(file.mime) else "application/octet-stream"


def _is_shown(mime: str) -> bool:
    return mime in _SHOWN or mime.startswith(_PLAYED)
