"""Telegram's flood limits: short bursts pass, then a call is told how long to wait."""

import math
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rate:
    """So many messages a second in the long run, and so many at once."""

    per_second: float
    at_once: int


OVERALL = Rate(30, 30)
A_CHAT = Rate(1, 5)
A_GROUP = Rate(20 / 60, 20)


class _Bucket:
    """Holds what may still be sent now; it fills by itself."""

    def __init__(self, rate: Rate, now: float) -> None:
        self._rate = rate
        self._left = float(rate.at_once)
        self._since = now

    def wait(self, now: float) -> float:
        """Return the seconds until one more message may be sent; 0 when it may be sent now."""
        filled = self._left + (now - self._since) * self._rate.per_second
        self._left, self._since = min(filled, self._rate.at_once), now
        return max(0.0, (1 - self._left) / self._rate.per_second)

    def take(self) -> None:
        """Count one message."""
        self._left -= 1


class FloodLimits:
    """The limits overall, of each chat, and of each group (whose number is negative)."""

    def __init__(
        self,
        time: Callable[[], float],
        overall: Rate = OVERALL,
        chat: Rate = A_CHAT,
        group: Rate = A_GROUP,
    ) -> None:
        self._time = time
        self._rates = (chat, group)
        self._overall = _Bucket(overall, time())
        self._chats: dict[int, _Bucket] = {}

    def refuse(self, chat_id: int) -> int | None:
        """Count a message to a chat, or return the whole seconds to wait before it."""
        now = self._time()
        chat = self._chats.setdefault(chat_id, _Bucket(self._rates[chat_id < 0], now))
        wait = max(self._overall.wait(now), chat.wait(now))
        if wait > 0:
            return math.ceil(wait)
        self._overall.take()
        chat.take()
        return None
