"""A fake language model server for the tests of this folder."""

from collections.abc import Iterator

import pytest

from tests.retrieval.model.server import ModelServer, model_server


@pytest.fixture
def model() -> Iterator[ModelServer]:
    """Yield a model server that says nothing yet."""
    with model_server() as running:
        yield running
