"""Clauses of laws told by a model: with the law's name, and where nothing would be left out."""

import re
from collections.abc import Sequence
from typing import Any

import pytest

from retrieval.model.teller import NOTE
from tests.retrieval.asking import TODAY, Desk, shipped_documents
from tests.retrieval.model.server import ModelServer, passages_of
from tests.retrieval.model.test_teller import engine_of

LAW = "luat-02-2011-qh13"


@pytest.fixture(scope="module")
def laws() -> Desk:
    """Return a desk over everything that ships, the digests of laws among it."""
    return Desk(*shipped_documents(with_laws=True))


def repeating(body: dict[str, Any]) -> Sequence[str]:
    """Say every sentence of every passage."""
    said = []
    for number, text in passages_of(body).items():
        for sentence in re.split(r"(?<=\.)\s+", text.split("\n", 1)[1]):
            said.append(f"{sentence} [{number}]\n")
    return said


def test_a_clause_is_told_with_its_place_in_the_law(laws: Desk, model: ModelServer) -> None:
    model.say = repeating
    question = "thời hiệu khiếu nại quyết định hành chính là bao lâu"
    engine = engine_of(laws, model)
    told = engine.answer(question, as_of=TODAY, document=LAW, on_text=lambda text: None)
    assert told.text.endswith(NOTE)
    assert "90 ngày" in told.text.split("\n")[0]
    assert "(Điều 9 Luật Khiếu nại – " in told.text.split("\n")[0]
    assert told.citations[0].path == "9"


@pytest.mark.parametrize(
    "question",
    [
        "những khiếu nại nào không được thụ lý",
        "trong đơn khiếu nại phải có những gì",
        "Điều 11 Luật Khiếu nại quy định gì",
    ],
)
def test_lists_and_named_places_are_quoted_whole(
    laws: Desk, model: ModelServer, question: str
) -> None:
    model.say = repeating
    engine = engine_of(laws, model)
    told = engine.answer(question, as_of=TODAY, document=LAW, on_text=lambda text: None)
    assert told == laws.ask(question, document=LAW)
    assert model.asked == []
