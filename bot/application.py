"""The PTB application of one channel: the same handlers over whichever transport."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from telegram.ext import AIORateLimiter, Application, ApplicationBuilder, ContextTypes, ExtBot
from telegram.request import BaseRequest

from bot.ordering import OnePersonAtATime
from bot.table import COMMANDS, handlers
from handlers.context import OFFICE, Context, Office
from handlers.errors import report
from services.registry import Services

_RETRIES = 3

App = Application[ExtBot[Any], Context, Any, Any, Any, Any]


def build_application(
    token: str,
    services: Services,
    *,
    channel: str,
    now: Callable[[], datetime],
    timezone: tzinfo | None = None,
    request: BaseRequest | None = None,
    api_url: str | None = None,
    is_limited: bool = False,
    erase_history: Callable[[int], int] | None = None,
) -> App:
    """Return the application of one channel; `request` replaces the network where it is given.

    `is_limited` keeps to the rates that Telegram's servers allow.
    """
    builder: ApplicationBuilder[Any, Any, Any, Any, Any, Any] = (
        ApplicationBuilder()
        .token(token)
        .context_types(ContextTypes(context=Context))
        .concurrent_updates(OnePersonAtATime())
        .job_queue(None)
    )
    if request is not None:
        builder = builder.request(request).get_updates_request(request)
    if is_limited:
        builder = builder.rate_limiter(AIORateLimiter(max_retries=_RETRIES))
    if api_url:
        base = api_url.rstrip("/")
        builder = builder.base_url(f"{base}/bot").base_file_url(f"{base}/file/bot")
    application: App = builder.build()
    zone = timezone or ZoneInfo("Asia/Ho_Chi_Minh")
    application.bot_data[OFFICE] = Office(services, channel, now, zone, erase_history)
    for group, members in handlers().items():
        application.add_handlers(members, group)
    application.add_error_handler(report)
    return application


async def publish_commands(application: App) -> None:
    """Tell Telegram the commands, so that it offers them while people type."""
    await application.bot.set_my_commands([(name, told) for name, (_, told) in COMMANDS.items()])
