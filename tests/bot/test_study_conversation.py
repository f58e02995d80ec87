"""Study through `congvu chat --json`: days pass, processes end, and nothing is forgotten."""

import json
from pathlib import Path
from typing import Any

from tests.bot.chatting import copy_of
from tests.bot.test_chat_command import congvu


def spoken(var_dir: Path, script: str, *arguments: str) -> list[dict[str, Any]]:
    """Return what the bot says to a script."""
    done = congvu(var_dir, "chat", "--json", *arguments, typed=script)
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def test_a_session_outlives_its_process_and_the_clock_reminds(
    prepared: Path, tmp_path: Path
) -> None:
    var_dir = copy_of(prepared, tmp_path / "var")
    today, item, paused = spoken(var_dir, "/hoc\n[Bắt đầu]\n[Dừng]\n")
    assert "5 câu mới" in today["text"]
    assert item["text"].startswith("Câu 1/5")
    assert paused["buttons"] == [["Học tiếp", "Xem tiến độ"]]

    kept, *reminded = spoken(var_dir, "/nhac 0:01\n" + "@sleep 1d\n" * 4)
    assert "0:01" in kept["text"]
    assert any("Đến giờ học: 5 câu mới" in said["text"] for said in reminded)

    again, same = spoken(var_dir, "/hoc\n[~Học tiếp]\n")
    assert "Đang học dở" in again["text"]
    assert same["text"] == item["text"]


def test_time_that_runs_out_hands_an_exam_in_and_tells_the_result(
    prepared: Path, tmp_path: Path
) -> None:
    var_dir = copy_of(prepared, tmp_path / "var")
    script = "/thi\n[Thi thử]\n[10 câu]\n@sleep 11m\n[Nộp bài]\n[Nộp ngay]\n/tiendo\n"
    said = spoken(var_dir, script, "--as", "lan")
    first = next(one for one in said if one["text"].startswith("Câu 1/10"))
    assert first["buttons"][-1] == ["Nộp bài"]
    told = next(one for one in said if "Hết giờ bài thi Thi thử" in one["text"])
    assert "Chưa đạt: 0/10 câu (0 %)" in told["text"]
    late = [one["text"] for one in said if "cần 60 %" in one["text"]]
    assert late
    assert "Hết giờ: tính 0/10" in late[0]
