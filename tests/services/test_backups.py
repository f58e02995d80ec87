"""Copies of the database: whole, refused when they are not ours, and erased in what was erased."""

import sqlite3
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from db.database import Database
from db.sealing import KeyRing
from domain.errors import CopyFault, DataKeysMissing, UnusableCopy
from services.backups import back_up, restore
from services.conversations import Conversations
from services.data_keys import DataKeys
from services.privacy import Privacy
from tests.conftest import KEY

RING = KeyRing([KEY])
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def person(database: Database, address: str) -> int:
    """Add somebody with a question and a draft and return their number."""
    with database.open_uow() as uow:
        number = uow.people.add_account("telegram", address, NOW).person_id
        uow.questions.add(number, f"câu hỏi của {address}", NOW)
        uow.drafts.put(number, "reason", {"text": "dở"}, NOW)
        uow.commit()
    return number


def counts(database: Database) -> tuple[int, int, int]:
    """Return how many people, questions and drafts there are."""
    with database.open_uow(read_only=True) as uow:
        found = [
            int(uow.session.scalar(text(f"SELECT count(*) FROM {table}")) or 0)
            for table in ("channel_accounts", "questions", "drafts")
        ]
    return found[0], found[1], found[2]


def test_a_copy_put_back_is_what_it_was(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    DataKeys(database).check()
    person(database, "1")
    back_up(database, tmp_path / "a.backup", NOW)
    person(database, "2")
    database.close()

    restored = restore(database_url, RING, tmp_path / "a.backup")
    assert restored.made_at == NOW
    assert restored.erased_again == 0
    assert restored.knew_erasures
    with Database(database_url, RING) as again:
        assert counts(again) == (1, 1, 1)
    assert (tmp_path / "a.backup").stat().st_mode & 0o777 == 0o600


def test_who_was_erased_since_is_erased_in_the_copy_too(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    DataKeys(database).check()
    whole, conversation, stays = (person(database, address) for address in "123")
    back_up(database, tmp_path / "a.backup", NOW)
    Privacy(database).erase(whole, "telegram:1:1")
    Conversations(database).forget(conversation, "telegram:1:2")
    database.close()

    assert restore(database_url, RING, tmp_path / "a.backup").erased_again == 2
    with Database(database_url, RING) as again:
        assert counts(again) == (2, 1, 1)
        with again.open_uow(read_only=True) as uow:
            assert uow.people.find_account("telegram", "1") is None
            assert uow.questions.count(stays) == 1
        again.close()
    # The list itself was put back too, so that an even older copy would forget them as well.
    assert restore(database_url, RING, tmp_path / "a.backup").erased_again == 2


def test_a_copy_needs_its_keys_and_nothing_changes_without_them(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    DataKeys(database).check()
    person(database, "1")
    back_up(database, tmp_path / "a.backup", NOW)
    person(database, "2")
    database.close()
    with pytest.raises(DataKeysMissing):
        restore(database_url, KeyRing([b"x" * 32]), tmp_path / "a.backup")
    with Database(database_url, RING) as again:
        assert counts(again) == (2, 2, 2)


@pytest.fixture
def sqlite_file(tmp_path: Path) -> Path:
    """Return a database file with one person."""
    path = tmp_path / "a.db"
    with Database(f"sqlite:///{path}", RING) as database:
        database.migrate()
        DataKeys(database).check()
        person(database, "1")
    return path


def copy_of(path: Path) -> Path:
    """Return a copy of a database file."""
    with Database(f"sqlite:///{path}", RING) as database:
        back_up(database, path.with_name("a.backup"), NOW)
    return path.with_name("a.backup")


def refused(path: Path, file: Path) -> CopyFault:
    """Return why a file is not put back; the database must be as it was."""
    before = sqlite3.connect(path).execute("SELECT count(*) FROM people").fetchone()
    with pytest.raises(UnusableCopy) as caught:
        restore(f"sqlite:///{path}", RING, file)
    assert sqlite3.connect(path).execute("SELECT count(*) FROM people").fetchone() == before
    assert [entry.name for entry in path.parent.glob(".congvu-copy-*")] == []
    return caught.value.fault


def test_a_file_that_is_no_copy_is_refused(sqlite_file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"not a copy")
    assert refused(sqlite_file, other) is CopyFault.NOT_OURS
    with tarfile.open(other, "w:gz") as archive:
        archive.add(sqlite_file, "database")
    assert refused(sqlite_file, other) is CopyFault.NOT_OURS
    assert refused(sqlite_file, sqlite_file) is CopyFault.NOT_OURS


@pytest.mark.parametrize("left", [0.2, 0.5, 0.9])
def test_a_copy_that_was_cut_off_is_refused(sqlite_file: Path, left: float) -> None:
    whole = copy_of(sqlite_file)
    content = whole.read_bytes()
    whole.write_bytes(content[: int(len(content) * left)])
    assert refused(sqlite_file, whole) in (CopyFault.BROKEN, CopyFault.NOT_OURS)


def test_a_copy_in_which_a_byte_was_changed_is_refused(sqlite_file: Path) -> None:
    whole = copy_of(sqlite_file)
    content = bytearray(whole.read_bytes())
    content[len(content) // 2] ^= 0xFF
    whole.write_bytes(content)
    assert refused(sqlite_file, whole) in (CopyFault.BROKEN, CopyFault.NOT_OURS)


def test_a_database_that_is_in_use_is_left_alone(sqlite_file: Path) -> None:
    file = copy_of(sqlite_file)
    with Database(f"sqlite:///{sqlite_file}", RING) as running:
        counts(running)
        assert refused(sqlite_file, file) is CopyFault.IN_USE
        person(running, "2")
        assert counts(running)[0] == 2


def test_a_copy_replaces_a_database_that_is_broken(sqlite_file: Path) -> None:
    file = copy_of(sqlite_file)
    sqlite_file.write_bytes(b"broken" * 1000)
    restored = restore(f"sqlite:///{sqlite_file}", RING, file)
    assert not restored.knew_erasures
    with Database(f"sqlite:///{sqlite_file}", RING) as again:
        assert counts(again)[0] == 1


def test_a_copy_opens_a_new_installation(sqlite_file: Path, tmp_path: Path) -> None:
    file = copy_of(sqlite_file)
    new = tmp_path / "new" / "congvu.db"
    restore(f"sqlite:///{new}", RING, file)
    with Database(f"sqlite:///{new}", RING) as again:
        assert counts(again) == (1, 1, 1)


def test_nothing_readable_stands_in_a_copy(sqlite_file: Path) -> None:
    with tarfile.open(copy_of(sqlite_file)) as archive:
        found = [archive.extractfile(name) for name in archive.getnames()]
        content = b"".join(one.read() for one in found if one is not None)
    assert "câu hỏi của".encode() not in content
    assert KEY not in content
