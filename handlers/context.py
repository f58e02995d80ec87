"""What every handler gets beside the update: the services, the person and the present moment."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any, ParamSpec, Self, TypeVar

from telegram import Update
from telegram.ext import Application, CallbackContext, ExtBot

from handlers.attempt import Attempt, current_attempt
from services.people import Person
from services.registry import Services

P = ParamSpec("P")
R = TypeVar("R")

OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Office:
    """What one channel's application works with.

    `erase_history` erases a chat's messages where they are kept here and not by Telegram.
    """

    services: Services
    channel: str
    now: Callable[[], datetime]
    timezone: tzinfo
    erase_history: Callable[[int], int] | None = None

    def today(self) -> date:
        """Return the day on which people here live."""
        return self.now().astimezone(self.timezone).date()


def office_of(application: Application[Any, Any, Any, Any, Any, Any]) -> Office:
    """Return what an application works with."""
    office = application.bot_data[OFFICE]
    assert isinstance(office, Office)
    return office


class Context(CallbackContext[ExtBot[Any], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """The context of one update. `person` is set by the gate before any conversation."""

    person: Person
    attempt: Attempt
    update_key: str = ""

    @classmethod
    def from_update(
        cls, update: object, application: Application[Any, Any, Any, Any, Any, Any]
    ) -> Self:
        """Return the context with the key under which effects of this update are stored."""
        context = super().from_update(update, application)
        context.attempt = current_attempt()
        if isinstance(update, Update):
            channel = context.office.channel
            context.update_key = f"{channel}:{application.bot.id}:{update.update_id}"
        return context

    @property
    def office(self) -> Office:
        """Return what the application works with."""
        return office_of(self.application)

    @property
    def services(self) -> Services:
        """Return the use cases."""
        return self.office.services

    def now(self) -> datetime:
        """Return the present moment, aware of its zone."""
        return self.office.now()

    def today(self) -> date:
        """Return the day on which people here live."""
        return self.office.today()

    async def run(self, method: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a service method in a worker thread: the single hop away from the event loop."""
        return await asyncio.to_thread(method, *args, **kwargs)
