"""/duyet in the chat: editors approve, word anew, refuse, take over and withdraw study items."""

from pathlib import Path

import pytest

from bot.channels.local.people import LocalPeople
from bot.channels.terminal.lines import SendsFile
from bot.channels.terminal.session import Said
from domain.errors import AlreadyDecided
from domain.roles import Role
from domain.study import ItemOrigin, ItemState
from services.rights import OPERATOR
from tests.bot.chatting import MONDAY, Chat
from tests.handlers.conftest import labels
from tests.handlers.test_staff import joins

PLAN = "ke-hoach-ct18-dak-lak"
GIFT = f"""// congvu {{"document": "{PLAN}", "path": "II.2.i", "type": "single"}}
::hai-long-1::Mức hài lòng phải từ bao nhiêu? {{=98% ~95% ~90%}}

// congvu {{"document": "{PLAN}", "path": "II.2.i"}}
Hai đáp án trùng nhau? {{=98% ~98 % ~90%}}
"""


@pytest.fixture
async def editor(chat: Chat) -> Chat:
    """Return the chat of an editor who has looked at the bank, so that drafts are made."""
    await joins(chat, Role.EDITOR, None, "Lò Thị Thử")
    await chat.says("Lò Thị Thử")
    await chat.says("/duyet")
    return chat


async def sends(chat: Chat, folder: Path, name: str, content: str) -> Said:
    file = folder / name
    file.write_text(content, encoding="utf-8")
    return (await chat.does(SendsFile(str(file))))[-1]


def drafts(chat: Chat) -> list[str]:
    held = chat.services.bank.items(OPERATOR, MONDAY, ItemState.DRAFT)
    return [one.item.code for one in held]


async def opens(chat: Chat, pile: str) -> Said:
    """Open a pile of the bank and return its first item."""
    (desk,) = await chat.says("/duyet")
    label = next(label for label in labels(desk) if label.startswith(pile))
    return (await chat.presses(label))[-1]


async def test_a_citizen_may_not_open_the_bank(chat: Chat) -> None:
    (refused,) = await chat.says("/duyet")
    assert "không làm được việc này" in refused.text


async def test_an_editor_sees_what_waits(editor: Chat) -> None:
    (desk,) = await editor.says("/duyet")
    assert f"{len(drafts(editor))} bản nháp" in desk.text
    assert "Kế hoạch của tỉnh: " in desk.text
    assert {"Nhập tệp", "Tải ngân hàng", "Phân tích câu hỏi"} <= set(labels(desk))


async def test_a_draft_is_shown_with_key_and_passage_and_approved_with_one_tap(
    editor: Chat,
) -> None:
    first, second = drafts(editor)[:2]
    card = await opens(editor, "Bản nháp")
    assert first in card.text
    assert "✓" in card.text
    assert "Nguồn: " in card.text
    shown = (await editor.presses("✓ Duyệt"))[-1]
    assert second in shown.text
    assert first not in drafts(editor)
    assert editor.services.bank.item(OPERATOR, first, MONDAY).is_vetted


async def test_a_draft_is_refused_with_a_reason_that_is_kept(editor: Chat) -> None:
    code = drafts(editor)[0]
    await opens(editor, "Bản nháp")
    (asked,) = await editor.presses("Bỏ, nêu lý do")
    assert "Vì sao?" in asked.text
    told, following = await editor.says("Trùng ý với câu khác")
    assert f"Đã bỏ {code}" in told.text
    assert drafts(editor)[0] in following.text
    held = editor.services.bank.item(OPERATOR, code, MONDAY)
    assert (held.state, held.note) == (ItemState.RETIRED, "Trùng ý với câu khác")


