"""Feedback in real Chromium, on a telephone's screen: from telling to the receipt and back."""

from playwright.async_api import Browser, FilePayload, expect

from tests.browser.serving import Site
from tests.browser.test_chat_in_chromium import person, pytestmark
from tests.handlers.feedback_desk import CODE, NUMBER, STORY
from tests.services.made_files import picture

__all__ = ["pytestmark"]

TELEPHONE = {"width": 390, "height": 780}


async def test_a_story_told_on_a_telephone_becomes_a_case_with_a_receipt(
    browser: Browser, shared_site: Site
) -> None:
    async with person(browser, shared_site, viewport=TELEPHONE) as chat:
        assert "muốn gửi phản ánh" in await chat.asks(STORY)
        await chat.key("Gửi phản ánh").click()
        assert "xã, phường hay cơ quan nào" in await chat.hears(1)
        assert "liên quan đến ai" in await chat.asks("xa ea kar")
        await chat.key("Cả đơn vị").click()
        await chat.key("Hôm qua").click()
        await expect(chat.bot(2)).to_contain_text("gửi vào đây")
        photo = FilePayload(name="anh.jpg", mimeType="image/jpeg", buffer=picture())
        await chat.page.locator("input[type=file]").first.set_input_files([photo])
        await expect(chat.bot(3)).to_contain_text("Đã nhận: 1 ảnh")
        assert await chat.overflow() == 0
        await chat.key("Xong phần tệp").click()
        await chat.key("Ẩn danh").click()
        await chat.key("Chỉ dùng mã").click()
        await expect(chat.bot(3)).to_contain_text("Xem lại trước khi gửi")
        assert await chat.overflow() == 0
        await chat.key("Gửi đi").click()
        await expect(chat.bot(3)).to_contain_text("Đã tiếp nhận")
        receipt = await chat.bot(3).inner_text()
        code, number = CODE.search(receipt), NUMBER.search(receipt)
        assert code is not None
        assert number is not None
        await chat.key("Lưu mã bằng ảnh").click()
        await expect(chat.bot(4).locator("img")).to_be_visible()
        assert await chat.overflow() == 0
        assert number.group() in await chat.asks(code.group().lower())
        await expect(chat.bot(5)).to_contain_text("đã tiếp nhận")
