"""A mixed crowd: everybody lives through one conversation after another until told to stop."""

import asyncio
import random
from collections.abc import Sequence

from bot.channels.local.api import Delivery
from tests.drill.person import Apologized, Person
from tests.drill.scripts import SCRIPTS, Script, change_ones_mind, wait_for_news
from tests.standin.telegram import Telegram

_FIRST_CHAT = 5_000_001
# Every so manieth person waits for news all along, or changes their mind at the start.
_WAITING, _WAVERING = 5, 7


class Crowd:
    """People of one stand-in Telegram; `seed` decides all that they do."""

    def __init__(
        self, telegram: Telegram, size: int, seed: int, scripts: Sequence[Script] = SCRIPTS
    ) -> None:
        self.people = [Person(telegram, _FIRST_CHAT + number) for number in range(size)]
        self._by_chat = {person.chat_id: person for person in self.people}
        self._scripts = scripts
        self._seed = seed
        self._stop = asyncio.Event()
        self._lives: list[asyncio.Task[None]] = []
        telegram.api.listen(self._hear)

    @property
    def waiting(self) -> list[Person]:
        """Return those who wait for news."""
        return [person for number, person in enumerate(self.people) if number % _WAITING == 0]

    @property
    def updates(self) -> int:
        """Return how many updates were sent so far."""
        return sum(len(person.deeds) for person in self.people)

    @property
    def is_waiting_for_news(self) -> bool:
        """Tell whether everybody who will wait for news has said so."""
        return all(person.ledger.watching for person in self.waiting)

    def start(self) -> None:
        """Let everybody begin."""
        self._lives = [
            asyncio.create_task(self._live(number, person))
            for number, person in enumerate(self.people)
        ]

    async def finish(self, patience: float) -> None:
        """Let everybody end what they are about, for so many seconds, and stop the rest.

        Raises:
            AssertionError, LookupError: a conversation took a turn that it cannot take.
        """
        self._stop.set()
        done, late = await asyncio.wait(self._lives, timeout=patience)
        for life in late:
            life.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        for life in done:
            life.result()

    async def _live(self, number: int, person: Person) -> None:
        chance = random.Random(f"{self._seed}:{number}")
        try:
            if number % _WAITING == 0:
                await wait_for_news(person, chance)
            elif number % _WAVERING == 0:
                await change_ones_mind(person, chance)
        except Apologized:
            pass
        scripts = [
            one for one in self._scripts if number % _WAITING or "forget" not in one.__name__
        ]
        while not self._stop.is_set():
            try:
                await chance.choice(scripts)(person, chance)
            except Apologized:
                continue

    def _hear(self, delivery: Delivery) -> None:
        person = self._by_chat.get(delivery.chat_id)
        if person is not None:
            person.hears(delivery)
