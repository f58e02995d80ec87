"""An editor at work in a browser on a phone: the queue, a passage linked, a document loaded."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.bot.chatting import PLANS, copy_of
from tests.browser.chromium import ChatPage, complaints
from tests.browser.serving import serving

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_an_editor_sees_to_a_question_and_loads_a_document_on_a_phone(
    browser: Browser, prepared: Path, tmp_path: Path
) -> None:
    async with serving(copy_of(prepared, tmp_path / "var"), is_demo=True) as site:
        phone = {"width": 390, "height": 780}
        context = await browser.new_context(viewport=phone, bypass_csp=True)  # type: ignore[arg-type]
        chat = await ChatPage(await context.new_page()).opens(site.url)
        await chat.asks("phụ cấp công chức xã bây giờ bao nhiêu")
        async with chat.page.expect_navigation():
            await chat.page.get_by_label("Vai").select_option("bien-tap")
        await chat.ready()
        await chat.says("/hangdoi")
        assert "1 nhóm, 1 câu" in await chat.hears(0)
        assert await chat.overflow() == 0
        await chat.page.locator(".key", has_text=re.compile("^1$")).click()
        await expect(chat.bot(0)).to_contain_text("Đã trả lời")
        assert await chat.overflow() == 0
        assert await complaints(chat.page) == []
        await chat.page.locator(".key", has_text="III.7.b").click()
        await chat.bot(1).wait_for()
        await chat.key("Gắn cho câu này").click()
        await expect(chat.bot(1)).to_contain_text("Đã gắn cho 1 câu hỏi")
        await chat.page.set_input_files("#file", PLANS / "ke-hoach-tan-phuoc.txt")
        await expect(chat.bot(2)).to_contain_text("Gồm")
        assert await chat.overflow() == 0
        await chat.key("Nạp").click()
        await expect(chat.bot(2)).to_contain_text("Đã nạp")
        assert chat.faults == []
        await context.close()
