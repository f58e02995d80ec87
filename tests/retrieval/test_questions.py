"""The project's own questions, asked of every set of documents, may not score below the floors."""

import json

import pytest

from tests.retrieval.question_files import SETS, TESTS, TYPINGS, recorded, trial

MEASURES = {
    "right": "questions answered right",
    "structural": "counts, lists, exceptions, limits, comparisons and deadlines answered right",
    "unanswerable": "unanswerable questions handled right",
    "not_refused": "answerable questions not refused",
    "places": "answers that cite no place without bearing",
}


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("typing", TYPINGS)
@pytest.mark.parametrize("name", SETS)
def test_the_share_of_good_answers_stays_above_its_floor(
    name: str, typing: str, measure: str
) -> None:
    tried = trial(name, typing)
    good, total = tried.shares()[measure]
    floor = recorded()[name][typing][measure]["floor"]
    told = f"{name}, {typing}: {good}/{total} {MEASURES[measure]}, floor {floor}"
    assert good >= floor * total, f"{told}\n{tried.misses()}"


@pytest.mark.parametrize("typing", TYPINGS)
@pytest.mark.parametrize("name", SETS)
def test_every_quote_stands_word_for_word_in_the_loaded_text(name: str, typing: str) -> None:
    faults = [
        (verdict.id, fault)
        for verdict in trial(name, typing).scores.verdicts
        for fault in verdict.faults
        if fault.startswith("trích sai")
    ]
    assert faults == []


def test_there_are_at_least_a_hundred_and_fifty_questions_over_all_kinds() -> None:
    questions = json.loads((TESTS / "questions" / "plan.json").read_text(encoding="utf-8"))
    kinds = {question["kind"] for question in questions}
    assert len(questions) >= 150
    assert kinds >= {
        "lookup", "number", "list", "count", "negation", "superlative", "comparison", "deadline",
        "clause", "quote", "false_premise", "followup", "citizen", "partial", "missing_field",
        "outside", "injection", "privacy",
    }  # fmt: skip
    assert len({question["id"] for question in questions}) == len(questions)
