"""The in-process Bot API refuses what Telegram refuses, in Telegram's words."""

import io
from collections.abc import Awaitable
from typing import Any

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, MessageEntity
from telegram.error import BadRequest, Forbidden, InvalidToken

from tests.bot.chatting import Chat

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64


def bot_of(chat: Chat) -> Bot:
    return chat.session.application.bot


def number_of(chat: Chat) -> int:
    return chat.session.person.chat_id


def button(data: str, label: str = "Nút") -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=data)]])


async def refused(call: Awaitable[Any], words: str) -> None:
    with pytest.raises(BadRequest, match=f"(?i){words}"):
        await call


async def send(chat: Chat, text: str, **more: Any) -> Any:
    return await bot_of(chat).send_message(number_of(chat), text, **more)


async def test_a_text_of_4096_units_is_sent_and_one_more_is_refused(chat: Chat) -> None:
    sent = await send(chat, "ă" * 4096)
    assert sent.text == "ă" * 4096
    await refused(send(chat, "ă" * 4097), "message is too long")


async def test_an_emoji_counts_as_two_units(chat: Chat) -> None:
    await send(chat, "👍" * 2048)
    await refused(send(chat, "👍" * 2048 + "."), "message is too long")


async def test_tags_do_not_count_towards_the_length(chat: Chat) -> None:
    sent = await send(chat, f"<b>{'a' * 4096}</b>", parse_mode="HTML")
    assert sent.entities == (MessageEntity("bold", 0, 4096),)


@pytest.mark.parametrize("text", ["", "   \n ", "<b> </b>"])
async def test_an_empty_text_is_refused(chat: Chat, text: str) -> None:
    await refused(send(chat, text, parse_mode="HTML"), "text is empty")


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<b>đậm", "Can't find end tag"),
        ("a < b", "Unclosed start tag"),
        ("<div>x</div>", "Unsupported start tag"),
        ("<b><i>x</b></i>", "Unmatched end tag"),
        ("x</b>", "Unexpected end tag"),
        ('<span class="red">x</span>', "tg-spoiler"),
    ],
)
async def test_bad_markup_is_refused(chat: Chat, html: str, words: str) -> None:
    await refused(send(chat, html, parse_mode="HTML"), f"can't parse entities.*{words}")


async def test_other_markup_languages_are_refused(chat: Chat) -> None:
    await refused(send(chat, "*x*", parse_mode="MarkdownV2"), "parse_mode")


async def test_offsets_count_utf16_units_and_commands_are_found(chat: Chat) -> None:
    sent = await send(chat, "👍 <b>Đắk Lắk</b> &lt;b&gt; /xoa", parse_mode="HTML")

    assert sent.text == "👍 Đắk Lắk <b> /xoa"
    assert sent.parse_entities() == {
        MessageEntity("bold", 3, 7): "Đắk Lắk",
        MessageEntity("bot_command", 15, 4): "/xoa",
    }


async def test_callback_data_has_1_to_64_bytes(chat: Chat) -> None:
    await send(chat, "x", reply_markup=button("đ" * 32))
    await refused(send(chat, "x", reply_markup=button("đ" * 32 + ".")), "BUTTON_DATA_INVALID")


async def test_a_button_needs_a_label_and_a_meaning(chat: Chat) -> None:
    await refused(send(chat, "x", reply_markup=button("a", "  ")), "non-empty")
    bare = {"inline_keyboard": [[{"text": "Nút"}]]}
    await refused(
        bot_of(chat)._post(
            "sendMessage", {"chat_id": number_of(chat), "text": "x", "reply_markup": bare}
        ),
        "Text buttons are unallowed",
    )


async def test_an_edit_that_changes_nothing_is_refused(chat: Chat) -> None:
    sent = await send(chat, "<b>x</b>", parse_mode="HTML", reply_markup=button("a"))

    await refused(
        sent.edit_text("<b>x</b>", parse_mode="HTML", reply_markup=button("a")), "not modified"
    )
    await refused(sent.edit_reply_markup(button("a")), "not modified")
    edited = await sent.edit_text("x", reply_markup=button("a"))
    assert edited.entities == ()
    assert edited.edit_date is not None


async def test_an_edit_without_buttons_takes_them_away(chat: Chat) -> None:
    sent = await send(chat, "x", reply_markup=button("a"))
    edited = await sent.edit_text("y")
    assert edited.reply_markup is None


