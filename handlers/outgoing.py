"""Messages to people who did not just write: what each kind of them looks like."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from telegram.constants import ParseMode
from telegram.ext import ExtBot

from handlers import exams, progress
from handlers.case_clock import apology_file, due_screen
from handlers.cases_notices import desk_screen, explain_screen, praised_screen
from handlers.context import Office
from handlers.following import told_screen
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
from handlers.sent_files import SentFile
from handlers.week import week_screen
from services.apologies import APOLOGY
from services.case_clock import DUE
from services.case_moves import DESK, EXPLAIN, PRAISED, STEP
from services.handed_questions import LATE, REMINDED, REPLY, RETURNED
from services.joining import ASKED, DECIDED
from services.linking import LINKED
from services.outbox import Message
from services.question_deeds import HANDED
from services.staff import ENDED
from services.watches import CORRECTION, NEWS
from services.week import WEEK

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
    STEP: told_screen,
    DUE: due_screen,
    DESK: desk_screen,
    EXPLAIN: explain_screen,
    PRAISED: praised_screen,
    WEEK: week_screen,
    **exams.RENDER,
    **progress.RENDER,
}

# Kinds that are a file with words below it.
FILES: dict[str, Callable[[Office, Mapping[str, Any]], Awaitable[SentFile]]] = {
    APOLOGY: apology_file,
}


# Whoever is told of these holds another role now.
CHANGE_ROLES = (DECIDED, ENDED)


async def deliver(bot: ExtBot[Any], office: Office, message: Message) -> None:
    """Send a message to its address.

    Raises:
        KeyError: nobody knows how to tell this kind of message.
        telegram.error.TelegramError: the channel did not accept it.
    """
    if message.kind in FILES:
        file = await FILES[message.kind](office, message.payload)
        await bot.send_document(
            int(message.address),
            file.content,
            filename=file.name,
            caption=file.caption,
            parse_mode=ParseMode.HTML,
        )
        return
    screen = await RENDER[message.kind](office, message.payload)
    await bot.send_message(
        int(message.address),
        screen.html,
        parse_mode=ParseMode.HTML,
        reply_markup=keyboard(screen),
        link_preview_options=NO_PREVIEW,
    )
