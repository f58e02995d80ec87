"""Searching a corpus file from the command line, and scoring the search."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import Congvu
from tests.retrieval.search.laws import shelf

_QUESTIONS = [
    {"id": "a", "set": "typed", "question": "làm mất sách thì sao", "relevant": ["tv#3"]},
    {"id": "b", "set": "typed", "question": "mượn sách mấy ngày", "relevant": ["tv#2"]},
    {"id": "c", "set": "outside", "question": "tàu vũ trụ bay lên sao hỏa", "relevant": []},
]


def _write(path: Path, value: Any) -> str:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return str(path)


@pytest.fixture
def corpus(tmp_path: Path) -> str:
    """Return a gzipped corpus of the invented laws."""
    names = {"Luật Thư viện xã": "tv", "Luật Chợ phiên": "cp", "Luật Nghĩa trang nhân dân": "nt"}
    path = tmp_path / "corpus.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for article in shelf():
            entry = {"id": f"{names[article.law]}#{article.path}", "law": article.law}
            entry |= {"title": article.title, "body": article.body}
            file.write(json.dumps(entry, ensure_ascii=False) + "\n")
    return str(path)


def test_a_corpus_is_searched_for_a_list_of_questions(
    congvu: Congvu, corpus: str, tmp_path: Path
) -> None:
    batch = _write(tmp_path / "questions.json", _QUESTIONS)
    told = congvu("search", "--corpus", corpus, "--batch", batch, "--top", "2")
    assert told.status == 0
    *found, last = told.lines
    assert [line["id"] for line in found] == ["a", "b", "c"]
    assert found[0]["results"][0]["id"] == "tv#3"
    assert len(found[1]["results"]) == 2
    assert found[2]["band"] == "outside"
    assert found[0]["milliseconds"] > 0
    assert last.keys() == {"build_seconds", "peak_rss_mb"}


@pytest.mark.parametrize("noise", ["plain", "half", "typo"])
def test_search_is_scored_group_by_group(
    congvu: Congvu, corpus: str, tmp_path: Path, noise: str
) -> None:
    questions = _write(tmp_path / "questions.json", _QUESTIONS)
    told = congvu(
        *("evaluate", "retrieval", "--corpus", corpus, "--questions", questions),
        *("--noise", noise),
    )
    assert told.status == 0
    assert told.last["questions"] == 3
    assert told.last["noise"] == noise
    assert told.last["scores"]["typed"]["A@10"] == 100
    assert told.last["scores"]["outside"] == {"answer": 0, "related": 0, "outside": 100}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "không có điều nào"),
        ('{"id": "a#1"}', "dòng 1"),
        ("không phải JSON", "dòng 1"),
        ('["a"]', "dòng 1"),
    ],
)
def test_a_wrong_corpus_is_refused_in_words(
    congvu: Congvu, tmp_path: Path, content: str, words: str
) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_text(content, encoding="utf-8")
    batch = _write(tmp_path / "questions.json", _QUESTIONS)
    told = congvu("search", "--corpus", str(path), "--batch", batch)
    assert told.status == 2
    assert words in told.err
    assert len(told.err.splitlines()[-1:]) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "--corpus", "absent.jsonl"],
        ["search", "--batch", "absent.json"],
        ["search", "--corpus", "absent.jsonl", "--batch", "absent.json"],
        ["evaluate", "retrieval", "--corpus", "absent.jsonl", "--questions", "absent.json"],
    ],
)
def test_wrong_usage_is_told(congvu: Congvu, arguments: list[str]) -> None:
    told = congvu(*arguments)
    assert told.status == 2
    assert told.err.startswith("Lỗi: ")


def test_an_unknown_noise_is_refused(congvu: Congvu, corpus: str, tmp_path: Path) -> None:
    questions = _write(tmp_path / "questions.json", _QUESTIONS)
    told = congvu(
        *("evaluate", "retrieval", "--corpus", corpus, "--questions", questions),
        *("--noise", "loud"),
    )
    assert told.status == 2
    assert "plain, half, typo" in told.err