async def test_new_words_are_checked_and_the_item_is_asked_with_them(editor: Chat) -> None:
    code = drafts(editor)[0]
    await opens(editor, "Bản nháp")
    (parts,) = await editor.presses("Sửa")
    assert "Câu hỏi" in labels(parts)
    (asked,) = await editor.presses("Câu hỏi")
    assert "Hiện nay: " in asked.text
    (refused,) = await editor.says("x" * 301)
    assert "dài 301 ký tự" in refused.text
    told = (await editor.says("Đơn vị nào làm việc này theo Kế hoạch?"))[0]
    assert f"Đã lưu lời mới của {code}" in told.text
    held = editor.services.bank.item(OPERATOR, code, MONDAY)
    assert held.item.stem == "Đơn vị nào làm việc này theo Kế hoạch?"
    assert (held.state, held.is_vetted, held.item.version) == (ItemState.APPROVED, True, 2)


async def test_two_options_cannot_be_made_the_same(editor: Chat) -> None:
    await opens(editor, "Bản nháp")
    code = drafts(editor)[0]
    first = editor.services.bank.item(OPERATOR, code, MONDAY).item.options[0].text
    await editor.presses("Sửa")
    await editor.presses("Phương án B")
    (refused,) = await editor.says(first)
    assert "trùng với phương án 1" in refused.text
    (stopped,) = await editor.presses("Thôi")
    assert "để nguyên" in stopped.text
    assert "trùng" not in (await editor.says("nhiệm vụ 2 ai làm"))[-1].text


async def test_a_shipped_item_is_marked_until_an_editor_takes_it_over(editor: Chat) -> None:
    card = await opens(editor, "Do dự án biên soạn")
    assert "do dự án biên soạn, chưa có cơ quan thẩm định" in card.text
    before = _unvetted(editor)
    await editor.presses("✓ Nhận thẩm định")
    assert len(_unvetted(editor)) == len(before) - 1


async def test_a_shipped_item_is_withdrawn_with_a_reason(editor: Chat) -> None:
    code = _unvetted(editor)[0]
    await opens(editor, "Do dự án biên soạn")
    await editor.presses("Rút, nêu lý do")
    told = (await editor.says("Văn bản đã đổi"))[0]
    assert f"Đã rút {code}" in told.text
    assert editor.services.bank.item(OPERATOR, code, MONDAY).state is ItemState.RETIRED


async def test_an_item_that_somebody_else_decided_meanwhile_is_shown_as_it_is(
    editor: Chat,
) -> None:
    code = drafts(editor)[0]
    await opens(editor, "Bản nháp")
    editor.services.bank.approve(OPERATOR, code, 1, MONDAY, "another editor")
    shown = (await editor.presses("✓ Duyệt"))[-1]
    assert "đã thẩm định" in shown.text
    with pytest.raises(AlreadyDecided):
        editor.services.bank.approve(OPERATOR, code, 1, MONDAY, "a third")


async def test_a_double_tap_approves_one_item_once(editor: Chat) -> None:
    first, second = drafts(editor)[:2]
    await opens(editor, "Bản nháp")
    await editor.forges(f"kd:0:1:{first}")
    await editor.forges(f"kd:0:1:{first}")
    assert second in drafts(editor)
    assert first not in drafts(editor)


@pytest.mark.parametrize(
    "data", ["kd:0:1:khong-co", "kc:0:khong-co", "kf:0:1:z9|kh-001", "kb:7:", "kg:0:khong-co"]
)
async def test_old_and_forged_buttons_change_nothing(editor: Chat, data: str) -> None:
    before = drafts(editor)
    await editor.says("/duyet")
    await editor.forges(data)
    assert drafts(editor) == before


async def test_a_role_that_ended_takes_the_right_with_it(editor: Chat) -> None:
    code = drafts(editor)[0]
    await opens(editor, "Bản nháp")
    (me,) = editor.services.staff.me(1, MONDAY).roles
    editor.services.staff.end_role(OPERATOR, me.id, MONDAY, "ends")
    said = await editor.presses("✓ Duyệt")
    assert any("không làm được việc này" in one.text for one in said)
    assert code in drafts(editor)


