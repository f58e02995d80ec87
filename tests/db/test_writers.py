"""What several threads write at the same time is kept together, and each hears of its own."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from db.database import Database
from db.sealing import KeyRing
from db.uow import UnitOfWork
from domain.errors import StorageFault, StorageUnavailable
from tests.conftest import KEY

AT_ONCE = 8
WHO: ContextVar[str] = ContextVar("who", default="nobody")


def keep(name: str, value: str = "1") -> Callable[[UnitOfWork], str]:
    def work(uow: UnitOfWork) -> str:
        uow.marks.set(name, value)
        return value

    return work


def kept(database: Database, *names: str) -> list[str | None]:
    with database.open_uow(read_only=True) as uow:
        return [uow.marks.get(name) for name in names]


def all_at_once(database: Database, works: list[Callable[[UnitOfWork], Any]]) -> list[Future[Any]]:
    """Return what came of each, written while another writer held them all up."""
    started = threading.Barrier(len(works) + 1)

    def write(work: Callable[[UnitOfWork], Any]) -> Any:
        started.wait()
        return database.write(work)

    with ThreadPoolExecutor(len(works)) as pool:
        with database.open_uow():
            futures = [pool.submit(write, work) for work in works]
            started.wait()
            # They are on the last steps to the queue; who comes later only makes a group more.
            time.sleep(0.2)
        return futures


@contextmanager
def counted_commits(database: Database) -> Iterator[list[None]]:
    commits: list[None] = []

    def count(_connection: Any) -> None:
        commits.append(None)

    event.listen(database.engine, "commit", count)
    yield commits
    event.remove(database.engine, "commit", count)


@contextmanager
def _sqlite(folder: Path, busy_seconds: float = 10.0) -> Iterator[Database]:
    with Database(f"sqlite:///{folder / 'own.db'}", KeyRing([KEY]), busy_seconds) as database:
        database.migrate()
        yield database


def test_each_writer_gets_what_its_own_work_returned(database: Database) -> None:
    names = [f"mark {number}" for number in range(AT_ONCE)]
    results = all_at_once(database, [keep(name, name.upper()) for name in names])
    assert [one.result() for one in results] == [name.upper() for name in names]
    assert kept(database, *names) == [name.upper() for name in names]


def test_writers_of_one_moment_share_a_commit_on_sqlite(tmp_path: Path) -> None:
    with _sqlite(tmp_path) as database, counted_commits(database) as commits:
        all_at_once(database, [keep(f"mark {number}") for number in range(AT_ONCE)])
    assert 1 <= len(commits) < AT_ONCE


def test_work_that_fails_is_undone_alone(database: Database) -> None:
    def fail(uow: UnitOfWork) -> None:
        uow.marks.set("half", "1")
        raise ValueError("changed my mind")

    first, failed, last = all_at_once(database, [keep("first"), fail, keep("last")])
    assert first.result() == last.result() == "1"
    with pytest.raises(ValueError, match="changed my mind"):
        failed.result()
    assert kept(database, "first", "half", "last") == ["1", None, "1"]


def test_a_fault_of_the_database_costs_only_whoever_caused_it(database: Database) -> None:
    def break_it(uow: UnitOfWork) -> None:
        uow.session.execute(text("SELECT * FROM nowhere"))

    first, failed, last = all_at_once(database, [keep("first"), break_it, keep("last")])
    with pytest.raises(StorageUnavailable):
        failed.result()
    assert first.result() == last.result() == "1"
    assert kept(database, "first", "last") == ["1", "1"]


def test_later_work_of_a_group_sees_what_earlier_work_wrote(database: Database) -> None:
    def count_up(uow: UnitOfWork) -> str:
        if database.engine.dialect.name == "postgresql":
            uow.session.execute(text("LOCK TABLE marks IN EXCLUSIVE MODE"))
        value = str(int(uow.marks.get("count") or 0) + 1)
        uow.marks.set("count", value)
        return value

    results = all_at_once(database, [count_up] * AT_ONCE)
    assert {one.result() for one in results} == {str(n + 1) for n in range(AT_ONCE)}
    assert kept(database, "count") == [str(AT_ONCE)]


def test_work_holds_what_its_owner_holds_whoever_does_it(database: Database) -> None:
    def write(name: str) -> str:
        WHO.set(name)
        return database.write(lambda _uow: WHO.get())

    names = [f"person {number}" for number in range(AT_ONCE)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        with database.open_uow():
            futures = [pool.submit(write, name) for name in names]
            time.sleep(0.2)
        assert [one.result() for one in futures] == names


def test_all_who_wait_hear_that_somebody_writes_for_too_long(tmp_path: Path) -> None:
    with _sqlite(tmp_path, busy_seconds=0.3) as database:
        with ThreadPoolExecutor(3) as pool, database.open_uow():
            futures = [pool.submit(database.write, keep(f"mark {n}")) for n in range(3)]
            faults = [one.exception() for one in futures]
        assert [type(fault) for fault in faults] == [StorageUnavailable] * 3
        assert {fault.fault for fault in faults if isinstance(fault, StorageUnavailable)} == {
            StorageFault.LOCKED
        }
        assert database.write(keep("afterwards")) == "1"
