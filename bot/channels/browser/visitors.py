"""Who is at the page: the cookie, and the chat that it opens."""

import asyncio
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.browser import texts
from bot.channels.browser.front import Front, front_of
from bot.channels.browser.pace import Pace, place_of
from bot.channels.browser.refusals import Refusal
from services.local_chats import LocalPerson

_HALF_A_YEAR = 180 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Visitor:
    """A browser with its cookie; `person` is None before anything was written."""

    token: str
    person: LocalPerson | None

    @property
    def chat_id(self) -> int | None:
        """Return the chat that the cookie opens."""
        return None if self.person is None else self.person.chat_id


async def visitor_of(request: Request) -> Visitor:
    """Return who is at the page; a cookie that is none of ours is replaced by a new one."""
    front = front_of(request)
    token = token_of(request, front)
    if token is None:
        return Visitor(front.sessions.new_token(), None)
    now = front.channel.clock.now()
    return Visitor(token, await asyncio.to_thread(front.sessions.find, token, now))


async def writer_of(request: Request) -> tuple[Visitor, LocalPerson]:
    """Return who writes, with a chat from now on.

    Raises:
        Refusal: the page is too old, or too many new chats come from one address.
    """
    front = front_of(request)
    token = token_of(request, front)
    if token is None:
        raise Refusal(403, texts.STALE_PAGE)
    visitor = await visitor_of(request)
    if visitor.person is not None:
        return visitor, visitor.person
    keep_pace(front.paces.chats, address_of(request))
    person = await asyncio.to_thread(front.sessions.open, token, front.channel.clock.now())
    return Visitor(token, person), person


def token_of(request: Request, front: Front) -> str | None:
    """Return the cookie's value if we made it."""
    token = request.cookies.get(front.doors.cookie, "")
    return token if front.sessions.is_ours(token) else None


def keep_cookie(response: Response, front: Front, token: str) -> None:
    """Let the browser keep the cookie for another half year."""
    response.set_cookie(
        front.doors.cookie,
        token,
        max_age=_HALF_A_YEAR,
        path="/",
        secure=front.doors.is_secure,
        httponly=True,
        samesite="lax",
    )


def drop_cookie(response: Response, front: Front) -> None:
    """Let the browser forget the cookie."""
    response.delete_cookie(
        front.doors.cookie,
        path="/",
        secure=front.doors.is_secure,
        httponly=True,
        samesite="lax",
    )


def address_of(request: Request) -> str:
    """Return what counts as the address that the request comes from."""
    return place_of(request.client.host) if request.client else ""


def keep_pace(pace: Pace, key: str) -> None:
    """Count one.

    Raises:
        Refusal: it was too fast; the words tell how long to wait.
    """
    if wait := pace.take(key):
        raise Refusal(429, texts.BUSY.format(seconds=wait), retry_after=wait)
