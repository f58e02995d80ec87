"""`congvu study` and `congvu report`: the bank as files, its gaps, how items do."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.commands.conftest import Congvu
from tests.knowledge.official_text import PLAN

AIKEN = """Mức hài lòng phải từ bao nhiêu?
A. 98%
B. 95%
C. 90%
ANSWER: A

Hai đáp án trùng nhau?
A. 98%
B. 98 %
C. 90%
ANSWER: A
"""


@pytest.fixture
def aiken(tmp_path: Path) -> str:
    file = tmp_path / "items.txt"
    file.write_text(AIKEN, encoding="utf-8")
    return str(file)


def place() -> tuple[str, ...]:
    return ("--document", PLAN, "--path", "II.2.i")


def test_a_faulty_file_is_taken_in_part_only_when_that_is_said(congvu: Congvu, aiken: str) -> None:
    told = congvu("study", "import", aiken, *place())
    assert told.status == 2
    assert "dòng 7: phương án 2: trùng với phương án 1" in told.err
    assert "--yes" in told.err
    told = congvu("study", "import", aiken, *place(), "--yes")
    assert told.status == 0
    assert "Đã nhận 1 câu mới" in told.out
    assert "cần bổ sung" in told.err


def test_what_was_read_as_json(congvu: Congvu, aiken: str) -> None:
    (told,) = congvu("study", "import", aiken, *place(), "--yes", "--json").lines
    assert (told["items"], told["kept"]) == (1, 1)
    assert told["faults"] == [{"row": 7, "fault": "phương án 2: trùng với phương án 1 (“98%”)"}]


@pytest.mark.parametrize("end", ["xlsx", "gift"])
def test_the_bank_that_is_written_can_be_read_again(
    congvu: Congvu, tmp_path: Path, end: str
) -> None:
    file = tmp_path / f"bank.{end}"
    told = congvu("study", "export", str(file), "--document", PLAN)
    assert told.status == 0
    assert "Đã ghi" in told.out
    told = congvu("study", "import", str(file))
    assert told.status == 0
    assert "không đổi gì" in told.out


def test_a_file_of_another_kind_is_refused_in_words(congvu: Congvu, tmp_path: Path) -> None:
    file = tmp_path / "items.docx"
    file.write_bytes(b"x")
    assert "xlsx" in congvu("study", "import", str(file)).err
    assert congvu("study", "export", str(file)).status == 2
    assert congvu("study", "import", str(tmp_path / "none.gift")).status == 2


def test_gaps_are_told_and_not_filled(congvu: Congvu) -> None:
    (told,) = congvu("study", "gaps", "--json").lines
    assert told["documents"][PLAN] > 100
    assert PLAN not in told["places_without_items"]
    assert "receiving_citizens" in told["thin"]
    assert "ít hơn 20 câu" in congvu("study", "gaps").out


def test_a_report_on_items_nobody_answered_is_empty_but_explains_itself(
    congvu: Congvu, tmp_path: Path
) -> None:
    file = tmp_path / "items.xlsx"
    told = congvu("report", "items", "--out", str(file))
    assert told.status == 0
    assert "0 câu có người trả lời" in told.out
    book = load_workbook(file)
    assert book.sheetnames == ["Câu hỏi", "Phương án", "Cách tính"]


def test_recall_without_reviews_is_told_in_words(congvu: Congvu, tmp_path: Path) -> None:
    told = congvu("report", "recall", "--out", str(tmp_path / "recall.png"))
    assert told.status == 2
    assert "chưa có câu nào được ôn lại" in told.err
