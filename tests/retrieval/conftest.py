"""The desks at which questions are asked: one for each set of documents, built once a run."""

import pytest

from tests.knowledge.plans import COMMUNE, PROVINCE
from tests.retrieval.asking import (
    Desk,
    parsed_plan,
    shipped_documents,
    with_the_official_plan,
)


@pytest.fixture(scope="session")
def desk() -> Desk:
    """Return a desk over what ships: the plan's digest and the list of communes."""
    return Desk(*shipped_documents())


@pytest.fixture(scope="session")
def official_desk() -> Desk:
    """Return a desk over the official text of the plan; skip where it is absent."""
    return Desk(*with_the_official_plan())


@pytest.fixture(scope="session")
def province() -> Desk:
    """Return a desk over an invented plan of a province, tasks numbered 1.1."""
    return Desk(parsed_plan(PROVINCE))


@pytest.fixture(scope="session")
def commune() -> Desk:
    """Return a desk over an invented plan of a commune, tasks in an appendix."""
    return Desk(parsed_plan(COMMUNE))


@pytest.fixture(scope="session")
def swimming() -> Desk:
    """Return a desk over an invented plan of a commune against drowning, over five years."""
    return Desk(parsed_plan("ke-hoach-krong-hleo"))


@pytest.fixture(scope="session")
def three_plans() -> Desk:
    """Return a desk over the digest and both invented plans."""
    return Desk(*shipped_documents(), parsed_plan(PROVINCE), parsed_plan(COMMUNE))
