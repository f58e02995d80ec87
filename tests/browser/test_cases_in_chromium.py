"""The desk in real Chromium on a telephone: from the notice to the rating of the answer."""

import os
import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, ViewportSize, expect

from domain.cases import CaseKind, SubjectKind
from domain.roles import Role
from services.cases import NewCase, Subject
from services.invitations import Wanted
from services.rights import OPERATOR
from tests.bot.chatting import MONDAY, copy_of
from tests.browser.chromium import PATIENCE, ChatPage, complaints
from tests.browser.serving import Site, serving

pytestmark = pytest.mark.asyncio(loop_scope="session")
expect.set_options(timeout=PATIENCE)

PHONE = ViewportSize(width=390, height=844)
WHAT = "Tôi đến ba lần, lần nào cũng được hẹn quay lại mà không nói thiếu giấy gì."
ANSWER = "Chúng tôi đã xem sổ và thấy phản ánh đúng: hồ sơ bị để quên. Đã trả kết quả."


async def visit(browser: Browser, site: Site) -> ChatPage:
    """Return the chat of somebody new, on a telephone."""
    context = await browser.new_context(viewport=PHONE)
    return await ChatPage(await context.new_page()).opens(site.url)


async def press(chat: ChatPage, label: str, reads: str) -> None:
    """Press the newest key with this label and wait until the newest message reads so."""
    await chat.key(label).click()
    await expect(chat.page.locator(".message.bot").last).to_contain_text(reads)


async def look(page: Page, name: str) -> None:
    """Keep a picture of the page for whoever wants to look at it."""
    folder = os.environ.get("CONGVU_PICTURES")
    if folder:
        await page.screenshot(path=str(Path(folder) / f"{name}.png"))


async def test_a_handler_answers_and_the_sender_rates_on_two_telephones(
    browser: Browser, prepared: Path, tmp_path: Path
) -> None:
    async with serving(copy_of(prepared, tmp_path / "var")) as site:
        clerk, sender = await visit(browser, site), await visit(browser, site)
        wanted = Wanted(Role.HANDLER, "22015", "Y Thử Niê")
        made = site.services.invitations.invite(OPERATOR, wanted, MONDAY, "test:clerk")
        assert "Đã xác nhận" in await clerk.asks(f"/thamgia {made.code}")
        await sender.asks("/start")
        who = await sender.person(site)
        person = site.services.people.arrive("local", str(who.chat_id), MONDAY, "test:sender")
        about = Subject(SubjectKind.POSITION, "bộ phận địa chính")
        sent = site.services.intake.submit(
            person.id,
            NewCase(CaseKind.REPORT, WHAT, unit="22015", subject=about),
            MONDAY,
            "test:sends",
        )

        await clerk.asks("/hoso")
        await expect(clerk.page.locator(".message.bot").last).to_contain_text("đang mở: 1")
        await look(clerk.page, "queue")
        await press(clerk, sent.number, WHAT)
        await look(clerk.page, "case")
        assert await clerk.overflow() <= 0
        assert await complaints(clerk.page) == []
        await press(clerk, "Nhận", "Ông/bà đã nhận")
        await press(clerk, "Trả lời", "☐ có câu trả lời")
        await look(clerk.page, "checklist")
        await clerk.asks(ANSWER)
        await clerk.asks("Biên bản số 12")
        preview = await clerk.asks("Mời ông/bà đến nhận.")
        assert "☑ có câu trả lời ☑ có minh chứng ☑ có bước tiếp theo" in preview
        await look(clerk.page, "preview")
        await press(clerk, "Gửi", "Đã trả lời")
        await expect(sender.page.locator(".message.bot").last).to_contain_text(ANSWER)
        await sender.page.locator(".key", has_text=re.compile("^5$")).last.click()
        await sender.key("Gửi, không kèm lý do").click()
        await expect(sender.page.locator(".message.bot").last).to_contain_text("5/5")
        await look(sender.page, "rated")
        assert clerk.faults + sender.faults == []
        await clerk.page.context.close()
        await sender.page.context.close()
