"""The migrations walk from nothing to the models and back, on both databases."""

import threading

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from db.database import Database
from db.migrations.steps import downgrade, head, revisions, upgrade
from db.models import Base
from db.sealing import KeyRing
from domain.errors import StorageFault, StorageUnavailable
from tests.conftest import KEY


def test_the_migrations_end_at_the_models(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_every_step_walks_down_and_up_again(database: Database) -> None:
    for step in reversed(("base", *revisions()[:-1])):
        with database.engine.begin() as connection:
            downgrade(connection, step)
    with database.engine.connect() as connection:
        assert set(inspect(connection).get_table_names()) == {"alembic_version"}
    for step in revisions():
        with database.engine.begin() as connection:
            upgrade(connection, step)
    assert database.revision() == head()
    assert not database.needs_migration()


def test_an_empty_database_is_behind(database_url: str) -> None:
    with Database(database_url, KeyRing([KEY])) as database:
        assert database.revision() is None
        assert database.needs_migration()


def test_two_processes_that_start_at_once_migrate_once(database_url: str) -> None:
    opened = [Database(database_url, KeyRing([KEY])) for _ in range(2)]
    failures: list[BaseException] = []

    def migrate(database: Database) -> None:
        try:
            database.migrate()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=migrate, args=(one,)) for one in opened]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert opened[0].revision() == head()
    for one in opened:
        one.close()


def test_a_database_of_a_newer_program_is_not_touched(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StorageUnavailable) as caught:
        database.needs_migration()
    assert caught.value.fault is StorageFault.NEWER


def test_a_migration_that_fails_leaves_nothing_behind(database_url: str) -> None:
    with Database(database_url, KeyRing([KEY])) as database:
        with pytest.raises(RuntimeError), database.engine.begin() as connection:
            upgrade(connection, revisions()[0])
            raise RuntimeError("power cut")
        assert database.revision() is None
        with database.engine.connect() as connection:
            assert inspect(connection).get_table_names() == []
