"""Messages to people who did not just write: what each kind of them looks like."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from telegram.constants import ParseMode
from telegram.ext import ExtBot

from handlers import exams, progress
from handlers.context import Office
from handlers.joining import asked_screen, decided_screen, ended_screen
from handlers.linking import linked_screen
from handlers.news import news_screen
from handlers.reply import NO_PREVIEW, keyboard
from handlers.screens import Screen
from services.joining import ASKED, DECIDED
from services.linking import LINKED
from services.outbox import Message
from services.staff import ENDED
from services.watches import NEWS

Render = Callable[[Office, Mapping[str, Any]], Awaitable[Screen]]

RENDER: dict[str, Render] = {
    NEWS: news_screen,
    ASKED: asked_screen,
    DECIDED: decided_screen,
    ENDED: ended_screen,
    LINKED: linked_screen,
    **exams.RENDER,
    **progress.RENDER,
}


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
