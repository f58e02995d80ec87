"""Long polling: an update is confirmed to Telegram only after it is stored."""

import asyncio
import logging
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

from telegram import Update
from telegram.error import TelegramError

from bot.application import App
from bot.pauses import Pauses, pause
from bot.reception import Reception
from bot.roles import Role
from domain.errors import CongvuError
from handlers.context import office_of
from handlers.troubles import pause_of

WANTED: list[str] = [Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY]
# Short enough to keep the role of the poller meanwhile.
_WAIT_SECONDS = 15
_STAND_BY = 5.0
_QUICK = 1.0

log = logging.getLogger("bot.telegram")


async def poll_updates(application: App, reception: Reception, stop: asyncio.Event) -> None:
    """Bring updates to the reception until asked to stop, whatever Telegram answers meanwhile.

    Of several processes one polls, since Telegram answers only one; when it goes, another does.
    """
    bot = application.bot
    offset: int | None = None
    is_webhook_gone = False
    pauses = Pauses()
    time = asyncio.get_running_loop().time
    role = poller_of(application)
    while not stop.is_set():
        began = time()
        try:
            if await role.hold() is None:
                await pause(stop, _STAND_BY)
                continue
            if not is_webhook_gone:
                is_webhook_gone = await bot.delete_webhook()
            updates = await _unless(stop, bot.fetch_updates(offset, _WAIT_SECONDS, WANTED))
            if updates is not None and not updates and time() - began < _QUICK:
                # A server that does not wait with its answer would be asked without end.
                await pause(stop, _QUICK)
            if updates:
                await reception.take(updates)
                offset = max(int(update["update_id"]) for update in updates) + 1
            pauses.reset()
        except (TelegramError, CongvuError) as failure:
            asked = pause_of(failure)
            wait = asked.total_seconds() if asked else pauses.longer()
            told = {"kind": type(failure).__name__, "retry_in": wait}
            log.warning("polling_failed", extra=told)
            await pause(stop, wait)
    # Confirm what is stored; where that fails it comes again and is known by its number.
    if offset is not None:
        with suppress(TelegramError):
            await bot.fetch_updates(offset, 0, WANTED)
    with suppress(CongvuError):
        await role.let_go()


def poller_of(application: App) -> Role:
    """Return the role of the one process that polls for a bot."""
    office = office_of(application)
    name = f"poller:{office.channel}:{application.bot.token.partition(':')[0]}"
    return Role(office.services.leases, name, office.now)


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
