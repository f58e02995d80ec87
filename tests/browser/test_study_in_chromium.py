"""Study and exams in real Chromium at the width of a phone."""

import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.async_api import Browser, ViewportSize, expect

from domain.roles import Role
from services.invitations import Wanted
from services.rights import OPERATOR
from tests.bot.chatting import MONDAY
from tests.browser.chromium import PATIENCE, ChatPage
from tests.browser.serving import Site
from tests.handlers.study_chat import small_exam

pytestmark = pytest.mark.asyncio(loop_scope="session")
expect.set_options(timeout=PATIENCE)

PHONE = ViewportSize(width=390, height=844)
TITLE = "Kiểm tra thử"


async def looked_at(chat: ChatPage, name: str) -> None:
    """Make sure that nothing is wider than the phone; keep a picture where a folder is named."""
    assert await chat.overflow() <= 0
    folder = os.environ.get("CONGVU_LOOKS")
    if folder:
        await chat.page.screenshot(path=Path(folder) / f"{name}.png")


async def answer(chat: ChatPage) -> None:
    """Answer the item on the screen with whatever it offers, right or wrong."""
    last = chat.page.locator(".message.bot").last
    words = last.locator(".bubble")
    choices = last.locator(".key", has_text=re.compile(r"^(?:[A-H]|Đúng|Sai)$"))
    done = last.locator(".key", has_text=re.compile(r"^Xong$"))
    said = await words.inner_text()
    if await choices.count() == 0:
        await chat.says("1" if "con số" in said else "30/6/2026")
        return
    item = _head(said)
    while _head(said) == item and "trở lại" not in said:
        await (done if await done.count() else choices.first).click()
        await expect(words).not_to_have_text(said, use_inner_text=True)
        said = await words.inner_text()


def _head(said: str) -> str:
    """Return which item a message shows."""
    found = re.search(r"Câu \d+/\d+", said)
    return found.group() if found else ""


async def test_an_item_is_answered_and_explained_on_a_phone(
    browser: Browser, shared_site: Site
) -> None:
    site = shared_site
    context = await browser.new_context(viewport=PHONE)
    chat = await ChatPage(await context.new_page()).opens(site.url)
    await chat.asks("/start")
    await chat.key("Học 5 phút").click()
    assert "câu mới" in await chat.hears(1)
    await chat.key("Bắt đầu").click()
    assert "Câu 1/5" in await chat.hears(2)
    await looked_at(chat, "item")
    await answer(chat)
    await expect(chat.page.locator(".message.bot").last).to_contain_text("trở lại")
    await looked_at(chat, "answered")
    await chat.key("Dừng").click()
    await expect(chat.page.locator(".message.bot").last).to_contain_text("Đã dừng")
    await chat.says("/tiendo")
    await expect(chat.page.locator(".message.bot").last).to_contain_text("Tiến độ")
    await looked_at(chat, "progress")
    assert chat.faults == []
    await context.close()


async def test_an_exam_cannot_be_copied_and_goes_on_after_a_reload(
    browser: Browser, shared_site: Site
) -> None:
    site = shared_site
    services = site.services
    made = services.invitations.invite(
        OPERATOR, Wanted(Role.MANAGER, "SNV", "Bà Trưởng"), MONDAY, "study:invite"
    )
    context = await browser.new_context(viewport=PHONE)
    chat = await ChatPage(await context.new_page()).opens(site.url)
    await chat.asks(f"/thamgia {made.code}")
    me = await chat.person(site)
    person = services.people.arrive("local", str(me.chat_id), MONDAY, "study:who")
    ends = MONDAY + timedelta(days=3)
    services.exam_desk.create(
        person.id, "SNV", TITLE, small_exam(), MONDAY, ends, MONDAY, "study:exam"
    )
    await chat.says("/thi")
    await chat.key(TITLE).click()
    await chat.key("Bắt đầu thi").click()
    question = chat.page.locator(".bubble.protected").last
    await expect(question).to_contain_text("Câu 1/3")
    assert await question.evaluate("e => getComputedStyle(e).userSelect") == "none"
    await looked_at(chat, "exam")
    await answer(chat)
    await chat.page.reload()
    await chat.ready()
    await expect(chat.page.locator(".bubble.protected").last).to_contain_text("Câu 2/3")
    await chat.key("Nộp bài").click()
    await chat.key("Nộp ngay").click()
    await expect(chat.page.locator(".message.bot").last).to_contain_text("/3 câu")
    await looked_at(chat, "result")
    assert chat.faults == []
    await context.close()
