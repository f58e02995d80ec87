"""The whole process in the terminal: launch to the first reply, and memory."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import IO

from tests.bench.questions import plan_questions
from tests.bench.table import megabytes

_LAUNCHES = 3
_ASKED = 20
_RIVAL = "import telegram.ext, sqlalchemy; print(flush=True)"


@dataclass(frozen=True, slots=True)
class Starting:
    """Seconds and megabytes.

    `seconds` ends at the first reply; `rival_seconds` when the bare imports are done, and
    `rival_process_seconds` when that process has ended.
    """

    seconds: float
    rival_seconds: float
    rival_process_seconds: float
    megabytes: float | None
    warm_megabytes: float | None
    asked: int


@dataclass(frozen=True, slots=True)
class _Launch:
    seconds: float
    megabytes: float | None
    warm_megabytes: float | None


def measure_starting(folder: Path) -> Starting:
    """Start the bot over a folder that is set up already, and return the medians."""
    environment = _environment(folder)
    subprocess.run(
        [sys.executable, "-m", "bot", "documents"],
        env=environment, check=True, capture_output=True,
    )  # fmt: skip
    _import_alone(environment)
    launches, rivals = [], []
    for _ in range(_LAUNCHES):
        launches.append(_launch(environment))
        rivals.append(_import_alone(environment))
    return Starting(
        median(launch.seconds for launch in launches),
        median(imported for imported, _ in rivals),
        median(ended for _, ended in rivals),
        launches[-1].megabytes,
        launches[-1].warm_megabytes,
        _ASKED,
    )


def _environment(folder: Path) -> dict[str, str]:
    """Return an environment of its own, so that no installation's database is touched."""
    database = f"sqlite:///{folder / 'congvu.db'}"
    return {**os.environ, "VAR_DIR": str(folder), "DATABASE_URL": database}


def _launch(environment: Mapping[str, str]) -> _Launch:
    """Start the chat, say /start, then ask; the clock stops at the first reply."""
    started = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "chat", "--json"],
        env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as chat:  # fmt: skip
        assert chat.stdin is not None
        assert chat.stdout is not None
        _turn(chat.stdin, chat.stdout, "/start")
        seconds = time.perf_counter() - started
        first = megabytes(chat.pid)
        for question in plan_questions()[:_ASKED]:
            _turn(chat.stdin, chat.stdout, str(question["question"]))
        warm = megabytes(chat.pid)
        chat.stdin.close()
        chat.stdout.read()
    return _Launch(seconds, first, warm)


def _turn(to_bot: IO[str], from_bot: IO[str], line: str) -> None:
    to_bot.write(f"{line}\n")
    to_bot.flush()
    if not from_bot.readline():
        raise RuntimeError(f"the chat ended at {line!r}")


def _import_alone(environment: Mapping[str, str]) -> tuple[float, float]:
    """Return the seconds until the libraries are imported, and until that process has ended."""
    started = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", _RIVAL], env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        imported = time.perf_counter() - started
    return imported, time.perf_counter() - started