async def test_only_own_messages_that_exist_can_be_edited_or_deleted(chat: Chat) -> None:
    await chat.says("/help")
    from_person = chat.channel.chats.newest(number_of(chat), 5)[-1]
    stranger = chat.goes_on_as("lan")
    sent = await send(chat, "x")

    await refused(
        bot_of(chat).edit_message_text("y", number_of(chat), from_person.message_id),
        "can't be edited",
    )
    await refused(
        bot_of(chat).edit_message_text("y", number_of(stranger), sent.message_id), "not found"
    )
    assert await sent.delete()
    await refused(sent.edit_text("y"), "message to edit not found")
    await refused(bot_of(chat).delete_message(number_of(chat), sent.message_id), "not found")


async def test_an_unknown_chat_is_refused(chat: Chat) -> None:
    await refused(bot_of(chat).send_message(987654, "x"), "chat not found")


async def test_a_person_who_blocked_the_bot_gets_nothing(chat: Chat) -> None:
    chat.channel.chats.block(number_of(chat))
    with pytest.raises(Forbidden, match="blocked by the user"):
        await send(chat, "x")


async def test_an_unknown_method_is_not_found(chat: Chat) -> None:
    with pytest.raises(InvalidToken, match="Not Found"):
        await bot_of(chat)._post("sendPigeon")


async def test_unknown_fields_are_ignored(chat: Chat) -> None:
    sent = await bot_of(chat)._post(
        "sendMessage", {"chat_id": number_of(chat), "text": "x", "feather": "grey"}
    )
    assert isinstance(sent, dict)
    assert sent["text"] == "x"


async def test_a_press_is_answered_once_and_shortly(chat: Chat) -> None:
    await refused(bot_of(chat).answer_callback_query("12345"), "query is too old")
    chat.channel.api.open_query("7", number_of(chat))
    await refused(bot_of(chat).answer_callback_query("7", "x" * 201), "TOO_LONG")
    chat.channel.api.open_query("8", number_of(chat))
    assert await bot_of(chat).answer_callback_query("8", "Cảm ơn")
    await refused(bot_of(chat).answer_callback_query("8"), "query is too old")


async def test_a_document_comes_back_as_it_was_sent(chat: Chat) -> None:
    sent = await bot_of(chat).send_document(
        number_of(chat), io.BytesIO("báo cáo".encode()), filename="bao-cao.txt", caption="Xem"
    )
    assert sent.document is not None
    assert sent.document.file_name == "bao-cao.txt"
    file = await bot_of(chat).get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()).decode() == "báo cáo"
    again = await bot_of(chat).send_document(number_of(chat), sent.document.file_id)
    assert again.document is not None
    assert again.document.file_name == "bao-cao.txt"
    await refused(bot_of(chat).send_document(number_of(chat), "không có"), "wrong file identifier")


async def test_a_photo_must_be_a_picture(chat: Chat) -> None:
    sent = await bot_of(chat).send_photo(number_of(chat), InputFile(PNG, "anh.png"))
    assert sent.photo
    await refused(
        bot_of(chat).send_photo(number_of(chat), InputFile(b"not a picture", "anh.png")),
        "IMAGE_PROCESS_FAILED",
    )


async def test_a_caption_has_at_most_1024_units(chat: Chat) -> None:
    photo = InputFile(PNG, "anh.png")
    await bot_of(chat).send_photo(number_of(chat), photo, caption="ă" * 1024)
    await refused(
        bot_of(chat).send_photo(number_of(chat), photo, caption="ă" * 1025), "caption is too long"
    )


async def test_an_empty_file_is_refused(chat: Chat) -> None:
    await refused(bot_of(chat).send_document(number_of(chat), InputFile(b"", "a.txt")), "non-empty")


async def test_a_chat_action_must_be_a_known_one(chat: Chat) -> None:
    assert await bot_of(chat).send_chat_action(number_of(chat), "typing")
    await refused(bot_of(chat).send_chat_action(number_of(chat), "dancing"), "wrong parameter")


async def test_commands_are_published_in_plain_lower_case_only(chat: Chat) -> None:
    await refused(bot_of(chat).set_my_commands([("Nhiệm", "x")]), "BOT_COMMAND_INVALID")
    await bot_of(chat).set_my_commands([("nhiemvu", "Các nhiệm vụ")])
    assert [c.command for c in await bot_of(chat).get_my_commands()] == ["nhiemvu"]
