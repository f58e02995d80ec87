"""Where a database stands among the migrations, and walking it up or down."""

from functools import cache
from pathlib import Path

from sqlalchemy import Connection, inspect, text

FOLDER = Path(__file__).parent
# Any number will do as long as every process of this program takes the same lock.
_LOCK = 7_201_918


@cache
def revisions() -> tuple[str, ...]:
    """Return the numbers of the steps, oldest first: `0001` of `0001_first_tables.py`."""
    files = sorted((FOLDER / "versions").glob("[0-9]*_*.py"))
    return tuple(file.name.partition("_")[0] for file in files)


def head() -> str:
    """Return the newest step."""
    return revisions()[-1]


def read_revision(connection: Connection) -> str | None:
    """Return the step that a database is at; None when it has none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return None if revision is None else str(revision)


def upgrade(connection: Connection, to: str = "head") -> None:
    """Walk up inside the caller's transaction, after whoever else is walking has finished."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    if to == "head" and read_revision(connection) == head():
        return
    _walk(connection, "upgrade", to)


def downgrade(connection: Connection, to: str = "base") -> None:
    """Walk down inside the caller's transaction."""
    _walk(connection, "downgrade", to)


def _walk(connection: Connection, way: str, to: str) -> None:
    # Alembic takes a third of a second to import and is needed only here.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    getattr(command, way)(config, to)
