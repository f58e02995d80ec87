"""SQLite databases that are full, read-only or otherwise in trouble."""

from sqlalchemy import event

from db.database import Database


def set_for_all(database: Database, pragma: str) -> None:
    """Set a pragma on every connection from now on."""
    event.listen(database.engine, "connect", lambda one, _: one.execute(f"PRAGMA {pragma}").close())
    database.engine.dispose()
