"""Quarters: the only periods of public figures, since periods that overlap could be subtracted."""

from dataclasses import dataclass
from datetime import date

_MONTHS = 3
_FIRST_YEAR, _LAST_YEAR = 2000, 2199


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a year, numbered from 1 to 4."""

    year: int
    number: int

    @property
    def start(self) -> date:
        """Return its first day."""
        return date(self.year, _MONTHS * (self.number - 1) + 1, 1)

    @property
    def end(self) -> date:
        """Return the first day after it."""
        return self.next.start

    @property
    def next(self) -> "Quarter":
        """Return the quarter after it."""
        return (
            Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)
        )

    @property
    def previous(self) -> "Quarter":
        """Return the quarter before it."""
        return (
            Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)
        )


def quarter_of(day: date) -> Quarter:
    """Return the quarter in which a day lies."""
    return Quarter(day.year, (day.month - 1) // _MONTHS + 1)


def read_quarter(text: str) -> Quarter | None:
    """Return the quarter that is written as `2026-Q3` or `20263`; None for anything else."""
    year, _, number = text.upper().partition("-Q") if "-" in text else (text[:4], "", text[4:])
    is_whole = (
        len(year) == 4 and year.isascii() and year.isdigit() and number in {"1", "2", "3", "4"}
    )
    if not is_whole or not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        return None
    return Quarter(int(year), int(number))
