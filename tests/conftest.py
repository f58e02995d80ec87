"""What all tests share: keys, empty databases of both kinds, and a clean environment."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.settings import NAMES
from db.database import Database
from db.sealing import KeyRing
from tests import postgresql

KEY = b"k" * 32
NOW = datetime(2026, 6, 10, 2, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no setting of this machine leak into a test."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("bot.settings.ENV_FILE", Path("/nonexistent/.env"))


@pytest.fixture(scope="session")
def postgresql_folder() -> Iterator[Path]:
    """Yield a running cluster; on a build machine its absence is a failure, not a skip."""
    try:
        postgresql.programs()
    except postgresql.NoPostgreSQL as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        pytest.skip(str(error))
    with postgresql.cluster() as folder:
        yield folder


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of an empty database, once of each kind."""
    if request.param == "postgresql":
        folder: Path = request.getfixturevalue("postgresql_folder")
        return postgresql.new_database(folder)
    return f"sqlite:///{tmp_path / 'test.db'}"


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """Yield a migrated database, once of each kind."""
    with Database(database_url, KeyRing([KEY])) as opened:
        opened.migrate()
        yield opened
