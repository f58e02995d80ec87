"""A late case, told as it is lived: sent, forgotten, apologised for, answered, counted as late."""

from datetime import timedelta

from bot.channels.terminal.lines import Sleeps
from bot.channels.terminal.session import Said
from domain.roles import Role
from tests.bot.chatting import MONDAY, Chat

WHAT = "Hẹn tôi ba lần mà chưa trả kết quả."
NUMBER = "PA-2026-00001"


def texts(said: list[Said], reader: str) -> list[str]:
    return [one.text for one in said if one.to == reader]


async def does(chat: Chat, *turns: str) -> list[Said]:
    """Type, or press what stands in brackets, one after the other; return the last replies."""
    said: list[Said] = []
    for turn in turns:
        is_press = turn.startswith("[")
        said = await (chat.presses(turn[1:-1]) if is_press else chat.says(turn))
    return said


async def test_a_late_case_from_its_sending_to_the_figures(chat: Chat) -> None:
    for name, role in (("can-bo", Role.HANDLER), ("giam-doc", Role.MANAGER)):
        chat.services.administration.grant(name, role, MONDAY, f"g {name}", unit_code="SNV")
    handler = chat.goes_on_as("can-bo")
    received = await does(
        chat,
        *("/phananh", "[Phản ánh]", "Sở Nội vụ", "[Cả đơn vị]", "[Chậm trễ]", WHAT),
        *("[Hôm qua]", "[Không có tệp]", "[Ẩn danh]", "[Báo tin cho tôi tại đây]", "[Gửi đi]"),
    )
    (told,) = texts(received, "dan")
    assert NUMBER in told
    assert "17:00 thứ Hai, 7/12/2026 (thời hạn tạm thời" in told
    await does(handler, "/hoso", f"[{NUMBER}]", "[Nhận]")

    told_late = await chat.does(Sleeps(timedelta(days=16)))
    for reader in ("can-bo", "giam-doc"):
        assert any("đã quá hạn" in text for text in texts(told_late, reader))
        assert not any(NUMBER in text or WHAT in text for text in texts(told_late, reader))

    asked = await does(handler, "/hoso", f"[{NUMBER}]", "[Trả lời]")
    assert any("Trước khi trả lời cần: lời xin lỗi" in text for text in texts(asked, "can-bo"))
    apologised = await does(
        handler,
        *("[Soạn lời xin lỗi]", "Chúng tôi xin lỗi ông/bà.", "Chờ hồ sơ lưu trữ."),
        *("[11/12/2026]", "Y Thử Niê", "Phó Giám đốc", "[Gửi]"),
    )
    words, letter = [one for one in apologised if one.to == "dan"]
    assert "Lý do: Chờ hồ sơ lưu trữ." in words.text
    assert "Hẹn trả lời: hết ngày 11/12/2026." in words.text
    assert letter.file is not None
    assert letter.file.endswith(".docx")

    answered = await does(
        handler,
        *("/hoso", f"[{NUMBER}]", "[Trả lời]", "Đã trả kết quả.", "Biên nhận ngày 9/12"),
        *("Mời ông/bà nhận tại Bộ phận Một cửa", "[Gửi]"),
    )
    assert any("Đã có trả lời" in text for text in texts(answered, "dan"))
    seen = await does(chat, "[Xem hồ sơ]")
    assert any("Trả lời sau hạn" in text for text in texts(seen, "dan"))

    head = chat.goes_on_as("giam-doc")
    (inside,) = [
        one
        for one in await does(head, "/thongke", "[Số liệu nội bộ]")
        if "Số liệu nội bộ" in one.text
    ]
    assert "Quá hạn: 1 (100%)" in inside.text
    assert "Trả lời đúng hạn: 0" in inside.text
