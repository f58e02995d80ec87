"""The typing sign is shown for slow work only, and never in the way of an answer."""

import asyncio

import pytest
from telegram import Update
from telegram.error import NetworkError
from telegram.ext import ExtBot

from bot.typing_sign import typing_when_slow
from tests.bot.scripted import Answer, ScriptedApi
from tests.virtual_time import run_in_virtual_time


def signs(seconds: float, *replies: Answer, chat: str = "private") -> int:
    """Return how many signs are shown during so many seconds of work."""

    async def main() -> int:
        api = ScriptedApi([])
        api.replies.extend(replies)
        bot: ExtBot[None] = ExtBot("1:x", request=api)
        message = {"message_id": 1, "date": 0, "chat": {"id": 5, "type": chat}, "text": "x"}
        update = Update.de_json({"update_id": 1, "message": message}, bot)
        assert update is not None
        async with typing_when_slow(update):
            await asyncio.sleep(seconds)
        await asyncio.sleep(60)
        return len(api.called)

    return run_in_virtual_time(main())


@pytest.mark.parametrize(("seconds", "count"), [(0.1, 0), (0.6, 0), (1, 1), (4, 1), (10, 3)])
def test_the_sign_comes_after_a_moment_and_again_before_it_fades(
    seconds: float, count: int
) -> None:
    assert signs(seconds) == count


def test_a_sign_that_cannot_be_shown_is_left_out() -> None:
    assert signs(10, NetworkError("reset")) == 1


def test_no_sign_is_shown_in_a_group() -> None:
    assert signs(10, chat="group") == 0
