"""Opening SQLite or PostgreSQL with the settings that keep every commit."""

from sqlite3 import OperationalError
from time import sleep
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from domain.errors import StorageFault, StorageUnavailable

READ_ONLY = "congvu_read_only"
_PAUSES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)
# As many as there can be worker threads, so that none waits for another's connection.
_MORE_CONNECTIONS = 30
_DRIVERS = {"sqlite": "sqlite+pysqlite", "postgresql": "postgresql+psycopg"}


def open_engine(database_url: str, busy_seconds: float) -> Engine:
    """Return an engine for the database; nothing is connected yet.

    Raises:
        StorageUnavailable: the address names no SQLite or PostgreSQL database.
    """
    url = _address(database_url)
    if url.get_backend_name() == "sqlite":
        # An address may name its own patience: sqlite:///a.db?timeout=1
        patience = {} if "timeout" in url.query else {"timeout": busy_seconds}
        engine = create_engine(url, connect_args=patience, max_overflow=_MORE_CONNECTIONS)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    options = f"-c timezone=UTC -c lock_timeout={int(busy_seconds * 1000)}"
    arguments = {"options": options, "connect_timeout": 10, "application_name": "congvu"}
    engine = create_engine(
        url, connect_args=arguments, pool_pre_ping=True, max_overflow=_MORE_CONNECTIONS
    )
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def place_of(url: URL) -> str:
    """Return the database's place for messages: the file, or host and name; no password."""
    if url.get_backend_name() == "sqlite":
        return url.database or ":memory:"
    return f"{url.host or 'localhost'}/{url.database or ''}"


def _address(database_url: str) -> URL:
    try:
        url = make_url(database_url)
        driver = _DRIVERS[url.get_backend_name()]
        url = url.set(drivername=driver)
        url.get_dialect()
    except (ArgumentError, NoSuchModuleError, KeyError, ValueError):
        # The text may hold a password, so it is not repeated.
        raise StorageUnavailable(StorageFault.BAD_ADDRESS, "DATABASE_URL") from None
    return url


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver's own transaction handling loses concurrent writes; `_begin_sqlite` begins.
    connection.isolation_level = None
    _write_ahead(connection)
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _write_ahead(connection: Any) -> None:
    """Turn the write-ahead log on; while two first starts do so, SQLite does not wait by itself."""
    for pause in (*_PAUSES, None):
        try:
            connection.execute("PRAGMA journal_mode=WAL").close()
            return
        except OperationalError as error:
            if pause is None or "locked" not in str(error):
                raise
        sleep(pause)


def _begin_sqlite(connection: Connection) -> None:
    reads = connection.get_execution_options().get(READ_ONLY, False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _begin_postgresql(connection: Connection) -> None:
    if connection.get_execution_options().get(READ_ONLY, False):
        # One snapshot for the whole reading, as SQLite gives it.
        mode = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
        connection.exec_driver_sql(mode)
