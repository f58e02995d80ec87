"""`congvu ingest` at a terminal asks for what a text does not tell, and before it replaces one."""

import os
import pty
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.services.test_ingesting_laws import DECREE

ROOT = Path(__file__).parents[2]
NAMELESS = DECREE.replace("Số: 30/2026/NĐ-CP\n", "")


class Terminal:
    """Runs the command as a person at a terminal does, typing an answer to each question."""

    def __init__(self, var_dir: Path) -> None:
        self._var_dir = var_dir

    def __call__(self, *arguments: str, answers: Sequence[tuple[str, str]]) -> str:
        """Return all that was shown; each answer is typed once its question is there."""
        process, screen = pty.fork()
        if process == 0:
            os.chdir(ROOT)
            environment = {**os.environ, "VAR_DIR": str(self._var_dir), "NO_COLOR": "1"}
            os.execve(
                sys.executable, [sys.executable, "-m", "bot", "ingest", *arguments], environment
            )
        shown, waiting = "", list(answers)
        while piece := _read(screen):
            shown += piece
            if waiting and waiting[0][0] in shown:
                os.write(screen, f"{waiting.pop(0)[1]}\n".encode())
        os.close(screen)
        os.waitpid(process, 0)
        return shown


def _read(screen: int) -> str:
    try:
        return os.read(screen, 65_536).decode(errors="replace")
    except OSError:
        # How Linux tells that whoever held the other end is gone.
        return ""


@pytest.fixture
def terminal(var_dir: Path) -> Terminal:
    """Return a terminal over a folder that is set up already."""
    return Terminal(var_dir)


def _file(folder: Path, text: str) -> str:
    path = folder / "van-ban.txt"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_the_name_of_a_law_without_number_is_asked_for(terminal: Terminal, tmp_path: Path) -> None:
    file = _file(tmp_path, NAMELESS)
    shown = terminal(file, answers=[("Mã (--id)", "nghi-dinh-cay")])
    assert "Đã nạp nghi-dinh-cay" in shown


def test_passages_are_offered_for_a_text_without_places(terminal: Terminal, tmp_path: Path) -> None:
    file = _file(tmp_path, "Thư ngỏ về cây\nMời mọi nhà trồng cây.")
    shown = terminal(file, answers=[("thành các đoạn?", "y")])
    assert "Đã nạp thu-ngo-ve-cay" in shown


def test_a_text_is_replaced_only_by_a_yes(terminal: Terminal, tmp_path: Path) -> None:
    assert "Đã nạp" in terminal(_file(tmp_path, DECREE), answers=[])
    changed = _file(tmp_path, DECREE.replace("Hoa thì không", "Hoa cũng thế"))
    assert "Giữ nguyên" in terminal(changed, answers=[("Thay bằng tệp này?", "n")])
    assert "Đã nạp" in terminal(changed, answers=[("Thay bằng tệp này?", "y")])
