"""Fetching an embedding model is one explicit command, and faults are told in words."""

from pathlib import Path

import pytest

from tests.commands.conftest import Congvu


def test_a_folder_that_is_no_model_is_refused_in_words(
    congvu: Congvu, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    (tmp_path / "empty").mkdir()
    told = congvu("model", "use", str(tmp_path / "empty"))
    assert told.status == 1
    assert "Lỗi: mô hình" in told.err
    assert told.out == ""


def test_a_model_that_is_set_but_was_not_fetched_is_told(
    congvu: Congvu, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EMBEDDING_MODEL", "someone/model")
    told = congvu("index")
    assert told.status == 1
    assert "congvu model use" in told.err
