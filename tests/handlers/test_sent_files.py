"""Files sent in the chat: documents that editors load, lists of people whom managers invite."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from bot.channels.terminal.lines import Presses, SendsFile, Sleeps
from bot.channels.terminal.session import Said
from domain.roles import Role
from tests.bot.chatting import PLANS, Chat, chatting
from tests.handlers.conftest import labels
from tests.handlers.test_question_queue import editor
from tests.handlers.test_staff import joins
from tests.services.test_ingesting_laws import DECREE

PLAN = PLANS / "ke-hoach-tan-phuoc.txt"
NOTE = "Vài dòng ghi chú về chỗ để xe.\nXe để ở sân sau, bảo vệ trông đến 17 giờ.\n"


async def sends(chat: Chat, path: Path) -> list[Said]:
    """Send a file and return all replies."""
    return await chat.does(SendsFile(str(path)))


async def manager(chat: Chat) -> Chat:
    """Return the chat of the manager of Sở Nội vụ."""
    leads = chat.goes_on_as("truong")
    await joins(leads, Role.MANAGER, "SNV", "Bà Trưởng")
    return leads


def listed(folder: Path, *rows: tuple[Any, ...], merge: str = "") -> Path:
    """Return a workbook that lists people."""
    workbook = Workbook()
    sheet = workbook.active
    for row in (("Họ và tên", "Vai trò", "Mã đơn vị", "Đến ngày"), *rows):
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    path = folder / "danh-sach.xlsx"
    workbook.save(path)
    return path


async def test_an_editor_sends_a_plan_sees_what_it_is_and_loads_it(chat: Chat) -> None:
    tends = await editor(chat)
    reading, preview = await sends(tends, PLAN)
    assert "Đang đọc" in reading.text
    assert preview.is_edit
    assert "Kế hoạch" in preview.text
    assert "nhiệm vụ" in preview.text
    assert labels(preview) == ["Nạp", "Bỏ"]
    (loaded,) = await tends.presses("Nạp")
    assert "Đã nạp" in loaded.text
    (shelf,) = await chat.says("/vanban")
    assert "23/KH-UBND" in shelf.text
    hits = chat.services.answers.search("Tân Phước", 3)
    assert any("tan-phuoc" in hit.document for hit in hits)


async def test_whoever_waited_for_a_document_hears_after_it_was_sent(chat: Chat) -> None:
    await chat.says("Ngày ban hành kế hoạch của xã Tân Phước?")
    wish = await chat.presses("Báo khi có văn bản")
    assert wish
    tends = await editor(chat)
    await sends(tends, PLAN)
    replies = await tends.presses("Nạp")
    told = [one for one in replies if one.to == "dan"]
    told = told or [one for one in await chat.does(Sleeps(timedelta(minutes=2))) if one.to == "dan"]
    assert "Tin ông/bà chờ" in told[0].text


async def test_the_same_file_again_changes_nothing_and_says_so(chat: Chat) -> None:
    tends = await editor(chat)
    for _ in range(2):
        shown = (await sends(tends, PLAN))[-1]
        (loaded,) = await tends.presses("Nạp")
    assert "nạp lại không đổi gì" in shown.text
    assert "không đổi gì" in loaded.text


async def test_a_file_that_was_loaded_is_not_loaded_again_by_an_old_button(chat: Chat) -> None:
    tends = await editor(chat)
    await sends(tends, PLAN)
    data = chat.channel.chats.newest(tends.session.person.chat_id, 1)[0]
    load = data.payload["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await tends.presses("Nạp")
    (late,) = await tends.forges(load)
    assert "đã được nạp hoặc đã bỏ" in late.text
    await chat.says("/help")
    (foreign,) = await chat.forges(load)
    assert "không làm được việc này" in foreign.text


async def test_a_file_that_waits_outlives_a_restart(var_dir: Path) -> None:
    async with chatting(var_dir) as chat:
        tends = await editor(chat)
        await sends(tends, PLAN)
    async with chatting(var_dir, "bien") as later:
        (loaded,) = await later.presses("Nạp")
        assert "Đã nạp" in loaded.text


async def test_another_wording_shows_what_changes_before_it_counts(
    chat: Chat, tmp_path: Path
) -> None:
    tends = await editor(chat)
    await sends(tends, PLAN)
    await tends.presses("Nạp")
    text = PLAN.read_text(encoding="utf-8").rstrip()
    changed = tmp_path / "ban-moi.txt"
    lines = text.splitlines()
    at = max(range(len(lines)), key=lambda number: len(lines[number]))
    lines[at] = f"{lines[at].rstrip('.;')} và báo cáo kết quả trước khi triển khai tiếp."
    changed.write_text("\n".join(lines), encoding="utf-8")
    shown = (await sends(tends, changed))[-1]
    assert "Thay đổi" in shown.text
    assert "đổi nội dung" in shown.text
    assert "bản trước vẫn giữ" in shown.text


async def test_a_decree_that_tells_no_number_is_given_a_name(chat: Chat, tmp_path: Path) -> None:
    tends = await editor(chat)
    nameless = tmp_path / "nghi-dinh.txt"
    nameless.write_text(DECREE.replace("Số: 30/2026/NĐ-CP\n", ""), encoding="utf-8")
    shown = (await sends(tends, nameless))[-1]
    assert labels(shown) == ["Đặt tên", "Bỏ"]
    await tends.presses("Đặt tên")
    (again,) = await tends.says("123 / 456")
    assert "cần có chữ" in again.text
    (named,) = await tends.says("Nghị định 30/2026/NĐ-CP")
    assert labels(named) == ["Nạp", "Bỏ"]
    await tends.presses("Nạp")
    held = chat.services.documents.document("nghi-dinh-30-2026-nd-cp")
    assert held.by_path["1.2"].paragraphs


async def test_a_text_without_places_is_offered_as_passages(chat: Chat, tmp_path: Path) -> None:
    tends = await editor(chat)
    note = tmp_path / "ghi-chu.txt"
    note.write_text(NOTE, encoding="utf-8")
    shown = (await sends(tends, note))[-1]
    assert labels(shown) == ["Nạp thành các đoạn", "Bỏ"]
    (plain,) = await tends.presses("Nạp thành các đoạn")
    assert labels(plain) == ["Nạp", "Bỏ"]
    await tends.presses("Nạp")
    (answer, *_) = await chat.says("xe để ở đâu")
    assert "sân sau" in answer.text


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("anh.pdf", b"\x89PNG\r\n\x1a\n" + bytes(200), "Không nạp được"),
        ("hong.docx", b"PK\x03\x04hong", "đã hỏng"),
        ("trong.txt", b"   \n  ", "không có chữ"),
        ("rac.bin", bytes(range(256)) * 40, "Không nạp được"),
    ],
)
async def test_what_holds_no_text_is_refused_in_words(
    chat: Chat, tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    tends = await editor(chat)
    file = tmp_path / name
    file.write_bytes(content)
    assert words in (await sends(tends, file))[-1].text


async def test_a_file_that_is_too_large_is_not_even_fetched(chat: Chat) -> None:
    tends = await editor(chat)
    document = {"file_id": "x", "file_unique_id": "x", "file_name": "a.pdf"}
    (refused,) = await tends.sends_content({"document": {**document, "file_size": 21 * 1024**2}})
    assert "20 MB" in refused.text
    (gone,) = await tends.sends_content({"document": {**document, "file_size": 10}})
    assert "chưa lấy được tệp" in gone.text


async def test_a_citizen_hears_the_ordinary_words(chat: Chat) -> None:
    (told,) = await sends(chat, PLAN)
    assert "tin nhắn chữ" in told.text
    assert chat.services.database.revision()


async def test_a_manager_invites_a_whole_list_and_each_code_works_once(
    chat: Chat, tmp_path: Path
) -> None:
    leads = await manager(chat)
    people = listed(
        tmp_path, ("Y Thử Niê", "cán bộ", "SNV", ""), ("Lò Thị Thử", "tiếp nhận", "SNV", "")
    )
    (shown,) = await sends(leads, people)
    assert "2 người" in shown.text
    _, codes = await leads.presses("Mời tất cả")
    assert codes.file is not None
    sheet = load_workbook(BytesIO(Path(codes.file).read_bytes())).active
    code = sheet.cell(2, 4).value
    clerk = chat.goes_on_as("canbo")
    (joined,) = await clerk.says(f"/thamgia {code}")
    assert "Sở Nội vụ" in joined.text
    (used,) = await chat.goes_on_as("khac").says(f"/thamgia {code}")
    assert "đã được dùng" in used.text


async def test_a_list_beyond_the_own_unit_invites_nobody(chat: Chat, tmp_path: Path) -> None:
    leads = await manager(chat)
    people = listed(
        tmp_path, ("Y Thử Niê", "cán bộ", "SNV", ""), ("Lò Thị Thử", "cán bộ", "STC", "")
    )
    await sends(leads, people)
    (refused,) = await leads.presses("Mời tất cả")
    assert "Không ai được mời" in refused.text


@pytest.mark.parametrize(
    ("rows", "merge", "words"),
    [
        ([("=1+1", "cán bộ", "SNV", "")], "", "công thức"),
        ([("Y Thử Niê", "phi công", "SNV", "")], "", "dòng 2: vai trò"),
        ([("Y Thử Niê", "cán bộ", "SNV", ""), ("A", "", "", "")], "A2:B2", "ô gộp"),
        ([("Y Thử Niê", "cán bộ", "SNV", "hôm nào")], "", "không phải ngày"),
        ([], "", "không có người nào"),
    ],
)
async def test_a_faulty_list_is_told_row_by_row(
    chat: Chat, tmp_path: Path, rows: list[tuple[Any, ...]], merge: str, words: str
) -> None:
    leads = await manager(chat)
    (refused,) = await sends(leads, listed(tmp_path, *rows, merge=merge))
    assert words in refused.text
    assert labels(refused) == []


async def test_a_hundred_thousand_rows_are_refused_while_they_are_read(
    chat: Chat, tmp_path: Path
) -> None:
    leads = await manager(chat)
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    sheet.append(("Họ và tên", "Vai trò", "Mã đơn vị"))
    for _ in range(100_000):
        sheet.append(("Y Thử Niê", "cán bộ", "SNV"))
    path = tmp_path / "nhieu.xlsx"
    workbook.save(path)
    (refused,) = await sends(leads, path)
    assert "quá" in refused.text


async def test_the_form_for_a_list_is_handed_out_and_is_a_right_list(chat: Chat) -> None:
    leads = await manager(chat)
    await leads.says("/nguoi")
    (choice,) = await leads.presses("Mời người")
    assert "Tệp mẫu" in labels(choice)
    (form,) = await leads.presses("Tệp mẫu")
    assert form.file is not None
    (shown,) = await sends(leads, Path(form.file))
    assert "1 người" in shown.text
    (dropped,) = await leads.does(Presses("Thôi"))
    assert "Không mời ai" in dropped.text
