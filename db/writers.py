"""Writers of one SQLite database in this process: one after the other, and many in one commit."""

import threading
from collections.abc import Callable, Sequence
from contextvars import copy_context
from typing import Any

from sqlalchemy import Engine

from db.faults import meaning
from db.sealing import KeyRing
from db.uow import UnitOfWork
from domain.errors import StorageFault, StorageUnavailable

Work = Callable[[UnitOfWork], Any]


class WriterQueue:
    """Lets one writer in at a time.

    SQLite allows one writer anyway, but lets the others sleep for a while before they try again:
    of eight threads the unluckiest waited thirty times longer than here.
    """

    def __init__(self, patience: float, place: str) -> None:
        self._lock = threading.Lock()
        self._patience = patience
        self._place = place

    def enter(self) -> None:
        """Wait for one's turn.

        Raises:
            StorageUnavailable: somebody wrote for too long.
        """
        if not self._lock.acquire(timeout=self._patience):
            raise StorageUnavailable(StorageFault.LOCKED, self._place)

    def leave(self) -> None:
        """Let the next one in."""
        self._lock.release()


class _Job:
    """Work that a thread waits for, and what came of it."""

    def __init__(self, work: Work) -> None:
        # What the thread holds, its lease above all, holds wherever the work is done.
        self._work, self._context = work, copy_context()
        self._value: Any = None
        self._error: BaseException | None = None
        self.is_done = False
        # Set when the work is done, or when this thread is to do that of all who wait.
        self.wake = threading.Event()

    def run(self, uow: UnitOfWork) -> None:
        """Do the work and commit it; what goes wrong undoes it and is kept for its owner.

        Raises:
            StorageUnavailable: the whole transaction may be lost with it.
        """
        self._error = None
        try:
            with uow:
                self._value = self._context.run(self._work, uow)
                uow.commit()
        except StorageUnavailable:
            raise
        except BaseException as error:
            self._error = error

    def fail(self, error: BaseException) -> None:
        """Keep for the owner that the work could not be done."""
        self._error = error

    def end(self) -> None:
        """Let the owner go on."""
        self.is_done = True
        self.wake.set()

    def outcome(self) -> Any:
        """Return what the work returned, or raise what it raised."""
        if self._error is not None:
            raise self._error
        return self._value


class WriterGroup:
    """Commits together what several threads want to write at the same time.

    A commit waits for the disk. The first thread that comes leads: it does the work of everybody
    who came while it waited for its turn, each in a savepoint, and commits once; nobody goes on
    before that. Where the common commit fails, each piece of work gets one of its own.
    """

    def __init__(self, engine: Engine, ring: KeyRing, queue: WriterQueue, place: str) -> None:
        self._engine, self._ring, self._queue, self._place = engine, ring, queue, place
        self._mutex = threading.Lock()
        self._waiting: list[_Job] = []
        self._is_led = False

    def write(self, work: Work) -> Any:
        """Return what `work` returns once it is committed.

        Raises:
            StorageUnavailable: nothing of it is kept.
        """
        job = _Job(work)
        with self._mutex:
            self._waiting.append(job)
            leads, self._is_led = not self._is_led, True
        if not leads:
            job.wake.wait()
        if not job.is_done:
            self._lead()
        return job.outcome()

    def _lead(self) -> None:
        """Do what waits, then let the first of those who came meanwhile lead."""
        jobs: Sequence[_Job] = ()
        try:
            self._queue.enter()
            try:
                jobs = self._taken()
                self._do(jobs)
            finally:
                self._queue.leave()
        except BaseException as error:
            jobs = jobs or self._taken()
            for job in jobs:
                job.fail(error)
        finally:
            self._hand_over()
            for job in jobs:
                job.end()

    def _taken(self) -> Sequence[_Job]:
        with self._mutex:
            jobs, self._waiting = self._waiting, []
        return jobs

    def _hand_over(self) -> None:
        with self._mutex:
            following = self._waiting[0] if self._waiting else None
            self._is_led = following is not None
        if following is not None:
            following.wake.set()

    def _do(self, jobs: Sequence[_Job]) -> None:
        # Whose fault it was shows when each has a transaction of its own.
        if len(jobs) == 1 or not self._together(jobs):
            for job in jobs:
                self._alone(job)

    def _alone(self, job: _Job) -> None:
        try:
            job.run(UnitOfWork(self._engine, self._ring, self._place))
        except StorageUnavailable as error:
            job.fail(error)

    def _together(self, jobs: Sequence[_Job]) -> bool:
        """Do several in one commit; False when nothing of them is kept."""
        try:
            with meaning(self._place), self._engine.begin() as connection:
                for job in jobs:
                    job.run(UnitOfWork(connection, self._ring, self._place))
        except StorageUnavailable:
            return False
        return True
