"""Other processes around Chroma: one that asks the same vectors, and a server of it."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import sleep

import httpx

_ASK = """
import sys
from pathlib import Path
import numpy as np
from retrieval.search.chroma import ChromaVectors, Shelf
from retrieval.search.locks import FolderLease
from retrieval.search.vectors import VectorsUnavailable
place = Path(sys.argv[1])
store = ChromaVectors(place, [Shelf("vectors", 0, 40)], FolderLease(place.parent / "vectors.lock"))
for line in sys.stdin:
    try:
        print(store.nearest(np.eye(16, dtype=np.float32)[int(line)], 1)[0][0], flush=True)
    except VectorsUnavailable as error:
        print(error.fault.value, flush=True)
"""
_EXECUTABLE = Path(sys.executable).with_name("chroma")
_PATIENCE = 600


class Asker:
    """Another process that asks the vectors of a folder."""

    def __init__(self, place: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _ASK, str(place)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[3],
        )

    def ask(self, number: int) -> str:
        """Return the nearest article to a vector, or why there is none."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{number}\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()

    def kill(self) -> None:
        """End the process as a power cut would."""
        self._process.kill()
        self._process.communicate()


@contextmanager
def asker(place: Path) -> Iterator[Asker]:
    """Run an asker and end it, whatever happens."""
    process = Asker(place)
    try:
        yield process
    finally:
        process.kill()


def has_server() -> bool:
    """Tell whether `chroma run` is installed."""
    return _EXECUTABLE.exists()


def free_port() -> int:
    """Return a port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(folder: Path, port: int) -> Iterator[str]:
    """Run a Chroma server over `folder`; yields its address."""
    folder.mkdir(exist_ok=True)
    command = [str(_EXECUTABLE), "run", "--path", str(folder), "--port", str(port)]
    quiet = {**os.environ, "ANONYMIZED_TELEMETRY": "False"}
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=quiet
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/api/v2/heartbeat")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def _wait_for(address: str) -> None:
    for _ in range(_PATIENCE):
        with suppress(httpx.HTTPError):
            if httpx.get(address).is_success:
                return
        sleep(0.1)
    raise TimeoutError(address)
