"""The privacy notice, and /rieng_tu: what is kept about me, as a file, and erased."""

import json
from pathlib import Path

from sqlalchemy import text

from tests.bot.chatting import Chat, chatting

LINE = "Tôi giữ rất ít thông tin về ông/bà"


def count(chat: Chat, table: str) -> int:
    """Return how many rows a table has."""
    with chat.services.database.open_uow(read_only=True) as uow:
        return int(uow.session.scalar(text(f"SELECT count(*) FROM {table}")) or 0)


async def test_the_first_answer_carries_the_notice_and_no_later_one_does(chat: Chat) -> None:
    (first,) = await chat.says("nhiệm vụ 2 do ai thực hiện")
    (second,) = await chat.says("nhiệm vụ 3 do ai thực hiện")
    (hello,) = await chat.says("/start")

    assert "Sở Nội vụ" in first.text.partition(LINE)[0]
    assert "/rieng_tu" in first.text.partition(LINE)[2]
    assert "bí mật nhà nước" in first.text
    assert LINE not in second.text + hello.text


async def test_the_notice_is_shown_once_also_after_a_restart(var_dir: Path) -> None:
    async with chatting(var_dir) as chat:
        (hello,) = await chat.says("/start")
        assert LINE in hello.text
    async with chatting(var_dir) as chat:
        (again,) = await chat.says("/start")
        assert LINE not in again.text


async def test_a_notice_that_says_something_new_is_shown_again(chat: Chat) -> None:
    await chat.says("/start")
    with chat.services.database.open_uow() as uow:
        uow.session.execute(text("UPDATE notices SET version = 0"))
        uow.commit()
    chat.services.privacy._told.clear()
    (again,) = await chat.says("/start")
    assert LINE in again.text


async def test_the_whole_notice_tells_what_how_long_who_and_where(chat: Chat) -> None:
    (notice,) = await chat.says("/rieng_tu")

    for word in (
        "một ngày",
        "90 ngày",
        "14 ngày",
        "730 ngày",
        "mã hoá",
        "Không ai đọc theo tên",
        "máy chủ",
    ):
        assert word in notice.text
    (next_answer,) = await chat.says("/start")
    assert LINE not in next_answer.text, "who read the whole notice needs no line of it"


async def test_everything_kept_about_me_comes_as_a_file(chat: Chat) -> None:
    await chat.says("phụ cấp công chức xã bây giờ bao nhiêu")
    await chat.presses("Báo khi có văn bản")
    await chat.says("/rieng_tu")
    (sent,) = await chat.presses("Tải dữ liệu của tôi")

    assert sent.file is not None
    kept = json.loads(Path(sent.file).read_text(encoding="utf-8"))
    assert kept["questions"][0]["text"] == "phụ cấp công chức xã bây giờ bao nhiêu"
    assert kept["channel_accounts"][0]["channel"] == "local"
    assert kept["watches"][0]["address"][0] == "local"
    assert kept["notices"][0]["version"] == 1
    assert any("phụ cấp" in (one["text"] or "") for one in kept["local_messages"])
    assert "hash" not in json.dumps(kept)


async def test_the_file_holds_nothing_of_others(chat: Chat) -> None:
    lan = chat.goes_on_as("lan")
    await lan.says("câu hỏi riêng của Lan về nhiệm vụ 3")
    await chat.says("/rieng_tu")
    (sent,) = await chat.presses("Tải dữ liệu của tôi")
    assert "Lan" not in Path(sent.file or "").read_text(encoding="utf-8")


async def test_who_does_not_want_it_has_no_question_remembered(chat: Chat) -> None:
    await chat.says("nhiệm vụ III.6 do ai thực hiện")
    await chat.says("/rieng_tu")
    (done,) = await chat.presses("Đừng nhớ câu hỏi")
    assert "không nhớ câu hỏi" in done.text
    await chat.says("nhiệm vụ III.7 do ai thực hiện")
    assert chat.services.conversations.kept(1).questions == 0

    (notice,) = await chat.says("/rieng_tu")
    assert "không giữ, theo ý ông/bà" in notice.text
    await chat.presses("Nhớ câu hỏi nối tiếp")
    await chat.says("nhiệm vụ III.7 do ai thực hiện")
    assert chat.services.conversations.kept(1).questions == 1


async def test_a_person_is_erased_whole_after_a_yes(chat: Chat) -> None:
    lan = chat.goes_on_as("lan")
    await lan.says("nhiệm vụ 3 do ai thực hiện")
    await chat.says("phụ cấp công chức xã bây giờ bao nhiêu")
    await chat.presses("Báo khi có văn bản")
    await chat.says("/rieng_tu")
    (sure,) = await chat.presses("Xoá mọi thứ về tôi")
    assert "không hoàn lại được" in sure.text
    assert count(chat, "people") == 2

    (done,) = await chat.presses("Xoá hết")
    assert "không còn biết ông/bà là ai" in done.text
    assert [count(chat, table) for table in ("channel_accounts", "notices", "watches")] == [1, 1, 0]
    assert count(chat, "people") == 2, "a number is never given to somebody else"
    assert [message.payload["text"] for message in chat.bot_messages()] == [done.text]
    assert count(chat, "questions") == 1, "what others asked stays"
    assert count(chat, "erasures") == 1

    (hello,) = await chat.says("/start")
    assert LINE in hello.text, "whoever comes back is somebody new"


async def test_nobody_is_erased_without_a_yes(chat: Chat) -> None:
    await chat.says("/rieng_tu")
    await chat.presses("Xoá mọi thứ về tôi")
    (left,) = await chat.presses("Không xoá")
    assert left.is_edit
    assert count(chat, "people") == 1
