"""`./run drill flood`: a few people send ten times what the bot can do; others do not feel it."""

import asyncio
import itertools
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import quantiles
from typing import Any

from bot.channels.local.api import Delivery
from handlers.texts import other
from tests.bench.questions import plan_questions
from tests.drill.audit import stored_updates
from tests.standin.limits import OVERALL
from tests.standin.telegram import Telegram

Tell = Callable[[str], None]

_FIRST_USER, _FIRST_ATTACKER = 6_000_001, 9_000_001
_SPAM = "trả lời tôi ngay đi"
# The notice speaks of the messages right after it too: those that crossed it on the way.
_CROSSING = 5.0
_PATIENCE = 300.0
_AT_ONCE = 120


@dataclass(frozen=True, slots=True)
class Crowding:
    """How many people ask, and how many disturb them.

    `capacity` is what the bot can answer in a second; it is measured where it is not given, and
    Telegram lets no bot send more than 30. Users ask at half of it, attackers write ten times it.
    """

    users: int = 2000
    attackers: int = 3
    capacity: float | None = None


@dataclass
class Outcome:
    """What came of it; `unanswered` are users without an answer, in either phase."""

    users: int
    attackers: int
    capacity: float
    quiet_p50_ms: float
    quiet_p95_ms: float
    flood_p50_ms: float
    flood_p95_ms: float
    attack_updates: int
    rejected: int
    dropped_silently: int
    unanswered: int

    @property
    def ratio(self) -> float:
        """Return how much longer the slowest one in twenty waits because of the flood."""
        return self.flood_p95_ms / self.quiet_p95_ms

    @property
    def is_good(self) -> bool:
        """Tell whether others kept their pace and everybody was told."""
        return self.ratio <= 2 and not (self.dropped_silently or self.unanswered)


@dataclass
class _Heard:
    """What one chat was told, and when."""

    answers: list[float] = field(default_factory=list)
    notices: list[float] = field(default_factory=list)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)


class Flood:
    """Users and attackers of one stand-in, whose bot runs somewhere else."""

    def __init__(self, telegram: Telegram, crowding: Crowding) -> None:
        self._telegram = telegram
        self._crowding = crowding
        self._capacity = OVERALL.per_second
        self._heard: defaultdict[int, _Heard] = defaultdict(_Heard)
        self._sent: defaultdict[int, dict[int, float]] = defaultdict(dict)
        self._questions = itertools.cycle(str(one["question"]) for one in plan_questions())
        telegram.api.listen(self._hear)

    async def run(self, database_url: str, tell: Tell = lambda line: None) -> Outcome:
        """Ask in peace, then under attack, wait until all is said, and compare."""
        await self._ask(_FIRST_USER - 1)
        tell("measuring what the bot can do")
        self._capacity = self._crowding.capacity or await self._measure_capacity()
        tell(f"quiet; the bot answers {self._capacity:.0f} a second")
        quiet = await self._everybody_asks()
        tell("flood")
        attack = asyncio.create_task(self._attack())
        flood = await self._everybody_asks()
        attack.cancel()
        tell("the last replies")
        attackers = range(_FIRST_ATTACKER, _FIRST_ATTACKER + self._crowding.attackers)
        unsaid = await self._unsaid(database_url, attackers)
        sent = {number for chat_id in attackers for number in self._sent[chat_id]}
        rejected = sent - await asyncio.to_thread(stored_updates, database_url)
        return Outcome(
            self._crowding.users,
            self._crowding.attackers,
            self._capacity,
            *_percentiles(quiet),
            *_percentiles(flood),
            attack_updates=len(sent),
            rejected=len(rejected),
            dropped_silently=unsaid,
            unanswered=2 * self._crowding.users - len(quiet) - len(flood),
        )

    async def _measure_capacity(self) -> float:
        """Let some people ask at once; return how many a second were answered."""
        people = range(_FIRST_USER, _FIRST_USER + _AT_ONCE)
        began = _time()
        await asyncio.gather(*map(self._ask, people))
        return min(_AT_ONCE / (_time() - began), OVERALL.per_second)

    async def _everybody_asks(self) -> list[float]:
        """Let each user ask once, evenly spaced; return the seconds that the answers took."""
        asking = []
        for number in range(self._crowding.users):
            asking.append(asyncio.create_task(self._ask(_FIRST_USER + number)))
            await asyncio.sleep(2 / self._capacity)
        done, late = await asyncio.wait(asking, timeout=_PATIENCE)
        for task in late:
            task.cancel()
        return [task.result() for task in done]

    async def _ask(self, chat_id: int) -> float:
        heard = self._heard[chat_id]
        heard.arrived.clear()
        began = _time()
        await self._write(chat_id, next(self._questions))
        await heard.arrived.wait()
        return _time() - began

    async def _attack(self) -> None:
        """Send far more than can be answered, the attackers in turn."""
        chats = itertools.cycle(range(self._crowding.attackers))
        began, sent = _time(), 0
        while True:
            # As many as are due by now: a loop that is late catches up.
            while sent < (_time() - began) * 10 * self._capacity:
                await self._write(_FIRST_ATTACKER + next(chats), _SPAM)
                sent += 1
            await asyncio.sleep(0.01)

    async def _write(self, chat_id: int, text: str) -> None:
        person = self._telegram.chats.person(chat_id)
        update: dict[str, Any] = self._telegram.people.writes(person, text)
        self._sent[chat_id][update["update_id"]] = _time()
        await self._telegram.deliver(update)

    async def _unsaid(self, database_url: str, attackers: Sequence[int]) -> int:
        """Wait for what is still to come and return how many messages nothing was said to."""
        left = 0
        until = _time() + _PATIENCE
        while _time() < until:
            stored = await asyncio.to_thread(stored_updates, database_url)
            left = sum(self._unsaid_to(chat_id, stored) for chat_id in attackers)
            if not left and not self._telegram.waiting:
                break
            await asyncio.sleep(1)
        return left

    def _unsaid_to(self, chat_id: int, stored: set[int]) -> int:
        """Return how many messages of a chat got neither an answer nor a notice that covers them.

        An answer or a notice belongs to each one that was stored; what was turned away is covered
        by a notice that came later, or only just before.
        """
        heard, sent = self._heard[chat_id], self._sent[chat_id]
        taken = len(sent.keys() & stored)
        unanswered = max(0, taken - len(heard.answers) - len(heard.notices))
        latest = max(heard.notices, default=float("-inf")) + _CROSSING
        turned_away = [at for number, at in sent.items() if number not in stored]
        return unanswered + sum(at > latest for at in turned_away)

    def _hear(self, delivery: Delivery) -> None:
        if delivery.kind != "sent":
            return
        heard = self._heard[delivery.chat_id]
        is_notice = delivery.payload.get("text") == other.TOO_MANY
        (heard.notices if is_notice else heard.answers).append(_time())
        heard.arrived.set()


def _time() -> float:
    return asyncio.get_running_loop().time()


def _percentiles(seconds: list[float]) -> tuple[float, float]:
    """Return the 50th and the 95th percentile in milliseconds."""
    cuts = quantiles(seconds, n=20)
    return 1000 * cuts[9], 1000 * cuts[18]
