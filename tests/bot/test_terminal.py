"""The terminal: what a line means, and whole conversations from it."""

import base64
import fcntl
import io
import os
import pty
import subprocess
import sys
import termios
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from rich.console import Console

from bot.channels.terminal.bubbles import Bubbles
from bot.channels.terminal.lines import (
    Becomes,
    Deed,
    Mistake,
    Presses,
    Says,
    SendsFile,
    SendsLocation,
    Sleeps,
    read_line,
)
from bot.channels.terminal.session import Said
from tests.bot.chatting import KEY, Chat, copy_of

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("line", "deed"),
    [
        ("nhiệm vụ 2 ai làm\n", Says("nhiệm vụ 2 ai làm")),
        ("[Xem III.2.c]", Presses("Xem III.2.c")),
        ("  [👍]  ", Presses("👍")),
        ("[~thời hạn]", Presses("thời hạn", is_part=True)),
        ("[]", Says("[]")),
        ("@file /tmp/bao cao.docx", SendsFile("/tmp/bao cao.docx")),
        ("@location 12.67 108.04", SendsLocation(12.67, 108.04)),
        ("@location 12.67, 108.04", SendsLocation(12.67, 108.04)),
        ("@as lan", Becomes("lan")),
        ("@sleep 2d", Sleeps(timedelta(days=2))),
        ("@sleep 90m", Sleeps(timedelta(minutes=90))),
        ("@ai đó ơi", Says("@ai đó ơi")),
        ("@asia", Says("@asia")),
    ],
)
def test_a_line_is_read_as_it_is_meant(line: str, deed: Deed) -> None:
    assert read_line(line) == deed


@pytest.mark.parametrize(
    "line",
    [
        "@file",
        "@location",
        "@location x y",
        "@location 200 10",
        "@as",
        "@as hai người",
        "@sleep",
        "@sleep lâu",
        "@sleep 999999w",
    ],
)
def test_a_line_that_means_nothing_is_told_how_to_write_it(line: str) -> None:
    assert isinstance(read_line(line), Mistake)


async def test_an_unknown_label_is_said_in_words(chat: Chat) -> None:
    await chat.says("/start")
    (word,) = await chat.presses("Đặt lịch hẹn")
    assert "Không có nút nào mang tên [Đặt lịch hẹn]" in word.text


async def test_the_newest_message_with_the_label_is_pressed(chat: Chat) -> None:
    await chat.says("nhiem vu 2 ai lam")
    await chat.says("nhiem vu 4 ai lam")
    await chat.presses("👍")
    rated = ["👍 ✓" in str(message.payload.get("reply_markup")) for message in chat.bot_messages()]
    assert rated == [True, False]


async def test_going_on_as_another_person_marks_the_database_as_demo(chat: Chat) -> None:
    assert not chat.services.installation.is_demo()
    assert await chat.does(Becomes("lan")) == []
    (hello,) = await chat.says("/start")
    assert hello.to == "lan"
    assert chat.services.installation.is_demo()


async def test_a_database_with_people_from_outside_is_never_a_demo(chat: Chat) -> None:
    chat.services.people.arrive("telegram", "42", chat.channel.clock.now(), "telegram:1:1")
    await chat.does(Becomes("lan"))
    (word,) = await chat.does(Sleeps(timedelta(days=2)))

    assert not chat.services.installation.is_demo()
    assert "người dùng thật" in word.text


async def test_sleeping_moves_the_clock_of_the_database_for_good(chat: Chat) -> None:
    before = chat.channel.clock.now()
    await chat.does(Sleeps(timedelta(days=2)))

    assert chat.channel.clock.now() - before == timedelta(days=2)
    assert chat.services.installation.clock_offset() == timedelta(days=2)
    (board,) = await chat.says("/han")
    assert "tính đến 25/11/2026" in board.text


async def test_a_file_or_a_place_reaches_the_bot(chat: Chat, tmp_path: Path) -> None:
    path = tmp_path / "đơn.txt"
    path.write_text("Kính gửi", encoding="utf-8")
    for deed in (SendsFile(str(path)), SendsLocation(12.67, 108.04)):
        (reply,) = await chat.does(deed)
        assert "tin nhắn chữ" in reply.text


