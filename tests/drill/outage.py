"""`./run drill outage`: Telegram or the database fails in every way, and all is said in the end."""

import asyncio
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import make_url

from bot.channels.telegram import poll
from bot.reception import AT_ONCE
from services.registry import Services, open_services
from tests.bot.chatting import KEY, KNOWLEDGE, ZONE
from tests.drill.audit import audit
from tests.drill.fast_clock import FastLoop, run_fast
from tests.drill.person import Person
from tests.drill.troubles import Trial, network_trials, postgresql_trials, sqlite_trials
from tests.standin.limits import FloodLimits
from tests.standin.server import Door, telegram_server
from tests.standin.telegram import Telegram

Tell = Callable[[str], None]

# How long everything may take once the trouble is over, by the bot's clock.
_AFTERWARDS = 900.0
# What a bot may hold whatever waits: 64 updates in hand with a few tasks each.
_MOST_TASKS = 300
# Somebody whose reply is in hand may cost a call every other second, a typing sign most of all.
_CALLS_A_SECOND = 0.5
_OF_THE_STAND_IN = ("/aiohttp/web", "/tests/")
_QUESTIONS = ("Nhiệm vụ 2 do cơ quan nào thực hiện?", "nhiem vu 5 han den khi nao")


@dataclass
class TrialOutcome:
    """How a trouble went: `requests` were made and `tasks` held at most while it lasted."""

    name: str
    seconds: float
    people: int
    updates: int
    requests: int
    tasks: int
    unanswered: int

    @property
    def is_hot(self) -> bool:
        """Tell whether the bot asked again and again without patience."""
        return self.requests > self.seconds * (1 + _CALLS_A_SECOND * min(self.people, AT_ONCE))


@dataclass
class Outcome:
    """What came of all trials; everything here but the trials must be 0."""

    lost: int = 0
    doubled: int = 0
    replies_missing: int = 0
    hot_loops: int = 0
    unbounded: int = 0
    trials: list[TrialOutcome] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """Tell whether nothing went wrong."""
        counts = (self.lost, self.doubled, self.replies_missing, self.hot_loops, self.unbounded)
        return not any(counts)


def outage(
    folder: Path,
    database_url: str,
    *,
    people: int,
    cluster: Path | None = None,
    only: tuple[str, ...] = (),
    share: float = 1.0,
    tell: Tell = lambda line: None,
) -> Outcome:
    """Let one trouble follow another while people ask, and count what went wrong.

    `cluster` is where the PostgreSQL server runs; `only` names the troubles, all of them if none;
    each lasts for a `share` of its time.
    """

    async def drill(loop: FastLoop) -> Outcome:
        one = _Drill(loop, folder, database_url, people)
        return await one.run(cluster, only, share, tell)

    return run_fast(drill)


