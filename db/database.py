"""One database, opened once a process: units of work, migrations and the data keys."""

from collections.abc import Callable
from types import TracebackType
from typing import TypeVar

from sqlalchemy import URL, Engine

from db.engine import READ_ONLY, open_engine, place_of
from db.faults import meaning
from db.sealing import KeyRing
from db.uow import UnitOfWork
from db.writers import WriterGroup, WriterQueue
from domain.errors import StorageFault, StorageUnavailable

T = TypeVar("T")

BUSY_SECONDS = 10.0


class Database:
    """A SQLite or PostgreSQL database whose sealed columns open with `ring`."""

    def __init__(
        self, database_url: str, ring: KeyRing, busy_seconds: float = BUSY_SECONDS
    ) -> None:
        self.engine: Engine = open_engine(database_url, busy_seconds)
        self.place = place_of(self.engine.url)
        self._reading = self.engine.execution_options(**{READ_ONLY: True})
        self._ring = ring
        self._writers = _writers(self.engine.url, busy_seconds, self.place)
        self._group = (
            WriterGroup(self.engine, ring, self._writers, self.place) if self._writers else None
        )

    def open_uow(self, *, read_only: bool = False) -> UnitOfWork:
        """Return a unit of work to use in a `with` block; leaving it without commit undoes it."""
        if read_only:
            return UnitOfWork(self._reading, self._ring, self.place)
        return UnitOfWork(self.engine, self._ring, self.place, self._writers)

    def write(self, work: Callable[[UnitOfWork], T]) -> T:
        """Return what `work` returns once all that it did in its unit of work is committed.

        On SQLite what several threads write at the same time shares one commit. `work` may run
        more than once, and only the last time counts.

        Raises:
            StorageUnavailable: nothing of it is kept.
        """
        if self._group is not None:
            value: T = self._group.write(work)
            return value
        with self.open_uow() as uow:
            value = work(uow)
            uow.commit()
        return value

    @property
    def ring(self) -> KeyRing:
        """Return the keys, for marks that are made without a transaction."""
        return self._ring

    def revision(self) -> str | None:
        """Return the migration that the database is at; None when it is empty."""
        from db.migrations.steps import read_revision

        with meaning(self.place), self._reading.connect() as connection:
            return read_revision(connection)

    def needs_migration(self) -> bool:
        """Tell whether the tables are behind this program.

        Raises:
            StorageUnavailable: the database cannot be used or is newer than this program.
        """
        from db.migrations.steps import head, revisions

        revision = self.revision()
        if revision is not None and revision not in revisions():
            raise StorageUnavailable(StorageFault.NEWER, self.place)
        return revision != head()

    def migrate(self) -> None:
        """Bring the tables up to date.

        Raises:
            StorageUnavailable: the database cannot be used.
        """
        from db.migrations.steps import upgrade

        with meaning(self.place), self.engine.begin() as connection:
            upgrade(connection)

    def forget_old_pages(self) -> None:
        """Let SQLite's write-ahead log go, with what was overwritten; readers may put it off."""
        if self.engine.dialect.name != "sqlite":
            return
        with meaning(self.place), self._reading.connect() as connection:
            connection.rollback()
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    def __enter__(self) -> "Database":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _writers(url: URL, busy_seconds: float, place: str) -> WriterQueue | None:
    """Return the queue of those who write to SQLite; PostgreSQL needs none."""
    if url.get_backend_name() != "sqlite":
        return None
    return WriterQueue(float(str(url.query.get("timeout", busy_seconds))), place)
