"""Limits, hours and days of feedback as an operator sets them, and what is told of their faults."""

from pathlib import Path

import pytest

from tests.commands.conftest import Congvu


def test_the_doctor_tells_which_limits_of_feedback_are_provisional(
    congvu: Congvu, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = congvu("doctor").out
    assert "Thời hạn phản ánh: 0/6 bước có văn bản quyết định" in told
    assert "giờ làm việc tạm thời" in told
    limits = tmp_path / "limits.yaml"
    limits.write_text(
        "limits:\n  - {step: answer, days: 7, from: 2026-01-01, decided_on: 2025-12-20,"
        ' source: "Quyết định thử"}\n',
        encoding="utf-8",
    )
    monkeypatch.setenv("CASE_LIMITS_FILE", str(limits))
    monkeypatch.setenv("WORKING_HOURS", "07:00-11:30, 13:00-16:30")
    told = congvu("doctor").out
    assert "1/6 bước có văn bản quyết định" in told
    assert "giờ làm việc theo WORKING_HOURS" in told


def test_a_limit_without_a_source_stops_the_start_and_says_where(
    congvu: Congvu, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits = tmp_path / "limits.yaml"
    limits.write_text("limits:\n  - {step: answer, days: 7}\n", encoding="utf-8")
    monkeypatch.setenv("CASE_LIMITS_FILE", str(limits))
    refused = congvu("documents")
    assert refused.status != 0
    assert "limits.yaml, mục 1" in refused.err
    monkeypatch.setenv("CASE_LIMITS_FILE", str(tmp_path / "none.yaml"))
    assert "CASE_LIMITS_FILE" in congvu("documents").err
    monkeypatch.delenv("CASE_LIMITS_FILE")
    monkeypatch.setenv("WORKING_HOURS", "17:00-07:00")
    assert "WORKING_HOURS" in congvu("documents").err
