"""Whatever people send, they get a clear reply."""

from typing import Any

import pytest

from bot.channels.local.people import LocalPeople
from tests.bot.chatting import Chat

FILE = {"file_id": "x", "file_unique_id": "x", "file_size": 10}


@pytest.mark.parametrize(
    "content",
    [
        {
            "sticker": {
                **FILE,
                "type": "regular",
                "width": 1,
                "height": 1,
                "is_animated": False,
                "is_video": False,
            }
        },
        {"photo": [{**FILE, "width": 1, "height": 1}]},
        {"photo": [{**FILE, "width": 1, "height": 1}], "caption": "nhiệm vụ 2 ai làm"},
        {"voice": {**FILE, "duration": 3}},
        {"video_note": {**FILE, "duration": 3, "length": 10}},
        {"contact": {"phone_number": "0900000000", "first_name": "An"}},
        {"location": {"latitude": 12.67, "longitude": 108.04}},
        {"document": {**FILE, "file_name": "a.pdf"}},
        {"dice": {"emoji": "🎲", "value": 3}},
        {
            "poll": {
                "id": "1",
                "question": "?",
                "options": [],
                "total_voter_count": 0,
                "is_closed": False,
                "is_anonymous": True,
                "type": "regular",
                "allows_multiple_answers": False,
                "allows_revoting": False,
                "members_only": False,
            }
        },
    ],
    ids=[
        "sticker",
        "photo",
        "captioned photo",
        "voice",
        "round video",
        "contact",
        "location",
        "document",
        "dice",
        "poll",
    ],
)
async def test_what_is_no_text_gets_a_word(chat: Chat, content: dict[str, Any]) -> None:
    (reply,) = await chat.sends_content(content)
    assert "Tôi mới đọc được tin nhắn chữ" in reply.text


async def test_who_speaks_is_asked_to_write_it(chat: Chat) -> None:
    (reply,) = await chat.sends_content({"voice": {**FILE, "duration": 3}})
    assert "gõ lại điều ông/bà vừa nói" in reply.text


async def test_an_album_gets_one_reply(chat: Chat) -> None:
    people = LocalPeople(chat.channel.api)
    photo = {"photo": [{**FILE, "width": 1, "height": 1}], "media_group_id": "77"}
    album = [people.sends(chat.session.person, photo) for _ in range(5)]
    replies = [said for update in album for said in await chat.sends(update)]
    assert len(replies) == 1
    assert len(await chat.sends(album[0])) == 1, "handled again, it is still the first"
    other = people.sends(chat.session.person, {**photo, "media_group_id": "78"})
    assert len(await chat.sends(other)) == 1


@pytest.mark.parametrize("text", ["/hoc", "/khongco", "/start2", "/xóa", "/NHIEMVU x"])
async def test_an_unknown_command_is_told_so_or_understood(chat: Chat, text: str) -> None:
    (reply,) = await chat.says(text)
    assert len(reply.text) > 20


async def test_a_command_in_capitals_works(chat: Chat) -> None:
    (reply,) = await chat.says("/NhiemVu")
    assert reply.text.startswith("Các nhiệm vụ")


async def test_a_command_that_does_not_exist_points_to_help(chat: Chat) -> None:
    (reply,) = await chat.says("/khongco")
    assert "/help" in reply.text


async def test_an_edited_message_is_not_read_again(chat: Chat) -> None:
    people = LocalPeople(chat.channel.api)
    update = people.writes(chat.session.person, "nhiem vu 2 ai lam")
    edited = {"update_id": update["update_id"], "edited_message": update["message"]}
    (reply,) = await chat.sends(edited)
    assert "tin đã sửa" in reply.text
    assert chat.services.conversations.kept(1).questions == 0


async def test_an_edited_command_is_not_obeyed(chat: Chat) -> None:
    people = LocalPeople(chat.channel.api)
    update = people.writes(chat.session.person, "/xoa")
    edited = {"update_id": update["update_id"], "edited_message": update["message"]}
    (reply,) = await chat.sends(edited)
    assert "tin đã sửa" in reply.text


async def test_in_a_group_the_bot_only_says_where_to_write(chat: Chat) -> None:
    people = LocalPeople(chat.channel.api)
    update = people.writes(chat.session.person, "nhiem vu 2 ai lam")
    update["message"]["chat"] = {**update["message"]["chat"], "type": "group", "title": "Cơ quan"}
    (reply,) = await chat.sends(update)
    assert "trò chuyện riêng" in reply.text
    assert reply.buttons == ()
