"""What people do at the page: write, press, send a file, forget, and read on."""

import asyncio
import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

from bot.channels.browser import texts
from bot.channels.browser.bubbles import bubbles
from bot.channels.browser.front import Front, front_of
from bot.channels.browser.refusals import Refusal
from bot.channels.browser.visitors import drop_cookie, keep_pace, visitor_of, writer_of
from bot.channels.local.html import utf16_length
from bot.channels.local.people import Button, buttons_of
from bot.channels.local.writing import MAX_TEXT
from services.local_chats import LocalMessage, LocalPerson

WINDOW = 30
_MAX_BODY = 64 * 1024
_SLOWEST_SECONDS = 30
_KEY = re.compile(r"[A-Za-z0-9-]{8,40}")
_MIME = re.compile(r"[a-z]+/[a-z0-9.+-]{1,80}")
_NUMBER = re.compile(r"[0-9]{1,18}")
_PICTURES = {"image/png", "image/jpeg", "image/webp"}
_MAX_PICTURE = 10 * 1024 * 1024
_LONGEST_VOICE = 3600


async def say(request: Request) -> JSONResponse:
    """Take a text message."""
    front = front_of(request)
    visitor, person = await writer_of(request)
    keep_pace(front.paces.deeds, visitor.token)
    told = await read_json(request)
    text = _text(told.get("text"))
    key = _key(told.get("key"))
    await _receive(front, person, lambda: front.people.writes(person, text, key))
    return JSONResponse({})


async def press(request: Request) -> JSONResponse:
    """Take a press of a button that the visitor's own message has."""
    front = front_of(request)
    visitor, person = await writer_of(request)
    keep_pace(front.paces.deeds, visitor.token)
    told = await read_json(request)
    button = await asyncio.to_thread(_button, front, person, told)
    await _receive(front, person, lambda: front.people.presses(person, button))
    return JSONResponse({})


async def send_file(request: Request) -> JSONResponse:
    """Take a file, its content alone in the body."""
    front = front_of(request)
    visitor, person = await writer_of(request)
    keep_pace(front.paces.files, visitor.token)
    query = request.query_params
    key, name = _key(query.get("key")), _name(query.get("name", ""))
    mime = query.get("mime", "").partition(";")[0].lower()
    mime = mime if _MIME.fullmatch(mime) else "application/octet-stream"
    async with front.uploads.read(request, visitor.token) as content:
        send = _sending(front, person, name, mime, content, key, query.get("seconds"))
        await _receive(front, person, send)
    return JSONResponse({})


async def read_older(request: Request) -> JSONResponse:
    """Return the messages before one that the page shows."""
    front = front_of(request)
    visitor = await visitor_of(request)
    before = request.query_params.get("before", "")
    if visitor.chat_id is None or not _NUMBER.fullmatch(before):
        raise Refusal(400, texts.UNREADABLE)
    chat_id, number = visitor.chat_id, int(before)

    def read() -> dict[str, Any]:
        found = front.channel.chats.newest(chat_id, WINDOW + 1, number)
        shown = bubbles(reversed(found[:WINDOW]), front.citations)
        return {"messages": shown, "older": len(found) > WINDOW}

    return JSONResponse(await asyncio.to_thread(read))


async def forget(request: Request) -> JSONResponse:
    """Forget the visitor: the chat, its files, the cookie."""
    front = front_of(request)
    visitor = await visitor_of(request)
    for chat_id in await asyncio.to_thread(front.sessions.end, visitor.token):
        front.hub.end(chat_id)
    # Drafts and pictures that the browser kept go too; on a shared machine somebody else is next.
    response = JSONResponse({}, headers={"Clear-Site-Data": '"cache", "storage"'})
    drop_cookie(response, front)
    return response


async def _receive(front: Front, person: LocalPerson, make: Callable[[], dict[str, Any]]) -> None:
    """Keep what a person does, show it in their other windows, and let the bot have it."""
    update = await asyncio.to_thread(make)
    front.hub.wake(person.chat_id)
    await front.reception.take([update])


async def read_json(request: Request) -> Mapping[str, Any]:
    """Return what a script sends.

    Raises:
        Refusal: it is too long or cannot be read.
    """
    body = bytearray()
    async with asyncio.timeout(_SLOWEST_SECONDS):
        async for chunk in request.stream():
            body += chunk
            if len(body) > _MAX_BODY:
                raise Refusal(413, texts.TOO_LONG)
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        raise Refusal(400, texts.UNREADABLE) from None
    if not isinstance(told, dict):
        raise Refusal(400, texts.UNREADABLE)
    return told


def _sending(
    front: Front,
    person: LocalPerson,
    name: str,
    mime: str,
    content: bytes,
    key: str,
    seconds: str | None,
) -> Callable[[], dict[str, Any]]:
    """Return the making of the update that fits the kind of file."""
    people = front.people
    if seconds is not None and mime.startswith("audio/"):
        length = min(int(seconds), _LONGEST_VOICE) if _NUMBER.fullmatch(seconds) else 0
        return lambda: people.sends_voice(person, length, mime, content, key)
    if mime in _PICTURES and len(content) <= _MAX_PICTURE:
        return lambda: people.sends_picture(person, name, mime, content, key)
    return lambda: people.sends_file(person, name, mime, content, key)


def _button(front: Front, person: LocalPerson, told: Mapping[str, Any]) -> Button:
    """Return the pressed button; only those that the visitor's own message has can be pressed."""
    number, data, label = told.get("message"), told.get("data"), told.get("label")
    if not isinstance(number, int) or not -(2**62) < number < 2**62:
        raise Refusal(400, texts.UNREADABLE)
    message: LocalMessage | None = front.channel.chats.message(person.chat_id, number)
    for row in buttons_of(message) if message is not None and message.from_bot else []:
        for button in row:
            if button.data == data and (data is not None or button.label == label):
                return button
    raise Refusal(409, texts.BUTTON_GONE)


def _text(told: Any) -> str:
    if not isinstance(told, str):
        raise Refusal(400, texts.UNREADABLE)
    try:
        told.encode()
    except UnicodeEncodeError:
        raise Refusal(400, texts.UNREADABLE) from None
    # Like other clients of the Bot API, a message keeps no blanks around it.
    text = told.replace("\r", "").replace("\0", "").strip()
    if not text:
        raise Refusal(400, texts.EMPTY)
    if utf16_length(text) > MAX_TEXT:
        raise Refusal(413, texts.TOO_LONG)
    return text


def _key(told: Any) -> str:
    if not isinstance(told, str) or not _KEY.fullmatch(told):
        raise Refusal(400, texts.UNREADABLE)
    return told


def _name(told: str) -> str:
    """Return a file's name without a path or anything that does not print."""
    last = re.split(r"[/\\]", told)[-1]
    shown = "".join(c for c in last if unicodedata.category(c)[0] != "C").strip(". ")
    return shown[-120:] or "tep"
