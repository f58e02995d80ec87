"""The name under which this process holds leases, and whether another such process still lives."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from services.leases import Leases


def _world() -> str:
    """Return what the numbers of processes are counted in: this machine since it started."""
    with suppress(OSError):
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        # Containers on one machine count their processes each by themselves.
        return f"{boot[:8]}{Path('/proc/self/ns/pid').readlink().name[5:-1]}"
    return secrets.token_hex(4)


_WORLD = _world()
WORKER = f"{_WORLD}-{os.getpid()}-{secrets.token_hex(4)}"


def is_dead(worker: str) -> bool:
    """Tell whether the process behind a name is certainly gone; of elsewhere nothing is certain."""
    world, _, rest = worker.partition("-")
    number = rest.partition("-")[0]
    if world != _WORLD or not number.isdecimal() or worker == WORKER:
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    # A number that this process was given anew belonged to one that is gone.
    return int(number) == os.getpid()


def free_the_dead(leases: Leases) -> bool:
    """Let go what dead processes of this machine held, and tell whether there was anything."""
    dead = [holder for holder in leases.holders() if is_dead(holder)]
    for holder in dead:
        leases.free(holder)
    return bool(dead)
