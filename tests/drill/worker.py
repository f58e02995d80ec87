"""A real `congvu serve` process of a drill: started, killed, stopped, measured."""

import asyncio
import base64
import contextlib
import os
import signal
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from bot.settings import NAMES
from tests.bot.chatting import KEY
from tests.standin.telegram import TOKEN

ROOT = Path(__file__).parents[2]
_PATIENCE = 40.0


@dataclass
class Worker:
    """One process at a time over the same settings; `log` collects what all of them write."""

    settings: Mapping[str, str]
    log: Path
    arguments: tuple[str, ...] = ()
    process: asyncio.subprocess.Process | None = None
    starts: int = 0
    _out: IO[bytes] | None = field(default=None, repr=False)

    async def start(self) -> None:
        """Start the process; it is not waited for."""
        if self._out is None:
            self._out = self.log.open("ab")
        inherited = {name: value for name, value in os.environ.items() if name not in NAMES}
        self.process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "serve", *self.arguments),
            cwd=ROOT, env={**inherited, **self.settings}, stdout=self._out, stderr=self._out,
        )  # fmt: skip
        self.starts += 1

    async def kill(self) -> None:
        """End the process as a power cut would.

        Raises:
            RuntimeError: it had ended by itself.
        """
        process = self._running()
        if process.returncode is not None:
            raise RuntimeError(f"the worker ended by itself; see {self.log}")
        process.kill()
        await process.wait()

    async def stop(self) -> int:
        """Ask the process to stop and return its exit status."""
        process = self._running()
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        try:
            async with asyncio.timeout(_PATIENCE):
                status = await process.wait()
        except TimeoutError:
            process.kill()
            status = await process.wait()
        if self._out is not None:
            self._out.close()
            self._out = None
        return status

    def _running(self) -> asyncio.subprocess.Process:
        if self.process is None:
            raise RuntimeError("not started")
        return self.process


def settings_for(folder: Path, database_url: str, api_url: str, **more: str) -> dict[str, str]:
    """Return the settings of a worker over one database and one stand-in."""
    return {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": api_url,
        "DATA_KEYS": base64.b64encode(KEY).decode(),
        "VAR_DIR": str(folder),
        "DATABASE_URL": database_url,
        **more,
    }


def free_port() -> int:
    """Return the number of a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
