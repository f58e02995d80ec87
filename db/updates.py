"""Updates of the inbox as the repository takes them and gives them out."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

OPEN, CLOSED, PARKED = "open", "closed", "parked"


@dataclass(frozen=True, slots=True)
class InboxKey:
    """Whose inbox: a channel's, and there a bot's."""

    channel: str
    bot_id: int


@dataclass(frozen=True, slots=True)
class NewUpdate:
    """An update to store; `person` is anything that names its sender."""

    update_id: int
    person: str
    payload: dict[str, Any]
    is_overflow: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many updates of a person are open, and whether one of them overflowed."""

    count: int
    is_overflowing: bool


@dataclass(frozen=True, slots=True)
class ClaimedUpdate:
    """An update for whoever claimed it under `fence`; no payload where no key opens it."""

    id: int
    update_id: int
    fence: int
    attempts: int
    postponed: int
    is_overflow: bool
    payload: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Ending:
    """How a claim ends: `state` open gives the update back, to be tried from `not_before` on."""

    id: int
    fence: int
    state: str
    attempts: int
    postponed: int
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """The present, with the spans by which a lease or a pause may lie ahead of it.

    One that lies further ahead was set before the clock was put back, and counts as over.
    """

    now: datetime
    lease: timedelta
    longest_pause: timedelta
