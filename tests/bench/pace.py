"""How long most things took, and how long the slowest but one in twenty."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles


@dataclass(frozen=True, slots=True)
class Pace:
    """Milliseconds of the middle one and of the slowest but one in twenty."""

    p50: float
    p95: float


def pace_of(milliseconds: Sequence[float]) -> Pace:
    """Return the pace of what took so long."""
    cuts = quantiles(milliseconds, n=20)
    return Pace(cuts[9], cuts[18])
