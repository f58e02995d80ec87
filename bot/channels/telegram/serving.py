"""Serving on Telegram: a door that brings updates in, and the workers behind it."""

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, tzinfo
from functools import partial
from typing import Any

from telegram.error import InvalidToken, TelegramError

from bot.application import App, build_application, publish_commands
from bot.channels.telegram.polling import poll_updates
from bot.channels.telegram.transport import AiohttpRequest
from bot.channels.telegram.webhook import Webhook, listener, receive_updates
from bot.dispatcher import Dispatcher
from bot.pace import Pace
from bot.pauses import Pauses, pause
from bot.reception import Reception
from bot.tick import EVERY_SECONDS, Tick
from handlers.troubles import pause_of
from services.registry import Services

CHANNEL = "telegram"

# Brings updates to the reception until it is asked to stop.
Door = Callable[[App, Reception, asyncio.Event], Awaitable[None]]

log = logging.getLogger("bot.telegram")


def real_time() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


async def poll(
    services: Services,
    token: str,
    timezone: tzinfo,
    api_url: str | None = None,
    tick_seconds: float = EVERY_SECONDS,
    *,
    now: Callable[[], datetime] = real_time,
    pace: Pace | None = None,
) -> None:
    """Answer on Telegram until SIGINT or SIGTERM; what is being answered is finished first.

    Every `tick_seconds` it does what became due by the clock. `pace` keeps to other limits than
    Telegram's.

    Raises:
        telegram.error.InvalidToken: Telegram does not know the token.
    """
    application = _application(services, token, timezone, api_url, now, pace or Pace())
    await _serve(application, poll_updates, services, tick_seconds)


async def listen(
    services: Services,
    token: str,
    timezone: tzinfo,
    webhook: Webhook,
    api_url: str | None = None,
    tick_seconds: float = EVERY_SECONDS,
) -> None:
    """Answer what Telegram posts to `webhook`, otherwise as `poll`.

    Raises:
        BadInput: this process cannot listen where it should.
        telegram.error.InvalidToken: Telegram does not know the token.
    """
    with listener(webhook) as door:
        bring = partial(receive_updates, webhook=webhook, door=door)
        application = _application(services, token, timezone, api_url, real_time, Pace())
        await _serve(application, bring, services, tick_seconds)


def _application(
    services: Services,
    token: str,
    timezone: tzinfo,
    api_url: str | None,
    now: Callable[[], datetime],
    pace: Pace,
) -> App:
    return build_application(
        token,
        services,
        channel=CHANNEL,
        now=now,
        timezone=timezone,
        request=AiohttpRequest(),
        updates_request=AiohttpRequest(connections=2),
        api_url=api_url,
        rate_limiter=pace,
    )


async def _serve(application: App, door: Door, services: Services, tick_seconds: float) -> None:
    stop = _stop_on_signals()
    asyncio.get_running_loop().set_exception_handler(_log_stray)
    try:
        if await _reach(application, stop):
            await _work(application, services, door, stop, tick_seconds)
    finally:
        await application.shutdown()
        # An application that never came up does not close the connections of its bot.
        await application.bot.shutdown()


async def _work(
    application: App, services: Services, door: Door, stop: asyncio.Event, tick_seconds: float
) -> None:
    reception = Reception(application)
    log.info("serving", extra={"bot": application.bot.username})
    extras = asyncio.gather(
        _publish(application), asyncio.to_thread(services.answers.warm_up), return_exceptions=True
    )
    await _together(
        stop,
        door(application, reception, stop),
        reception.run(stop),
        Dispatcher(application).run(stop),
        Tick(application).repeat(stop, tick_seconds),
    )
    log.info("stopped")
    await extras


async def _together(stop: asyncio.Event, *works: Awaitable[None]) -> None:
    """Run all until each has stopped; where one fails, stop the others and raise its failure."""
    tasks = [asyncio.ensure_future(work) for work in works]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    stop.set()
    await asyncio.gather(*tasks, return_exceptions=True)
    for task in tasks:
        task.result()


async def _reach(application: App, stop: asyncio.Event) -> bool:
    """Return once Telegram answers, however long that takes; False when stopped meanwhile.

    Raises:
        telegram.error.InvalidToken: it answers that it does not know the token.
    """
    pauses = Pauses()
    while not stop.is_set():
        try:
            await application.initialize()
            return True
        except InvalidToken:
            raise
        except TelegramError as failure:
            asked = pause_of(failure)
            wait = asked.total_seconds() if asked else pauses.longer()
            told = {"kind": type(failure).__name__, "retry_in": wait}
            log.warning("telegram_unreachable", extra=told)
        await pause(stop, wait)
    return False


async def _publish(application: App) -> None:
    try:
        await publish_commands(application)
    except TelegramError as failure:
        log.warning("commands_not_published", extra={"kind": type(failure).__name__})


def _log_stray(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Log the kind of a failure that nobody waited for; the loop's own words quote it."""
    log.error("stray_failure", extra={"kind": type(context.get("exception")).__name__})


def _stop_on_signals() -> asyncio.Event:
    stop = asyncio.Event()

    def ask_to_stop() -> None:
        log.info("stopping")
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ask_to_stop)
    return stop
