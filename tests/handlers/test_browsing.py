"""Browsing: the tasks and targets of a plan, and the documents."""

from pathlib import Path

from bot.channels.terminal.lines import Presses
from tests.bot.chatting import PLANS, Chat, chatting, prepare
from tests.handlers.conftest import labels


async def test_the_eight_tasks_are_listed_and_each_opens_in_place(chat: Chat) -> None:
    (tasks,) = await chat.says("/nhiemvu")
    assert tasks.text.startswith("Các nhiệm vụ (8)")
    assert labels(tasks) == [f"III.{number}" for number in range(1, 9)]

    (task,) = await chat.presses("III.2")
    assert task.is_edit
    for fact in ("Thực hiện: Sở Nội vụ (III.2.c)", "31/5/2026", "30/6/2026", "30/9/2026"):
        assert fact in task.text
    assert labels(task) == [
        "Mục tiêu",
        "Nội dung",
        "Thời gian",
        "◀ III.1",
        "Danh sách nhiệm vụ",
        "III.3 ▶",
    ]


async def test_one_can_walk_from_task_to_task_and_back_to_the_list(chat: Chat) -> None:
    await chat.says("/nhiemvu")
    await chat.presses("III.7")
    (last,) = await chat.presses("III.8 ▶")
    assert last.text.startswith("III.8")
    assert labels(last)[-2:] == ["◀ III.7", "Danh sách nhiệm vụ"]
    (tasks,) = await chat.presses("Danh sách nhiệm vụ")
    assert tasks.text.startswith("Các nhiệm vụ (8)")


async def test_a_task_without_coordinators_names_none(chat: Chat) -> None:
    await chat.says("/nhiemvu")
    (task,) = await chat.presses("III.1")
    assert "Phối hợp" not in task.text


async def test_the_sixteen_targets_stand_on_two_pages(chat: Chat) -> None:
    (first,) = await chat.says("/chitieu")
    (second,) = await chat.presses("Trang sau ▶")

    assert first.text.startswith("Các chỉ tiêu (16)")
    shown = [label for label in labels(first) + labels(second) if label.startswith("II.2.")]
    assert shown == [f"II.2.{letter}" for letter in "abcdđeghiklmnoôơ"]
    assert "98%" in second.text
    (passage,) = await chat.presses("II.2.ơ")
    assert "II.2.ơ" in passage.text


async def test_documents_are_told_apart_by_how_they_are_held(chat: Chat) -> None:
    (shelf,) = await chat.says("/vanban")
    assert "Có bản tóm lược" in shelf.text
    assert "Kế hoạch" in shelf.text

    missing = shelf.text.partition("Được viện dẫn nhưng chưa có")[2]
    while "Trang sau ▶" in labels(shelf):
        (shelf,) = await chat.presses("Trang sau ▶")
        missing += shelf.text.partition("Được viện dẫn nhưng chưa có")[2]
    assert "18/CT-TTg" in missing
    assert "700/QĐ-TTg" in missing


async def test_a_document_is_walked_from_its_contents(chat: Chat) -> None:
    await chat.says("/vanban")
    (contents,) = await chat.does(Presses("Kế hoạch", is_part=True))
    assert contents.is_edit
    (part,) = await chat.does(Presses("II · ", is_part=True))
    assert part.is_edit
    assert any(label.startswith("2 · ") for label in labels(part))


async def test_a_long_list_of_places_is_turned_page_by_page(chat: Chat) -> None:
    await chat.says("/vanban")
    (page,) = await chat.does(Presses("đơn vị hành chính", is_part=True))
    seen = set(labels(page))
    while "Trang sau ▶" in labels(page):
        (page,) = await chat.presses("Trang sau ▶")
        assert seen.isdisjoint(set(labels(page)) - {"Trang sau ▶", "◀ Trang trước", "Các văn bản"})
        seen |= set(labels(page))
    assert len(seen) > 2


async def test_with_several_plans_one_is_chosen_first(tmp_path: Path) -> None:
    plans = sorted(path.name for path in PLANS.glob("*.txt"))
    async with chatting(prepare(tmp_path, *plans)) as chat:
        for command, expected in (
            ("/nhiemvu", "Các nhiệm vụ"),
            ("/chitieu", "Các chỉ tiêu"),
            ("/han", "Việc và thời hạn"),
        ):
            (choice,) = await chat.says(command)
            assert "Xin chọn một" in choice.text
            assert len(labels(choice)) == 1 + len(plans)
            for label in labels(choice):
                await chat.says(command)
                (shown,) = await chat.presses(label)
                assert shown.is_edit
                assert shown.text.startswith((expected, "Kế hoạch này không"))


async def test_targets_in_one_place_are_told_apart(tmp_path: Path) -> None:
    async with chatting(prepare(tmp_path, "ke-hoach-tan-phuoc.txt")) as chat:
        await chat.says("/chitieu")
        (targets,) = await chat.does(Presses("23/KH-UBND", is_part=True))
    lines = targets.text.splitlines()
    assert lines[0] == "Các chỉ tiêu (4)"
    assert len(lines) == len(set(lines)) == 5


async def test_a_task_of_one_table_row_opens_where_it_stands(tmp_path: Path) -> None:
    async with chatting(prepare(tmp_path, "ke-hoach-tan-phuoc.txt")) as chat:
        await chat.says("/nhiemvu")
        await chat.does(Presses("23/KH-UBND", is_part=True))
        (task,) = await chat.presses("phụ lục.3")
        assert "30/6/2026" in task.text
        assert labels(task)[0] == "Xem phụ lục.3"
        (row,) = await chat.presses("Xem phụ lục.3")
        assert row.text.endswith("Nguyên văn.")
