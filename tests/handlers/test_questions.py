"""Asking in plain words: the answer, the places it stands on and where to go from there."""

from datetime import date

import pytest

from bot.channels.terminal.lines import Presses
from domain.answers import Answer, AnswerStatus
from handlers.answer_card import card
from handlers.reply import keyboard
from services.answers import AskedAnswer
from tests.bot.chatting import Chat
from tests.handlers.conftest import labels


async def test_a_hurried_question_is_answered_with_its_place(chat: Chat) -> None:
    (answer,) = await chat.says("nhiem vu 2 ai lam")

    assert "Sở Nội vụ" in answer.text
    assert "III.2.c" in answer.text
    assert "Xem III.2.c" in labels(answer)
    assert labels(answer)[-2:] == ["👍", "👎"]


async def test_a_cited_passage_opens_below_and_its_neighbours_in_the_same_message(
    chat: Chat,
) -> None:
    await chat.says("nhiem vu 2 ai lam")

    (passage,) = await chat.presses("Xem III.2.c")
    assert not passage.is_edit
    assert passage.text.endswith("Bản tóm lược, không phải nguyên văn.")
    assert labels(passage) == ["◀ III.2.b", "▲ III.2", "III.2.d ▶"]

    (following,) = await chat.presses("III.2.d ▶")
    assert following.is_edit
    assert "III.2.d" in following.text

    (above,) = await chat.presses("▲ III.2")
    assert above.is_edit
    assert [label[:1] for label in labels(above)[:5]] == ["a", "b", "c", "d", "đ"]


async def test_from_a_passage_one_can_walk_up_to_the_contents_and_the_shelf(chat: Chat) -> None:
    await chat.says("nhiem vu 2 ai lam")
    await chat.presses("Xem III.2.c")
    await chat.presses("▲ III.2")
    await chat.presses("▲ III")
    (contents,) = await chat.presses("▲ Mục lục")
    assert any(label.startswith("III · ") for label in labels(contents))
    (shelf,) = await chat.presses("Các văn bản")
    assert shelf.text.startswith("Văn bản")


async def test_every_offered_passage_of_an_answer_opens(chat: Chat) -> None:
    (answer,) = await chat.says("sở nội vụ làm những gì")
    passages = [label for label in labels(answer) if label.startswith("Xem ")]
    assert passages
    for label in passages:
        *_, passage = await chat.presses(label)
        path = label.removeprefix("Xem ")
        assert path in passage.text or label.startswith("Xem tiếp")


async def test_a_related_question_is_asked_by_its_shortened_button(chat: Chat) -> None:
    related = "Nhiệm vụ 2 do cơ quan nào thực hiện và phải hoàn thành khi nào?"
    given = Answer("hỏi", AnswerStatus.ANSWERED, "trả lời", related=(related,))
    with chat.services.database.open_uow() as uow:
        number = uow.answers.add(given, date(2026, 11, 23))
        uow.commit()
    screen = card(AskedAnswer(number, given), {})
    await chat.session.application.bot.send_message(
        chat.session.person.chat_id, screen.html, reply_markup=keyboard(screen)
    )

    (answer,) = await chat.does(Presses("Nhiệm vụ 2", is_part=True))
    assert screen.rows[0][0].label.endswith("…")
    assert "Sở Nội vụ" in answer.text


async def test_markup_in_a_question_never_breaks_the_answer(chat: Chat) -> None:
    for text in (
        "<b>nhiệm vụ 2</b> ai làm & khi nào?",
        "</b></i><script>alert(1)</script>",
        "&lt;b&gt; &amp; *đậm* _nghiêng_ [x](http://y)",
        "'; DROP TABLE answers; --",
    ):
        (reply,) = await chat.says(text)
        assert "lỗi" not in reply.text.lower(), text
        assert labels(reply)


@pytest.mark.parametrize(
    "text",
    [
        "👍👍👍",
        "\u200b\u200d",
        "....",
        "nhiê\u0323m vu\u0323 2 ai la\u0300m",
        "Ai làм nhiệm vụ Σ?",
        "chi tieu " * 12_000,
    ],
    ids=["emoji", "invisible", "dots", "decomposed", "mixed scripts", "100 kB"],
)
async def test_odd_text_gets_words_in_reply(chat: Chat, text: str) -> None:
    (reply,) = await chat.says(text)
    assert len(reply.text) > 15
    assert "mã" not in reply.text.lower().split("quản trị")[-1][:10]
