"""The everyday script: it explains itself and refuses what it does not know."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [ROOT / "run", *arguments], capture_output=True, text=True, check=False, timeout=30
    )


def test_without_a_command_it_lists_its_commands() -> None:
    told = run()
    assert told.returncode == 0
    for name in ("demo", "test", "setup", "check", "bench", "drill", "serve"):
        assert f"./run {name}" in told.stdout


@pytest.mark.parametrize("arguments", [["frob"], ["setup", "--light"], ["demo", "--browser"]])
def test_what_it_does_not_know_is_refused(arguments: list[str]) -> None:
    told = run(*arguments)
    assert told.returncode != 0
    assert told.stderr


def test_every_pinned_version_is_bare() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert len(pins) > 100
    assert all("==" in pin and "+" not in pin for pin in pins)
    names = [pin.partition("==")[0].lower().replace("_", "-") for pin in pins]
    assert len(names) == len(set(names))
