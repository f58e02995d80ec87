"""`congvu ask` and `congvu search`: answers and passages, for people and for programs."""

import json
from pathlib import Path

import pytest

from tests.commands.conftest import Congvu
from tests.knowledge.official_text import PLAN

QUESTION = "Ai chủ trì nhiệm vụ 2?"


def test_an_answer_is_printed_with_the_places_it_stands_on(congvu: Congvu) -> None:
    told = congvu("ask", QUESTION)
    assert told.status == 0
    assert "Sở Nội vụ" in told.out
    assert "III.2.c" in told.out
    assert told.err == ""


def test_an_answer_as_json_has_the_shape_that_programs_rely_on(congvu: Congvu) -> None:
    (answer,) = congvu("ask", QUESTION, "--json").lines
    assert set(answer) == {"question", "status", "text", "citations", "milliseconds"}
    assert (answer["question"], answer["status"]) == (QUESTION, "answered")
    assert set(answer["citations"][0]) == {"document", "path", "quote", "verbatim"}
    assert answer["milliseconds"] >= 0


def test_an_earlier_question_gives_the_topic(congvu: Congvu) -> None:
    (answer,) = congvu("ask", "thế hạn khi nào", "--after", QUESTION, "--json").lines
    assert any(citation["path"].startswith("III.2") for citation in answer["citations"])


def test_a_day_can_be_given(congvu: Congvu) -> None:
    question = "Những việc nào đã quá hạn?"
    before = congvu("ask", question, "--as-of", "2026-05-01", "--json").lines
    after = congvu("ask", question, "--as-of", "2026-12-31", "--json").lines
    assert before[0]["text"] != after[0]["text"]


def test_a_file_of_questions_is_answered_in_order(congvu: Congvu, tmp_path: Path) -> None:
    file = _questions(
        tmp_path,
        [
            {"id": "b", "question": QUESTION, "history": [], "other": 1},
            {"id": "a", "question": "hạn khi nào", "history": [QUESTION], "as_of": "2026-05-01"},
            {"id": 3, "question": ""},
        ],
    )
    told = congvu("ask", "--batch", file)
    assert told.status == 0
    assert [answer["id"] for answer in told.lines] == ["b", "a", 3]
    assert told.lines[2]["status"] == "refused"


def test_one_document_alone_can_be_asked(congvu: Congvu) -> None:
    (answer,) = congvu("ask", QUESTION, "--document", PLAN, "--json").lines
    assert {citation["document"] for citation in answer["citations"]} == {PLAN}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["ask"], "thiếu câu hỏi"),
        (["ask", "   "], "thiếu câu hỏi"),
        (["ask", "x", "--as-of", "31/12/2026"], "--as-of"),
        (["ask", "x", "--document", "khong-co"], "khong-co"),
        (["ask", "--batch", "/no/such.json"], "không có tệp"),
        (["ask", "x", "--batch", "y.json"], "--batch"),
        (["ask", "x", "y"], "thừa"),
        (["ask", "x", "--colour"], "không có tuỳ chọn"),
        (["search"], "thiếu"),
        (["search", " "], "thiếu"),
        (["search", "x", "--top", "0"], "ít nhất là 1"),
        (["search", "x", "--top", "nhiều"], "số nguyên"),
        (["search", "x", "--top", "5000"], "nhiều nhất là 1000"),
        (["frob"], "không có lệnh frob"),
    ],
)
def test_wrong_usage_is_told_in_one_line(congvu: Congvu, arguments: list[str], words: str) -> None:
    told = congvu(*arguments)
    assert told.status == 2
    assert told.out == ""
    assert words in told.err
    assert len(told.err.splitlines()) == 1


@pytest.mark.parametrize(
    "content",
    [
        "[",
        "{}",
        '["x"]',
        '[{"id": 1}]',
        '[{"question": 1}]',
        '[{"question": "x", "history": "y"}]',
        '[{"question": "x", "as_of": "mai"}]',
        '[{"question": "x", "as_of": 5}]',
        "\udcff",
    ],
)
def test_a_wrong_question_file_is_refused(congvu: Congvu, tmp_path: Path, content: str) -> None:
    file = tmp_path / "questions.json"
    file.write_bytes(content.encode(errors="surrogateescape"))
    told = congvu("ask", "--batch", str(file))
    assert (told.status, told.out) == (2, "")
    assert str(file) in told.err


def test_search_ranks_passages(congvu: Congvu) -> None:
    told = congvu("search", "nhà ở công vụ", "--top", "3", "--json")
    assert len(told.lines) == 3
    assert all(set(hit) == {"document", "path", "score", "text"} for hit in told.lines)
    scores = [hit["score"] for hit in told.lines]
    assert scores == sorted(scores, reverse=True)
    assert "nhà ở" in told.lines[0]["text"]
    assert "nhà ở" in congvu("search", "nhà ở công vụ").out


def test_the_help_lists_every_command(congvu: Congvu) -> None:
    for told in (congvu(), congvu("--help")):
        assert told.status == 0
        assert "documents" in told.out


def _questions(tmp_path: Path, questions: list[dict[str, object]]) -> str:
    file = tmp_path / "questions.json"
    file.write_text(json.dumps(questions, ensure_ascii=False), encoding="utf-8")
    return str(file)
