"""The operator's two files, exceptional days and limits: who decided them, and their faults."""

from datetime import date
from pathlib import Path

import pytest

from domain.case_limits import PROVISIONAL, Span, limit_on
from domain.errors import BrokenKnowledge
from knowledge.office_files import load_days, load_limits

LIMITS = """
limits:
  - {step: answer, days: 7, from: 2026-07-01, decided_on: 2026-06-20, source: "Quyết định thử số 1"}
  - {step: answer, days: 5, from: 2027-01-01, decided_on: 2026-12-01, source: "Quyết định thử số 2"}
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "own.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_limit_holds_from_its_day_with_its_source(tmp_path: Path) -> None:
    limits = load_limits(written(tmp_path, LIMITS))
    autumn = limit_on(limits, Span.ANSWER, date(2026, 12, 31))
    assert (autumn.days, autumn.is_provisional) == (7, False)
    assert autumn.decision is not None
    assert autumn.decision.source == "Quyết định thử số 1"
    assert limit_on(limits, Span.ANSWER, date(2027, 1, 1)).days == 5


def test_what_nobody_decided_is_provisional(tmp_path: Path) -> None:
    limits = load_limits(written(tmp_path, LIMITS))
    before = limit_on(limits, Span.ANSWER, date(2026, 6, 30))
    assert before.is_provisional
    assert before.days == PROVISIONAL[Span.ANSWER]
    assert all(limit_on((), span, date(2026, 1, 1)).is_provisional for span in Span)


def test_the_shipped_days_can_be_read_and_an_own_file_goes_before_them(tmp_path: Path) -> None:
    shipped = load_days()
    own = written(
        tmp_path,
        "days:\n  - {day: 2027-04-24, works: true, name: Làm bù, source: Thông báo thử,"
        " announced_on: 2027-03-01}\n",
    )
    (mine,) = set(load_days(own)) - set(shipped)
    assert (mine.day, mine.works, mine.source) == (date(2027, 4, 24), True, "Thông báo thử")


@pytest.mark.parametrize(
    "text",
    [
        "limits: [{step: answer, days: 7, from: 2026-07-01, decided_on: 2026-06-20}]",
        "limits: [{step: reply, days: 7, from: 2026-07-01, decided_on: 2026-06-20, source: A}]",
        "limits: [{step: answer, days: 0, from: 2026-07-01, decided_on: 2026-06-20, source: A}]",
        "limits: [{step: answer, days: true, from: 2026-07-01, decided_on: 2026-06-20, source: A}]",
        "limits: [{step: answer, days: 7, from: mai, decided_on: 2026-06-20, source: A}]",
        "limits: [{step: answer, days: 7, from: 2026-07-01, decided_on: 2026-06-20, source: ' '}]",
        "limits: [7]",
        "limits: 7",
        "- 7",
        "limits: [",
    ],
)
def test_a_limit_that_is_not_dated_and_sourced_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(BrokenKnowledge) as broken:
        load_limits(written(tmp_path, text))
    assert broken.value.faults[0].startswith("own.yaml")


def test_a_file_that_is_not_there_is_told_as_a_fault(tmp_path: Path) -> None:
    with pytest.raises(BrokenKnowledge):
        load_limits(tmp_path / "none.yaml")
