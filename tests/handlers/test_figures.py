"""/thongke: public figures with small numbers hidden, full ones for managers, files, denials."""

import re
import zipfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest

from bot.channels.terminal.session import Said
from domain.cases import CaseKind, SubjectKind
from domain.roles import Role
from handlers.render.cells import neutral
from services.cases import NewCase, Subject
from tests.bot.chatting import MONDAY, Chat

SNV, STC = "SNV", "STC"
YESTERDAY = MONDAY - timedelta(days=3)


def labels(message: Said) -> list[str]:
    return [label for row in message.buttons for label in row]


def brings(chat: Chat, unit: str, number: int, subject: Subject | None = None) -> str:
    """Let somebody send a case and return its number."""
    name = f"nguoi {unit} {number} {subject is not None}"
    person = chat.services.people.arrive("local", name, YESTERDAY, name)
    new = NewCase(
        CaseKind.REPORT,
        f"Việc thứ {number} ở {unit}: {name}.",
        unit,
        subject=subject or Subject(SubjectKind.UNIT),
    )
    return chat.services.intake.submit(person.id, new, YESTERDAY, f"bring {name}").number


def filled(chat: Chat) -> None:
    """Bring six cases to one office and five to another."""
    for unit, count in ((SNV, 6), (STC, 5)):
        chat.services.administration.grant(
            f"xu-ly-{unit}", Role.HANDLER, YESTERDAY, f"grant {unit}", unit_code=unit
        )
        for number in range(count):
            brings(chat, unit, number)


async def opens_figures(chat: Chat) -> tuple[Said, Said]:
    """Open the figures and return picture and words; whoever works on cases hears more."""
    said = await chat.says("/thongke")
    (picture,) = [one for one in said if one.file is not None]
    (words,) = [one for one in said if "Chốt đến hết ngày" in one.text]
    return picture, words


def received(said: list[Said]) -> int:
    """Return how many cases the figures tell, whatever else was said."""
    (found,) = [match[1] for one in said if (match := re.search(r"Đã tiếp nhận: (\d+)", one.text))]
    return int(found)


def holds(chat: Chat, name: str, role: Role, unit: str | None) -> Chat:
    """Return the chat of somebody who holds a role."""
    chat.services.administration.grant(name, role, YESTERDAY, f"grant {name}", unit_code=unit)
    return chat.goes_on_as(name)


async def test_everybody_sees_a_picture_and_short_words(chat: Chat) -> None:
    filled(chat)
    picture, words = await opens_figures(chat)
    assert picture.file is not None
    assert Path(picture.file).read_bytes().startswith(b"\x89PNG")
    assert "Toàn tỉnh" in words.text
    assert "Đã tiếp nhận: 11" in words.text
    assert "không phải chỉ tiêu II.2.i và II.2.k" in words.text
    assert "Số liệu nội bộ" not in labels(words)
    assert len(words.text) < 900


async def test_an_office_and_another_quarter_are_chosen_by_buttons(chat: Chat) -> None:
    filled(chat)
    await chat.says("/thongke")
    (offices,) = await chat.presses("Chọn đơn vị")
    assert {"Sở Nội vụ", "Sở Tài chính"} <= set(labels(offices))
    (shown,) = await chat.presses("Sở Nội vụ")
    assert "Sở Nội vụ" in shown.text
    assert "Đã tiếp nhận: 6" in shown.text
    (picture,) = await chat.presses("Xem bằng hình")
    assert picture.file is not None
    (whole,) = await chat.presses("Toàn tỉnh")
    assert "Đã tiếp nhận: 11" in whole.text


async def test_small_numbers_are_hidden_and_said_to_be(chat: Chat) -> None:
    brings(chat, SNV, 1)
    _, words = await opens_figures(chat)
    assert "Đã tiếp nhận: ẩn" in words.text


async def test_a_manager_sees_own_cases_in_full_and_takes_them_home(chat: Chat) -> None:
    filled(chat)
    head = holds(chat, "giam-doc", Role.MANAGER, SNV)
    _, words = await opens_figures(head)
    assert "Số liệu nội bộ" in labels(words)
    (inside,) = await head.presses("Số liệu nội bộ")
    assert "Đã tiếp nhận: 6" in inside.text
    assert "Sở Tài chính" not in inside.text
    (sheet,) = await head.presses("Tải XLSX")
    assert sheet.file is not None
    rows = list(openpyxl.load_workbook(sheet.file).active.values)
    assert ("Sở Nội vụ", 6) in [row[:2] for row in rows]
    assert not any("Sở Tài chính" in str(cell) for row in rows for cell in row)
    (report,) = await head.presses("Tải DOCX")
    assert report.file is not None
    section = docx.Document(report.file).sections[0]
    sides = (section.page_width, section.page_height, section.left_margin)
    assert [round(side.mm) for side in sides if side is not None] == [210, 297, 30]


async def test_whoever_a_case_is_about_sees_figures_without_it(chat: Chat) -> None:
    filled(chat)
    head = holds(chat, "giam-doc", Role.MANAGER, SNV)
    below = holds(chat, "chuyen-vien", Role.HANDLER, SNV)
    inspector = holds(chat, "thanh-tra", Role.INSPECTOR, None)
    number = chat.services.people.arrive("local", str(head.session.person.chat_id), MONDAY, "h").id
    for turn in range(5):
        brings(chat, SNV, turn, Subject(SubjectKind.OFFICIAL, person_id=number))

    for concerned in (head, below):
        assert received(await concerned.says("/thongke")) == 11
        assert received(await concerned.presses("Số liệu nội bộ")) == 6
    assert received(await inspector.says("/thongke")) == 16
    assert received(await inspector.presses("Số liệu nội bộ")) == 16
    assert received(await chat.says("/thongke")) == 16


async def test_a_forged_button_opens_nothing(chat: Chat) -> None:
    filled(chat)
    await chat.says("/thongke")
    (refused,) = await chat.forges("fi:20264")
    assert "không làm được việc này" in refused.text
    (refused,) = await chat.forges("fx:20264:xlsx")
    assert "không làm được việc này" in refused.text
    for data in ("fg:20269:", "fg:0:", "fg:20264:NOWHERE"):
        (refused,) = await chat.forges(data)
        assert "Đã tiếp nhận" not in refused.text


@pytest.mark.parametrize("text", ["=1+1", "+84", " =cmd", "@SUM(A1)", "-Chậm", "\t=1"])
def test_a_text_is_no_formula_in_a_file(text: str) -> None:
    assert neutral(text).startswith("'")


@pytest.mark.parametrize("text", ["Xã A", "12", "-12", "74%", "3,5", ""])
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert neutral(text) == text


async def test_an_office_named_like_a_formula_runs_nothing(chat: Chat) -> None:
    from db.units import Unit

    chat.services.administration.add_unit(
        None, Unit("XX", "=HYPERLINK(1)", "sở", "66"), MONDAY, "u"
    )
    chat.services.administration.grant("xx", Role.HANDLER, YESTERDAY, "g", unit_code="XX")
    for number in range(5):
        brings(chat, "XX", number)
    head = holds(chat, "dung-dau", Role.MANAGER, "XX")
    await head.says("/thongke")
    await head.presses("Số liệu nội bộ")
    (sheet,) = await head.presses("Tải XLSX")
    assert sheet.file is not None
    with zipfile.ZipFile(BytesIO(Path(sheet.file).read_bytes())) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