async def test_a_file_that_cannot_be_sent_is_told_so(chat: Chat, tmp_path: Path) -> None:
    empty = tmp_path / "rong.txt"
    empty.touch()
    for path, words in (
        (tmp_path / "khong-co", "Không đọc được"),
        (empty, "rỗng"),
        (tmp_path, "Không đọc được"),
    ):
        (word,) = await chat.does(SendsFile(str(path)))
        assert words in word.text


async def test_a_file_from_the_bot_is_written_out_to_be_read(chat: Chat) -> None:
    bot = chat.session.application.bot
    await bot.send_document(
        chat.session.person.chat_id, "báo cáo".encode(), filename="../bao cao.txt", caption="Xem"
    )
    (said,) = chat.session.drain()
    assert said.text == "Xem"
    assert said.file is not None
    written = Path(said.file)
    assert written.read_text(encoding="utf-8") == "báo cáo"
    assert chat.session.folder in written.parents


async def test_a_new_session_recalls_the_last_messages(chat: Chat) -> None:
    await chat.says("/start")
    await chat.says("/help")
    *_, last = chat.session.recall(2)
    assert "/nhiemvu" in last.text
    assert last.buttons


def drawn(*shown: Said, width: int = 100, is_numbered: bool = True) -> tuple[Bubbles, str]:
    """Return a view that has drawn these, and what it drew."""
    paper = io.StringIO()
    view = Bubbles(Console(file=paper, width=width), is_numbered=is_numbered)
    for said in shown:
        view.show(said)
    return view, paper.getvalue()


CARD = Said("dan", "Sở Nội vụ.", (("Xem III.2.c", "Xem III.2.d"), ("👍", "👎")), message_id=7)


def test_a_number_presses_that_button_of_the_message_drawn_last() -> None:
    view, shown = drawn(CARD)
    assert "2 [Xem III.2.d]" in shown
    assert view.press(3) == Presses("👍", message_id=7)
    assert view.press(0) is None
    assert view.press(5) is None


def test_where_only_buttons_changed_the_text_is_not_drawn_again() -> None:
    ticked = replace(CARD, buttons=(("👍 ✓", "👎"),), is_edit=True)
    _, shown = drawn(CARD, ticked)
    assert shown.count("Sở Nội vụ.") == 1
    assert "1 [👍 ✓]" in shown


@pytest.mark.parametrize("width", [24, 40, 88, 200])
def test_nothing_is_wider_than_the_window_or_a_comfortable_line(width: int) -> None:
    long = Said("dan", "Rà soát, đánh giá đội ngũ. " * 20, (("Danh mục đơn vị hành chính",) * 3,))
    _, shown = drawn(long, Said("dan", "Đã ghi. " * 30, is_notice=True), width=width)
    assert max(map(len, shown.splitlines())) <= min(width, 88)


async def test_a_numbered_press_goes_to_its_own_message(chat: Chat) -> None:
    (first,) = await chat.says("nhiem vu 2 ai lam")
    await chat.says("nhiem vu 4 ai lam")
    await chat.does(Presses("👍", message_id=first.message_id))
    rated = ["👍 ✓" in str(message.payload.get("reply_markup")) for message in chat.bot_messages()]
    assert rated == [False, True]


@pytest.mark.parametrize(("key", "status"), [("\x03", 0), ("\x04", 0)], ids=["Ctrl-C", "Ctrl-D"])
def test_a_key_ends_the_chat_at_the_keyboard_at_once(
    prepared: Path, tmp_path: Path, key: str, status: int
) -> None:
    var_dir = copy_of(prepared, tmp_path / "var")
    keys = base64.b64encode(KEY).decode()
    ours, theirs = pty.openpty()
    chatting = subprocess.Popen(
        [sys.executable, "-m", "bot", "chat"],
        env={**os.environ, "VAR_DIR": str(var_dir), "DATA_KEYS": keys, "PYTHONPATH": str(ROOT)},
        cwd=var_dir,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(theirs, termios.TIOCSCTTY, 0),
    )
    os.close(theirs)
    try:
        said = b""
        while "dan ▸ ".encode() not in said:
            said += os.read(ours, 4096)
        # The prompt stands a moment before the keyboard is read.
        time.sleep(0.5)
        os.write(ours, key.encode())
        assert chatting.wait(20) == status
    finally:
        chatting.kill()
        chatting.wait()
        os.close(ours)
    assert b"Traceback" not in said
