"""A role that this process fulfils while its lease lasts."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.process import WORKER, free_the_dead
from services.fencing import RoleLease
from services.leases import SPAN, Leases

_RENEW = SPAN / 3


class Role:
    """One role of several processes: held by one of them, by another when that one is gone."""

    def __init__(
        self, leases: Leases, name: str, now: Callable[[], datetime], worker: str = WORKER
    ) -> None:
        self._leases = leases
        self._name = name
        self._now = now
        self._worker = worker
        self._lease: RoleLease | None = None
        self._taken: datetime | None = None

    async def hold(self) -> RoleLease | None:
        """Take the role or keep it; None while another process fulfils it."""
        now = self._now()
        is_fresh = self._taken is not None and timedelta(0) <= now - self._taken < _RENEW
        if self._lease is None or not is_fresh:
            self._lease = await asyncio.to_thread(self._take, now)
            self._taken = now
        return self._lease

    def _take(self, now: datetime) -> RoleLease | None:
        lease = self._leases.take(self._name, self._worker, now)
        if lease is None and free_the_dead(self._leases):
            lease = self._leases.take(self._name, self._worker, now)
        return lease

    async def let_go(self) -> None:
        """Let another process take the role at once."""
        if self._lease is not None:
            await asyncio.to_thread(self._leases.give_back, self._lease)
            self._lease = None
