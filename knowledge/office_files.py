"""Two small files that an operator keeps: exceptional working days, and the limits of steps."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from domain.case_limits import Decision, Limit, Span
from domain.errors import BrokenKnowledge

SHIPPED_DAYS = Path(__file__).parent / "working-days.yaml"
_LONGEST_LIMIT = 365

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ExceptionalDay:
    """A day on which offices work, or rest, unlike its weekday; with who announced it, and when."""

    day: date
    works: bool
    name: str
    source: str
    announced_on: date


def load_days(own: Path | None = None) -> tuple[ExceptionalDay, ...]:
    """Return the exceptional days; those of the operator's own file go before the shipped ones.

    Raises:
        BrokenKnowledge: with every fault of the files.
    """
    shipped = _entries(SHIPPED_DAYS, "days", _day)
    mine = () if own is None else _entries(own, "days", _day)
    return tuple({one.day: one for one in (*shipped, *mine)}.values())


def load_limits(own: Path | None) -> tuple[Limit, ...]:
    """Return the limits that were decided, none where there is no file.

    Raises:
        BrokenKnowledge: with every fault of the file.
    """
    return () if own is None else _entries(own, "limits", _limit)


def _entries(file: Path, name: str, read: Callable[[dict[str, Any]], T]) -> tuple[T, ...]:
    faults: list[str] = []
    found = tuple(_read_all(file, name, read, faults))
    if faults:
        raise BrokenKnowledge(tuple(faults))
    return found


def _read_all(
    file: Path, name: str, read: Callable[[dict[str, Any]], T], faults: list[str]
) -> Iterator[T]:
    # Most commands never look at these files, so their reader is imported only here.
    import yaml

    from knowledge.tables import SAFE_LOADER

    try:
        content = yaml.load(file.read_text(encoding="utf-8"), Loader=SAFE_LOADER)
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        faults.append(f"{file.name}: không đọc được tệp YAML này.")
        return
    entries = content.get(name) if isinstance(content, dict) else None
    if not isinstance(entries, list):
        faults.append(f"{file.name}: cần một danh sách '{name}'.")
        return
    for number, entry in enumerate(entries, 1):
        try:
            yield read(entry)
        except (KeyError, TypeError, ValueError) as error:
            faults.append(f"{file.name}, mục {number}: {_words(error)}")


def _words(error: Exception) -> str:
    return f"thiếu {error}" if isinstance(error, KeyError) else str(error)


def _day(entry: dict[str, Any]) -> ExceptionalDay:
    if not isinstance(entry["works"], bool):
        raise ValueError("works phải là true (đi làm) hoặc false (nghỉ).")
    return ExceptionalDay(
        day=_date(entry, "day"),
        works=entry["works"],
        name=_text(entry, "name"),
        source=_text(entry, "source"),
        announced_on=_date(entry, "announced_on"),
    )


def _limit(entry: dict[str, Any]) -> Limit:
    steps = ", ".join(Span)
    if entry["step"] not in set(Span):
        raise ValueError(f"step phải là một trong: {steps}.")
    days = entry["days"]
    if not isinstance(days, int) or isinstance(days, bool) or not 1 <= days <= _LONGEST_LIMIT:
        raise ValueError(f"days phải là số ngày làm việc nguyên từ 1 đến {_LONGEST_LIMIT}.")
    decision = Decision(_text(entry, "source"), _date(entry, "decided_on"), _date(entry, "from"))
    return Limit(Span(entry["step"]), days, decision)


def _date(entry: dict[str, Any], name: str) -> date:
    value = entry[name]
    # A moment is a date too, but no day.
    if type(value) is not date:
        raise ValueError(f"{name} phải là ngày, viết như 2026-12-31.")
    return value


def _text(entry: dict[str, Any], name: str) -> str:
    value = entry[name]
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{name} không được để trống.")
    return value.strip()
