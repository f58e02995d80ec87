"""One try at an update of the inbox: whether it is the last one, and how it ended."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(slots=True)
class Attempt:
    """What handlers may know of the try, and where the error handler notes why it failed.

    `is_overflow`: its person has too many messages waiting. `can_wait`: the update stays in the
    inbox while the channel or the database is away. `is_last`: no other try follows, so whoever
    wrote is told what went wrong. `is_hopeless`: earlier tries took the whole process with them.
    `code` is what the person was told to quote.
    """

    is_overflow: bool = False
    can_wait: bool = False
    is_last: bool = True
    is_hopeless: bool = False
    failure: Exception | None = None
    code: str = ""


_CURRENT: ContextVar[Attempt | None] = ContextVar("attempt", default=None)


@contextmanager
def attempting(attempt: Attempt) -> Iterator[None]:
    """Handle an update as this try; without one, an update is handled once and for all."""
    before = _CURRENT.set(attempt)
    try:
        yield
    finally:
        _CURRENT.reset(before)


def current_attempt() -> Attempt:
    """Return the try that is under way."""
    return _CURRENT.get() or Attempt()
