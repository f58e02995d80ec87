"""The answering engine in a process of its own, so that it does not share an interpreter.

Reading and answering a question is pure computing, about half of all work on a message. Beside the
threads that store, read and send, it would wait for them and they for it.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from domain.answers import Answer
from domain.errors import EngineFailed, StorageFault, StorageUnavailable

if TYPE_CHECKING:
    from services.answers import Answers

T = TypeVar("T")

log = logging.getLogger("services.engine_process")


@dataclass(frozen=True, slots=True)
class Opening:
    """What the process needs to open the same documents as this one."""

    database_url: str
    data_keys: tuple[bytes, ...]
    knowledge_dir: Path
    var_dir: Path
    timezone: str
    chroma_url: str | None
    embedding_model: str | None

    def __repr__(self) -> str:
        """Name nothing of it: it holds keys, and an address may hold a password."""
        return "Opening()"


@dataclass(frozen=True, slots=True)
class Question:
    """A question as the engine takes it.

    `version` is that of the documents just now, `edited` that of what editors added.
    """

    text: str
    history: tuple[str, ...]
    as_of: date
    document: str | None
    version: str | None
    edited: str | None = None


@dataclass(frozen=True, slots=True)
class _Trouble:
    """The database could not be read there."""

    fault: StorageFault
    place: str


@dataclass(frozen=True, slots=True)
class _Failure:
    """Anything else that went wrong there: its kind and where, but no words of anybody."""

    kind: str
    place: str


class EngineProcess:
    """One process that answers, started by the first question and again after it died."""

    def __init__(self, opening: Opening) -> None:
        self._opening = opening
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None

    def warm(self) -> None:
        """Start the process and let it build what the first question needs.

        Raises:
            StorageUnavailable: it cannot read the database.
            EngineFailed: it ended, or anything else went wrong there.
        """
        self._outcome(_warm)

    def answer(self, question: Question) -> Answer:
        """Return the answer to a question.

        Raises:
            StorageUnavailable: it cannot read the database.
            EngineFailed: it ended, or anything else went wrong there.
        """
        answer = self._outcome(_answer, question)
        assert isinstance(answer, Answer)
        return answer

    def close(self) -> None:
        """End the process once it has answered what it was asked."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(cancel_futures=True)

    def _outcome(self, work: Callable[..., object], *arguments: object) -> object:
        pool = self._started()
        try:
            outcome: object = pool.submit(work, *arguments).result()
        except (BrokenProcessPool, RuntimeError) as error:
            self._forget(pool)
            outcome = _Failure(type(error).__name__, "process")
        if isinstance(outcome, _Trouble):
            raise StorageUnavailable(outcome.fault, outcome.place)
        if isinstance(outcome, _Failure):
            log.error("engine_failed", extra={"kind": outcome.kind, "place": outcome.place})
            raise EngineFailed(outcome.kind, outcome.place)
        return outcome

    def _started(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is None:
                # Not forked: threads of this process hold locks that nobody there would release.
                self._pool = ProcessPoolExecutor(
                    1, multiprocessing.get_context("spawn"), _begin, (self._opening,)
                )
            return self._pool

    def _forget(self, pool: ProcessPoolExecutor) -> None:
        """Let the next question start another process."""
        with self._lock:
            if self._pool is pool:
                self._pool = None
        pool.shutdown(wait=False)


# What follows runs over there.

_opening: Opening | None = None
_answers: Answers | None = None


def _begin(opening: Opening) -> None:
    global _opening
    _opening = opening
    # Whoever stops the bot from the keyboard stops this process through its parent.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Leave nothing behind where the parent was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)


def _warm() -> _Trouble | _Failure | None:
    return _told(lambda: _opened().warm_up())


def _answer(question: Question) -> Answer | _Trouble | _Failure | None:
    return _told(
        lambda: (
            _opened()
            .engine()
            .answer(
                question.text,
                history=question.history,
                as_of=question.as_of,
                document=question.document,
                version=question.version,
                edited=question.edited,
            )
        )
    )


def _told(work: Callable[[], T]) -> T | _Trouble | _Failure:
    """Return what came of the work; an error is told by value, since not every one travels."""
    try:
        return work()
    except StorageUnavailable as error:
        return _Trouble(error.fault, error.place)
    except Exception as error:
        return _Failure(type(error).__name__, _place_of(error))


def _place_of(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return ""
    code = trace.tb_frame.f_code
    return f"{Path(code.co_filename).name}:{trace.tb_lineno}"


def _opened() -> Answers:
    global _answers
    assert _opening is not None
    if _answers is None:
        from services.registry import open_services

        _answers = open_services(
            _opening.database_url,
            _opening.data_keys,
            _opening.knowledge_dir,
            _opening.var_dir,
            timezone=_opening.timezone,
            chroma_url=_opening.chroma_url,
            embedding_model=_opening.embedding_model,
        ).answers
    return _answers
