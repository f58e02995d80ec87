"""A loop whose time jumps to whatever comes next, so that minutes of waiting take no time."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class _Skipping(selectors.DefaultSelector):
    """Where nothing is ready, the time until the next timer is over at once."""

    now = 1000.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0 if timeout is not None else 1.0)
        if not ready and timeout is not None:
            self.now += timeout
        return ready


class _Loop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._skipping = _Skipping()
        super().__init__(self._skipping)

    def time(self) -> float:
        return self._skipping.now


def run_in_virtual_time(main: Coroutine[Any, Any, T]) -> T:
    """Return the result of `main`, whose sleeps end at once though the loop's time goes on."""
    with asyncio.Runner(loop_factory=_Loop) as runner:
        return runner.run(main)
