"""What was measured, as a table."""

from dataclasses import dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Row:
    """One measured figure; at most `goal` where there is one, None where it cannot be told."""

    key: str
    title: str
    value: float | None
    unit: str
    goal: float | None = None


def print_table(rows: list[Row]) -> None:
    """Print the rows to stderr, with what each was meant to be."""
    table = Table("Measured", "Value", "Goal", title="./run bench")
    for row in rows:
        goal = "" if row.goal is None else f"{_mark(row)} ≤ {row.goal:g} {row.unit}"
        shown = "?" if row.value is None else f"{row.value:.2f} {row.unit}"
        table.add_row(row.title, shown, goal)
    Console(stderr=True).print(table)


def _mark(row: Row) -> str:
    return "✓" if row.value is not None and row.value <= (row.goal or 0) else "✗"
