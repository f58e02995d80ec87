"""Updates are stored, worked on in order, answered, and nothing is lost or done twice."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.channels.local.people import LocalPeople
from bot.reception import Reception
from services.inbox import MOST_WAITING
from tests.bot.chatting import Chat, chatting, copy_of
from tests.bot.receiving import settled, until, working

QUESTION = "nhiem vu 2 ai lam"


def writes(chat: Chat, words: str) -> dict[str, Any]:
    return LocalPeople(chat.channel.api).writes(chat.session.person, words)


def told(chat: Chat) -> list[str]:
    """Return what the bot said, the oldest first."""
    return [str(one.payload["text"]) for one in reversed(chat.bot_messages())]


async def test_an_update_is_stored_before_anybody_works_on_it(chat: Chat) -> None:
    await Reception(chat.channel.application).take([writes(chat, QUESTION)])
    assert chat.services.inbox.count().open == 1
    assert told(chat) == []


async def test_what_was_stored_is_answered_after_a_restart(var_dir: Path) -> None:
    async with chatting(var_dir) as before:
        await Reception(before.channel.application).take([writes(before, QUESTION)])
    async with chatting(var_dir) as after, working(after):
        await settled(after.services)
        (answer,) = told(after)
        assert "Sở Nội vụ" in answer


async def test_an_update_that_comes_twice_is_answered_once(chat: Chat) -> None:
    update = writes(chat, QUESTION)
    async with working(chat) as reception:
        await reception.take([update, update])
        await settled(chat.services)
        await reception.take([update])
        await settled(chat.services)
    assert len(told(chat)) == 1
    assert chat.services.conversations.kept(1).questions == 1


async def test_messages_that_overtook_each_other_are_answered_in_order(chat: Chat) -> None:
    updates = [writes(chat, words) for words in ("/start", "/help", "/han", "/vanban")]
    await Reception(chat.channel.application).take(list(reversed(updates)))
    async with working(chat):
        await settled(chat.services)
    starts = ("Xin chào", "Hỏi", "", "")
    answers = told(chat)
    assert len(answers) == 4
    assert answers[0].startswith(starts[0])
    assert "Văn bản" in answers[3]


async def test_many_people_are_answered_at_the_same_time(chat: Chat) -> None:
    people = [chat.goes_on_as(f"dan{number}") for number in range(30)]
    async with working(chat) as reception:
        await asyncio.gather(
            *(reception.take([writes(one, f"/{command}")]) for command in ("start", "help")
              for one in people)
        )  # fmt: skip
        await settled(chat.services)
    for one in people:
        first, second = told(one)
        assert first.startswith("Xin chào")
        assert "/nhiemvu" in second


async def test_what_is_no_update_is_refused_and_harms_nobody(chat: Chat) -> None:
    async with working(chat) as reception:
        odd: list[Any] = [
            *({}, {"update_id": "7"}, {"update_id": True}, [], None, 5),
            *({"update_id": 2**63}, {"update_id": -1}, {"update_id": 1.0}),
        ]
        for nonsense in odd:
            with pytest.raises(ValueError, match="no update"):
                await reception.take([nonsense])
        await reception.take([writes(chat, "/start")])
        await settled(chat.services)
    assert len(told(chat)) == 1


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"a_kind_of_next_year": {"from": {"id": 1}, "x": 1}},
        {"channel_post": {"message_id": 1, "date": 0, "chat": {"id": -5, "type": "channel"}}},
        {"message": {"text": "no chat, no date"}},
        {"message": {"date": 10**20, "message_id": 1, "chat": {"id": 1, "type": "private"}}},
        {"callback_query": 5},
        {"poll": {"id": "1"}},
    ],
)
async def test_an_unknown_kind_is_closed_quietly(chat: Chat, content: dict[str, Any]) -> None:
    async with working(chat) as reception:
        await reception.take([{"update_id": 4_000_000_000, **content}])
        await settled(chat.services)
    assert chat.services.inbox.count().parked == 0
    assert told(chat) == []


async def test_what_is_no_text_is_answered_all_the_same(chat: Chat) -> None:
    lan = chat.goes_on_as("lan")
    update = writes(chat, "x")
    update["message"]["text"] = "nhiem vu 2 \ud800 ai lam\x00"
    async with working(chat) as reception:
        await reception.take([update, writes(lan, "/help")])
        await settled(chat.services)
    assert chat.services.inbox.count().parked == 0
    assert len(told(chat)) == len(told(lan)) == 1


async def test_ten_thousand_messages_of_one_person_harm_nobody(chat: Chat) -> None:
    lan = chat.goes_on_as("lan")
    template = writes(chat, "/help")
    storm = [{**template, "update_id": 10_000 + number} for number in range(10_000)]
    async with working(chat) as reception:
        await asyncio.gather(
            reception.take(storm), reception.take([{**writes(lan, "/start"), "update_id": 30_000}])
        )
        await settled(chat.services)
        answers = told(chat)
        assert len(answers) == MOST_WAITING
        assert "nhanh hơn" in answers[-1]
        assert sum("nhanh hơn" in answer for answer in answers) == 1
        assert len(told(lan)) == 1

        await reception.take([{**template, "update_id": 40_000}])
        await settled(chat.services)
        assert "nhanh hơn" not in told(chat)[-1], "afterwards it answers as ever"


async def test_a_closed_update_keeps_no_words(chat: Chat) -> None:
    async with working(chat) as reception:
        await reception.take([writes(chat, QUESTION)])
        await settled(chat.services)
    with chat.services.database.engine.connect() as connection:
        rows = connection.execute(text("SELECT state, payload_sealed FROM inbox")).all()
    assert [tuple(row) for row in rows] == [("closed", None)]


async def test_a_button_pressed_five_times_acts_once_each(chat: Chat) -> None:
    await chat.says(QUESTION)
    people, answer = LocalPeople(chat.channel.api), chat.bot_messages()[0]
    up = next(
        button["callback_data"]
        for row in answer.payload["reply_markup"]["inline_keyboard"]
        for button in row
        if button["text"] == "👍"
    )
    presses = [people.forges(chat.session.person, answer, up) for _ in range(5)]
    async with working(chat) as reception:
        await asyncio.gather(*(reception.take([press]) for press in presses))
        await settled(chat.services)
    assert chat.services.inbox.count().parked == 0
    assert len(chat.bot_messages()) == 1
    with chat.services.database.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM ratings")).scalar() == 1


async def test_two_workers_on_one_database_share_the_work(prepared: Path, tmp_path: Path) -> None:
    folder = copy_of(prepared, tmp_path / "shared")
    async with chatting(folder) as one, chatting(folder) as two:
        people = [one.goes_on_as(f"dan{number}") for number in range(20)]
        async with working(one, "one") as first, working(two, "two") as second:
            for words in ("/start", QUESTION, "/help"):
                updates = [writes(person, words) for person in people]
                await asyncio.gather(
                    *(first.take([update]) for update in updates),
                    *(second.take([update]) for update in updates),
                )
            await settled(one.services)
        for person in people:
            assert len(told(person)) == 3
        with one.services.database.engine.connect() as connection:
            assert connection.execute(text("SELECT count(*) FROM answers")).scalar() == 20


async def test_a_stop_finishes_what_is_in_hand(chat: Chat) -> None:
    async with working(chat) as reception:
        await reception.take([writes(chat, QUESTION)])
        await until(lambda: reception.in_hand > 0 or bool(told(chat)))
    assert chat.services.inbox.count().open == 0
    assert len(told(chat)) == 1


async def test_who_blocked_the_bot_is_marked_and_not_tried_again(chat: Chat) -> None:
    chat.channel.chats.block(chat.session.person.chat_id)
    async with working(chat) as reception:
        await reception.take([writes(chat, QUESTION)])
        await settled(chat.services)
    assert chat.services.inbox.count().parked == 0
    with chat.services.database.engine.connect() as connection:
        since = connection.execute(text("SELECT unreachable_since FROM channel_accounts")).scalar()
    assert since is not None
