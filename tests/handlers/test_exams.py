"""Exams in the chat: organising, sitting, results, certificates, and what a unit sees."""

import re
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from openpyxl import load_workbook

from bot.channels.terminal.lines import Presses
from domain.roles import Role
from tests.bot.chatting import MONDAY, Chat, chatting
from tests.handlers.study_chat import answers, joins, labels, person_of, sits, small_exam

CODE = re.compile(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b")
TITLE = "Kiểm tra thử"


class Clock:
    """A clock that tests move."""

    def __init__(self) -> None:
        self.now = MONDAY

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def chief(var_dir: Path, clock: Clock) -> AsyncIterator[Chat]:
    """Yield the chat of the manager of Sở Nội vụ."""
    async with chatting(var_dir, "truong", now=clock) as chat:
        await joins(chat, Role.MANAGER, "SNV", "Bà Trưởng")
        yield chat


async def with_clerk(chief: Chat, name: str = "canbo") -> Chat:
    """Return the chat of somebody who works in the same unit."""
    clerk = chief.goes_on_as(name)
    await joins(clerk, Role.OFFICIAL, "SNV", f"Lò Thị {name.capitalize()}")
    return clerk


def organise(chief: Chat, items: int = 3) -> int:
    """Let the manager hold a short exam for the unit."""
    return chief.services.exam_desk.create(
        person_of(chief),
        "SNV",
        TITLE,
        small_exam(items),
        MONDAY,
        MONDAY + timedelta(days=3),
        MONDAY,
        "organise",
    ).exam


async def test_an_exam_is_composed_part_by_part_and_everybody_is_invited(chief: Chat) -> None:
    clerk = await with_clerk(chief)
    await chief.says("/thi")
    (form,) = await chief.presses("Tổ chức thi")
    assert "Sở Nội vụ" in form.text
    assert "Mọi người của đơn vị" in form.text
    await chief.presses("Tên bài")
    (named,) = await chief.says("  Thi   tháng 11 ")
    assert "Tên: Thi tháng 11" in named.text
    await chief.presses("Thể lệ")
    await chief.presses("30 phút")
    (rules,) = await chief.presses("đạt 80 %")
    assert {"☑ 30 phút", "☑ đạt 80 %"} <= set(labels(rules))
    await chief.presses("◀ Quay lại")
    await chief.presses("Giờ mở")
    (unread,) = await chief.says("tuần sau")
    assert "chưa đọc được giờ mở" in unread.text
    (hours,) = await chief.says("8:00 23/11/2026 đến 17:00 4/12/2026")
    assert "từ 08:00 ngày 23/11/2026 đến 17:00 ngày 4/12/2026" in hours.text
    await chief.presses("Danh sách")
    await chief.presses("Lò Thị Canbo")
    (back,) = await chief.presses("◀ Quay lại")
    assert "1 người được chọn" in back.text
    made, *heard = await chief.presses("Tạo và mời")
    assert "1 người dự thi, đã mời 1 người" in made.text
    assert [one.to for one in heard] == ["canbo"]
    assert "Thi tháng 11" in heard[0].text
    (old,) = await chief.forges("zo:make")
    assert "không còn" in old.text
    (rules,) = await clerk.presses("Bài thi")
    assert "đạt từ 80 %" in rules.text.lower()


async def test_a_restart_loses_nothing_of_an_exam_that_is_being_composed(
    chief: Chat, var_dir: Path
) -> None:
    await chief.says("/thi")
    await chief.presses("Tổ chức thi")
    await chief.presses("Tên bài")
    async with chatting(var_dir, "truong") as again:
        (form,) = await again.says("Thi sau khi khởi động lại")
        assert "Thi sau khi khởi động lại" in form.text


async def test_an_exam_is_sat_without_a_word_until_the_end_and_certified(chief: Chat) -> None:
    clerk = await with_clerk(chief)
    organise(chief)
    listed = (await clerk.says("/thi"))[-1]
    assert TITLE in listed.text
    (rules,) = await clerk.presses(TITLE)
    assert "3 câu trong 10 phút" in rules.text
    (first,) = await clerk.presses("Bắt đầu thi")
    assert "Còn 10 phút" in first.text
    told = await answers(clerk, first)
    assert "Đúng rồi" not in told.text
    assert told.text.startswith("Câu 2/3")
    assert "trả lời hết" in (await sits(clerk, told)).text
    (result,) = await clerk.presses("Nộp bài")
    assert "Đạt: 3/3 câu (100 %)" in result.text
    (asks,) = await clerk.presses("Nhận giấy chứng nhận")
    assert "họ và tên" in asks.text
    (wrong,) = await clerk.says("1234")
    assert "chưa đọc được họ và tên" in wrong.text
    picture, file = await clerk.says("Y Thử Niê")
    code = CODE.search(picture.text)
    assert code is not None
    assert file.file is not None
    printed = pypdf.PdfReader(BytesIO(Path(file.file).read_bytes())).pages[0].extract_text()
    for words in ("Y Thử Niê", "Sở Nội vụ", TITLE, code.group(), "3/3"):
        assert words in printed
    stranger = clerk.goes_on_as("nguoi-ngoai")
    (checked,) = await stranger.says(f"/kiemtra {code.group().lower()}")
    for words in ("Y Thử Niê", "Sở Nội vụ", TITLE, "3/3", "23/11/2026"):
        assert words in checked.text
    (linked,) = await stranger.says(f"/start kt-{code.group()}")
    assert linked.text == checked.text
    (unknown,) = await stranger.says("/kiemtra 0000-0000-0000-0000")
    assert "Không có giấy chứng nhận" in unknown.text
    await clerk.presses("Nhận giấy chứng nhận")
    same, _ = await clerk.says("Tên Khác Hẳn")
    assert "Y Thử Niê" in same.text


async def test_the_clock_runs_on_through_a_restart_and_closes_the_exam(
    chief: Chat, clock: Clock, var_dir: Path
) -> None:
    clerk = await with_clerk(chief)
    organise(chief)
    await clerk.says("/thi")
    await clerk.presses(TITLE)
    (first,) = await clerk.presses("Bắt đầu thi")
    await answers(clerk, first)
    clock.now += timedelta(minutes=4)
    async with chatting(var_dir, "canbo", now=clock) as again:
        await again.says("/thi")
        await again.presses(TITLE)
        (second,) = await again.presses("Làm tiếp")
        assert second.text.startswith("Câu 2/3")
        assert "Còn 6 phút" in second.text
        clock.now += timedelta(minutes=7)
        late = await answers(again, second)
        assert "Hết giờ: tính 1/3" in late.text
        assert "Chưa đạt: 1/3" in late.text


async def test_a_clock_that_is_put_back_gives_no_time_again(chief: Chat, clock: Clock) -> None:
    clerk = await with_clerk(chief)
    organise(chief)
    await clerk.says("/thi")
    await clerk.presses(TITLE)
    (first,) = await clerk.presses("Bắt đầu thi")
    clock.now += timedelta(minutes=8)
    second = await answers(clerk, first)
    clock.now -= timedelta(minutes=30)
    third = await answers(clerk, second)
    assert third.text.startswith("Câu 3/3")
    clock.now = MONDAY + timedelta(minutes=11)
    late = await answers(clerk, third)
    assert "Hết giờ" in late.text


async def test_an_attempt_goes_on_on_another_device(chief: Chat) -> None:
    clerk = await with_clerk(chief)
    organise(chief)
    await clerk.says("/start")
    (shown,) = await clerk.says("/lienket")
    code = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", shown.text)
    assert code is not None
    other = clerk.goes_on_as("maykhac")
    await other.says("/toi")
    await other.presses("Nhập mã nối")
    await other.says(code.group())
    await clerk.says("/thi")
    await clerk.presses(TITLE)
    (first,) = await clerk.presses("Bắt đầu thi")
    await answers(clerk, first)
    await other.says("/thi")
    await other.presses(TITLE)
    (second,) = await other.presses("Làm tiếp")
    assert second.text.startswith("Câu 2/3")
    third = await answers(other, second)
    (old,) = await clerk.does(Presses("Nộp bài"))
    assert "Nộp bài?" in old.text
    await sits(other, third)
    (result,) = await other.presses("Nộp bài")
    assert "Đạt: 3/3" in result.text


async def test_nobody_outside_the_roster_sits_an_exam(chief: Chat) -> None:
    exam = organise(chief)
    stranger = chief.goes_on_as("khac")
    await stranger.says("/start")
    for data in (f"ze:{exam}", f"zb:{exam}"):
        (refused,) = await stranger.forges(data)
        assert "không có trong danh sách" in refused.text
    for data in (f"zl:{exam}", f"zx:{exam}", f"zd:{exam}:yes", "zo:make"):
        (refused,) = await stranger.forges(data)
        assert TITLE not in refused.text
    (listed,) = await chief.says("/thi")
    assert TITLE in listed.text


async def test_the_organiser_sees_results_as_a_list_and_a_file_and_cancels(
    chief: Chat,
) -> None:
    clerk = await with_clerk(chief)
    exam = organise(chief)
    await clerk.says("/thi")
    await clerk.presses(TITLE)
    (first,) = await clerk.presses("Bắt đầu thi")
    await sits(clerk, first, right=False)
    await clerk.presses("Nộp bài")
    await chief.says("/thi")
    await chief.presses("Kỳ thi tôi tổ chức")
    (told,) = await chief.presses(TITLE)
    assert "Lò Thị Canbo: 0/3 câu (0 %), chưa đạt" in told.text
    assert "đã nộp 1 · đạt 0" in told.text
    (file,) = await chief.presses("Tải XLSX")
    assert file.file is not None
    cells = [row for row in load_workbook(file.file).active.values if row]
    assert any("Không phải tỷ lệ 100 %" in str(row[0]) for row in cells)
    assert any(row[0] == "Lò Thị Canbo" and row[2] == 0 for row in cells)
    await chief.forges(f"zd:{exam}:ask")
    done, *heard = await chief.presses("Huỷ và báo mọi người")
    assert "Đã huỷ" in done.text
    assert "canbo" in [one.to for one in heard]
    (gone,) = await chief.forges(f"zd:{exam}:yes")
    assert "Đã huỷ" not in gone.text


async def test_practice_is_ones_own_and_brings_no_certificate(chief: Chat) -> None:
    clerk = await with_clerk(chief)
    await clerk.says("/thi")
    (choice,) = await clerk.presses("Thi thử")
    assert "chỉ mình ông/bà biết" in choice.text
    (first,) = await clerk.presses("10 câu")
    assert "Câu 1/10" in first.text
    await sits(clerk, first)
    (result,) = await clerk.presses("Nộp bài")
    assert "Đạt: 10/10" in result.text
    assert "Nhận giấy chứng nhận" not in labels(result)
    (mine,) = await chief.says("/thi")
    assert "Thi thử" not in mine.text


async def test_of_fewer_than_five_people_no_share_is_told(chief: Chat) -> None:
    await with_clerk(chief)
    (unit,) = await chief.says("/hoctap")
    assert "Trong hệ thống: 2 người" in unit.text
    assert "Dưới 5 người" in unit.text
    assert "%" not in unit.text.replace("100 %", "")


async def test_a_manager_sees_shares_sets_a_goal_and_invites_everybody(chief: Chat) -> None:
    clerks = [await with_clerk(chief, name) for name in ("mot", "hai", "ba", "bon")]
    await clerks[0].says("/hoc")
    (first,) = await clerks[0].presses("Bắt đầu")
    await answers(clerks[0], first)
    (unit,) = await chief.says("/hoctap")
    assert unit.file is not None
    assert "Học trong 7 ngày qua: 1/5 người (20 %)" in unit.text
    assert "Lò Thị Mot" not in unit.text
    await chief.presses("Đặt mục tiêu")
    await chief.presses("Kế hoạch của tỉnh")
    (kept,) = await chief.presses("5")
    assert "mỗi người nhớ từ 5 câu" in kept.text
    (again,) = await chief.presses("Học tập của đơn vị")
    assert "Kế hoạch của tỉnh: 0/5 người" in again.text
    await chief.presses("Mời cả đơn vị học")
    done, *heard = await chief.presses("Gửi lời mời")
    assert "Đã mời 4 người" in done.text
    assert sorted(one.to for one in heard) == ["ba", "bon", "hai", "mot"]
    assert len({one.text for one in heard}) == 1
    await chief.presses("Mời cả đơn vị học")
    (enough,) = await chief.presses("Gửi lời mời")
    assert "đã được mời rồi" in enough.text
    (file,) = await chief.presses("Tải XLSX")
    assert file.file is not None
    assert "Không phải tỷ lệ 100 %" in str(load_workbook(file.file).active["A2"].value)


async def test_a_name_is_shown_to_the_unit_only_by_its_owners_wish(chief: Chat) -> None:
    clerk = await with_clerk(chief)
    await clerk.says("/hoc")
    (first,) = await clerk.presses("Bắt đầu")
    await answers(clerk, first)
    await clerk.says("/tiendo")
    await clerk.presses("Cho đơn vị thấy tên tôi")
    (unit,) = await chief.says("/hoctap")
    assert "Đồng ý nêu tên: Lò Thị Canbo" in unit.text
    await clerk.says("/tiendo")
    await clerk.presses("Ẩn tên tôi với đơn vị")
    (hidden,) = await chief.says("/hoctap")
    assert "Lò Thị Canbo" not in hidden.text


async def test_officials_and_citizens_see_no_units_figures(chief: Chat) -> None:
    for person in (await with_clerk(chief), chief.goes_on_as("dan")):
        (refused,) = await person.says("/hoctap")
        assert "không làm được việc này" in refused.text
        (same,) = await person.says("/hoctap sở nội vụ")
        assert "không làm được việc này" in same.text
