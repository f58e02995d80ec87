"""Messages to people who did not just write reach them, whatever the channel answers."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from telegram.error import NetworkError

from bot.application import App, build_application
from bot.dispatcher import Dispatcher
from services.outbox import MOST_ATTEMPTS, Outbox
from services.registry import Services
from tests.bot.chatting import MONDAY, open_at
from tests.bot.scripted import Answer, ScriptedApi, ok, refused

QUESTION = "Số của kế hoạch Tân Phước là bao nhiêu?"
SENT = ok({"message_id": 1, "date": 0, "chat": {"id": 5, "type": "private"}, "text": "x"})


class Post:
    """The outbox of a channel, a clock that tests move, and a Bot API that follows a script."""

    def __init__(self, folder: Path) -> None:
        self.services: Services = open_at(folder)
        self.now: datetime = MONDAY
        self.api = ScriptedApi([])
        self.application: App = build_application(
            "1:local", self.services, channel="telegram", now=lambda: self.now, request=self.api
        )

    @property
    def outbox(self) -> Outbox:
        return self.services.outbox

    def waits_for_news(self, address: str) -> None:
        """Let somebody be told of an answer."""
        person = self.services.people.arrive("telegram", address, self.now, f"{address}:0").id
        asked = self.services.answers.ask(person, QUESTION, self.now, f"{address}:1")
        with self.services.database.open_uow() as uow:
            payload = {"kind": "news", "answer": asked.answer_id}
            uow.outbox.add(f"news:{asked.answer_id}", "telegram", address, payload, self.now)
            uow.commit()

    async def sends(self, *answers: Answer, worker: str = "one", after: float = 0) -> int:
        """Send what is due after so many minutes, to an API that answers like this."""
        self.now += timedelta(minutes=after)
        self.api.replies.extend(answers)
        dispatcher = Dispatcher(self.application, worker=worker)
        accepted = await dispatcher.once()
        await dispatcher.close()
        return accepted


@asynccontextmanager
async def post_at(folder: Path) -> AsyncIterator[Post]:
    post = Post(folder)
    yield post
    post.services.close()


async def test_a_message_is_sent_once(var_dir: Path) -> None:
    async with post_at(var_dir) as post:
        post.waits_for_news("5")
        assert await post.sends(SENT) == 1
        assert await post.sends(after=60) == 0
        assert post.api.called.count("sendMessage") == 1


@pytest.mark.parametrize(
    "trouble",
    [
        NetworkError("reset"),
        refused(500, "Internal Server Error"),
        refused(429, "Too Many Requests: retry after 5", retry_after=5),
        (502, b"<html>"),
    ],
    ids=["reset", "500", "429", "garbage"],
)
async def test_trouble_delays_a_message_and_never_loses_it(var_dir: Path, trouble: Answer) -> None:
    async with post_at(var_dir) as post:
        post.waits_for_news("5")
        for _ in range(2 * MOST_ATTEMPTS):
            assert await post.sends(trouble, after=2) == 0
        assert await post.sends(SENT, after=2) == 1


async def test_a_refusal_of_one_person_does_not_keep_another_waiting(var_dir: Path) -> None:
    async with post_at(var_dir) as post:
        post.waits_for_news("5")
        post.waits_for_news("6")
        assert await post.sends(refused(400, "Bad Request: nonsense"), SENT) == 1
        for _ in range(MOST_ATTEMPTS - 1):
            assert await post.sends(refused(400, "Bad Request: nonsense"), after=2) == 0
        assert post.outbox.count().parked == 1
        assert await post.sends(after=60) == 0


@pytest.mark.parametrize(
    "gone",
    [refused(403, "Forbidden: bot was blocked"), refused(400, "Bad Request: chat not found")],
    ids=["blocked", "not found"],
)
async def test_who_is_gone_is_left_alone_until_they_write(var_dir: Path, gone: Answer) -> None:
    async with post_at(var_dir) as post:
        post.waits_for_news("5")
        assert await post.sends(gone) == 0
        assert await post.sends(after=60) == 0
        post.services.people.arrive("telegram", "5", post.now, "5:9")
        assert await post.sends(SENT, after=1) == 1


async def test_one_process_at_a_time_sends(var_dir: Path) -> None:
    async with post_at(var_dir) as post:
        post.waits_for_news("5")
        first = Dispatcher(post.application, worker="one")
        post.api.replies.append(SENT)
        assert await first.once() == 1
        post.waits_for_news("6")
        assert await post.sends(SENT, worker="two") == 0, "the other one still sends"
        await first.close()
        assert await post.sends(worker="two") == 1


async def test_a_dispatcher_that_runs_stops_when_asked(var_dir: Path) -> None:
    async with post_at(var_dir) as post:
        post.waits_for_news("5")
        post.api.replies.append(SENT)
        stop = asyncio.Event()
        running = asyncio.create_task(Dispatcher(post.application).run(stop))
        async with asyncio.timeout(20):
            while "sendMessage" not in post.api.called:
                await asyncio.sleep(0.02)
        stop.set()
        await running
        assert post.outbox.count().open == 0
