"""Figures of feedback from the command line: what everybody may see, as a file."""

from datetime import UTC, datetime
from pathlib import Path

import docx
import openpyxl
import pytest

from bot.wiring import open_house
from domain.cases import CaseKind, SubjectKind
from domain.roles import Role
from services.cases import NewCase, Subject
from tests.commands.conftest import Congvu

RECEIVED = datetime(2026, 5, 12, 3, 0, tzinfo=UTC)


def bring(count: int) -> None:
    """Let so many cases come to one office in the second quarter."""
    with open_house() as house:
        services = house.services
        services.administration.grant("an", Role.HANDLER, RECEIVED, "g", unit_code="SNV")
        for number in range(count):
            person = services.people.arrive("local", f"dan{number}", RECEIVED, f"come {number}")
            subject = Subject(SubjectKind.UNIT)
            new = NewCase(CaseKind.REPORT, f"Việc {number}.", "SNV", subject=subject)
            services.intake.submit(person.id, new, RECEIVED, f"bring {number}")


def test_figures_of_a_quarter_become_a_workbook_and_a_report(
    congvu: Congvu, tmp_path: Path
) -> None:
    bring(6)
    sheet, report = tmp_path / "q.xlsx", tmp_path / "q.docx"
    made = congvu("report", "cases", "--period", "2026-Q2", "--out", str(sheet))
    assert (made.status, made.err) == (0, "")
    rows = list(openpyxl.load_workbook(sheet).active.values)
    assert ("Sở Nội vụ", 6) in [row[:2] for row in rows]
    assert congvu("report", "cases", "--period", "2026-Q2", "--out", str(report)).status == 0
    words = "\n".join(paragraph.text for paragraph in docx.Document(str(report)).paragraphs)
    assert "đã tiếp nhận 6" in words
    assert "không phải chỉ tiêu II.2.i và II.2.k" in words


def test_small_numbers_are_hidden_from_whoever_runs_the_server(
    congvu: Congvu, tmp_path: Path
) -> None:
    bring(3)
    sheet = tmp_path / "q.xlsx"
    options = ("--period", "2026-Q2", "--unit", "SNV", "--out", str(sheet))
    assert congvu("report", "cases", *options).status == 0
    rows = list(openpyxl.load_workbook(sheet).active.values)
    assert ("Sở Nội vụ", "ẩn") in [row[:2] for row in rows]
    assert ("Toàn tỉnh", "ẩn") in [row[:2] for row in rows]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--period", "2026", "--out", "a.xlsx"), "--period"),
        (("--period", "2026-Q9", "--out", "a.xlsx"), "--period"),
        (("--period", "2026-Q2", "--out", "a.pdf"), "--out"),
        (("--period", "2026-Q2", "--out", "/nowhere/a.xlsx"), "--out"),
        (("--period", "2026-Q2", "--out", "a.xlsx", "--unit", "KHONGCO"), "KHONGCO"),
    ],
)
def test_what_cannot_be_reported_is_told_in_words(
    congvu: Congvu, options: tuple[str, ...], words: str
) -> None:
    refused = congvu("report", "cases", *options)
    assert refused.status == 2
    assert words in refused.err
