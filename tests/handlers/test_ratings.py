"""Thumbs, reasons, and the wish to hear of a later answer."""

from datetime import timedelta

import pytest

from bot.channels.terminal.lines import Sleeps
from tests.bot.chatting import Chat

QUESTION = "nhiem vu 2 ai lam"
OUTSIDE = "phụ cấp công chức xã bây giờ bao nhiêu"


def flat(chat: Chat) -> list[str]:
    """Return the labels under the newest message that has a thumb."""
    for message in chat.bot_messages():
        rows = message.payload.get("reply_markup", {}).get("inline_keyboard", [])
        found = [button["text"] for row in rows for button in row]
        if any("👍" in label for label in found):
            return found
    return []


async def test_a_thumb_up_is_thanked_and_shown(chat: Chat) -> None:
    await chat.says(QUESTION)
    thanks, answer = await chat.presses("👍")

    assert thanks.text == "Cảm ơn ông/bà."
    assert answer.is_edit
    assert flat(chat)[-2:] == ["👍 ✓", "👎"]


async def test_a_changed_mind_moves_the_mark(chat: Chat) -> None:
    await chat.says(QUESTION)
    await chat.presses("👍")
    await chat.presses("👎")
    assert flat(chat)[-2:] == ["👍", "👎 ✓"]


async def test_pressing_the_same_thumb_twice_changes_nothing_and_breaks_nothing(
    chat: Chat,
) -> None:
    await chat.says(QUESTION)
    await chat.presses("👍")
    (thanks,) = await chat.presses("👍 ✓")
    assert thanks.text == "Cảm ơn ông/bà."


async def test_a_thumb_down_offers_reasons_and_takes_one(chat: Chat) -> None:
    await chat.says(QUESTION)
    *_, reasons = await chat.presses("👎")
    assert [list(row) for row in reasons.buttons] == [
        ["Sai thông tin", "Còn thiếu ý"],
        ["Không đúng điều tôi hỏi", "Khó hiểu"],
        ["Viết lý do", "Bỏ qua"],
    ]
    (kept,) = await chat.presses("Còn thiếu ý")
    assert kept.is_edit
    assert "Đã ghi lại" in kept.text
    assert kept.buttons == ()


async def test_a_written_reason_is_taken_once_and_then_text_is_a_question_again(
    chat: Chat,
) -> None:
    await chat.says(QUESTION)
    await chat.presses("👎")
    await chat.presses("Viết lý do")

    (kept,) = await chat.says("Thiếu hạn của từng việc")
    assert "Đã ghi lại" in kept.text
    (answer,) = await chat.says(QUESTION)
    assert "III.2.c" in answer.text


async def test_a_question_after_skipping_the_reason_is_a_question(chat: Chat) -> None:
    await chat.says(QUESTION)
    await chat.presses("👎")
    await chat.presses("Bỏ qua")
    (answer,) = await chat.says(QUESTION)
    assert "III.2.c" in answer.text


async def test_without_asking_to_write_the_next_text_is_a_question(chat: Chat) -> None:
    await chat.says(QUESTION)
    await chat.presses("👎")
    (answer,) = await chat.says(QUESTION)
    assert "III.2.c" in answer.text


@pytest.mark.parametrize("between", ["/help", "@sleep"])
async def test_a_command_or_a_long_pause_ends_the_wait_for_a_reason(
    chat: Chat, between: str
) -> None:
    await chat.says(QUESTION)
    await chat.presses("👎")
    await chat.presses("Viết lý do")
    if between == "@sleep":
        await chat.does(Sleeps(timedelta(hours=1)))
    else:
        await chat.says(between)
    (answer,) = await chat.says(QUESTION)
    assert "III.2.c" in answer.text


async def test_a_refused_question_can_be_watched_and_left_again(chat: Chat) -> None:
    await chat.says(OUTSIDE)
    assert "Báo khi có văn bản" in flat(chat)

    notice, _ = await chat.presses("Báo khi có văn bản")
    assert notice.text.startswith("Đã ghi")
    assert "Thôi báo ✓" in flat(chat)
    kept = chat.services.conversations.kept(1)
    assert kept.watches == 1

    notice, _ = await chat.presses("Thôi báo ✓")
    assert notice.text.startswith("Đã xoá")
    assert chat.services.conversations.kept(1).watches == 0
