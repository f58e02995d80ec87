"""Roles that one process fulfils at a time: the tick, the dispatcher of a channel."""

from contextlib import suppress
from datetime import datetime, timedelta

from db.database import Database
from domain.errors import ConcurrentChange
from services.fencing import RoleLease

SPAN = timedelta(seconds=30)
TICK = "tick"


def dispatcher_of(channel: str) -> str:
    """Return the role of sending what waits for the people of a channel."""
    return f"dispatcher:{channel}"


class Leases:
    """Who fulfils which role; a holder that vanishes is replaced after `SPAN`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take(self, role: str, holder: str, now: datetime) -> RoleLease | None:
        """Take a role, or keep it for another `SPAN`; None while somebody else has it."""
        with suppress(ConcurrentChange), self._database.open_uow() as uow:
            fence = uow.leases.take(role, holder, now, SPAN)
            uow.commit()
            return None if fence is None else RoleLease(role, fence)
        # Two processes took a role that nobody ever had; the other one was first.
        return None

    def give_back(self, lease: RoleLease) -> None:
        """Let a role go, so that somebody else need not wait."""
        with self._database.open_uow() as uow:
            uow.leases.give_back(lease.role, lease.fence)
            uow.commit()

    def holders(self) -> frozenset[str]:
        """Return the names under which roles and updates are held."""
        with self._database.open_uow(read_only=True) as uow:
            return frozenset(uow.leases.holders() | uow.inbox.workers())

    def free(self, holder: str) -> None:
        """Let go what somebody holds who is known to be gone, so that nobody need wait."""
        with self._database.open_uow() as uow:
            uow.leases.free(holder)
            uow.inbox.free(holder)
            uow.commit()
