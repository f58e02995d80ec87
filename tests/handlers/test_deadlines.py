"""Deadlines: what is overdue, what comes, what goes on, for all and for one unit."""

from datetime import UTC, datetime
from pathlib import Path

from bot.channels.terminal.lines import Presses
from tests.bot.chatting import Chat, chatting

EARLY = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)
LATE_EVENING = datetime(2026, 5, 31, 17, 30, tzinfo=UTC)


async def test_overdue_work_is_told_with_its_days_and_an_honest_remark(chat: Chat) -> None:
    (board,) = await chat.says("/han")

    assert "tính đến 23/11/2026" in board.text
    assert "Quá hạn: 4" in board.text
    assert "31/5/2026, quá 176 ngày" in board.text
    assert "Tôi chưa có báo cáo thực hiện nên không biết việc nào đã xong." in board.text


async def test_before_the_deadline_the_days_left_are_counted(var_dir: Path) -> None:
    async with chatting(var_dir, now=EARLY) as chat:
        (board,) = await chat.says("/han")
    assert "Quá hạn: 2" in board.text
    assert "Sắp đến hạn: 2" in board.text
    assert "30/6/2026, còn 29 ngày" in board.text


async def test_the_day_is_the_one_in_dak_lak_not_in_greenwich(var_dir: Path) -> None:
    async with chatting(var_dir, now=LATE_EVENING) as chat:
        (board,) = await chat.says("/han")
    assert "tính đến 1/6/2026" in board.text
    assert "31/5/2026, quá 1 ngày" in board.text


async def test_deadlines_are_narrowed_to_one_unit_and_widened_again(chat: Chat) -> None:
    await chat.says("/han")
    (units,) = await chat.presses("Lọc theo đơn vị")
    assert ("Sở Nội vụ",) in units.buttons

    (board,) = await chat.presses("Sở Nội vụ")
    assert "Đơn vị: Sở Nội vụ" in board.text
    assert "III.1 " not in board.text

    (every,) = await chat.presses("Mọi đơn vị")
    assert "Đơn vị:" not in every.text
    assert "III.1 " in every.text


async def test_each_time_opens_where_it_stands(chat: Chat) -> None:
    await chat.says("/han")
    (passage,) = await chat.presses("Xem III.2.đ")
    assert "III.2.đ" in passage.text


async def test_all_times_are_reached_by_turning_pages(chat: Chat) -> None:
    (board,) = await chat.says("/han")
    text = board.text
    while any("Trang sau ▶" in row for row in board.buttons):
        (board,) = await chat.does(Presses("Trang sau ▶"))
        text += board.text
    for number in range(1, 9):
        assert f"• III.{number} " in text
    assert text.count("• III.") == 13
