"""Messages to people who did not just write: what each kind of them looks like."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from telegram.constants import ParseMode
from telegram.ext import ExtBot

from handlers.context import Office
from handlers.handed import (
    handed_screen,
    late_screen,
    reminded_screen,
    reply_screen,
    returned_screen,
)
from handlers.joining import asked_screen, decided_screen, ended_screen
from handlers.linking import linked_screen
from handlers.news import correction_screen, news_screen
from handlers.reply import NO_PREVIEW, keyboard
from handlers.screens import Screen
from services.handed_questions import LATE, REMINDED, REPLY, RETURNED
from services.joining import ASKED, DECIDED
from services.linking import LINKED
from services.outbox import Message
from services.question_deeds import HANDED
from services.staff import ENDED
from services.watches import CORRECTION, NEWS

Render = Callable[[Office, Mapping[str, Any]], Awaitable[Screen]]

RENDER: dict[str, Render] = {
    NEWS: news_screen,
    CORRECTION: correction_screen,
    HANDED: handed_screen,
    REMINDED: reminded_screen,
    REPLY: reply_screen,
    RETURNED: returned_screen,
    LATE: late_screen,
    ASKED: asked_screen,
    DECIDED: decided_screen,
    ENDED: ended_screen,
    LINKED: linked_screen,
}


# Whoever is told of these holds another role now.
CHANGE_ROLES = (DECIDED, ENDED)


async def deliver(bot: ExtBot[Any], office: Office, message: Message) -> None:
    """Send a message to its address.

    Raises:
        KeyError: nobody knows how to tell this kind of message.
        telegram.error.TelegramError: the channel did not accept it.
    """
    screen = await RENDER[message.kind](office, message.payload)
    await bot.send_message(
        int(message.address),
        screen.html,
        parse_mode=ParseMode.HTML,
        reply_markup=keyboard(screen),
        link_preview_options=NO_PREVIEW,
    )