async def test_a_file_of_items_is_kept_only_when_the_editor_says_so(
    editor: Chat, tmp_path: Path
) -> None:
    await editor.says("/duyet")
    await editor.presses("Nhập tệp")
    told = await sends(editor, tmp_path, "cau-hoi.gift", GIFT)
    assert "Đọc được 1 câu, 1 chỗ sai" in told.text
    assert "dòng 5: phương án 2: trùng với phương án 1" in told.text
    assert "hai-long-1" not in drafts(editor)
    (kept,) = await editor.presses("Nhận các câu tốt")
    assert "Đã nhận 1 câu mới" in kept.text
    assert "hai-long-1" in drafts(editor)
    (again,) = await editor.forges("kh:yes")
    assert "Xin gửi lại" in again.text


async def test_an_imported_item_without_reasons_is_completed_step_by_step(
    editor: Chat, tmp_path: Path
) -> None:
    await editor.says("/duyet")
    await editor.presses("Nhập tệp")
    await sends(editor, tmp_path, "cau-hoi.gift", GIFT)
    await editor.presses("Nhận các câu tốt")
    card = (await editor.forges("kc:0:hai-long-1"))[-1]
    assert "Cần bổ sung trước khi duyệt" in card.text
    assert "✓ Duyệt" not in labels(card)
    for part, words in (("v1", "Kế hoạch đặt 98%."), ("v2", "Kế hoạch đặt 98%.")):
        version = editor.services.bank.item(OPERATOR, "hai-long-1", MONDAY).item.version
        await editor.forges(f"kf:0:{version}:{part}|hai-long-1")
        told = (await editor.says(words))[0]
        assert "vẫn là bản nháp" in told.text
    await editor.forges("kf:0:3:g|hai-long-1")
    told = (await editor.says("Mục II.2.i đặt mức từ 98% trở lên."))[0]
    assert "đưa vào hỏi" in told.text
    held = editor.services.bank.item(OPERATOR, "hai-long-1", MONDAY)
    assert (held.state, held.origin) == (ItemState.APPROVED, ItemOrigin.IMPORTED)


async def test_a_file_without_source_takes_it_from_its_caption(editor: Chat) -> None:
    await editor.says("/duyet")
    await editor.presses("Nhập tệp")
    aiken = "Mức hài lòng từ bao nhiêu?\nA. 98%\nB. 95%\nC. 90%\nANSWER: A\n"
    people = LocalPeople(editor.channel.api)
    sent = people.sends_file(editor.session.person, "a.txt", "text/plain", aiken.encode())
    sent["message"]["caption"] = f"{PLAN} II.2.i"
    told = (await editor.sends(sent))[-1]
    assert "Đọc được 1 câu, 0 chỗ sai" in told.text
    (kept,) = await editor.presses("Nhận làm bản nháp")
    assert "Đã nhận 1 câu mới" in kept.text


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.docx", "x", "chỉ đọc được tệp câu hỏi"),
        ("a.xlsx", "x", "tệp không phải XLSX"),
        ("a.gift", " ", "Tệp trống"),
    ],
)
async def test_a_file_that_is_none_of_items_is_refused_in_words(
    editor: Chat, tmp_path: Path, name: str, content: str, words: str
) -> None:
    await editor.says("/duyet")
    await editor.presses("Nhập tệp")
    told = await sends(editor, tmp_path, name, content)
    assert words in told.text


async def test_the_bank_and_the_figures_come_as_files(editor: Chat) -> None:
    await editor.says("/duyet")
    (bank,) = await editor.presses("Tải ngân hàng")
    assert bank.file is not None
    await editor.says("/duyet")
    (figures,) = await editor.presses("Phân tích câu hỏi")
    assert "0 câu có người trả lời" in figures.text


def _unvetted(chat: Chat) -> list[str]:
    held = chat.services.bank.items(
        OPERATOR, MONDAY, ItemState.APPROVED, [ItemOrigin.SHIPPED], vetted=False
    )
    return [one.item.code for one in held]
