"""The local channel put together: the application over the in-process Bot API."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo

from bot.application import App, build_application
from bot.channels.local.api import LocalBotApi
from bot.channels.local.feed import UpdateFeed
from bot.channels.local.transport import LOCAL_TOKEN, LocalRequest
from bot.clock import Clock
from services.local_chats import CHANNEL, LocalChats
from services.registry import Services


@dataclass(frozen=True, slots=True)
class LocalChannel:
    """An application whose Bot API is in this process, and what stands behind it."""

    application: App
    api: LocalBotApi
    feed: UpdateFeed
    chats: LocalChats
    clock: Clock


def open_local_channel(
    services: Services, timezone: tzinfo, real_time: Callable[[], datetime] | None = None
) -> LocalChannel:
    """Return the channel over one database; nothing runs yet."""
    clock = Clock(services.installation, real_time)
    chats = LocalChats(services.database)
    api, feed = LocalBotApi(chats, clock.now), UpdateFeed()
    application = build_application(
        LOCAL_TOKEN,
        services,
        channel=CHANNEL,
        now=clock.now,
        timezone=timezone,
        request=LocalRequest(api, feed),
        erase_history=chats.erase_history,
    )
    return LocalChannel(application, api, feed, chats, clock)
