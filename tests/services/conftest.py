"""Services over real databases that hold the shipped knowledge."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.registry import Services, open_services
from tests.conftest import KEY, NOW
from tests.knowledge.official_text import WITHOUT_LAWS


def open_at(folder: Path, knowledge: Path = WITHOUT_LAWS, *, key: bytes = KEY) -> Services:
    """Return the services over the SQLite database in `folder`."""
    return open_services(f"sqlite:///{folder / 'congvu.db'}", [key], knowledge, folder, now=NOW)


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder whose database holds the shipped knowledge."""
    folder = tmp_path_factory.mktemp("loaded")
    open_at(folder).close()
    return folder


@pytest.fixture
def var_dir(loaded: Path, tmp_path: Path) -> Path:
    """Return a fresh folder with a database that holds the shipped knowledge."""
    return Path(shutil.copytree(loaded, tmp_path / "var"))


@pytest.fixture
def services(var_dir: Path) -> Iterator[Services]:
    """Yield the services over a fresh copy of the shipped knowledge."""
    opened = open_at(var_dir)
    yield opened
    opened.close()
