"""Old and forged buttons, two people side by side, and a restart in the middle."""

from pathlib import Path

import pytest

from bot.channels.local.people import LocalPeople
from tests.bot.chatting import Chat, chatting

QUESTION = "nhiem vu 2 ai lam"


@pytest.mark.parametrize(
    "data",
    [
        "nonsense",
        "p",
        "p:1",
        "p:x:0:III.2",
        "p:-1:0:III.2",
        "p:01:0:III.2",
        "u:1:sideways",
        "u:1:up:down",
        "s:quantri",
        "f:maybe",
        "w:1:DROP TABLE",
        "v:1:0:III.2\n",
        "n:99999999999999999999:1",
        ":",
        "đ",
    ],
)
async def test_a_forged_button_is_answered_kindly_and_does_nothing(chat: Chat, data: str) -> None:
    await chat.says("/start")
    (reply,) = await chat.forges(data)
    assert "Nút này đã cũ" in reply.text
    assert chat.services.conversations.kept(1).questions == 0


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("p:999:0:III.2", "không còn trong hệ thống"),
        ("p:2:0:III.99", "không còn mục này"),
        ("v:2:0:", "không còn mục này"),
        ("n:424242:1", "không còn được lưu"),
        ("r:424242:0", "không còn được lưu"),
        ("u:424242:up", "không còn được lưu"),
        ("w:424242:sai", "không còn được lưu"),
        ("b:424242:on", "không còn được lưu"),
        ("t:999:0", "không còn trong hệ thống"),
        ("k:2:III.77", "không còn mục này"),
        ("h:2:0:feedbeef00", "không còn mục này"),
        ("c:999:0", "không còn trong hệ thống"),
        ("g:999:0", "không còn trong hệ thống"),
        ("e:999:0", "không còn trong hệ thống"),
    ],
)
async def test_a_button_to_something_gone_says_what_is_gone(
    chat: Chat, data: str, words: str
) -> None:
    await chat.says("/start")
    (reply,) = await chat.forges(data)
    assert words in reply.text


@pytest.mark.parametrize("data", ["p:2:777:III.2", "t:2:50", "c:2:50", "h:2:50:", "g:2:9", "d:9"])
async def test_a_page_beyond_the_last_shows_the_last(chat: Chat, data: str) -> None:
    await chat.says("/start")
    (reply,) = await chat.forges(data)
    assert reply.is_edit or data.startswith("p")
    assert not any("Trang sau" in label for row in reply.buttons for label in row)


async def test_answers_are_not_to_be_found_by_counting(chat: Chat) -> None:
    await chat.says(QUESTION)
    lan = chat.goes_on_as("lan")
    await lan.says("/start")
    for number in range(1, 20):
        (reply,) = await lan.forges(f"n:{number}:0")
        assert "III.2" not in reply.text


async def test_two_people_do_not_share_topic_history_or_messages(chat: Chat) -> None:
    lan, newcomer = chat.goes_on_as("lan"), chat.goes_on_as("binh")
    (to_a_newcomer,) = await newcomer.says("thế ai phối hợp?")
    await chat.says("nhiệm vụ III.6 do ai thực hiện")
    (reply,) = await lan.says("thế ai phối hợp?")

    assert reply.text == to_a_newcomer.text
    assert all(message.chat_id == lan.session.person.chat_id for message in lan.bot_messages())
    (unknown,) = await lan.presses("Xem III.6.c")
    assert "Không có nút" in unknown.text


async def test_forgetting_touches_nobody_else(chat: Chat) -> None:
    lan = chat.goes_on_as("lan")
    await chat.says(QUESTION)
    await lan.says(QUESTION)
    await lan.says("/xoa")
    await lan.presses("Xoá")

    assert chat.services.conversations.kept(1).questions == 1
    assert chat.services.conversations.kept(2).questions == 0
    assert chat.bot_messages()


async def test_buttons_from_before_a_restart_still_work(var_dir: Path) -> None:
    async with chatting(var_dir) as before:
        await before.says(QUESTION)
        await before.presses("👎")
        await before.presses("Viết lý do")
    async with chatting(var_dir) as after:
        (kept,) = await after.says("Thiếu hạn của từng việc")
        assert "Đã ghi lại" in kept.text
        (passage,) = await after.presses("Xem III.2.c")
        assert "III.2.c" in passage.text


async def test_a_topic_outlives_a_restart(var_dir: Path) -> None:
    async with chatting(var_dir) as before:
        await before.says("nhiệm vụ III.6 do ai thực hiện")
    async with chatting(var_dir) as after:
        (reply,) = await after.says("thế ai phối hợp?")
    assert "III.6" in reply.text


async def test_an_update_that_arrives_twice_counts_once(chat: Chat) -> None:
    people = LocalPeople(chat.channel.api)
    update = people.writes(chat.session.person, QUESTION)
    first = await chat.sends(update)
    second = await chat.sends(update)

    # The notice below the first of all answers is shown once.
    assert [said.text.partition("\n\nTôi giữ")[0] for said in first] == [
        said.text for said in second
    ]
    assert first[0].buttons == second[0].buttons
    assert chat.services.conversations.kept(1).questions == 1
