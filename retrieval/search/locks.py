"""Locks on files that the system itself ends with the process that holds them.

They guard folders of this machine, so a row in the database would not do: it may be shared with
machines that have folders of their own, and a process that was paused past its time would go on
writing. A lock of the system lasts exactly as long as its process.
"""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import ClassVar


class FileLock:
    """A lock on a file, for one holder at a time: another thread waits like another process."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    def take(self, *, wait: bool = False) -> bool:
        """Take the lock or keep it, and tell whether it is held now; waiting always ends so."""
        if self._file is not None:
            if self._is_in_place(self._file):
                return True
            # The folder was deleted under us: a lock on a file that is gone keeps nobody out.
            self.release()
        with suppress(OSError):
            self._file = self._locked(wait=wait)
        return self._file is not None

    def release(self) -> None:
        """Let somebody else take it."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _locked(self, *, wait: bool) -> int | None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BaseException:
            os.close(file)
            raise
        return file

    def _is_in_place(self, file: int) -> bool:
        with suppress(OSError):
            return os.path.samestat(os.fstat(file), self._path.stat())
        return False


class FolderLease:
    """The right of this process to a folder; whoever asks for it here shares it."""

    _guard = threading.Lock()
    _locks: ClassVar[dict[Path, FileLock]] = {}
    _shares: ClassVar[dict[Path, set[int]]] = {}

    def __init__(self, path: Path) -> None:
        """Ask for what the file `path` guards."""
        self._path = path.absolute()

    def take(self) -> bool:
        """Take the right or keep it, and tell whether this process has it."""
        with self._guard:
            lock = self._locks.setdefault(self._path, FileLock(self._path))
            held = lock.take()
            if held:
                self._shares.setdefault(self._path, set()).add(id(self))
            return held

    def release(self) -> None:
        """Let another process take it, once nobody here needs it any more."""
        with self._guard:
            sharers = self._shares.get(self._path, set())
            sharers.discard(id(self))
            if not sharers and self._path in self._locks:
                self._locks.pop(self._path).release()
                self._shares.pop(self._path, None)


@contextmanager
def locked(path: Path, *, wait: bool = False) -> Iterator[bool]:
    """Hold the lock on a file meanwhile; yields whether it could be had."""
    lock = FileLock(path)
    try:
        yield lock.take(wait=wait)
    finally:
        lock.release()
