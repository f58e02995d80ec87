"""An answer of the office's language model appears in the chat as its sentences come."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from retrieval.model.access import ModelAccess
from retrieval.model.teller import NOTE
from services.answers import AskedAnswer
from tests.bot.chatting import MONDAY, Chat, chatting
from tests.handlers.conftest import labels
from tests.retrieval.model.server import ModelServer, model_server, number_of

QUESTION = "Phải làm gì với hồ sơ trễ hạn?"
FIRST = "100% hồ sơ trễ hạn, phải xin lỗi và thông báo rõ lý do."
SECOND = "Tỷ lệ giải quyết hồ sơ đúng hạn đạt tối thiểu 98%."
MOMENT = 0.02


@pytest.fixture
def model() -> Iterator[ModelServer]:
    """Yield a model server that says two sentences, the second when it is let."""
    with model_server() as running:
        running.say = saying(FIRST, SECOND)
        running.at_once = 1
        yield running


@pytest.fixture
async def chat(var_dir: Path, model: ModelServer) -> AsyncIterator[Chat]:
    """Yield a chat with a bot that has a language model."""
    async with chatting(var_dir, model=ModelAccess("fake", model.url)) as person:
        yield person


def saying(*sentences: str) -> Callable[[dict[str, Any]], Sequence[str]]:
    return lambda body: [f"{line} [{number_of(body, 'xin lỗi')}]\n" for line in sentences]


async def first_message(chat: Chat) -> str:
    """Wait for the first message of the bot and return its text."""
    while not (said := chat.bot_messages()):
        await asyncio.sleep(MOMENT)
    return str(said[0].payload["text"])


async def test_the_first_sentence_is_read_before_the_last_is_written(
    chat: Chat, model: ModelServer
) -> None:
    turn = asyncio.create_task(chat.says(QUESTION))
    shown = await first_message(chat)
    assert not turn.done()
    assert FIRST in shown
    assert shown.endswith("…")
    assert SECOND not in shown

    model.go_on.set()
    *_, last = await turn
    assert last.is_edit
    assert FIRST in last.text
    assert SECOND in last.text
    # Only the privacy notice, which a first answer carries, stands below it.
    assert last.text.partition("\n\nTôi giữ rất ít")[0].endswith(NOTE)
    assert labels(last)[-2:] == ["👍", "👎"]
    assert len(chat.bot_messages()) == 1


async def test_what_was_shown_gives_way_to_the_quotes_when_the_model_breaks_off(
    var_dir: Path, model: ModelServer
) -> None:
    access = ModelAccess("fake", model.url, seconds=1)
    async with chatting(var_dir, model=access) as chat:
        *_, last = await chat.says(QUESTION)
        assert NOTE not in last.text
        assert "II.2.k" in last.text
        assert labels(last)
        (message,) = chat.bot_messages()
        assert message.payload["text"] == last.text


async def test_a_message_deleted_meanwhile_is_sent_anew(chat: Chat, model: ModelServer) -> None:
    turn = asyncio.create_task(chat.says(QUESTION))
    await first_message(chat)
    (message,) = chat.bot_messages()
    chat.channel.chats.delete_message(message.chat_id, message.message_id)
    model.go_on.set()
    *_, last = await turn
    assert not last.is_edit
    assert SECOND in last.text


async def test_an_update_that_comes_again_gets_its_answer_without_asking_the_model_again(
    chat: Chat, model: ModelServer
) -> None:
    model.go_on.set()
    person = chat.services.people.arrive("telegram", "42", MONDAY, "telegram:1:1").id

    def ask() -> AskedAnswer:
        return chat.services.answers.ask(person, QUESTION, MONDAY, "telegram:1:2")

    first = await asyncio.to_thread(ask)
    assert NOTE in first.answer.text
    assert await asyncio.to_thread(ask) == first
    assert len(model.asked) == 1


async def test_other_answers_come_whole_and_at_once(chat: Chat, model: ModelServer) -> None:
    (answer,) = await chat.says("nhiem vu 2 ai lam")
    assert not answer.is_edit
    assert model.asked == []


async def test_news_for_those_who_wait_are_never_asked_of_the_model(
    chat: Chat, model: ModelServer
) -> None:
    model.go_on.set()
    await chat.says(QUESTION)
    await chat.presses("Báo khi có văn bản")
    asked = len(model.asked)
    chat.services.watches.news(chat.session.clock.now().date())
    assert len(model.asked) == asked
