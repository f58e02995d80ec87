"""Feedback from first word to rating through `congvu chat --json`, as somebody scripts it."""

import json
from pathlib import Path
from typing import Any

from domain.receipts import read_receipt
from domain.roles import Role
from services.invitations import Wanted
from services.rights import OPERATOR
from tests.bot.chatting import MONDAY, chatting, copy_of, open_at
from tests.bot.test_chat_command import congvu
from tests.bot.test_planted_words import NAME, PHONE, WORD, in_a_copy, read
from tests.handlers.feedback_desk import CODE, NUMBER, STORY

WRITES = f"""{STORY}
[Gửi phản ánh]
xa ea kar
[Bộ phận, chức danh]
cong chuc dia chinh
[Hôm qua]
[Không có tệp]
[Ẩn danh]
[Báo tin cho tôi tại đây]
[Gửi đi]
[Lưu mã bằng ảnh]
"""


def chat(var_dir: Path, script: str) -> list[dict[str, Any]]:
    """Return all that was said to a script of lines."""
    done = congvu(var_dir, "chat", "--json", typed=script)
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def hire(var_dir: Path) -> int:
    """Return the number of a handler whom the commune has from now on."""
    services = open_at(var_dir)
    try:
        (unit,) = services.directory.find("ea kar")
        clerk = services.people.arrive("test", "1", MONDAY, "test:clerk")
        wanted = Wanted(Role.HANDLER, unit.code, "Y Thử Niê")
        made = services.invitations.invite(OPERATOR, wanted, MONDAY, "test:invite")
        services.invitations.accept(clerk.id, clerk.account_id, made.code, MONDAY, "test:accept")
        return clerk.id
    finally:
        services.close()


def resolve(var_dir: Path, clerk: int, number: str) -> None:
    """Let the handler take a case and answer it."""
    services = open_at(var_dir)
    try:
        told = ("Đã cấp giấy.", "giấy hẹn mới", "mời ông/bà đến nhận")
        services.desk.take(clerk, number, MONDAY, "test:take")
        services.desk.answer(clerk, number, *told, MONDAY, "test:answer")
    finally:
        services.close()


def test_an_anonymous_sender_is_answered_and_rates_in_a_scripted_chat(
    prepared: Path, tmp_path: Path
) -> None:
    var_dir = copy_of(prepared, tmp_path / "var")
    clerk = hire(var_dir)
    said = chat(var_dir, WRITES)
    receipt = next(one for one in said if "Đã tiếp nhận" in one["text"])
    number, code = NUMBER.search(receipt["text"]), CODE.search(receipt["text"])
    assert number is not None
    assert code is not None
    assert read_receipt(code.group()).code
    assert Path(said[-1]["file"]).read_bytes().startswith(b"\x89PNG")

    other = chat(var_dir, f"@as nguoikhac\n{code.group()}\n[Bổ sung]\nHôm nay vẫn chưa có\n")
    assert number.group() in other[0]["text"]
    assert "Đã ghi vào hồ sơ" in other[2]["text"]

    resolve(var_dir, clerk, number.group())
    script = f"/theodoi {number.group()}\n[4]\nNhanh hơn tôi nghĩ\n/theodoi {number.group()}\n"
    told = [one for one in chat(var_dir, script) if one["to"] == "dan"]
    answered = next(one for one in told if "Đã có trả lời" in one["text"])
    for part in ("Đã cấp giấy.", "giấy hẹn mới", "mời ông/bà đến nhận"):
        assert part in answered["text"]
    assert "Ông/bà chấm: 4/5" in told[-1]["text"]
    assert "Hôm nay vẫn chưa có" in told[-1]["text"]


async def test_nothing_told_in_feedback_can_be_read_in_files_or_copies(
    var_dir: Path, tmp_path: Path
) -> None:
    async with chatting(var_dir) as chat:
        await chat.says(f"cán bộ một cửa quát tôi, tôi là {NAME}, gọi {PHONE}, chuyện {WORD} rồi")
        await chat.presses("Gửi phản ánh")
        await chat.says(f"xã {WORD}")
        await chat.presses("Không rõ xã, phường nào")
        await chat.presses("Một cán bộ, công chức")
        await chat.says(NAME)
        await chat.says(f"hôm {WORD}")
        await chat.presses("Không có tệp")
        await chat.presses("Nêu tên")
        await chat.says(NAME)
        await chat.presses("Báo tin cho tôi tại đây")
        assert read(var_dir) == {}, "as a draft"
        await chat.presses("Gửi đi")
        await chat.presses("Bổ sung")
        await chat.says(f"thêm về {WORD}")
        assert read(var_dir) == {}
        assert in_a_copy(chat.services, tmp_path / "a.backup") == set()
    assert read(var_dir) == {}
