"""A throw-away PostgreSQL cluster for tests, run by the system's own programs."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

_OWNER = "postgres"


class NoPostgreSQL(Exception):
    """The server programs are not installed here."""


def programs() -> Path:
    """Return the folder of `initdb` and `pg_ctl`.

    Raises:
        NoPostgreSQL: there is none.
    """
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = next((folder for folder in folders if (folder / "initdb").exists()), None)
    on_path = shutil.which("initdb")
    if found is None and on_path is None:
        raise NoPostgreSQL("PostgreSQL is not installed (apt-get install postgresql)")
    return found or Path(on_path or "").resolve().parent


@contextmanager
def cluster() -> Iterator[Path]:
    """Run a cluster on a socket in a folder of its own and yield that folder."""
    folder = Path(tempfile.mkdtemp(prefix="congvu-pg-"))
    data = folder / "data"
    try:
        _give_to_owner(folder)
        _run("initdb", "-D", str(data), "-U", _OWNER, "-A", "trust", "-E", "UTF8", "--no-sync")
        start(folder)
        yield folder
    finally:
        if (data / "postmaster.pid").exists():
            stop(folder)
        shutil.rmtree(folder, ignore_errors=True)


def start(folder: Path) -> None:
    """Start the server of the cluster."""
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    log = str(folder / "log")
    _run("pg_ctl", "-D", str(folder / "data"), "-o", options, "-l", log, "-w", "start")


def stop(folder: Path) -> None:
    """Stop the server of the cluster as a power cut would."""
    _run("pg_ctl", "-D", str(folder / "data"), "-m", "immediate", "-w", "stop")


def new_database(folder: Path) -> str:
    """Make an empty database in the cluster and return its address."""
    import psycopg

    name = f"t{uuid4().hex}"
    with psycopg.connect(f"host={folder} user={_OWNER}", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"postgresql://{_OWNER}@/{name}?host={folder}"


def _give_to_owner(folder: Path) -> None:
    """The server refuses to run as root, so root hands the folder to its system user."""
    if os.getuid() == 0:
        owner = pwd.getpwnam(_OWNER)
        os.chown(folder, owner.pw_uid, owner.pw_gid)


def _run(program: str, *arguments: str) -> None:
    command = [str(programs() / program), *arguments]
    if os.getuid() == 0:
        command = ["runuser", "-u", _OWNER, "--", *command]
    subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL)
