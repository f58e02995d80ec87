"""The chat's own page: everything that it shows at once comes with it."""

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

from bot.channels.browser import texts
from bot.channels.browser.bubbles import bubbles
from bot.channels.browser.deeds import WINDOW
from bot.channels.browser.demo import demo_state
from bot.channels.browser.front import Front, front_of
from bot.channels.browser.pages import page
from bot.channels.browser.uploads import MAX_FILE
from bot.channels.browser.visitors import Visitor, keep_cookie, visitor_of
from bot.channels.local.writing import MAX_TEXT
from bot.menus import Commands, commands_of
from services.local_chats import CHANNEL


async def show_chat(request: Request) -> HTMLResponse:
    """Show the chat, or the first screen to somebody new."""
    front = front_of(request)
    visitor = await visitor_of(request)
    state = await asyncio.to_thread(_state, front, visitor)
    response = page("chat.html", request, front, state=state, suggestions=texts.SUGGESTIONS)
    keep_cookie(response, front, visitor.token)
    return response


def _state(front: Front, visitor: Visitor) -> dict[str, Any]:
    """Return what the script starts with."""
    return {
        **_history(front, visitor.chat_id),
        "proof": front.sessions.proof(visitor.token),
        "commands": [{"name": name, "told": told} for name, told in _commands(front, visitor)],
        "words": texts.SCRIPT,
        "zone": str(front.zone),
        "now": int(front.channel.clock.now().timestamp()),
        "most": {"text": MAX_TEXT, "file": MAX_FILE},
        "demo": demo_state(front, visitor.person) if front.is_demo else None,
    }


def _commands(front: Front, visitor: Visitor) -> Commands:
    """Return what the visitor's roles offer."""
    if visitor.chat_id is None:
        return commands_of(())
    people, now = front.services.people, front.channel.clock.now()
    person = people.at(CHANNEL, str(visitor.chat_id), now)
    return commands_of(() if person is None else person.roles)


def _history(front: Front, chat_id: int | None) -> dict[str, Any]:
    if chat_id is None:
        return {"chat": None, "revision": 0, "older": False, "messages": []}
    changes = front.channel.chats.changes(chat_id, 0, WINDOW)
    return {
        "chat": chat_id,
        "revision": changes.revision,
        "older": changes.has_older,
        "messages": bubbles(changes.messages, front.citations),
    }
