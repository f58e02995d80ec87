"""The poster of a unit, from the command line and from the chat of its head."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from domain.roles import Role
from tests.bot.chatting import Chat, chatting, copy_of
from tests.bot.test_chat_command import congvu
from tests.handlers.conftest import labels
from tests.handlers.feedback_desk import office, unit_of


@pytest.mark.parametrize("ending", [".png", ".pdf"])
def test_a_poster_is_made_for_a_unit(prepared: Path, tmp_path: Path, ending: str) -> None:
    var_dir, out = copy_of(prepared, tmp_path / "var"), tmp_path / f"ap-phich{ending}"
    arguments = ("admin", "poster", "--unit", "SNV", "--out", str(out), "--bot-name", "@ThuBot")
    done = congvu(var_dir, *arguments)
    assert done.returncode == 0, done.stderr.decode()
    if ending == ".pdf":
        (page,) = PdfReader(out).pages
        assert round(float(page.mediabox.width) / 72 * 25.4) == 210
        assert round(float(page.mediabox.height) / 72 * 25.4) == 297
    else:
        assert out.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("more", "word"),
    [
        (("--unit", "SNV", "--out", "a.txt"), ".pdf"),
        (("--unit", "SNV", "--out", "a.pdf"), "--bot-name"),
        (("--unit", "KHONGCO", "--out", "a.pdf", "--bot-name", "ThuBot"), "KHONGCO"),
    ],
)
def test_what_cannot_be_made_is_told_in_a_line(
    prepared: Path,
    tmp_path: Path,
    more: tuple[str, ...],
    word: str,
) -> None:
    done = congvu(copy_of(prepared, tmp_path / "var"), "admin", "poster", *more)
    assert done.returncode == 2
    *_, line = done.stderr.decode().splitlines()
    assert word in line


async def test_a_head_gets_the_poster_of_their_own_unit_in_the_chat(
    prepared: Path,
    tmp_path: Path,
) -> None:
    async with chatting(copy_of(prepared, tmp_path / "var")) as chat:
        head = await _head(chat)
        people = (await head.says("/nguoi"))[-1]
        assert "Áp phích mã QR nhận phản ánh" in labels(people)
        (untold,) = await head.presses("Áp phích mã QR nhận phản ánh")
        assert "chưa biết tên" in untold.text
        chat.services.installation.keep_bot_name("ThuBot")
        (poster,) = await head.presses("Áp phích mã QR nhận phản ánh")
        assert "Ea Kar" in poster.text
        assert poster.file is not None


async def _head(chat: Chat) -> Chat:
    found = await office(chat, unit_of(chat, "Ea Kar"), "lanhdao", Role.MANAGER)
    return found.chat
