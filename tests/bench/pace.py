"""How long most things took, and how long the slowest but one in twenty."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import quantiles
from time import perf_counter, process_time


@dataclass(frozen=True, slots=True)
class Pace:
    """Milliseconds of the middle one and of the slowest but one in twenty."""

    p50: float
    p95: float


def pace_of(milliseconds: Sequence[float]) -> Pace:
    """Return the pace of what took so long."""
    cuts = quantiles(milliseconds, n=20)
    return Pace(cuts[9], cuts[18])


def paces_of(search: Callable[[str], object], questions: Sequence[str]) -> tuple[Pace, Pace]:
    """Return the pace of questions by the clock, and in time of this process's own work.

    Where other programs keep the machine busy, only the second compares two ways of searching.
    """
    clock, work = [], []
    for question in questions:
        started, worked = perf_counter(), process_time()
        search(question)
        clock.append(1000 * (perf_counter() - started))
        work.append(1000 * (process_time() - worked))
    return pace_of(clock), pace_of(work)
