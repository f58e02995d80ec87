"""`congvu chat` and `congvu serve` as people start them."""

import base64
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.chat import ChatOptions, plain_options
from tests.bot.chatting import KEY, copy_of

ROOT = Path(__file__).parents[2]
TOKEN = "123456789:AAaaBBbbCCccDDddEEeeFFffGGggHHhhIIi"


def congvu(var_dir: Path, *arguments: str, typed: str = "", **more: str) -> Any:
    """Run the command in a process of its own and return how it went."""
    keys = base64.b64encode(KEY).decode()
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input=typed.encode(),
        env={**kept, "VAR_DIR": str(var_dir), "DATA_KEYS": keys, "PYTHONPATH": str(ROOT), **more},
        cwd=var_dir,
        capture_output=True,
        timeout=120,
        check=False,
    )


def test_a_scripted_chat_prints_one_json_value_a_message_in_turn(
    prepared: Path, tmp_path: Path
) -> None:
    var_dir = copy_of(prepared, tmp_path / "var")
    script = "/start\n\n[Nhiệm vụ]\n[III.2]\n[không có]\n@as lan\nnhiem vu 2 ai lam\n[👍]\n"
    done = congvu(var_dir, "chat", "--json", typed=script)
    assert done.returncode == 0, done.stderr.decode()
    lines = [json.loads(line) for line in done.stdout.decode().splitlines()]

    assert [line["to"] for line in lines] == ["dan"] * 4 + ["lan"] * 3
    assert [line.get("edited", False) for line in lines] == [
        False,
        False,
        True,
        False,
        False,
        False,
        True,
    ]
    assert all({"to", "text", "buttons"} <= line.keys() for line in lines)
    assert all(line.keys() <= {"to", "text", "buttons", "file", "edited"} for line in lines)
    assert lines[0]["buttons"][0] == ["Hỏi một câu", "Việc và thời hạn"]
    assert lines[2]["text"].startswith("III.2")
    assert "[không có]" in lines[3]["text"]
    assert "Sở Nội vụ" in lines[4]["text"]


def test_without_json_people_read_bubbles_and_bracketed_buttons(
    prepared: Path, tmp_path: Path
) -> None:
    var_dir = copy_of(prepared, tmp_path / "var")
    done = congvu(var_dir, "chat", "--as", "lan", typed="/nhiemvu\n")
    shown = done.stdout.decode()
    assert "Trợ lý Công vụ" in shown
    assert "[III.1] [III.2]" in shown


def test_a_name_with_blanks_is_refused(tmp_path: Path) -> None:
    done = congvu(tmp_path, "chat", "--as", "hai người")
    assert done.returncode == 2
    assert len(done.stderr.decode().splitlines()) == 1


def test_bytes_that_are_no_text_do_not_break_the_chat(prepared: Path, tmp_path: Path) -> None:
    var_dir = copy_of(prepared, tmp_path / "var")
    keys = base64.b64encode(KEY).decode()
    done = subprocess.run(
        [sys.executable, "-m", "bot", "chat", "--json"],
        input=b"\xff\xfe\x00 nhiem vu\n/help\n",
        env={**os.environ, "VAR_DIR": str(var_dir), "DATA_KEYS": keys, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert len(done.stdout.decode().splitlines()) == 2


def test_serving_without_token_and_keys_names_both(tmp_path: Path) -> None:
    done = congvu(tmp_path, "serve", DATA_KEYS="")
    faults = done.stderr.decode()
    assert done.returncode != 0
    assert "TELEGRAM_BOT_TOKEN" in faults
    assert "DATA_KEYS" in faults


def test_a_demo_database_is_not_served(prepared: Path, tmp_path: Path) -> None:
    var_dir = copy_of(prepared, tmp_path / "var")
    congvu(var_dir, "chat", "--as", "lan", "--json", typed="/start\n")
    done = congvu(var_dir, "serve", TELEGRAM_BOT_TOKEN=TOKEN)
    assert done.returncode == 2
    assert "bản dùng thử" in done.stderr.decode()
    assert TOKEN not in done.stderr.decode()


@pytest.mark.parametrize(
    ("words", "options"),
    [
        (["chat"], ChatOptions()),
        (["chat", "--json", "--as", "lan"], ChatOptions("lan", as_json=True)),
        (["chat", "--as"], None),
        (["chat", "--as", "--json"], None),
        (["chat", "--help"], None),
        (["chat", "thừa"], None),
        (["ask", "--json"], None),
        ([], None),
    ],
)
def test_only_a_chat_without_mistakes_starts_without_the_library(
    words: list[str], options: ChatOptions | None
) -> None:
    assert plain_options(words) == options


@pytest.mark.parametrize("words", [["chat", "--as"], ["chat", "--frob"], ["chat", "thừa"]])
def test_a_mistake_in_the_words_of_a_chat_is_told(tmp_path: Path, words: list[str]) -> None:
    done = congvu(tmp_path, *words)
    assert done.returncode == 2
    assert len(done.stderr.decode().splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_a_chat_says_how_it_is_called(tmp_path: Path) -> None:
    told = congvu(tmp_path, "chat", "--help").stdout.decode()
    assert "--as" in told
    assert "--json" in told