class _Drill:
    """One bot, one stand-in and some people on one clock."""

    def __init__(self, loop: FastLoop, folder: Path, database_url: str, people: int) -> None:
        self._loop = loop
        self._folder = folder
        self._url = database_url
        self._telegram = Telegram(loop.now, FloodLimits(loop.time))
        self._people = [Person(self._telegram, 5_000_001 + number) for number in range(people)]
        by_chat = {person.chat_id: person for person in self._people}
        self._telegram.api.listen(lambda delivery: by_chat[delivery.chat_id].hears(delivery))
        self._most_tasks = 0

    async def run(
        self, cluster: Path | None, only: tuple[str, ...], share: float, tell: Tell
    ) -> Outcome:
        """Run the trials and return what came of them."""
        outcome = Outcome()
        async with telegram_server(self._telegram) as door:
            with self._services() as services:
                serving = asyncio.create_task(self._serve(services, door))
                for trial in self._trials(services, cluster):
                    if not only or trial.name in only:
                        tell(trial.name)
                        outcome.trials.append(await self._run(trial.shortened(share)))
                if not only or "blocked" in only:
                    tell("blocked")
                    outcome.trials.append(await self._are_blocked())
                os.kill(os.getpid(), signal.SIGTERM)
                await serving
        self._count(outcome)
        return outcome

    @contextmanager
    def _services(self) -> Iterator[Services]:
        # Little patience with a lock: threads wait by the real clock.
        url = make_url(self._url)
        if url.get_backend_name() == "sqlite":
            url = url.update_query_dict({"timeout": "0.1"})
        address = url.render_as_string(hide_password=False)
        services = open_services(address, [KEY], KNOWLEDGE, self._folder)
        try:
            yield services
        finally:
            services.close()

    def _trials(self, services: Services, cluster: Path | None) -> list[Trial]:
        trials = network_trials(self._telegram)
        if cluster is not None:
            return trials + postgresql_trials(cluster)
        url = make_url(self._url)
        if url.get_backend_name() == "sqlite":
            trials += sqlite_trials(services.database.engine, Path(url.database or ""))
        return trials

    async def _serve(self, services: Services, door: Door) -> None:
        await poll(services, self._telegram.token, ZONE, door.url, now=self._loop.now)

    async def _run(self, trial: Trial) -> TrialOutcome:
        """Let everybody ask while the trouble lasts, then wait for all answers."""
        asked_before, calls_before = self._asked(), self._telegram.calls.total()
        async with trial.begin():
            asking = [asyncio.create_task(self._ask(person)) for person in self._people]
            self._most_tasks = 0
            watching = asyncio.create_task(self._watch_tasks())
            await asyncio.sleep(trial.seconds)
            requests = self._telegram.calls.total() - calls_before
        _, late = await asyncio.wait(asking, timeout=_AFTERWARDS)
        watching.cancel()
        for task in late:
            task.cancel()
        updates = self._asked() - asked_before
        return self._outcome(trial.name, trial.seconds, updates, requests, len(late))

    async def _are_blocked(self) -> TrialOutcome:
        """Everybody blocks the bot after asking, and gets an answer on coming back."""
        asked_before, calls_before = self._asked(), self._telegram.calls.total()
        for person in self._people:
            self._telegram.chats.block(person.chat_id)
        asking = [asyncio.create_task(self._ask_once(person)) for person in self._people]
        await asyncio.sleep(60)
        requests = self._telegram.calls.total() - calls_before
        for person, task in zip(self._people, asking, strict=True):
            task.cancel()
            person.gives_up()
            self._telegram.chats.block(person.chat_id, is_blocked=False)
        again = [asyncio.create_task(self._ask_once(person)) for person in self._people]
        _, late = await asyncio.wait(again, timeout=_AFTERWARDS)
        for task in late:
            task.cancel()
        updates = self._asked() - asked_before
        return self._outcome("blocked", 60, updates, requests, len(late))

    def _outcome(
        self, name: str, seconds: float, updates: int, requests: int, unanswered: int
    ) -> TrialOutcome:
        people = len(self._people)
        return TrialOutcome(name, seconds, people, updates, requests, self._most_tasks, unanswered)

    async def _ask(self, person: Person) -> None:
        for question in _QUESTIONS:
            await person.asks(question)

    async def _ask_once(self, person: Person) -> None:
        await person.asks(_QUESTIONS[0])

    async def _watch_tasks(self) -> None:
        while True:
            self._most_tasks = max(self._most_tasks, sum(map(_is_ours, asyncio.all_tasks())))
            await asyncio.sleep(0.5)

    def _asked(self) -> int:
        return sum(person.ledger.asked for person in self._people)

    def _count(self, outcome: Outcome) -> None:
        findings = audit(self._url, self._people, self._telegram.confirmed, has_news=False)
        outcome.lost, outcome.doubled = findings.lost, findings.doubled
        outcome.notes = findings.notes
        outcome.replies_missing = sum(len(person.missing) for person in self._people)
        outcome.hot_loops = sum(trial.is_hot for trial in outcome.trials)
        outcome.unbounded = sum(trial.tasks > _MOST_TASKS for trial in outcome.trials)


def _is_ours(task: asyncio.Task[Any]) -> bool:
    """Tell a task of the bot from one of the stand-in, which runs in the same loop here."""
    code = getattr(task.get_coro(), "cr_code", None)
    return code is None or not any(part in code.co_filename for part in _OF_THE_STAND_IN)
