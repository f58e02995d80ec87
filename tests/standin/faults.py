"""What can go wrong between a bot and Telegram, switched on and off while everything runs."""

import asyncio
import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Trouble(StrEnum):
    """One way in which a call goes wrong; all but `LOST_ANSWER` leave it without effect."""

    TOO_MANY = "429"
    SERVER_ERROR = "500"
    FORBIDDEN = "403"
    GARBAGE = "garbage"
    RESET = "reset"
    LOST_ANSWER = "lost answer"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True)
class Fault:
    """A trouble that meets a share of the calls: of these methods and chats, or of all."""

    trouble: Trouble
    share: float = 1.0
    methods: frozenset[str] = frozenset()
    chats: frozenset[int] = frozenset()
    retry_after: int = 5

    def meets(self, method: str, chat_id: int | None) -> bool:
        """Tell whether a call is among those that this fault can meet."""
        if self.methods and method not in self.methods:
            return False
        return not self.chats or chat_id in self.chats


class Faults:
    """The faults of the moment, and how many calls each trouble met so far."""

    def __init__(self, seed: int = 0) -> None:
        self._now: tuple[Fault, ...] = ()
        self._chance = random.Random(seed)
        self.met: Counter[Trouble] = Counter()
        self._switched = asyncio.Event()

    def switch_to(self, faults: Iterable[Fault] = ()) -> None:
        """Have these faults from now on, and no others."""
        self._now = tuple(faults)
        self._switched.set()
        self._switched = asyncio.Event()

    def meeting(self, method: str, chat_id: int | None) -> Fault | None:
        """Return the fault that this call meets."""
        for fault in self._now:
            if fault.meets(method, chat_id) and self._chance.random() < fault.share:
                self.met[fault.trouble] += 1
                return fault
        return None

    async def switched(self) -> None:
        """Return once other faults reign than now."""
        await self._switched.wait()
