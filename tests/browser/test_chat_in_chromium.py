"""Whole conversations in real Chromium: what people see, press, lose and find again."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, expect

from tests.bot.chatting import copy_of
from tests.browser.chromium import PATIENCE, ChatPage
from tests.browser.serving import Site, serving

pytestmark = pytest.mark.asyncio(loop_scope="session")
expect.set_options(timeout=PATIENCE)

QUESTION = "nhiem vu 2 ai lam, han may"


@asynccontextmanager
async def person(browser: Browser, site: Site, **options: Any) -> AsyncIterator[ChatPage]:
    """Yield the chat in a browser that nobody used before; no fault of its script passes."""
    context = await browser.new_context(**options)
    chat = ChatPage(await context.new_page())
    try:
        yield await chat.opens(site.url)
        assert chat.faults == []
    finally:
        await context.close()


async def test_a_first_visit_offers_questions_and_answers_them(
    browser: Browser, shared_site: Site
) -> None:
    async with person(browser, shared_site) as chat:
        await expect(chat.page.locator("#welcome")).to_be_visible()
        await chat.page.locator(".suggestion").first.click()
        assert "Sở Nội vụ" in await chat.hears(0)
        await expect(chat.page.locator("#welcome")).to_be_hidden()
        await expect(chat.page.locator("#typing")).to_be_hidden()
        await expect(chat.page.locator(".message.me")).to_contain_text("Nhiệm vụ 2")


async def test_dots_show_that_the_bot_is_at_work(browser: Browser, shared_site: Site) -> None:
    async with person(browser, shared_site) as chat:
        await chat.asks("/start")
        dots = chat.page.locator("#typing")
        await expect(dots).to_be_hidden()
        me = await chat.person(shared_site)
        bot = shared_site.front.channel.application.bot
        await bot.send_chat_action(me.chat_id, "typing")
        await expect(dots).to_be_visible()
        await bot.send_message(me.chat_id, "Xong.")
        await expect(dots).to_be_hidden()


async def test_keys_open_screens_edit_in_place_and_say_thanks(
    browser: Browser, shared_site: Site
) -> None:
    async with person(browser, shared_site) as chat:
        await chat.asks("/start")
        await chat.key("Văn bản").click()
        assert "Có bản tóm lược" in await chat.hears(1)
        await chat.key("Kế hoạch triển khai").click()
        await expect(chat.bot(1)).to_contain_text("Xin chọn phần muốn xem")
        await expect(chat.page.locator(".message.bot")).to_have_count(2)

        await chat.asks(QUESTION)
        await chat.page.get_by_role("button", name="👍").click()
        await expect(chat.page.locator("#toast")).to_contain_text("Cảm ơn")
        await expect(chat.page.get_by_role("button", name="👍 ✓")).to_be_visible()


async def test_a_citation_leads_to_its_marked_words_and_back(
    browser: Browser, shared_site: Site
) -> None:
    async with person(browser, shared_site) as chat:
        await chat.asks(QUESTION)
        await chat.key("Xem III.2.c").click()
        await expect(chat.page.locator("mark#trich")).to_be_in_viewport()
        await expect(chat.page.locator("mark#trich")).to_contain_text("Sở Nội vụ")
        await chat.page.get_by_role("link", name="Hỏi về mục này").click()
        await chat.ready()
        await expect(chat.page.locator("#tin")).to_have_value("III.2.c: ")
        await expect(chat.page.locator(".message.bot")).to_have_count(1)


async def test_a_reload_shows_the_same_chat_and_the_unsent_words(
    browser: Browser, shared_site: Site
) -> None:
    async with person(browser, shared_site) as chat:
        await chat.asks("/start")
        await chat.page.fill("#tin", "đang viết dở")
        await chat.page.reload()
        await chat.ready()
        await expect(chat.page.locator(".message.bot")).to_have_count(1)
        await expect(chat.page.locator("#tin")).to_have_value("đang viết dở")


async def test_two_tabs_stay_in_step(browser: Browser, shared_site: Site) -> None:
    async with person(browser, shared_site) as chat:
        await chat.asks("/start")
        second = ChatPage(await chat.page.context.new_page())
        await second.opens(shared_site.url)
        await second.asks(QUESTION)
        await expect(chat.bot(1)).to_contain_text("Sở Nội vụ")
        await expect(chat.page.locator(".message.me")).to_have_count(2)
        await chat.page.get_by_role("button", name="👎").click()
        await expect(second.page.get_by_role("button", name="👎 ✓")).to_be_visible()


async def test_words_written_without_a_line_are_sent_once_when_it_is_back(
    browser: Browser, shared_site: Site
) -> None:
    async with person(browser, shared_site) as chat:
        await chat.asks("/start")
        await chat.page.context.set_offline(True)
        await chat.says("/help")
        await expect(chat.page.locator("#offline")).to_contain_text("Mất kết nối")
        await expect(chat.page.locator(".pending")).to_contain_text("Chưa gửi được")
        await chat.page.context.set_offline(False)
        await expect(chat.bot(1)).to_contain_text("Tôi giúp được gì")
        await expect(chat.page.locator("#offline")).to_be_empty()
        await expect(chat.page.locator(".pending")).to_have_count(0)
        await expect(chat.page.locator(".message.me")).to_have_count(2)


async def test_unsent_words_outlive_a_reload(browser: Browser, shared_site: Site) -> None:
    async with person(browser, shared_site) as chat:
        await chat.asks("/start")
        await chat.page.route("**/api/say", lambda route: route.abort())
        await chat.says("/help")
        await expect(chat.page.locator(".pending")).to_contain_text("Chưa gửi được")
        await chat.page.unroute("**/api/say")
        await chat.page.reload()
        await expect(chat.bot(1)).to_contain_text("Tôi giúp được gì")
        await expect(chat.page.locator(".message.me")).to_have_count(2)
        await expect(chat.page.locator(".pending")).to_have_count(0)


async def test_a_server_that_restarts_is_hardly_noticed(
    browser: Browser, prepared: Path, tmp_path: Path
) -> None:
    folder = copy_of(prepared, tmp_path / "var")
    async with serving(folder) as first:
        context = await browser.new_context()
        chat = await ChatPage(await context.new_page()).opens(first.url)
        await chat.asks(QUESTION)
        port = first.port
    await chat.says("/help")
    await expect(chat.page.locator(".pending")).to_have_count(1)
    async with serving(folder, port):
        await expect(chat.bot(1)).to_contain_text("Tôi giúp được gì")
        await expect(chat.page.locator(".message.me")).to_have_count(2)
        await chat.page.get_by_role("button", name="👍").click()
        await expect(chat.page.get_by_role("button", name="👍 ✓")).to_be_visible()
        await context.close()


async def test_files_go_up_with_progress_and_come_back(browser: Browser, shared_site: Site) -> None:
    async with person(browser, shared_site) as chat:
        await chat.page.set_input_files(
            "#file", {"name": "đơn.txt", "mimeType": "text/plain", "buffer": b"noi dung"}
        )
        file = chat.page.locator("a.file")
        await expect(file).to_contain_text("đơn.txt")
        async with chat.page.expect_download() as download:
            await file.click()
        assert (await (await download.value).path()).read_bytes() == b"noi dung"
        assert "đọc được tin nhắn chữ" in await chat.hears(0)
        await expect(chat.page.locator(".upload")).to_have_count(0)


async def test_a_file_that_is_too_large_never_leaves(browser: Browser, shared_site: Site) -> None:
    async with person(browser, shared_site) as chat:
        sent: list[str] = []
        chat.page.on("request", lambda request: sent.append(request.url))
        await chat.page.evaluate(
            "(() => { const box = document.getElementById('file'), all = new DataTransfer();"
            "all.items.add(new File([new Uint8Array(25 * 1024 * 1024)], 'to.bin'));"
            "box.files = all.files; box.dispatchEvent(new Event('change')); })()"
        )
        await expect(chat.page.locator("#toast")).to_contain_text("20 MB")
        assert not any("/api/file" in url for url in sent)


async def test_a_voice_note_is_recorded_sent_and_can_be_played(
    browser: Browser, shared_site: Site
) -> None:
    async with person(browser, shared_site, permissions=["microphone"]) as chat:
        await chat.page.get_by_role("button", name="Ghi âm").click()
        await expect(chat.page.locator("#record")).to_have_attribute("aria-pressed", "true")
        await chat.page.locator("#record").click()
        await expect(chat.page.locator(".message.me audio")).to_be_visible()


async def test_commands_are_at_hand_by_keyboard_alone(browser: Browser, shared_site: Site) -> None:
    async with person(browser, shared_site) as chat:
        await chat.page.focus("#tin")
        await chat.page.keyboard.type("/ch")
        await expect(chat.page.locator("#commands button")).to_have_count(1)
        await chat.page.keyboard.press("ArrowDown")
        await chat.page.keyboard.press("Enter")
        assert "chỉ tiêu" in (await chat.hears(0)).lower()
        await expect(chat.page.locator("#commands")).to_be_hidden()
        await chat.page.keyboard.type("/")
        await expect(chat.page.locator("#commands")).to_be_visible()
        await chat.page.keyboard.press("Escape")
        await expect(chat.page.locator("#commands")).to_be_hidden()


async def test_focus_stays_on_a_key_whose_message_changes(
    browser: Browser, shared_site: Site
) -> None:
    async with person(browser, shared_site) as chat:
        await chat.asks("/vanban")
        await chat.key("Kế hoạch triển khai").focus()
        await chat.page.keyboard.press("Enter")
        await expect(chat.bot(0)).to_contain_text("Xin chọn phần muốn xem")
        assert await chat.page.evaluate("document.activeElement.className") == "key"


async def test_what_people_type_is_never_markup(browser: Browser, shared_site: Site) -> None:
    async with person(browser, shared_site) as chat:
        evil = "<img src=x onerror=alert(1)> <b>đậm</b> &amp;"
        await chat.asks(evil)
        await expect(chat.page.locator(".message.me .text")).to_have_text(evil)
        assert await chat.page.locator("#log img, .me b").count() == 0


async def test_an_erased_conversation_leaves_the_page_too(
    browser: Browser, shared_site: Site
) -> None:
    async with person(browser, shared_site) as chat:
        await chat.asks(QUESTION)
        await chat.asks("/xoa")
        await chat.key("Xoá").click()
        await expect(chat.page.locator(".message")).to_have_count(1)
        await expect(chat.bot(0)).to_contain_text("Đã xoá")


async def test_who_asks_to_be_forgotten_starts_anew(browser: Browser, shared_site: Site) -> None:
    async with person(browser, shared_site) as chat:
        await chat.asks("/start")
        await chat.page.fill("#tin", "bản nháp")
        await chat.page.locator("#settings summary").click()
        await chat.page.get_by_role("button", name="Quên tôi trên máy này").click()
        await chat.page.get_by_role("button", name="Xoá và quên").click()
        await expect(chat.page.locator("#welcome")).to_be_visible()
        await chat.ready()
        await expect(chat.page.locator(".message")).to_have_count(0)
        await expect(chat.page.locator("#tin")).to_have_value("")


async def test_older_messages_are_one_press_away(browser: Browser, shared_site: Site) -> None:
    async with person(browser, shared_site) as chat:
        await chat.asks("/start")
        front = shared_site.front
        now = front.channel.clock.now()
        me = await chat.person(shared_site)
        for number in range(40):
            payload = {"text": f"tin {number}", "date": int(now.timestamp())}
            front.channel.chats.add_message(me.chat_id, payload, from_bot=True, now=now)
        await chat.page.reload()
        await chat.ready()
        await expect(chat.page.locator(".message")).to_have_count(30)
        await chat.page.get_by_role("button", name="Tin cũ hơn").click()
        await expect(chat.page.locator(".message")).to_have_count(42)
        await expect(chat.page.locator("#older")).to_be_hidden()
        texts = await chat.page.locator(".message .text").all_inner_texts()
        assert texts[2:] == [f"tin {number}" for number in range(40)]
