"""An event loop whose clock jumps: when nothing can happen before the next timer, it is now."""

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar, TypeVarTuple, Unpack

_T = TypeVar("_T")
_Ts = TypeVarTuple("_Ts")

# What crosses a socket of this machine is there well within this time.
_GRACE = 0.0005


class FastLoop(asyncio.SelectorEventLoop):
    """Ten minutes of silence pass in moments; while a thread works, time passes as it does."""

    def __init__(self) -> None:
        self._skipped = 0.0
        self._in_threads = 0
        super().__init__(_JumpingSelector(self))

    def time(self) -> float:
        """Return the seconds of this loop's clock."""
        return super().time() + self._skipped

    def now(self) -> datetime:
        """Return the present moment, as far as the clock has jumped."""
        return datetime.now(UTC) + timedelta(seconds=self._skipped)

    def run_in_executor(
        self, executor: Executor | None, func: Callable[[Unpack[_Ts]], _T], *args: *_Ts
    ) -> asyncio.Future[_T]:
        """Run in a thread, and let the clock stand until it is done."""
        self._in_threads += 1
        future = super().run_in_executor(executor, func, *args)
        future.add_done_callback(self._thread_is_done)
        return future

    def may_jump(self) -> bool:
        """Tell whether nothing is under way that no timer waits for."""
        return not self._in_threads

    def jump(self, seconds: float) -> None:
        """Move the clock."""
        self._skipped += seconds

    def _thread_is_done(self, _future: Any) -> None:
        self._in_threads -= 1


class _JumpingSelector(selectors.DefaultSelector):
    """Waits a moment instead of the time until the next timer, and moves the clock instead."""

    def __init__(self, loop: FastLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Return what is ready."""
        if timeout is None or timeout <= _GRACE or not self._loop.may_jump():
            return super().select(timeout)
        ready = super().select(_GRACE)
        if not ready:
            self._loop.jump(timeout - _GRACE)
        return ready


def run_fast(main: Callable[[FastLoop], Coroutine[Any, Any, _T]]) -> _T:
    """Run `main` on a loop whose clock jumps, and return its result."""
    with asyncio.Runner(loop_factory=FastLoop) as runner:
        loop = runner.get_loop()
        assert isinstance(loop, FastLoop)
        return runner.run(main(loop))
