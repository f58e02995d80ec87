"""How the pages look and are used: themes, sizes, narrow screens, paper, assistive technology."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.bot.chatting import copy_of
from tests.browser.chromium import ChatPage, complaints
from tests.browser.serving import Site, serving

pytestmark = pytest.mark.asyncio(loop_scope="session")

PLAN = "/van-ban/ke-hoach-ct18-dak-lak"
READING = ("/van-ban", PLAN, f"{PLAN}?tim=dao+duc", f"{PLAN}/III.2", f"{PLAN}?xem=toan-van")
SCHEMES = ("light", "dark")


@pytest.mark.parametrize("scheme", SCHEMES)
async def test_axe_finds_nothing_in_the_chat(
    browser: Browser, shared_site: Site, scheme: str
) -> None:
    context = await browser.new_context(color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    chat = await ChatPage(await context.new_page()).opens(shared_site.url)
    assert await complaints(chat.page) == []
    await chat.asks("nhiem vu 2 ai lam, han may")
    await chat.asks("/start")
    await chat.page.locator("#settings summary").click()
    await chat.page.locator("#menu").click()
    assert await complaints(chat.page) == []
    await context.close()


async def test_a_demo_is_marked_plays_parts_and_fits_a_phone(
    browser: Browser, prepared: Path, tmp_path: Path
) -> None:
    async with serving(copy_of(prepared, tmp_path / "var"), is_demo=True) as site:
        context = await browser.new_context(viewport={"width": 360, "height": 640}, bypass_csp=True)
        chat = await ChatPage(await context.new_page()).opens(site.url)
        assert await chat.overflow() == 0
        assert await complaints(chat.page) == []
        await expect(chat.page.get_by_text("BẢN DÙNG THỬ")).to_be_visible()
        before = await chat.page.locator("#moment").inner_text()
        await chat.page.get_by_role("button", name="+1 ngày").click()
        await expect(chat.page.locator("#moment")).not_to_have_text(before)
        await chat.asks("/start")
        async with chat.page.expect_navigation():
            await chat.page.get_by_label("Vai").select_option("can-bo")
        await chat.ready()
        await expect(chat.page.locator("#welcome")).to_be_visible()
        await expect(chat.page.get_by_label("Vai")).to_have_value("can-bo")
        await context.close()


@pytest.mark.parametrize("scheme", SCHEMES)
async def test_axe_finds_nothing_in_the_readers_pages(
    browser: Browser, shared_site: Site, scheme: str
) -> None:
    context = await browser.new_context(color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = await context.new_page()
    for address in READING:
        await page.goto(shared_site.url + address)
        assert (address, await complaints(page)) == (address, [])
    await context.close()


async def test_nothing_is_wider_than_a_small_phone(browser: Browser, shared_site: Site) -> None:
    context = await browser.new_context(viewport={"width": 360, "height": 640})
    chat = await ChatPage(await context.new_page()).opens(shared_site.url)
    assert await chat.overflow() == 0
    await expect(chat.page.get_by_role("heading", name="Xin chào")).to_be_in_viewport()
    await chat.asks("Ủy ban nhân dân xã phải làm những gì?")
    await expect(chat.page.locator(".message.me")).to_be_in_viewport(ratio=1)
    await chat.asks("a" * 300)
    assert await chat.overflow() == 0
    await chat.page.locator("#settings summary").click()
    await chat.page.get_by_label("Rất lớn").check()
    assert await chat.overflow() == 0
    for address in READING:
        await chat.page.goto(shared_site.url + address)
        assert (address, await chat.overflow()) == (address, 0)
    await context.close()


async def test_the_chosen_look_stays_on_every_page(browser: Browser, shared_site: Site) -> None:
    context = await browser.new_context(color_scheme="light")
    chat = await ChatPage(await context.new_page()).opens(shared_site.url)
    colour = "getComputedStyle(document.body).backgroundColor"
    light = await chat.page.evaluate(colour)
    await chat.page.locator("#settings summary").click()
    await chat.page.get_by_label("Tối").check()
    dark = await chat.page.evaluate(colour)
    assert dark != light
    await chat.page.get_by_label("Lớn", exact=True).check()
    await chat.page.goto(f"{shared_site.url}/van-ban")
    assert await chat.page.evaluate(colour) == dark
    assert await chat.page.evaluate("document.documentElement.dataset.size") == "lon"
    await context.close()


async def test_a_place_is_printed_without_what_is_only_for_screens(
    browser: Browser, shared_site: Site
) -> None:
    page = await browser.new_page()
    await page.goto(f"{shared_site.url}{PLAN}/III.2")
    await page.emulate_media(media="print")
    for name in (".top", "aside", ".finder", ".turn", ".deeds"):
        await expect(page.locator(name)).to_be_hidden()
    await expect(page.locator("article")).to_be_visible()
    pdf = await page.pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF")
    await page.close()


async def test_without_script_the_documents_can_still_be_read(
    browser: Browser, shared_site: Site
) -> None:
    context = await browser.new_context(java_script_enabled=False)
    page = await context.new_page()
    await page.goto(shared_site.url)
    await page.get_by_role("link", name="các văn bản").click()
    await page.locator("a.card").first.click()
    await page.get_by_role("searchbox").fill("nha o cong vu")
    await page.get_by_role("searchbox").press("Enter")
    await expect(page.locator("mark").first).to_have_text("nhà ở công vụ")
    await context.close()
