"""The commands that a channel offers in each chat: those of everybody, and what one's roles add."""

import logging
from asyncio import to_thread
from collections.abc import Sequence
from hashlib import blake2s
from typing import Any

from telegram import BotCommandScopeChat, Update
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.table import COMMANDS, STAFF_MENU
from domain.roles import Holding, may_anywhere
from handlers.context import Context, Office
from services.people import Person

Commands = list[tuple[str, str]]

log = logging.getLogger("bot.menus")


def commands_of(roles: Sequence[Holding]) -> Commands:
    """Return what is offered to whoever holds these roles, in order."""
    everybody = [(name, told) for name, (_, told) in COMMANDS.items()]
    own = [
        (name, told)
        for name, (told, actions) in STAFF_MENU.items()
        if roles and (not actions or any(may_anywhere(roles, action) for action in actions))
    ]
    return everybody + own


def mark_of(roles: Sequence[Holding]) -> str | None:
    """Return a mark of what is offered to these roles; None where it is what everybody gets."""
    offered = commands_of(roles)
    if len(offered) == len(COMMANDS):
        return None
    return blake2s(repr(offered).encode(), digest_size=8).hexdigest()


async def refresh(update: Update, context: Context) -> None:
    """Let the channel offer what the roles of whoever writes allow, where that changed."""
    chat = update.effective_chat
    if chat is not None:
        await _offer(context.bot, context.office, chat.id, context.person)


async def refresh_at(bot: ExtBot[Any], office: Office, address: str) -> None:
    """Do so for somebody who did not just write, after they were told of another role."""
    person = await _person_at(office, address)
    if person is not None:
        await _offer(bot, office, int(address), person)


async def _person_at(office: Office, address: str) -> Person | None:
    return await to_thread(office.services.people.at, office.channel, address, office.now())


async def _offer(bot: ExtBot[Any], office: Office, chat_id: int, person: Person) -> None:
    wanted = mark_of(person.roles)
    if wanted == person.menu:
        return
    scope = BotCommandScopeChat(chat_id)
    try:
        if wanted is None:
            await bot.delete_my_commands(scope)
        else:
            await bot.set_my_commands(commands_of(person.roles), scope)
    except TelegramError as failure:
        # The conversation matters more than its menu; the next message tries again.
        log.warning("menu_not_offered", extra={"kind": type(failure).__name__})
        return
    await to_thread(office.services.people.note_menu, person.account_id, wanted)
