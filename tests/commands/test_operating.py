"""`congvu doctor`, `admin` and `evaluate`, and what every command says when it cannot work."""

import base64
import json
import sqlite3
from pathlib import Path

import pytest

from tests.commands.conftest import Congvu


def test_the_first_command_on_an_empty_folder_sets_it_up(
    congvu: Congvu, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "new" / "var"))
    told = congvu("documents", "--json")
    assert told.status == 0
    assert told.lines
    assert "Đang nạp tri thức" in told.err
    assert congvu("documents").err == ""


def test_the_doctor_finds_a_new_installation_in_order(congvu: Congvu) -> None:
    told = congvu("doctor")
    assert told.status == 0
    assert "✗" not in told.out
    for name in ("Cấu hình", "Khoá", "Cơ sở dữ liệu", "Chỉ mục", "Telegram"):
        assert f"✓ {name}" in told.out


def test_the_doctor_tells_every_wrong_setting(
    congvu: Congvu, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIMEZONE", "Hanoi")
    monkeypatch.setenv("DATA_KEYS", "x")
    told = congvu("doctor")
    assert told.status == 1
    assert "TIMEZONE" in told.out
    assert "DATA_KEYS" in told.out


def test_the_doctor_tells_when_telegram_cannot_be_reached(
    congvu: Congvu, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123456:abcdefghijklmnopqrstuvwxyz")
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:1")
    told = congvu("doctor")
    assert told.status == 1
    assert "✗ Telegram" in told.out
    assert "abcdefghijklmnopqrstuvwxyz" not in told.out + told.err


def test_the_doctor_tells_when_no_chroma_server_answers(
    congvu: Congvu, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHROMA_URL", "http://127.0.0.1:1")
    told = congvu("doctor")
    assert told.status == 1
    assert "✗ Vectơ" in told.out
    assert "CHROMA_URL" in told.out


def test_serving_by_webhook_tells_everything_that_it_lacks(congvu: Congvu) -> None:
    told = congvu("serve", "--webhook")
    assert told.status == 1
    for name in ("TELEGRAM_BOT_TOKEN", "DATA_KEYS", "WEBHOOK_URL", "WEBHOOK_SECRET"):
        assert f"{name}: chưa đặt" in told.err


def test_the_doctor_counts_what_waits_and_what_was_put_aside(congvu: Congvu, var_dir: Path) -> None:
    assert "✓ Tin nhắn: 0 đang chờ" in congvu("doctor").out
    with sqlite3.connect(var_dir / "congvu.db") as connection:
        connection.executemany(
            "INSERT INTO inbox (channel, bot_id, update_id, person_hash, state, is_overflow,"
            " attempts, postponed, fence, received_at)"
            " VALUES ('telegram', 1, ?, x'00', ?, 0, 0, 0, 0, '2026-11-23 00:00:00')",
            [(1, "open"), (2, "parked")],
        )
    told = congvu("doctor").out
    assert "Tin nhắn: 1 đang chờ" in told
    assert "1 không xử lý được" in told


def test_wrong_settings_stop_a_command_with_one_line_each(
    congvu: Congvu, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIMEZONE", "Hanoi")
    monkeypatch.setenv("CHROMA_URL", "x")
    told = congvu("documents")
    assert (told.status, told.out) == (1, "")
    assert [line.split(":")[1].strip() for line in told.err.splitlines()] == [
        "CHROMA_URL",
        "TIMEZONE",
    ]


def test_other_keys_than_those_of_the_database_are_told(
    congvu: Congvu, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATA_KEYS", base64.b64encode(b"x" * 32).decode())
    told = congvu("documents")
    assert (told.status, told.out) == (1, "")
    assert "DATA_KEYS" in told.err


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("postgresql://u:secret@127.0.0.1:1/x", "127.0.0.1/x"),
        ("sqlite:////no/such/folder/a.db", "/no/such/folder/a.db"),
        ("sqlite:////proc/version", "/proc/version"),
    ],
)
def test_a_database_that_cannot_be_used_is_told_without_its_password(
    congvu: Congvu, monkeypatch: pytest.MonkeyPatch, address: str, words: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    told = congvu("documents")
    assert (told.status, told.out) == (1, "")
    assert words in told.err
    assert "secret" not in told.err
    assert len(told.err.splitlines()) == 1


def test_a_locked_database_is_told(
    congvu: Congvu, var_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{var_dir / 'congvu.db'}?timeout=0.1")
    holder = sqlite3.connect(var_dir / "congvu.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    told = congvu("admin", "unit", "add", "X1", "Đơn vị X")
    holder.close()
    assert (told.status, told.out) == (1, "")
    assert "khoá" in told.err


def test_units_are_listed_and_added(congvu: Congvu) -> None:
    units = congvu("admin", "unit", "list", "--json").lines
    assert len([unit for unit in units if unit["kind"] in ("xã", "phường")]) == 102
    assert set(units[0]) == {"code", "name", "kind", "parent"}
    assert congvu("admin", "unit", "add", "SYT", "Sở Y tế", "--parent", "66").status == 0
    assert "Sở Y tế" in congvu("admin", "unit", "list").out
    assert congvu("admin", "unit", "add", "SYT", "Sở Y tế").status == 2
    assert congvu("admin", "unit", "add", "có dấu", "X").status == 2


def test_roles_are_granted_on_a_demo(congvu: Congvu) -> None:
    told = congvu("admin", "grant", "lan", "official", "--unit", "SNV", "--until", "2100-01-31")
    assert told.status == 0
    assert "lan" in told.out


@pytest.mark.parametrize(
    "arguments",
    [
        ["lan", "king"],
        ["lan", "official"],
        ["lan", "official", "--unit", "NOWHERE"],
        ["lan", "editor", "--until", "hôm nay"],
        ["lan", "editor", "--until", "2001-01-01"],
        ["lan anh", "editor"],
    ],
)
def test_a_role_that_cannot_be_granted_is_told(congvu: Congvu, arguments: list[str]) -> None:
    told = congvu("admin", "grant", *arguments)
    assert (told.status, told.out) == (2, "")
    assert len(told.err.splitlines()) == 1
    assert "error" not in told.err


def test_answers_are_scored_and_the_misses_listed(congvu: Congvu, tmp_path: Path) -> None:
    file = tmp_path / "questions.json"
    right = {
        "id": "right",
        "question": "Ai chủ trì nhiệm vụ 2?",
        "clauses": ["III.2.c"],
        "must": [["Sở Nội vụ"]],
    }
    wrong = {**right, "id": "wrong", "must": [["Bộ Ngoại giao"]]}
    file.write_text(json.dumps([right, wrong]), encoding="utf-8")
    told = congvu("evaluate", "answers", str(file))
    assert told.status == 0
    assert told.last["misses"] == ["wrong"]
    assert told.last["scores"]["all"] == {"good": 1, "of": 2}
    assert "wrong" in told.out.splitlines()[0]


@pytest.mark.parametrize(
    "content", ["[]", "{}", '[{"id": 1}]', '[{"id":1,"question":"x","must":1}]']
)
def test_a_wrong_scoring_file_is_refused(congvu: Congvu, tmp_path: Path, content: str) -> None:
    file = tmp_path / "questions.json"
    file.write_text(content)
    told = congvu("evaluate", "answers", str(file))
    assert (told.status, told.out) == (2, "")
