"""Fencing: whoever works under a lease may commit only while nobody took the work over."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from db.uow import UnitOfWork
from domain.errors import LeaseLost


@dataclass(frozen=True, slots=True)
class UpdateLease:
    """The right to work on one update of the inbox."""

    row_id: int
    fence: int

    def is_held(self, uow: UnitOfWork) -> bool:
        """Tell whether it is still ours; it stays so until the unit of work ends."""
        return uow.inbox.holds(self.row_id, self.fence)


@dataclass(frozen=True, slots=True)
class RoleLease:
    """The right to fulfil a role that one process fulfils at a time."""

    role: str
    fence: int

    def is_held(self, uow: UnitOfWork) -> bool:
        """Tell whether it is still ours; it stays so until the unit of work ends."""
        return uow.leases.holds(self.role, self.fence)


Lease = UpdateLease | RoleLease

# A context variable, so that no use case on the way can forget to hand the lease on: worker
# threads and tasks that the work starts inherit it.
_HELD: ContextVar[Lease | None] = ContextVar("held_lease", default=None)


@contextmanager
def holding(lease: Lease) -> Iterator[None]:
    """Work under a lease: every effect inside checks it in its own commit."""
    before = _HELD.set(lease)
    try:
        yield
    finally:
        _HELD.reset(before)


def check_lease(uow: UnitOfWork) -> None:
    """Make sure, as part of a unit of work, that the lease of the work is still held.

    Raises:
        LeaseLost: somebody else took the work over.
    """
    lease = _HELD.get()
    if lease is not None and not lease.is_held(uow):
        raise LeaseLost(type(lease).__name__)
