"""Whole copies of the database: taken while it is in use, and put in its place at once."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL

from db.database import Database
from domain.errors import CopyFault, UnusableCopy

_WAIT_SECONDS = 2.0


def kind_of(database: Database) -> str:
    """Return `sqlite` or `postgresql`."""
    return str(database.engine.dialect.name)


def copy_to(database: Database, file: Path) -> None:
    """Write the database as it is at one moment into `file`; others go on writing.

    Raises:
        UnusableCopy: PostgreSQL's own program for it is not here, or it failed.
    """
    if kind_of(database) == "sqlite":
        with (
            closing(sqlite3.connect(_path(database))) as source,
            closing(sqlite3.connect(file)) as target,
        ):
            source.backup(target)
        return
    _run_program("pg_dump", database, "--format=custom", "--no-owner", f"--file={file}")


def is_whole(file: Path) -> bool:
    """Tell whether a SQLite file is in order."""
    try:
        with closing(sqlite3.connect(file)) as connection:
            found = connection.execute("PRAGMA integrity_check").fetchall()
    except sqlite3.DatabaseError:
        return False
    return found == [("ok",)]


def release(path: Path) -> None:
    """Make a SQLite file whole in itself, without a log beside it.

    Raises:
        UnusableCopy: a program has it open.
    """
    try:
        with closing(sqlite3.connect(path, timeout=_WAIT_SECONDS)) as connection:
            (mode,) = connection.execute("PRAGMA journal_mode=DELETE").fetchone()
    except sqlite3.OperationalError:
        raise UnusableCopy(CopyFault.IN_USE, str(path)) from None
    except sqlite3.DatabaseError:
        # What is no database any more is what a copy is put in the place of.
        return
    if mode != "delete":
        raise UnusableCopy(CopyFault.IN_USE, str(path))


def replace_file(new: Path, old: Path) -> None:
    """Put a SQLite file in the place of another one: either the old or the new is there."""
    with new.open("rb") as written:
        os.fsync(written.fileno())
    for log in (old.with_name(f"{old.name}-wal"), old.with_name(f"{old.name}-shm")):
        log.unlink(missing_ok=True)
    new.replace(old)
    folder = os.open(old.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def load_dump(database: Database, file: Path) -> None:
    """Put a PostgreSQL dump in the place of what is there, in one transaction.

    Raises:
        UnusableCopy: PostgreSQL's own program for it is not here, or it failed.
    """
    options = ("--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error")
    _run_program("pg_restore", database, *options, str(file))


def _path(database: Database) -> str:
    return database.engine.url.database or ""


def _run_program(name: str, database: Database, *arguments: str) -> None:
    program = _program(name)
    url = database.engine.url
    # The password goes by the environment: a command line can be read by others.
    environment = {**os.environ, **({"PGPASSWORD": str(url.password)} if url.password else {})}
    done = subprocess.run(
        [program, f"--dbname={_address(url)}", *arguments],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode != 0:
        raise UnusableCopy(CopyFault.BROKEN, database.place)


def _address(url: URL) -> str:
    plain = url.set(drivername="postgresql", password=None)
    return plain.render_as_string(hide_password=False)


def _program(name: str) -> str:
    newest = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    found = shutil.which(name) or (str(newest[0]) if newest else None)
    if found is None:
        raise UnusableCopy(CopyFault.NO_PROGRAM, name)
    return found
