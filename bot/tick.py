"""The clock as a visitor: one repeating tick that lets services say what is due."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

from bot.application import App
from bot.pauses import pause
from bot.process import WORKER
from bot.roles import Role
from domain.errors import CongvuError
from handlers.context import office_of
from services.fencing import holding
from services.leases import TICK

EVERY_SECONDS = 60.0
SWEEP = timedelta(hours=1)

log = logging.getLogger("bot.tick")


class Tick:
    """Does what became due, for all channels, in one process at a time.

    Nothing that fails here stops the channel: what was not done now is due again next time.
    """

    def __init__(self, application: App, *, worker: str = WORKER) -> None:
        office = office_of(application)
        self._office = office
        self._role = Role(office.services.leases, TICK, office.now, worker)
        self._swept: datetime | None = None
        self._lock = asyncio.Lock()

    async def once(self) -> None:
        """Let everything be done that is due now, unless another process sees to it."""
        services = self._office.services
        for due in (
            services.watches.send_news,
            services.handed.remind,
            services.case_clock.look,
            services.weeks.send,
            services.exams.finish_due,
            services.study_reminders.send,
        ):
            await self._do(due)

    async def sweep(self) -> None:
        """Erase what is too old, if that was not done within the last hour."""
        now = self._office.now()
        if self._swept is None or not timedelta(0) <= now - self._swept < SWEEP:
            await self._do(self._office.services.retention.sweep)
            await self._do(self._office.services.bank.retire_changed)
            await self._do(self._office.services.study_drafts.refresh)
            self._swept = now

    async def repeat(self, stop: asyncio.Event, seconds: float = EVERY_SECONDS) -> None:
        """Tick at once and then every so many seconds until asked to stop."""
        while not stop.is_set():
            await self.once()
            await self.sweep()
            await pause(stop, seconds)
        await self.close()

    async def close(self) -> None:
        """Let another process tick at once."""
        with suppress(CongvuError):
            await self._role.let_go()

    async def _do(self, work: Callable[[datetime], object]) -> None:
        async with self._lock:
            try:
                lease = await self._role.hold()
                if lease is not None:
                    with holding(lease):
                        await asyncio.to_thread(work, self._office.now())
            except Exception as failure:
                log.error("tick_failed", extra={"kind": type(failure).__name__})
