"""The Telegram channel: long polling until it is asked to stop."""

import asyncio
import logging
import signal
from datetime import UTC, datetime, tzinfo

from telegram import Update
from telegram.error import NetworkError, TelegramError

from bot.application import App, build_application, publish_commands
from bot.tick import EVERY_SECONDS, Tick
from services.registry import Services

CHANNEL = "telegram"
_WANTED = [Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY]
_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 60.0

log = logging.getLogger("bot.telegram")


async def poll(
    services: Services,
    token: str,
    timezone: tzinfo,
    api_url: str | None = None,
    tick_seconds: float = EVERY_SECONDS,
) -> None:
    """Answer on Telegram until SIGINT or SIGTERM; what is being answered is finished first.

    Every `tick_seconds` it does what became due by the clock.

    Raises:
        telegram.error.InvalidToken: Telegram does not know the token.
    """
    application = build_application(
        token,
        services,
        channel=CHANNEL,
        now=lambda: datetime.now(UTC),
        timezone=timezone,
        api_url=api_url,
        is_limited=True,
    )
    stop = _stop_on_signals()
    try:
        if await _reach(application, stop):
            await _run(application, services, stop, tick_seconds)
    finally:
        await application.shutdown()
        # An application that never came up does not close the connections of its bot.
        await application.bot.shutdown()


async def _run(
    application: App, services: Services, stop: asyncio.Event, tick_seconds: float
) -> None:
    updater = application.updater
    assert updater is not None
    await application.start()
    await updater.start_polling(
        allowed_updates=_WANTED, bootstrap_retries=-1, error_callback=_polling_failed
    )
    log.info("serving", extra={"bot": application.bot.username})
    extras = asyncio.gather(
        _publish(application), asyncio.to_thread(services.answers.engine), return_exceptions=True
    )
    await Tick(application).repeat(stop, tick_seconds)
    log.info("stopping")
    await updater.stop()
    await application.stop()
    await extras


async def _reach(application: App, stop: asyncio.Event) -> bool:
    """Return once Telegram answers, however long that takes; False when stopped meanwhile."""
    pause = _FIRST_PAUSE
    while not stop.is_set():
        try:
            await application.initialize()
            return True
        except NetworkError as failure:
            told = {"kind": type(failure).__name__, "retry_in": pause}
            log.warning("telegram_unreachable", extra=told)
        try:
            await asyncio.wait_for(stop.wait(), pause)
        except TimeoutError:
            pause = min(pause * 2, _LONGEST_PAUSE)
    return False


async def _publish(application: App) -> None:
    try:
        await publish_commands(application)
    except TelegramError as failure:
        log.warning("commands_not_published", extra={"kind": type(failure).__name__})


def _polling_failed(failure: TelegramError) -> None:
    log.warning("polling_failed", extra={"kind": type(failure).__name__})


def _stop_on_signals() -> asyncio.Event:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop
