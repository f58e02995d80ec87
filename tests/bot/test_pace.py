"""Telegram's limits are kept, and nobody waits for somebody else's chat."""

import asyncio
from collections import defaultdict
from itertools import pairwise
from typing import Any

import pytest
from telegram.error import RetryAfter

from bot.pace import Pace
from tests.virtual_time import run_in_virtual_time

Log = dict[str, list[float]]


def time() -> float:
    return asyncio.get_running_loop().time()


async def send(pace: Pace, chat: int | str, log: Log, *refusals: int, method: str = "x") -> None:
    """Send one message through the limits; Telegram refuses it first, as often as told."""
    left = list(refusals)

    async def call() -> bool:
        log[str(chat)].append(time())
        if left:
            raise RetryAfter(left.pop(0))
        return True

    data: dict[str, Any] = {"chat_id": chat}
    assert await pace.process_request(call, (), {}, method, data, None)


def most_within(seconds: float, times: list[float]) -> int:
    """Return how many of the moments fall into the fullest window of so many seconds."""
    return max(sum(start <= t < start + seconds for t in times) for start in times)


def test_a_chat_gets_one_message_a_second() -> None:
    async def main() -> Log:
        pace, log = Pace(), defaultdict[str, list[float]](list)
        await asyncio.gather(*(send(pace, 7, log) for _ in range(5)))
        return log

    times = run_in_virtual_time(main())["7"]
    assert all(later - earlier >= 1 for earlier, later in pairwise(times))


def test_all_chats_together_get_thirty_a_second() -> None:
    async def main() -> Log:
        pace, log = Pace(), defaultdict[str, list[float]](list)
        await asyncio.gather(*(send(pace, number, log) for number in range(1, 201)))
        return log

    times = sorted(moment for moments in run_in_virtual_time(main()).values() for moment in moments)
    assert len(times) == 200
    assert most_within(1.0, times) <= 30
    assert times[-1] - times[0] < 10, "and no fewer than they may"


@pytest.mark.parametrize("group", [-100123, "@ten_nhom"])
def test_a_group_gets_twenty_a_minute(group: int | str) -> None:
    async def main() -> Log:
        pace, log = Pace(), defaultdict[str, list[float]](list)
        await asyncio.gather(*(send(pace, group, log) for _ in range(50)))
        return log

    assert most_within(60.0, run_in_virtual_time(main())[str(group)]) <= 20


def test_who_is_asked_for_patience_waits_and_nobody_else_does() -> None:
    async def main() -> tuple[Log, float]:
        pace, log = Pace(), defaultdict[str, list[float]](list)
        began = time()
        slow = asyncio.create_task(send(pace, 1, log, 10))
        await asyncio.sleep(0.1)
        await asyncio.gather(*(send(pace, number, log) for number in range(2, 12)))
        others = time() - began
        await asyncio.gather(slow, send(pace, 1, log))
        return log, others

    log, others = run_in_virtual_time(main())
    assert others < 1
    refused, *later = log["1"]
    assert len(later) == 2
    assert all(moment - refused >= 10 for moment in later)


def test_a_long_wait_is_given_back_to_who_sends() -> None:
    async def main() -> int:
        pace, log = Pace(), defaultdict[str, list[float]](list)
        for _ in range(2):
            with pytest.raises(RetryAfter):
                await send(pace, 1, log, 3600)
        return len(log["1"])

    assert run_in_virtual_time(main()) == 1, "the second was not even tried"


def test_a_chat_that_always_refuses_is_not_tried_for_ever() -> None:
    async def main() -> int:
        pace, log = Pace(), defaultdict[str, list[float]](list)
        with pytest.raises(RetryAfter):
            await send(pace, 1, log, *[1] * 50)
        return len(log["1"])

    assert run_in_virtual_time(main()) == 3


def test_typing_signs_are_not_messages() -> None:
    async def main() -> Log:
        pace, log = Pace(), defaultdict[str, list[float]](list)
        await asyncio.gather(*(send(pace, 7, log, method="sendChatAction") for _ in range(5)))
        return log

    assert len(set(run_in_virtual_time(main())["7"])) == 1


def test_memory_does_not_grow_with_people() -> None:
    async def main() -> int:
        pace, log = Pace(overall=(10_000, 1.0)), defaultdict[str, list[float]](list)
        for batch in range(20):
            people = range(1 + batch * 500, 501 + batch * 500)
            await asyncio.gather(*(send(pace, number, log) for number in people))
            await asyncio.sleep(2)
        return pace.chats_remembered

    assert run_in_virtual_time(main()) <= 1_501
