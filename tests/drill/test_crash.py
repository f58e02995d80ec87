"""The short form of `./run drill crash`: it gates on counts only."""

import asyncio
from pathlib import Path

import pytest

from tests.drill.crash import Pace, Round, crash
from tests.drill.scripts import ask_and_explain, ask_and_forget, send_feedback

SHORT = Pace(
    people=4,
    shortest_life=0.5,
    longest_life=2.5,
    has_news=False,
    scripts=(ask_and_explain, ask_and_forget, send_feedback),
)
SHORT_ROUNDS = [Round("polling"), Round("two webhooks", workers=2, is_webhook=True)]


@pytest.mark.parametrize("one", SHORT_ROUNDS, ids=lambda one: one.name)
def test_power_cuts_lose_nothing_double_nothing_and_leave_nobody_without_a_reply(
    var_dir: Path, one: Round
) -> None:
    url = f"sqlite:///{var_dir / 'congvu.db'}"
    outcome = asyncio.run(crash(var_dir, url, one, kills=2, seed=11, pace=SHORT))
    assert outcome.kills == 2
    assert outcome.updates > 0
    assert (outcome.lost, outcome.doubled, outcome.replies_missing) == (0, 0, 0), outcome.notes
