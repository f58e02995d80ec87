"""News of a later answer: told once to each person who waits on this channel."""

import asyncio
import logging
from datetime import datetime
from typing import Any

from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import ExtBot

from handlers.answer_card import card
from handlers.context import Office
from handlers.reply import NO_PREVIEW, keyboard
from handlers.screens import Screen
from handlers.texts import news as texts
from handlers.texts.names import short_name
from services.answers import AskedAnswer
from services.documents import DocumentSummary
from services.registry import Services
from services.watches import News

log = logging.getLogger("handlers.news")


async def tell_news(bot: ExtBot[Any], office: Office) -> int:
    """Send everybody on this channel the answer that they waited for; return how many got it."""
    watches, day = office.services.watches, office.today()
    news = await asyncio.to_thread(watches.news, day, office.channel)
    if not news:
        return 0
    shelf = await asyncio.to_thread(office.services.documents.summaries)
    return sum([await _tell(bot, office, one, shelf) for one in news])


async def _tell(
    bot: ExtBot[Any], office: Office, news: News, shelf: tuple[DocumentSummary, ...]
) -> bool:
    """Send one piece of news; the wish is erased only after the message was accepted."""
    services = office.services
    asked = await asyncio.to_thread(services.watches.claim, news, office.now())
    if asked is None:
        return False
    try:
        await _send(bot, news.address, _screen(asked, shelf))
    except TelegramError as failure:
        # The channel's words may name the person, so only the kind is logged.
        log.warning("news_not_sent", extra={"kind": type(failure).__name__})
        if _is_gone(failure):
            await asyncio.to_thread(_leave_alone, services, news, office.now())
        return False
    return await asyncio.to_thread(services.watches.told, news.watch_id)


def _leave_alone(services: Services, news: News, now: datetime) -> None:
    """Try nothing more until the person writes again; the wish stays."""
    services.people.mark_unreachable(news.channel, news.address, now)
    services.watches.release(news.watch_id)


async def _send(bot: ExtBot[Any], address: str, screen: Screen) -> None:
    await bot.send_message(
        int(address),
        screen.html,
        parse_mode=ParseMode.HTML,
        reply_markup=keyboard(screen),
        link_preview_options=NO_PREVIEW,
    )


def _is_gone(failure: TelegramError) -> bool:
    """Tell whether the person blocked the bot or the chat is no more."""
    if isinstance(failure, Forbidden):
        return True
    return isinstance(failure, BadRequest) and "chat not found" in failure.message.lower()


def _screen(asked: AskedAnswer, shelf: tuple[DocumentSummary, ...]) -> Screen:
    """Return the answer as any other, below a word on why it comes now."""
    held = {summary.slug: summary for summary in shelf if summary.id is not None}
    numbers = {slug: summary.id for slug, summary in held.items() if summary.id is not None}
    sources = dict.fromkeys(citation.document for citation in asked.answer.citations)
    names = [
        short_name(held[slug].kind, held[slug].number, held[slug].title)
        for slug in sources
        if slug in held
    ]
    answer = card(asked, numbers)
    return Screen(f"{texts.head(asked.answer.question, names)}\n\n{answer.html}", answer.rows)
