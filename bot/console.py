"""Where a command writes: results alone to standard output, everything else to standard error."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import StringIO
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from rich.table import Table

_LINE = 100
_Item = TypeVar("_Item")


def result(text: str) -> None:
    """Print a result for people."""
    print(text, flush=True)


def result_json(value: Any) -> None:
    """Print a result as one JSON value on one line."""
    print(json.dumps(value, ensure_ascii=False), flush=True)


def table(rows: "Table") -> None:
    """Print a table as a result: as wide as the terminal, or as a line of text without blanks."""
    from rich.console import Console

    if sys.stdout.isatty():
        Console(highlight=False).print(rows)
        return
    page = Console(file=StringIO(), width=_LINE, highlight=False)
    with page.capture() as printed:
        page.print(rows)
    for line in printed.get().splitlines():
        result(line.rstrip())


@contextmanager
def steps(text: str, total: int) -> Iterator[Callable[[Iterable[_Item]], Iterator[_Item]]]:
    """Yield what goes through items and shows at a terminal how far it has come."""
    if not sys.stderr.isatty():
        yield iter
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        yield lambda items: iter(bar.track(items, total=total, description=text))


@contextmanager
def amount(text: str, total: int) -> Iterator[Callable[[int], None]]:
    """Yield what is told how much more is done, and shows at a terminal how much of the whole."""
    if not sys.stderr.isatty():
        yield lambda more: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(text, total=total)
        yield lambda more: bar.update(task, advance=more)


def progress(text: str) -> None:
    """Tell what is being done."""
    print(text, file=sys.stderr, flush=True)


def fault(text: str) -> None:
    """Tell an error in one line."""
    print("Lỗi: " + " ".join(text.split()), file=sys.stderr, flush=True)


def is_terminal() -> bool:
    """Tell whether somebody sits at a terminal and can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()
