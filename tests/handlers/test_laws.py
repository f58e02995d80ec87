"""Asking laws in the chat: the clause told, its article opened, the reservation beside it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.chatting import Chat, chatting
from tests.handlers.conftest import labels
from tests.knowledge.official_text import SHIPPED


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[Chat]:
    """Yield a chat with the bot as it ships, laws included."""
    async with chatting(tmp_path, knowledge=SHIPPED) as chat:
        yield chat


async def test_a_clause_is_told_with_its_reservation_and_its_article_opened(chat: Chat) -> None:
    (answer,) = await chat.says("thời hiệu khiếu nại là bao lâu")
    assert "Điều 9 Luật Khiếu nại" in answer.text
    assert "90 ngày" in answer.text
    assert "136/2025/QH15" in answer.text

    assert "Xem Điều 9" in labels(answer)
    (article,) = await chat.presses("Xem Điều 9")
    assert "Thời hiệu khiếu nại" in article.text

    (goes_on,) = await chat.says("khoản 1 Điều 8 luật đó nói gì")
    assert "Khoản 1 Điều 8 Luật Khiếu nại" in goes_on.text


async def test_the_plan_still_answers_what_is_the_plans(chat: Chat) -> None:
    (answer,) = await chat.says("nhiệm vụ 2 ai chủ trì")
    assert "Sở Nội vụ" in answer.text
    assert "III.2" in answer.text
