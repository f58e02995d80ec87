"""The command line as an operator uses it, run in this process."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.command_line import run
from tests.knowledge.official_text import WITHOUT_LAWS


@dataclass(frozen=True)
class Outcome:
    """What a command left behind: its exit status and both outputs."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[Any]:
        """Return the JSON values that were printed, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def last(self) -> Any:
        """Return the JSON value of the last line."""
        return json.loads(self.out.splitlines()[-1])


Congvu = Callable[..., Outcome]


@pytest.fixture
def congvu(
    var_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Congvu:
    """Return the command line over a folder that is set up already."""
    monkeypatch.setenv("VAR_DIR", str(var_dir))
    monkeypatch.setenv("KNOWLEDGE_DIR", str(WITHOUT_LAWS))

    def call(*arguments: str) -> Outcome:
        capsys.readouterr()
        status = run(arguments)
        said = capsys.readouterr()
        return Outcome(status, said.out, said.err)

    return call


@pytest.fixture(scope="session")
def set_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that the first command on it has set up."""
    folder = tmp_path_factory.mktemp("set-up")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VAR_DIR", str(folder))
        patch.setenv("KNOWLEDGE_DIR", str(WITHOUT_LAWS))
        assert run(["documents"]) == 0
    return folder


@pytest.fixture
def var_dir(set_up: Path, tmp_path: Path) -> Path:
    """Return a fresh copy of a folder that is set up."""
    return Path(shutil.copytree(set_up, tmp_path / "var"))
