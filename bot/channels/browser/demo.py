"""A demo: the visitor plays a citizen, an official, a manager or an editor, and moves the clock."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

from bot.channels.browser import texts
from bot.channels.browser.deeds import read_json
from bot.channels.browser.front import Front, front_of
from bot.channels.browser.refusals import Refusal
from bot.channels.browser.visitors import token_of, writer_of
from domain.roles import OF_A_UNIT, Role
from services.administration import Unit
from services.local_chats import LocalPerson

_ROLES = {"can-bo": Role.OFFICIAL, "lanh-dao": Role.MANAGER, "bien-tap": Role.EDITOR}
_CITIZEN = "dan"
_MOVES = {"1h": timedelta(hours=1), "1d": timedelta(days=1), "7d": timedelta(days=7)}
_COMMUNES = {"xã", "phường"}


def demo_state(front: Front, person: LocalPerson | None) -> dict[str, Any]:
    """Return who is played, what can be played, and what time it is."""
    unit = demo_unit(front)
    now = front.channel.clock.now().astimezone(front.zone)
    return {
        "part": _part_of(person),
        "parts": texts.DEMO_PARTS,
        "moves": texts.DEMO_MOVES,
        "unit": "" if unit is None else unit.name,
        "now": _moment(now),
    }


async def play(request: Request) -> JSONResponse:
    """Go on as another person of the demo, with the role that belongs to the part."""
    front = _demo_of(request)
    part = (await read_json(request)).get("part")
    if part not in texts.DEMO_PARTS:
        raise Refusal(400, texts.UNREADABLE)
    visitor, before = await writer_of(request)
    await asyncio.to_thread(_play, front, visitor.token, str(part))
    # Other tabs would go on showing the chat of who is not played any more.
    front.hub.end(before.chat_id)
    return JSONResponse({})


async def move_clock(request: Request) -> JSONResponse:
    """Move the clock forward and do what became due."""
    front = _demo_of(request)
    by = (await read_json(request)).get("by")
    if by not in _MOVES:
        raise Refusal(400, texts.UNREADABLE)
    await asyncio.to_thread(front.channel.clock.move, _MOVES[by])
    await front.tick.once()
    now = front.channel.clock.now()
    moment = _moment(now.astimezone(front.zone))
    return JSONResponse({"now": int(now.timestamp()), "moment": moment})


def demo_unit(front: Front) -> Unit | None:
    """Return the commune in which demo officials work: the first by its code."""
    units = front.services.administration.units()
    return next((unit for unit in units if unit.kind in _COMMUNES), None)


def _demo_of(request: Request) -> Front:
    front = front_of(request)
    if not front.is_demo or token_of(request, front) is None:
        raise Refusal(404, texts.NOT_FOUND)
    return front


def _play(front: Front, token: str, part: str) -> None:
    now = front.channel.clock.now()
    person = front.sessions.play(token, None if part == _CITIZEN else part, now)
    unit = demo_unit(front)
    if part in _ROLES and unit is not None:
        key, role = f"browser.demo:{person.name}", _ROLES[part]
        code = unit.code if role in OF_A_UNIT else None
        front.services.administration.grant(person.name, role, now, key, unit_code=code)


def _part_of(person: LocalPerson | None) -> str:
    part = "" if person is None else person.name.partition(".")[2]
    return part if part in _ROLES else _CITIZEN


def _moment(now: datetime) -> str:
    return f"{now:%H:%M}, {now.day}/{now.month}/{now.year}"
