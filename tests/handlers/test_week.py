"""The week of whoever leads a unit: asked for, and sent when offices open on Monday."""

from datetime import timedelta

from bot.channels.terminal.lines import Sleeps
from domain.roles import Role
from tests.bot.chatting import Chat
from tests.handlers.case_desk import UNIT_NAME, appoint, brings
from tests.handlers.conftest import labels

DAY = timedelta(days=1)


async def test_the_card_counts_what_is_overdue_due_and_waiting_and_leads_there(chat: Chat) -> None:
    head = appoint(chat, "Lò Thị Thử", Role.MANAGER)
    brings(chat)
    card = (await head.says("/tuan"))[0]
    for line in (UNIT_NAME, "Quá hạn chưa có báo cáo: 4", "Phản ánh chờ trả lời: 1"):
        assert line in card.text
    (board,) = await head.presses("Việc quá hạn, đến hạn")
    assert "UBND các xã, phường" in board.text
    await head.says("/tuan")
    (queue,) = await head.presses("Phản ánh")
    assert "đang mở: 1" in queue.text


async def test_the_card_comes_once_when_offices_open_on_monday(chat: Chat) -> None:
    # It is Monday, nine in the morning, so this week's card is due at once.
    appoint(chat, "Lò Thị Thử", Role.MANAGER)
    appoint(chat, "ha", Role.HANDLER)
    first = await chat.does(Sleeps(timedelta(minutes=2)))
    assert [one.to for one in first if "Tuần này" in one.text] == ["Lò Thị Thử"]
    assert await chat.does(Sleeps(2 * DAY)) == []
    early = await chat.does(Sleeps(5 * DAY - timedelta(hours=3)))
    assert [one for one in early if "Tuần này" in one.text] == []
    later = await chat.does(Sleeps(timedelta(hours=3)))
    assert [one.to for one in later if "Tuần này" in one.text] == ["Lò Thị Thử"]


async def test_the_card_tells_what_is_near_its_limit_and_what_is_late(chat: Chat) -> None:
    head = appoint(chat, "Lò Thị Thử", Role.MANAGER)
    brings(chat)
    await chat.does(Sleeps(13 * DAY))
    (near,) = await head.says("/tuan")
    assert "(1 sát hạn)" in near.text
    await chat.does(Sleeps(3 * DAY))
    (late,) = await head.says("/tuan")
    assert "(1 quá hạn)" in late.text
    assert "Phản ánh quá hạn" in labels(late)


async def test_whoever_leads_nothing_has_no_week(chat: Chat) -> None:
    handler = appoint(chat, "ha", Role.HANDLER)
    for stranger in (chat, handler):
        (refused,) = await stranger.says("/tuan")
        assert "không làm được việc này" in refused.text
