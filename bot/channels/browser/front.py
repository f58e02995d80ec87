"""What every page and every call works with."""

from dataclasses import dataclass, field
from datetime import tzinfo

from starlette.requests import Request

from bot.channels.browser.citations import Citations
from bot.channels.browser.doors import Doors
from bot.channels.browser.hub import Hub
from bot.channels.browser.pace import Paces, usual_paces
from bot.channels.browser.uploads import Uploads
from bot.channels.local.channel import LocalChannel
from bot.channels.local.people import LocalPeople
from bot.reception import Reception
from bot.tick import Tick
from services.browser_sessions import BrowserSessions
from services.registry import Services


@dataclass(frozen=True)
class Front:
    """The browser channel put together; `is_demo` lets people play parts and move the clock."""

    services: Services
    channel: LocalChannel
    reception: Reception
    tick: Tick
    sessions: BrowserSessions
    people: LocalPeople
    citations: Citations
    hub: Hub
    doors: Doors
    zone: tzinfo
    is_demo: bool = False
    paces: Paces = field(default_factory=usual_paces)
    uploads: Uploads = field(default_factory=Uploads)


def open_front(
    services: Services,
    channel: LocalChannel,
    doors: Doors,
    zone: tzinfo,
    *,
    is_demo: bool = False,
) -> Front:
    """Return the browser channel over a running application."""
    hub = Hub()
    channel.api.listen(hub.hear)
    return Front(
        services=services,
        channel=channel,
        reception=Reception(channel.application),
        tick=Tick(channel.application),
        sessions=BrowserSessions(services.database),
        people=LocalPeople(channel.api),
        citations=Citations(services),
        hub=hub,
        doors=doors,
        zone=zone,
        is_demo=is_demo,
    )


def front_of(request: Request) -> Front:
    """Return what the application works with."""
    front = request.app.state.front
    assert isinstance(front, Front)
    return front
