"""Units of work keep everything or nothing, and a database that cannot be used says how."""

import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from db.database import Database
from db.faults import make_folder
from db.sealing import KeyRing
from domain.errors import ConcurrentChange, StorageFault, StorageUnavailable
from tests.conftest import KEY, NOW
from tests.postgresql import new_database

RING = KeyRing([KEY])


def fault_of(address: str, busy_seconds: float = 0.1) -> StorageFault:
    with (
        pytest.raises(StorageUnavailable) as caught,
        Database(address, RING, busy_seconds) as database,
    ):
        database.migrate()
    return caught.value.fault


def test_nothing_is_kept_without_a_commit(database: Database) -> None:
    with database.open_uow() as uow:
        uow.marks.set("a", "1")
    with database.open_uow(read_only=True) as uow:
        assert uow.marks.get("a") is None


def test_concurrent_changes_are_not_lost(database: Database) -> None:
    def count_up() -> None:
        for _ in range(20):
            with database.open_uow() as uow:
                if database.engine.dialect.name == "postgresql":
                    uow.session.execute(text("LOCK TABLE marks IN EXCLUSIVE MODE"))
                uow.marks.set("count", str(int(uow.marks.get("count") or 0) + 1))
                uow.commit()

    threads = [threading.Thread(target=count_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.open_uow(read_only=True) as uow:
        assert uow.marks.get("count") == "80"


def test_a_reader_sees_one_moment_while_others_write(database: Database) -> None:
    with database.open_uow() as uow:
        uow.marks.set("a", "old")
        uow.commit()
    with database.open_uow(read_only=True) as reader:
        assert reader.marks.get("a") == "old"
        with database.open_uow() as writer:
            writer.marks.set("a", "new")
            writer.commit()
        assert reader.marks.get("a") == "old"


def test_a_second_account_with_the_same_address_is_a_concurrent_change(
    database: Database,
) -> None:
    with database.open_uow() as uow:
        uow.people.add_account("telegram", "1", NOW)
        uow.commit()
    with pytest.raises(ConcurrentChange), database.open_uow() as uow:
        uow.people.add_account("telegram", "1", NOW)


def test_sqlite_keeps_every_commit_and_erases_what_is_deleted(tmp_path: Path) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    address = f"sqlite:///{tmp_path / 'a.db'}"
    with Database(address, RING) as database, database.engine.connect() as connection:
        values = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
    assert values == wanted


def test_a_locked_database_is_told_as_locked(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Database(f"sqlite:///{path}", RING) as database:
        database.migrate()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with (
        Database(f"sqlite:///{path}", RING, busy_seconds=0.1) as database,
        pytest.raises(StorageUnavailable) as caught,
        database.open_uow(),
    ):
        pass
    other.close()
    assert caught.value.fault is StorageFault.LOCKED
    assert caught.value.place == str(path)


def test_a_file_that_is_no_database_is_told_as_such(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(b"This is certainly not a database file. " * 50)
    assert fault_of(f"sqlite:///{path}") is StorageFault.NOT_A_DATABASE


def test_a_database_in_a_missing_folder_is_unreachable(tmp_path: Path) -> None:
    assert fault_of(f"sqlite:///{tmp_path}/no/such/a.db") is StorageFault.UNREACHABLE


def test_a_server_that_does_not_answer_is_unreachable() -> None:
    assert fault_of("postgresql://u:secret@127.0.0.1:1/x") is StorageFault.UNREACHABLE


def test_a_database_that_a_server_does_not_have_is_refused(postgresql_folder: Path) -> None:
    address = f"postgresql://postgres@/nothere?host={postgresql_folder}"
    assert fault_of(address) is StorageFault.REFUSED


@pytest.mark.parametrize("address", ["mysql://u:secret@h/x", "nonsense", ""])
def test_an_address_of_another_kind_is_told_without_repeating_it(address: str) -> None:
    with pytest.raises(StorageUnavailable) as caught:
        Database(address, RING)
    assert caught.value.fault is StorageFault.BAD_ADDRESS
    assert "secret" not in str(caught.value)


def test_a_folder_for_data_cannot_be_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for folder in (tmp_path / "file", tmp_path / "file" / "inside"):
        with pytest.raises(StorageUnavailable) as caught:
            make_folder(folder)
        assert caught.value.fault is StorageFault.NOT_A_FOLDER


def test_a_folder_for_data_that_cannot_be_made_is_read_only() -> None:
    with pytest.raises(StorageUnavailable) as caught:
        make_folder(Path("/proc/congvu"))
    assert caught.value.fault is StorageFault.READ_ONLY


def test_what_was_read_counts_though_the_server_went_away_after_it(
    postgresql_folder: Path,
) -> None:
    with Database(new_database(postgresql_folder), RING) as database:
        database.migrate()
        with database.open_uow() as uow:
            uow.marks.set("a", "1")
            uow.commit()
        with database.open_uow(read_only=True) as reading:
            read = reading.marks.get("a")
            own = reading.session.scalar(text("SELECT pg_backend_pid()"))
            with database.engine.begin() as other:
                other.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": own})
        assert read == "1"
        with database.open_uow(read_only=True) as again:
            assert again.marks.get("a") == "1"
