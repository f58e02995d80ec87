"""The short form of `./run drill flood`: everybody is answered or told, however many write."""

import asyncio
import os
import signal
from pathlib import Path

from bot.channels.telegram import poll
from services.registry import open_services
from tests.bot.chatting import KEY, KNOWLEDGE, ZONE
from tests.drill.fast_clock import FastLoop, run_fast
from tests.drill.flood import Crowding, Flood, Outcome
from tests.standin.limits import FloodLimits
from tests.standin.server import telegram_server
from tests.standin.telegram import Telegram

A_FEW = Crowding(users=20, attackers=1, capacity=10)


def test_whoever_sends_too_much_is_told_and_everybody_else_is_answered(var_dir: Path) -> None:
    url = f"sqlite:///{var_dir / 'congvu.db'}"

    async def drill(loop: FastLoop) -> Outcome:
        telegram = Telegram(loop.now, FloodLimits(loop.time))
        services = open_services(url, [KEY], KNOWLEDGE, var_dir)
        async with telegram_server(telegram) as door:
            serving = asyncio.create_task(
                poll(services, telegram.token, ZONE, door.url, now=loop.now)
            )
            outcome = await Flood(telegram, A_FEW).run(url)
            os.kill(os.getpid(), signal.SIGTERM)
            await serving
        services.close()
        return outcome

    outcome = run_fast(drill)
    assert outcome.rejected > 0
    assert (outcome.dropped_silently, outcome.unanswered) == (0, 0)
