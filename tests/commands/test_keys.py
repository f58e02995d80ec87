"""`congvu admin rotate-keys` and what commands say of keys."""

import base64
import os
import signal
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.database import Database
from db.sealing import KeyRing
from tests.commands.conftest import Congvu

OLD, NEW = b"o" * 32, b"n" * 32
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def written(*keys: bytes) -> str:
    """Return keys as the setting lists them."""
    return ",".join(base64.b64encode(key).decode() for key in keys)


def mark(key: bytes) -> str:
    """Return the mark of a key."""
    return KeyRing([key]).marks[0]


@pytest.fixture
def sealed(var_dir: Path, congvu: Congvu, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a database with two thousand questions under the old key."""
    (var_dir / "congvu.db").unlink()
    monkeypatch.setenv("DATA_KEYS", written(OLD))
    assert congvu("admin", "unit", "list").status == 0
    path = var_dir / "congvu.db"
    with Database(f"sqlite:///{path}", KeyRing([OLD])) as database, database.open_uow() as uow:
        person = uow.people.add_account("telegram", "1", NOW).person_id
        for number in range(2000):
            uow.questions.add(person, f"câu {number}", NOW)
        uow.commit()
    return path


def under(path: Path, key: bytes) -> int:
    """Return how many questions are under a key."""
    with sqlite3.connect(path) as connection:
        query = "SELECT count(*) FROM questions WHERE hex(substr(text_sealed, 2, 4)) = ?"
        return int(connection.execute(query, [mark(key).upper()]).fetchone()[0])


def test_a_rotation_is_told_and_the_old_key_can_go(
    congvu: Congvu, sealed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATA_KEYS", written(NEW))
    refused = congvu("documents")
    assert (refused.status, refused.out) == (1, "")
    assert mark(OLD) in refused.err
    assert written(OLD) not in refused.err

    monkeypatch.setenv("DATA_KEYS", written(NEW, OLD))
    before = congvu("doctor").out
    assert f"{mark(OLD)} còn 200" in before
    assert "rotate-keys" in before
    told = congvu("admin", "rotate-keys")
    assert told.status == 0
    assert f"ở khoá {mark(NEW)}" in told.out
    assert f"Khoá cũ {mark(OLD)} không còn dùng" in told.out
    assert "Đã niêm phong lại 0 mục" in congvu("admin", "rotate-keys").out
    assert f"{mark(OLD)} không còn dùng, bỏ được" in congvu("doctor").out

    monkeypatch.setenv("DATA_KEYS", written(NEW))
    assert congvu("documents").status == 0
    assert (under(sealed, OLD), under(sealed, NEW)) == (0, 2000)


def test_a_rotation_that_was_killed_goes_on(
    congvu: Congvu, sealed: Path, var_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATA_KEYS", written(NEW, OLD))
    # The process kills itself as kill -9 would, right after its third commit of questions.
    code = (
        "import os, signal, itertools\n"
        "from bot.wiring import open_house\n"
        "house = open_house()\n"
        "for number, step in enumerate(house.services.data_keys.rotate()):\n"
        "    if number == 5: os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    killed = subprocess.run([sys.executable, "-c", code], env=dict(os.environ), check=False)
    assert killed.returncode == -signal.SIGKILL
    assert 0 < under(sealed, OLD) < 2000

    monkeypatch.setenv("DATA_KEYS", written(NEW))
    half = congvu("documents")
    assert half.status == 1
    assert f"{mark(OLD)} (" in half.err
    assert "rotate-keys" in half.err

    monkeypatch.setenv("DATA_KEYS", written(NEW, OLD))
    assert congvu("admin", "rotate-keys").status == 0
    assert (under(sealed, OLD), under(sealed, NEW)) == (0, 2000)


def test_a_key_that_stands_twice_is_told_by_its_place(
    congvu: Congvu, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATA_KEYS", written(NEW, OLD, NEW))
    told = congvu("documents")
    assert told.status == 1
    assert "khoá thứ 3" in told.err
    assert written(NEW) not in told.err


def test_the_doctor_tells_how_long_things_are_kept_and_who_decided(
    congvu: Congvu, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "chưa ghi văn bản quyết định" in congvu("doctor").out
    monkeypatch.setenv("KEEP_DRAFTS_DAYS", "30")
    monkeypatch.setenv("KEEP_DECIDED", "Quyết định số 12/QĐ-UBND ngày 05/01/2026")
    told = congvu("doctor").out
    assert "bản nháp 30" in told
    assert "theo Quyết định số 12/QĐ-UBND ngày 05/01/2026" in told
    monkeypatch.setenv("KEEP_DRAFTS_DAYS", "0")
    refused = congvu("documents")
    assert (refused.status, "KEEP_DRAFTS_DAYS" in refused.err) == (1, True)


def test_a_copy_is_made_once_and_put_back(congvu: Congvu, tmp_path: Path) -> None:
    file = tmp_path / "a.backup"
    made = congvu("backup", str(file))
    assert made.status == 0
    assert "giữ khoá ở nơi khác" in made.err
    assert congvu("backup", str(file)).status == 2
    assert congvu("restore", str(file)).status == 2, "nothing is replaced without a yes"
    assert congvu("restore", str(file), "--yes").status == 0
    assert congvu("restore", str(tmp_path / "none"), "--yes").status == 2
    assert congvu("documents").status == 0
