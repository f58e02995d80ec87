"""`./run drill crash|outage|flood`: failure drills; the last line, on stdout, is JSON."""

import asyncio
import json
import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from tests import postgresql
from tests.bot.chatting import prepare
from tests.drill.crash import ROUNDS, Outcome, Round, Tell, crash, serving
from tests.drill.flood import Crowding, Flood
from tests.drill.flood import Outcome as FloodOutcome
from tests.drill.outage import outage

_SHORT, _LONG = 20, 200

app = typer.Typer(add_completion=False, no_args_is_help=True, rich_markup_mode=None)
_console = Console(stderr=True)

Database = Annotated[str, typer.Option(help="sqlite, postgresql (a throw-away one) or an address")]
Seed = Annotated[int | None, typer.Option(help="Repeats the choices of an earlier run")]


@app.callback()
def _drills() -> None:
    """Let things go wrong on purpose, and count what the bot makes of it."""


@app.command("crash")
def crash_drill(
    kills: Annotated[int | None, typer.Option(help=f"How many, {_SHORT} by default")] = None,
    is_long: Annotated[bool, typer.Option("--long", help=f"{_LONG} kills")] = False,
    only: Annotated[str | None, typer.Option(help="polling, webhook or 'two workers'")] = None,
    database: Database = "sqlite",
    seed: Seed = None,
) -> None:
    """Kill the bot at random moments while a crowd talks to it."""
    seed = _chosen(seed)
    rounds = [one for one in ROUNDS if only in (None, one.name)]
    if not rounds:
        raise typer.BadParameter(f"no such round: {only}")
    shares = _shares(kills or (_LONG if is_long else _SHORT), len(rounds))
    outcomes = [
        _crash(one, share, database, seed) for one, share in zip(rounds, shares, strict=True)
    ]
    counted = ("kills", "updates", "lost", "doubled", "replies_missing")
    totals = {name: sum(getattr(one, name) for one in outcomes) for name in counted}
    _end(
        {**totals, "seed": seed, "rounds": [asdict(one) for one in outcomes]},
        is_good=all(one.is_good for one in outcomes),
    )


def _crash(one: Round, kills: int, database: str, seed: int) -> Outcome:
    with _place(database) as place, _console.status(one.name) as status:
        drill = crash(place.folder, place.url, one, kills=kills, seed=seed, tell=status.update)
        return asyncio.run(drill)


@app.command("outage")
def outage_drill(
    people: Annotated[int, typer.Option(help="How many ask during each trouble")] = 60,
    only: Annotated[list[str] | None, typer.Option(help="The name of one trouble")] = None,
    database: Database = "sqlite",
) -> None:
    """Let Telegram or the database fail in every way while people ask."""
    with _place(database) as place, _console.status("outage") as status:
        outcome = outage(
            place.folder, place.url, people=people, cluster=place.cluster,
            only=tuple(only or ()), tell=status.update,
        )  # fmt: skip
    trials = [{**asdict(trial), "is_hot": trial.is_hot} for trial in outcome.trials]
    updates = sum(trial.updates for trial in outcome.trials)
    _end({"updates": updates, **asdict(outcome), "trials": trials}, is_good=outcome.is_good)


@app.command("flood")
def flood_drill(
    users: Annotated[int, typer.Option(help="How many ask, once in peace and once not")] = 2000,
    attackers: Annotated[int, typer.Option(help="How many disturb them")] = 3,
    database: Database = "sqlite",
) -> None:
    """Let a few people send ten times what the bot can do while others ask."""
    crowding = Crowding(users=users, attackers=attackers)
    with _place(database) as place, _console.status("flood") as status:
        outcome = asyncio.run(_flood(place.folder, place.url, crowding, status.update))
    _end({**asdict(outcome), "ratio": outcome.ratio}, is_good=outcome.is_good)


async def _flood(folder: Path, url: str, crowding: Crowding, tell: Tell) -> FloodOutcome:
    async with serving(folder, url, ROUNDS[0]) as (telegram, _):
        return await Flood(telegram, crowding).run(url, tell)


def _shares(kills: int, rounds: int) -> list[int]:
    return [kills // rounds + (number < kills % rounds) for number in range(rounds)]


def _chosen(seed: int | None) -> int:
    chosen = random.SystemRandom().randrange(10**6) if seed is None else seed
    _console.print(f"seed {chosen}")
    return chosen


@dataclass(frozen=True, slots=True)
class _Place:
    """A folder and a database; `cluster` is where its server runs if it is one of ours."""

    folder: Path
    url: str
    cluster: Path | None = None


@contextmanager
def _place(database: str) -> Iterator[_Place]:
    """Yield a place that is gone afterwards, but for a database that was given by its address."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="congvu-drill-")))
        if database == "sqlite":
            yield _Place(prepare(folder), f"sqlite:///{folder / 'congvu.db'}")
        elif database == "postgresql":
            cluster = stack.enter_context(postgresql.cluster())
            yield _Place(folder, postgresql.new_database(cluster), cluster)
        else:
            yield _Place(folder, database)


def _end(result: dict[str, Any], *, is_good: bool) -> None:
    print(json.dumps(result, ensure_ascii=False), flush=True)
    sys.exit(0 if is_good else 1)


if __name__ == "__main__":
    app()
