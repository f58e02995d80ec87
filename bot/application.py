"""The PTB application of one channel: the same handlers over whichever transport."""

import asyncio
import os
from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from telegram import Update
from telegram.ext import Application, ApplicationBuilder, ContextTypes, TypeHandler
from telegram.request import BaseRequest

from bot import menus
from bot.bot import Bot
from bot.pace import Pace
from bot.table import COMMANDS, MENUS, handlers
from handlers.context import OFFICE, Context, Office, office_of
from handlers.errors import report
from services.registry import Services

# Spans are timedeltas; without this the library warns of each one it makes.
os.environ.setdefault("PTB_TIMEDELTA", "true")

App = Application[Bot, Context, Any, Any, Any, Any]


def build_application(
    token: str,
    services: Services,
    *,
    channel: str,
    now: Callable[[], datetime],
    timezone: tzinfo | None = None,
    request: BaseRequest | None = None,
    updates_request: BaseRequest | None = None,
    api_url: str | None = None,
    rate_limiter: Pace | None = None,
    erase_history: Callable[[int], int] | None = None,
) -> App:
    """Return the application of one channel.

    `request` replaces the library's transport, `updates_request` that of the long polls, which
    wait for their answer while everything else goes on.

    `rate_limiter` keeps to the rates that Telegram's servers allow.
    """
    application: App = (
        ApplicationBuilder()
        .bot(_bot(token, request, updates_request or request, api_url, rate_limiter))
        .context_types(ContextTypes(context=Context))
        .updater(None)
        .job_queue(None)
        .build()
    )
    zone = timezone or ZoneInfo("Asia/Ho_Chi_Minh")
    application.bot_data[OFFICE] = Office(services, channel, now, zone, erase_history)
    for group, members in handlers().items():
        application.add_handlers(members, group)
    application.add_handler(TypeHandler(Update, menus.refresh), MENUS)
    application.add_error_handler(report)
    return application


def _bot(
    token: str,
    request: BaseRequest | None,
    updates_request: BaseRequest | None,
    api_url: str | None,
    rate_limiter: Pace | None,
) -> Bot:
    base = (api_url or "https://api.telegram.org").rstrip("/")
    return Bot(
        token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=request,
        get_updates_request=updates_request,
        rate_limiter=rate_limiter,
    )


async def publish_commands(application: App) -> None:
    """Tell Telegram the commands, so that it offers them; note the name to which links lead."""
    services = office_of(application).services
    await asyncio.to_thread(services.installation.keep_bot_name, application.bot.username)
    await application.bot.set_my_commands([(name, told) for name, (_, told) in COMMANDS.items()])
