"""Sending what waits in the outbox of one channel; one process at a time does it."""

import asyncio
import logging
from contextlib import suppress

from bot.application import App
from bot.menus import refresh_at
from bot.pauses import pause
from bot.process import WORKER
from bot.roles import Role
from domain.errors import CongvuError
from handlers.context import office_of
from handlers.outgoing import CHANGE_ROLES, deliver
from handlers.troubles import is_gone, is_passing, pause_of
from services.leases import dispatcher_of
from services.outbox import Message

LOOK_SECONDS = 1.0
_AT_ONCE = 16

log = logging.getLogger("bot.dispatcher")


class Dispatcher:
    """Delivers messages to people who did not just write, each person's in their order."""

    def __init__(self, application: App, *, worker: str = WORKER) -> None:
        office = office_of(application)
        self._bot = application.bot
        self._office = office
        self._outbox = office.services.outbox
        self._role = Role(office.services.leases, dispatcher_of(office.channel), office.now, worker)

    async def once(self) -> int:
        """Send what may be sent now and return how many messages the channel accepted."""
        accepted = 0
        while await self._role.hold() is not None:
            messages = await asyncio.to_thread(
                self._outbox.take, self._office.channel, self._office.now(), _AT_ONCE
            )
            if not messages:
                break
            accepted += sum(await asyncio.gather(*map(self._send, messages)))
        return accepted

    async def run(self, stop: asyncio.Event) -> None:
        """Send whatever comes up until asked to stop."""
        while not stop.is_set():
            try:
                await self.once()
            except Exception as failure:
                log.error("outbox_unavailable", extra={"kind": type(failure).__name__})
            await pause(stop, LOOK_SECONDS)
        await self.close()

    async def close(self) -> None:
        """Let another process send at once."""
        with suppress(CongvuError):
            await self._role.let_go()

    async def _send(self, message: Message) -> bool:
        try:
            await deliver(self._bot, self._office, message)
        except Exception as failure:
            # The channel's words may name the person, so only the kind is logged.
            told = {"outbox_id": message.id, "kind": type(failure).__name__}
            log.warning("message_not_sent", extra={**told, "attempt": message.attempt})
            await asyncio.to_thread(self._not_sent, message, failure)
            return False
        await asyncio.to_thread(self._outbox.accepted, message)
        if message.kind in CHANGE_ROLES:
            await refresh_at(self._bot, self._office, message.address)
        return True

    def _not_sent(self, message: Message, failure: Exception) -> None:
        office, now = self._office, self._office.now()
        if is_gone(failure):
            office.services.people.mark_unreachable(office.channel, message.address, now)
        elif is_passing(failure):
            self._outbox.put_off(message, now, pause_of(failure))
        else:
            self._outbox.refused(message, now)
