"""What was measured, as a table."""

from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Row:
    """One measured figure; at most `goal` where there is one, None where it cannot be told.

    `floor` is what it must at least be.
    """

    key: str
    title: str
    value: float | None
    unit: str
    goal: float | None = None
    floor: float | None = None


def print_table(rows: list[Row]) -> None:
    """Print the rows to stderr, with what each was meant to be."""
    table = Table("Measured", "Value", "Goal", title="./run bench")
    for row in rows:
        goal = "" if row.goal is None else f"{_mark(row)} ≤ {row.goal:g} {row.unit}"
        if row.floor is not None:
            goal = f"{_mark(row)} ≥ {row.floor:g} {row.unit}"
        shown = "?" if row.value is None else f"{row.value:.2f} {row.unit}"
        table.add_row(row.title, shown, goal)
    Console(stderr=True).print(table)


def _mark(row: Row) -> str:
    value = row.value
    is_met = (
        value is not None
        and (row.goal is None or value <= row.goal)
        and (row.floor is None or value >= row.floor)
    )
    return "✓" if is_met else "✗"


def megabytes(process: int) -> float | None:
    """Return the resident memory of a process, None where the system does not tell it."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return None
    line = next(x for x in status.read_text().splitlines() if x.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
