"""`congvu web` and `./run demo`: where they open, and what they refuse."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from services.registry import open_services
from tests.bot.chatting import KEY, KNOWLEDGE, MONDAY
from tests.commands.conftest import Congvu

ROOT = Path(__file__).parents[2]
DATA_KEYS = "a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s="


@contextmanager
def opened(command: list[str], **environment: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Yield the address that a command prints once it serves, and its process."""
    with subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **environment}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        try:
            found = re.search(r"http://\S+", process.stdout.readline())
            assert found is not None
            yield found.group(), process
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def test_it_prints_its_address_answers_there_and_stops_when_asked(var_dir: Path) -> None:
    command = [sys.executable, "-m", "bot", "web", "--port", "0"]
    with opened(command, VAR_DIR=str(var_dir)) as (address, process):
        page = httpx.get(address)
        assert page.status_code == 200
        assert "BẢN DÙNG THỬ" not in page.text
        assert httpx.get(f"{address}healthz").json() == {"ok": True}
    assert process.returncode == 0


def test_the_demo_opens_in_the_browser_on_a_database_of_its_own(var_dir: Path) -> None:
    if not (ROOT / ".venv" / "congvu-setup").exists():
        pytest.skip("the everyday script is not set up here")
    with opened(["./run", "demo"], VAR_DIR=str(var_dir), PORT="0") as (address, _):
        assert "BẢN DÙNG THỬ" in httpx.get(address).text


def test_a_port_that_is_taken_is_told_in_words(congvu: Congvu) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        told = congvu("web", "--port", str(taken.getsockname()[1]))
    assert told.status == 2
    assert "cổng" in told.err


def test_beyond_this_machine_it_wants_an_address_and_keys(congvu: Congvu) -> None:
    for arguments, words in (
        (["--host", "0.0.0.0"], "--public-url"),
        (["--host", "0.0.0.0", "--public-url", "https://x.vn"], "DATA_KEYS"),
        (["--public-url", "https://x.vn"], "DATA_KEYS"),
        (["--demo", "--host", "0.0.0.0"], "--demo"),
        (["--demo", "--public-url", "https://x.vn"], "--demo"),
        (["--port", "70000"], "--port"),
    ):
        told = congvu("web", *arguments)
        assert told.status != 0
        assert words in told.err
        assert "Traceback" not in told.err


def test_a_demo_and_real_people_stay_apart(
    congvu: Congvu, var_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(
        [sys.executable, "-m", "bot", "web", "--demo", "--port", "0"], VAR_DIR=str(var_dir)
    ):
        pass
    key = (var_dir / "development.key").read_text()
    monkeypatch.setenv("DATA_KEYS", key)
    served = congvu("web", "--public-url", "https://x.vn", "--port", "0")
    assert served.status == 2
    assert "bản dùng thử" in served.err

    real = tmp_path / "real"
    services = open_services(f"sqlite:///{real}/congvu.db", [KEY], KNOWLEDGE, real, now=MONDAY)
    services.people.arrive("telegram", "7", MONDAY, "tests:1")
    services.close()
    monkeypatch.setenv("VAR_DIR", str(real))
    monkeypatch.setenv("DATA_KEYS", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
    refused = congvu("web", "--demo", "--port", "0")
    assert refused.status == 2
    assert "người dùng thật" in refused.err


def test_a_public_address_has_to_be_https(
    congvu: Congvu, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "new"))
    monkeypatch.setenv("DATA_KEYS", DATA_KEYS)
    told = congvu("web", "--public-url", "http://x.vn", "--port", "0")
    assert told.status == 2
    assert "https://" in told.err
