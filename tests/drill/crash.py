"""`./run drill crash`: power cuts at random moments, and nothing lost, doubled or left unsaid."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from services.registry import open_services
from tests.bot.chatting import KEY, KNOWLEDGE, PLANS
from tests.drill.audit import audit, open_updates
from tests.drill.crowd import Crowd
from tests.drill.person import Person
from tests.drill.scripts import SCRIPTS, Script
from tests.drill.worker import Worker, free_port, settings_for
from tests.standin.server import telegram_server
from tests.standin.telegram import Telegram, telegram_limits

_NEWS = "ke-hoach-tan-phuoc.txt"
_PATIENCE = 120.0
_LOOK_AGAIN = 0.2

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Round:
    """One way to serve: how many workers on one database, and by polling or by a webhook."""

    name: str
    workers: int = 1
    is_webhook: bool = False


ROUNDS = (Round("polling"), Round("webhook", is_webhook=True), Round("two workers", workers=2))


@dataclass
class Outcome:
    """What came of a round; `lost`, `doubled` and `replies_missing` must be 0."""

    round: str
    kills: int = 0
    updates: int = 0
    lost: int = 0
    doubled: int = 0
    replies_missing: int = 0
    apologies: int = 0
    news: int = 0
    news_repeated: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """Tell whether nothing went wrong."""
        return not (self.lost or self.doubled or self.replies_missing)


@dataclass(frozen=True, slots=True)
class Pace:
    """How many people there are, how many seconds a worker lives, and whether news come."""

    people: int = 30
    shortest_life: float = 0.5
    longest_life: float = 6.0
    # News come with the tick, up to a minute after their document.
    has_news: bool = True
    scripts: tuple[Script, ...] = SCRIPTS


async def crash(
    folder: Path,
    database_url: str,
    one: Round,
    *,
    kills: int,
    seed: int,
    pace: Pace = Pace(),
    tell: Tell = lambda line: None,
) -> Outcome:
    """Kill the workers of a round `kills` times while a crowd talks, and count what went wrong.

    `folder` holds the prepared database, or at least the workers' files.
    """
    chance = random.Random(f"{seed}:{one.name}")
    async with serving(folder, database_url, one) as (telegram, workers):
        crowd = Crowd(telegram, pace.people, seed, pace.scripts)
        crowd.start()
        killed = 0
        while killed < kills:
            await asyncio.sleep(chance.uniform(pace.shortest_life, pace.longest_life))
            worker = chance.choice(workers)
            await worker.kill()
            await worker.start()
            killed += 1
            tell(f"{one.name}: kill {killed} of {kills}, {crowd.updates} updates so far")
            if killed == (kills + 1) // 2 and pace.has_news:
                await _news_comes(folder, database_url, crowd)
        tell(f"{one.name}: everybody ends what they are about")
        await crowd.finish(_PATIENCE)
        await _drain(database_url, telegram, crowd.waiting if pace.has_news else [])
        for worker in workers:
            await worker.stop()
    outcome = _outcome(one, telegram, crowd)
    outcome.kills = killed
    findings = audit(database_url, crowd.people, telegram.confirmed, has_news=pace.has_news)
    outcome.lost += findings.lost
    outcome.doubled = findings.doubled
    outcome.notes += findings.notes
    if pace.has_news:
        outcome.replies_missing += sum(not person.news for person in crowd.waiting)
    return outcome


@asynccontextmanager
async def serving(
    folder: Path, database_url: str, one: Round
) -> AsyncIterator[tuple[Telegram, list[Worker]]]:
    """Yield a stand-in and the workers that serve it, all of them started."""
    ports = [free_port() for _ in range(one.workers)]
    doors = [f"http://127.0.0.1:{port}" for port in ports]
    telegram = Telegram(limits=telegram_limits(), doors=doors)
    async with telegram_server(telegram) as door:
        workers = [
            _worker(folder, database_url, door.url, one, number, port)
            for number, port in enumerate(ports)
        ]
        for worker in workers:
            await worker.start()
        try:
            yield telegram, workers
        finally:
            for worker in workers:
                await worker.stop()


def _worker(
    folder: Path, database_url: str, api_url: str, one: Round, number: int, port: int
) -> Worker:
    settings = settings_for(folder, database_url, api_url)
    if one.is_webhook:
        settings |= {"WEBHOOK_URL": "https://congvu.example/telegram", "WEBHOOK_SECRET": "bi-mat"}
    arguments = ("--webhook", "--port", str(port)) if one.is_webhook else ()
    return Worker(settings, folder / f"{one.name.replace(' ', '-')}-{number}.log", arguments)


async def _news_comes(folder: Path, database_url: str, crowd: Crowd) -> None:
    """Load, once everybody who will wait does, the document that they wait for."""
    with suppress(TimeoutError):
        async with asyncio.timeout(_PATIENCE):
            while not crowd.is_waiting_for_news:
                await asyncio.sleep(_LOOK_AGAIN)
    await asyncio.to_thread(_ingest, folder, database_url)


def _ingest(folder: Path, database_url: str) -> None:
    services = open_services(database_url, [KEY], KNOWLEDGE, folder)
    try:
        text = (PLANS / _NEWS).read_text(encoding="utf-8")
        services.documents.ingest(text, _NEWS, datetime.now(UTC), "drill")
    finally:
        services.close()


async def _drain(database_url: str, telegram: Telegram, waiting: Sequence[Person]) -> None:
    """Wait until nothing is under way any more; whatever still is afterwards will be counted."""
    with suppress(TimeoutError):
        async with asyncio.timeout(_PATIENCE):
            while (
                telegram.waiting
                or not all(person.news for person in waiting)
                or await asyncio.to_thread(open_updates, database_url)
            ):
                await asyncio.sleep(_LOOK_AGAIN)


def _outcome(one: Round, telegram: Telegram, crowd: Crowd) -> Outcome:
    """Return what can be told from outside."""
    sent = {deed.update_id for person in crowd.people for deed in person.deeds}
    unsaid = [deed for person in crowd.people for deed in person.missing]
    return Outcome(
        round=one.name,
        updates=len(sent),
        lost=len(sent - telegram.confirmed),
        replies_missing=len(unsaid),
        apologies=sum(person.apologies for person in crowd.people),
        news=sum(bool(person.news) for person in crowd.people),
        news_repeated=sum(max(0, len(person.news) - 1) for person in crowd.people),
        notes=[f"no reply to update {deed.update_id}" for deed in unsaid],
    )
