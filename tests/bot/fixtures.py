"""Fixtures for tests that chat with the bot; a conftest imports the ones it offers."""

import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.bot.chatting import Chat, chatting, copy_of, prepare

LOOPBACK = "127.0.0.1"


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing reach out: the bot under test has no network to fall back on."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> None:
        assert address[0] == LOOPBACK, "a test tried to use the network"
        connect(self, address)

    def guarded_look_up(host: Any, *rest: Any, **more: Any) -> Any:
        assert host == LOOPBACK, "a test tried to use the network"
        return look_up(host, *rest, **more)

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_look_up)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder whose database holds the shipped knowledge."""
    return prepare(tmp_path_factory.mktemp("prepared"))


@pytest.fixture
def var_dir(prepared: Path, tmp_path: Path) -> Path:
    """Return a fresh folder with a database that holds the shipped knowledge."""
    return copy_of(prepared, tmp_path / "var")


@pytest.fixture
async def chat(var_dir: Path) -> AsyncIterator[Chat]:
    """Yield the chat of the citizen `dan` with the bot on Monday 23 November 2026."""
    async with chatting(var_dir) as person:
        yield person
