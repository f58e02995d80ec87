"""An effect happens once: its result is stored under the update's key in the same commit."""

from collections.abc import Callable
from typing import Any

from db.database import Database
from db.uow import UnitOfWork
from domain.errors import ConcurrentChange
from services.fencing import check_lease


def run_once(
    database: Database, update_key: str, use_case: str, act: Callable[[UnitOfWork], Any]
) -> Any:
    """Return the JSON value of `act`, or on a replay the value that it returned the first time.

    A write that somebody else did first is tried once more on what they wrote.

    Raises:
        LeaseLost: this work was taken over, so `act` has no effect here.
    """
    try:
        return _run(database, update_key, use_case, act)
    except ConcurrentChange:
        return _run(database, update_key, use_case, act)


def read_result(uow: UnitOfWork, update_key: str, use_case: str) -> Any:
    """Return what this use case stored for the update, or None when it has not run yet."""
    stored = uow.results.find(update_key, use_case)
    return None if stored is None else stored.value


def _run(
    database: Database, update_key: str, use_case: str, act: Callable[[UnitOfWork], Any]
) -> Any:
    def once(uow: UnitOfWork) -> Any:
        stored = uow.results.find(update_key, use_case)
        if stored is not None:
            return stored.value
        check_lease(uow)
        value = act(uow)
        uow.results.add(update_key, use_case, value)
        return value

    return database.write(once)
