"""Where a command writes: results alone to standard output, everything else to standard error."""

import json
import sys
from typing import Any


def result(text: str) -> None:
    """Print a result for people."""
    print(text, flush=True)


def result_json(value: Any) -> None:
    """Print a result as one JSON value on one line."""
    print(json.dumps(value, ensure_ascii=False), flush=True)


def progress(text: str) -> None:
    """Tell what is being done."""
    print(text, file=sys.stderr, flush=True)


def fault(text: str) -> None:
    """Tell an error in one line."""
    print("Lỗi: " + " ".join(text.split()), file=sys.stderr, flush=True)


def is_terminal() -> bool:
    """Tell whether somebody sits at a terminal and can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()
