"""Servers and browsers for the tests of this folder."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from tests.bot.chatting import copy_of
from tests.bot.fixtures import no_network, prepared, var_dir
from tests.browser.chromium import chromium
from tests.browser.serving import Site, serving
from tests.browser.visiting import Visitor, visiting

__all__ = ["no_network", "prepared", "var_dir"]


@pytest_asyncio.fixture
async def site(var_dir: Path) -> AsyncIterator[Site]:
    """Yield a server of its own for one test."""
    async with serving(var_dir) as site:
        yield site


@pytest_asyncio.fixture
async def visitor(site: Site) -> AsyncIterator[Visitor]:
    """Yield somebody new at the page."""
    async with visiting(site) as visitor:
        yield visitor


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Yield one Chromium for all tests."""
    async with chromium() as browser:
        yield browser


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def shared_site(
    prepared: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Site]:
    """Yield one server for all tests in Chromium that leave it running."""
    folder = copy_of(prepared, tmp_path_factory.mktemp("browser") / "var")
    async with serving(folder) as site:
        yield site
