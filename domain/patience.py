"""How long to wait before the next try."""

from datetime import timedelta


def back_off(times: int, longest: timedelta) -> timedelta:
    """Return the wait after so many tries in vain: 1, 2, 4 … seconds, up to the longest."""
    return min(timedelta(seconds=2 ** min(max(times, 1) - 1, 20)), longest)
