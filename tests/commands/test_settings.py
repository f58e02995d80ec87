"""Settings: all faults at once and in words, secrets never repeated, keys made where allowed."""

import base64
import stat
from pathlib import Path

import pytest

from bot.keys import FILE, data_keys, development_key
from bot.settings import NAMES, WrongSettings, load_settings
from domain.errors import StorageUnavailable

GOOD_KEY = base64.b64encode(b"k" * 32).decode()
WRONG = {
    "TELEGRAM_BOT_TOKEN": "hidden-token",
    "TELEGRAM_API_URL": "localhost:8081",
    "DATABASE_URL": "mysql://u:hidden-password@h/x",
    "KNOWLEDGE_DIR": "/no/such/folder",
    "CHROMA_URL": "chroma",
    "CHAT_MODEL_URL": "ftp://x",
    "DATA_KEYS": f"{GOOD_KEY},hidden-key",
    "CUSTODIAN_KEY": "hidden-custodian",
    "WEBHOOK_URL": "http://x",
    "WEBHOOK_SECRET": "hidden secret",
    "TIMEZONE": "Hanoi",
}


def test_nothing_needs_to_be_set() -> None:
    settings = load_settings()
    assert settings.timezone == "Asia/Ho_Chi_Minh"
    assert settings.database().startswith("sqlite:///")
    assert settings.database().endswith("var/congvu.db")


def test_every_fault_is_told_at_once_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in WRONG.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(WrongSettings) as caught:
        load_settings()
    assert {fault.partition(":")[0] for fault in caught.value.faults} == set(WRONG)


def test_no_secret_is_repeated_in_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in WRONG.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(WrongSettings) as caught:
        load_settings()
    assert "hidden" not in str(caught.value)
    assert "hidden" not in repr(caught.value.__context__)


def test_a_wrong_key_is_told_by_its_place_in_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_KEYS", f"{GOOD_KEY},abc")
    with pytest.raises(WrongSettings, match="khoá thứ 2"):
        load_settings()


def test_an_empty_setting_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.setenv(name, "")
    assert load_settings() == load_settings()
    assert load_settings().data_keys is None


def test_settings_are_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "env"
    file.write_text(f"TIMEZONE=UTC\nDATA_KEYS={GOOD_KEY}\nSOMETHING_ELSE=1\n", encoding="utf-8")
    settings = load_settings(file)
    assert settings.timezone == "UTC"
    assert data_keys(settings, development=False) == (b"k" * 32,)


def test_the_environment_goes_before_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "env"
    file.write_text('TIMEZONE="UTC" # theirs\nEMBEDDING_MODEL=of the file\n', encoding="utf-8")
    monkeypatch.setenv("TIMEZONE", "Asia/Tokyo")
    settings = load_settings(file)
    assert (settings.timezone, settings.embedding_model) == ("Asia/Tokyo", "of the file")


def test_secrets_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_KEYS", GOOD_KEY)
    monkeypatch.setenv("DATABASE_URL", "postgresql://u:hidden-password@h/x")
    shown = repr(load_settings())
    assert GOOD_KEY not in shown
    assert "hidden" not in shown


def test_a_file_of_settings_in_another_encoding_is_told(tmp_path: Path) -> None:
    file = tmp_path / "env"
    file.write_bytes(b"TIMEZONE=\xff\xfe")
    with pytest.raises(WrongSettings, match="UTF-8"):
        load_settings(file)


def test_a_data_folder_that_is_a_file_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "file"))
    with pytest.raises(WrongSettings, match="VAR_DIR"):
        load_settings()


def test_a_development_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    key = development_key(folder)
    assert development_key(folder) == key
    assert len(key) == 32
    assert stat.S_IMODE((folder / FILE).stat().st_mode) == 0o600
    assert [path.name for path in folder.iterdir()] == [FILE]


def test_a_development_key_is_not_made_for_people_outside(tmp_path: Path) -> None:
    settings = load_settings(var_dir=tmp_path)
    with pytest.raises(WrongSettings, match="DATA_KEYS"):
        data_keys(settings, development=False)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_development_key_is_told_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("damaged")
    with pytest.raises(WrongSettings, match=FILE):
        development_key(tmp_path)
    assert (tmp_path / FILE).read_text() == "damaged"


def test_a_folder_that_cannot_be_written_is_told() -> None:
    with pytest.raises(StorageUnavailable):
        development_key(Path("/proc/congvu"))
