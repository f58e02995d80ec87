"""References in the chat: whole articles, their neighbours, and the ways to what they cite."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.terminal.lines import Presses
from tests.bot.chatting import MONDAY, Chat, chatting, open_at
from tests.handlers.conftest import labels
from tests.knowledge.referring import DECREE, DECREE_TEXT, LAW, LAW_TEXT, PLAN, PLAN_TEXT

LONG_LAW = (
    LAW_TEXT
    + "Điều 7. Hàng quán\n"
    + "".join(
        f"{number}. Quầy số {number} " + "bán rau và cá tươi mỗi sáng, " * 12 + "đến trưa.\n"
        for number in range(1, 13)
    )
)


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[Chat]:
    """Yield a chat with a bot that holds a law, a decree and a plan which cite each other."""
    services = open_at(tmp_path)
    for slug, text in ((LAW, LONG_LAW), (DECREE, DECREE_TEXT), (PLAN, PLAN_TEXT)):
        services.documents.ingest(text, f"{slug}.txt", MONDAY, slug, slug=slug)
    services.close()
    async with chatting(tmp_path) as chat:
        yield chat


async def test_an_answer_on_a_law_offers_its_whole_article_and_the_articles_around(
    chat: Chat,
) -> None:
    (answer,) = await chat.says("khoản 2 Điều 3 Luật Chợ quê")
    assert "Xem Điều 3" in labels(answer)
    (article,) = await chat.presses("Xem Điều 3")
    assert "Điều 3 – Giao sạp" in article.text
    for clause in ("1. Ban quản lý chợ", "b) Không nợ phí chợ", "2. Thời hạn", "4. Không giao"):
        assert clause in article.text
    assert {"◀ Điều 2", "▲ Chương II", "Điều 4 ▶"} <= set(labels(article))
    (following,) = await chat.presses("Điều 4 ▶")
    assert following.is_edit
    assert "Điều 4 – Thu hồi sạp" in following.text


async def test_a_long_article_is_turned_at_the_ends_of_clauses(chat: Chat) -> None:
    await chat.says("Điều 7 Luật Chợ quê")
    (page,) = await chat.presses("Xem Điều 7")
    pages = [page.text]
    while "Trang sau ▶" in labels(page):
        (page,) = await chat.presses("Trang sau ▶")
        pages.append(page.text)
    assert len(pages) > 2
    for text in pages:
        body = [line for line in text.splitlines() if "Quầy số" in line]
        assert all(line.endswith("đến trưa.") for line in body)
    assert sum(text.count("Quầy số") for text in pages) == 12


async def test_a_passage_leads_to_what_it_cites_and_to_who_cites_it(chat: Chat) -> None:
    await chat.says("khoản 3 Điều 3 Luật Chợ quê")
    (article,) = await chat.presses("Xem Điều 3")
    assert {"→ Khoản 2 Điều 2", "→ Khoản 1 Điều 5"} <= set(labels(article))
    (listed,) = await chat.does(Presses("Dẫn chiếu", is_part=True))
    assert listed.is_edit
    assert "← II.1.a Kế hoạch 3/KH-UBND" in labels(listed)
    (plan,) = await chat.presses("← II.1.a Kế hoạch 3/KH-UBND")
    assert "Rà soát người đang giữ sạp" in plan.text
    assert "→ Điều 3 Luật Chợ quê" in labels(plan)


async def test_a_text_that_is_cited_and_not_loaded_is_named_in_the_passage(chat: Chat) -> None:
    await chat.says("Điều 5 Luật Chợ quê")
    (article,) = await chat.presses("Xem Điều 5")
    assert "chưa nạp: Luật Hợp tác xã" in article.text


async def test_an_answer_on_a_law_offers_what_the_plan_does_about_it(chat: Chat) -> None:
    (answer,) = await chat.says("khoản 2 Điều 3 Luật Chợ quê")
    assert "Xem thêm: II.1.a Kế hoạch 3/KH-UBND" in labels(answer)
    (duty,) = await chat.presses("Xem thêm: II.1.a Kế hoạch 3/KH-UBND")
    assert not duty.is_edit
    assert "giao lại sạp" in duty.text


async def test_an_answer_on_the_plan_offers_the_article_on_which_it_rests(chat: Chat) -> None:
    (answer,) = await chat.says("nguyên văn II.1.a kế hoạch sắp xếp chợ quê")
    assert "Xem thêm: Điều 3 Luật Chợ quê" in labels(answer)
    (article,) = await chat.presses("Xem thêm: Điều 3 Luật Chợ quê")
    assert "Ban quản lý chợ giao sạp" in article.text


async def test_a_law_that_is_cited_as_a_whole_opens_at_its_contents(chat: Chat) -> None:
    (answer,) = await chat.says("nguyên văn II.2.a kế hoạch sắp xếp chợ quê")
    (contents,) = await chat.presses("Xem thêm: Nghị định 7/2034/NĐ-CP")
    assert not contents.is_edit
    assert any(label.startswith("Điều 1 · ") for label in labels(contents))
    assert answer.text
