"""Leaving a failing model alone for a while, and never asking it too much at once."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

FAILURES = 2
FIRST_PAUSE = 30.0
LONGEST_PAUSE = 600.0
# Fewer than the worker threads of a small machine: others must not wait for a slow model.
AT_ONCE = 3


class Breaker:
    """Opens after `FAILURES` in a row; each further failure doubles the pause."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._closed_until = 0.0
        self._in_use = 0

    @contextmanager
    def turn(self) -> Iterator[bool]:
        """Yield whether the model may be asked now; whoever may not goes on without it."""
        may = self._enter()
        try:
            yield may
        finally:
            if may:
                with self._lock:
                    self._in_use -= 1

    def failed(self) -> None:
        """Count a failure."""
        with self._lock:
            self._failures += 1
            if self._failures >= FAILURES:
                doubled = FIRST_PAUSE * 2 ** min(self._failures - FAILURES, 10)
                self._closed_until = self._clock() + min(doubled, LONGEST_PAUSE)

    def worked(self) -> None:
        """Forget the failures: the model answered."""
        with self._lock:
            self._failures = 0

    def _enter(self) -> bool:
        with self._lock:
            may = self._clock() >= self._closed_until and self._in_use < self._places()
            self._in_use += may
        return may

    def _places(self) -> int:
        """Return how many may ask at once: one that tries, while it is not known to work again."""
        return AT_ONCE if self._failures < FAILURES else 1
