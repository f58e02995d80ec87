"""Long polling: an update is confirmed to Telegram only after it is stored."""

import asyncio
import logging
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

from telegram import Update
from telegram.error import InvalidToken, TelegramError

from bot.application import App
from bot.pauses import Pauses, pause
from bot.reception import Reception
from domain.errors import StorageUnavailable
from handlers.troubles import pause_of

WANTED: list[str] = [Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY]
_WAIT_SECONDS = 25

log = logging.getLogger("bot.telegram")


async def poll_updates(application: App, reception: Reception, stop: asyncio.Event) -> None:
    """Bring updates to the reception until asked to stop.

    Raises:
        telegram.error.InvalidToken: Telegram does not know the token any more.
    """
    bot = application.bot
    offset: int | None = None
    is_webhook_gone = False
    pauses = Pauses()
    while not stop.is_set():
        try:
            if not is_webhook_gone:
                is_webhook_gone = await bot.delete_webhook()
            updates = await _unless(stop, bot.fetch_updates(offset, _WAIT_SECONDS, WANTED))
            offset = await _store(reception, updates or [], offset)
            pauses.reset()
        except InvalidToken:
            raise
        except (TelegramError, StorageUnavailable) as failure:
            asked = pause_of(failure)
            wait = asked.total_seconds() if asked else pauses.longer()
            told = {"kind": type(failure).__name__, "retry_in": wait}
            log.warning("polling_failed", extra=told)
            await pause(stop, wait)
    # Confirm what is stored; where that fails it comes again and is known by its number.
    with suppress(TelegramError):
        await bot.fetch_updates(offset, 0, WANTED)


async def _store(
    reception: Reception, updates: list[dict[str, Any]], offset: int | None
) -> int | None:
    """Store updates and return from where to go on."""
    numbered = [update for update in updates if isinstance(update.get("update_id"), int)]
    if not numbered:
        return offset
    await reception.take(numbered)
    return max(int(update["update_id"]) for update in numbered) + 1


async def _unless(
    stop: asyncio.Event, call: Coroutine[Any, Any, list[dict[str, Any]]]
) -> list[dict[str, Any]] | None:
    """Return what a call returns, or None at once when a stop is asked for."""
    calling = asyncio.create_task(call)
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait([calling, stopping], return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if not calling.done():
        calling.cancel()
        await asyncio.wait([calling])
        return None
    return calling.result()
