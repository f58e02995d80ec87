"""A process that died on this machine is succeeded at once; any other by its lease."""

import os
import subprocess
import sys
from pathlib import Path

from bot.process import WORKER, free_the_dead, is_dead
from services.inbox import Arrival, Desk, Turn
from services.leases import TICK
from tests.bot.chatting import MONDAY, open_at


def name_of_a_dead_process() -> str:
    """Return the name under which a process held leases that has ended since."""
    code = "from bot.process import WORKER; print(WORKER)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return told.stdout.strip()


def test_who_lives_is_not_taken_for_dead() -> None:
    assert not is_dead(WORKER)
    world, _, _ = WORKER.split("-")
    assert not is_dead(f"{world}-{os.getppid()}-abcd")
    assert not is_dead(f"elsewhere-{2**22 + 1}-abcd")
    assert not is_dead("one")


def test_what_a_dead_process_held_is_free_at_once(var_dir: Path) -> None:
    dead = name_of_a_dead_process()
    assert is_dead(dead)
    services = open_at(var_dir)
    theirs, ours = Desk("telegram", 7, dead), Desk("telegram", 7, WORKER)
    services.inbox.turn(theirs, Turn([Arrival(1, "an", {})], free=1), MONDAY)
    assert services.leases.take(TICK, dead, MONDAY) is not None
    assert services.inbox.turn(ours, Turn(free=1), MONDAY) == ()

    assert free_the_dead(services.leases)
    (claim,) = services.inbox.turn(ours, Turn(free=1), MONDAY)
    assert claim.deaths == 1
    assert services.leases.take(TICK, WORKER, MONDAY) is not None
    assert not free_the_dead(services.leases)
    services.close()
