"""A late case to its apology and answer, as the people in it read it; and the letter itself."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import docx

from bot.channels.terminal.lines import Sleeps
from domain.cases import CaseKind, SubjectKind
from domain.roles import Role
from handlers.texts import apologies as texts
from services.apologies import NewApology
from services.cases import NewCase, Subject
from services.people import Person
from tests.bot.chatting import MONDAY, Chat

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
WHAT = "Hẹn tôi ba lần mà chưa trả kết quả."


def who(chat: Chat) -> Person:
    """Return the person of a chat."""
    address = str(chat.session.person.chat_id)
    return chat.services.people.arrive("local", address, MONDAY, f"who {address}")


def official(chat: Chat, name: str, role: Role, unit: str | None) -> Chat:
    chat.services.administration.grant(name, role, MONDAY, f"grant {name}", unit_code=unit)
    return chat.goes_on_as(name)


def sends(chat: Chat, subject: Subject | None = None) -> str:
    new = NewCase(CaseKind.REPORT, WHAT, "SNV", subject=subject or Subject(SubjectKind.UNIT))
    return chat.services.intake.submit(who(chat).id, new, MONDAY, "bring").number


async def test_a_late_case_to_its_apology_and_answer(chat: Chat) -> None:
    handler = official(chat, "can-bo", Role.HANDLER, "SNV")
    head = official(chat, "giam-doc", Role.MANAGER, "SNV")
    number, actor = sends(chat), who(handler).id
    services = chat.services
    services.desk.take(actor, number, MONDAY, "take")

    await chat.does(Sleeps(timedelta(days=15)))
    told = [message.payload["text"] for message in handler.bot_messages()]
    (late,) = [text for text in told if "đã quá hạn" in text]
    assert late.startswith("1 hồ sơ phản ánh")
    assert number not in late
    assert WHAT not in late
    assert any("đã quá hạn" in one.payload.get("text", "") for one in head.bot_messages())

    now = chat.channel.clock.now()
    look = services.apologies.look(actor, number, now)
    day = datetime(2026, 12, 10, tzinfo=ZONE).date()
    new = NewApology("Chúng tôi xin lỗi ông/bà.", "chờ hồ sơ", day, "Y Thử", "Phó Giám đốc")
    assert look.days_late > 0
    services.apologies.apologise(actor, number, new, texts.in_chat(new), now, "sorry")
    said = await chat.says("/help")
    (letter,) = [one for one in said if one.file is not None]
    assert number in letter.text
    assert "10/12/2026" in letter.text

    assert letter.file is not None
    paper = docx.Document(letter.file)
    words = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "Chúng tôi xin lỗi ông/bà." in words
    assert "Lý do: chờ hồ sơ." in words
    assert "thời hạn tạm thời" in words
    cells = "\n".join(cell.text for table in paper.tables for cell in table._cells)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in cells
    assert "SỞ NỘI VỤ" in cells
    assert "PHÓ GIÁM ĐỐC" in cells
    section = paper.sections[0]
    margins = (section.left_margin, section.right_margin, section.top_margin)
    assert [round(side.mm) for side in margins if side is not None] == [30, 15, 20]
    assert paper.styles["Normal"].font.name == "Times New Roman"
    assert paper.core_properties.author == ""

    services.desk.answer(actor, number, "Đã trả.", "Biên nhận", "Mời ông/bà nhận", now, "answer")
    figures = services.case_figures.inner(who(head).id, MONDAY.date(), day, now)
    assert (figures.total.figures.late, figures.total.figures.on_time) == (1, 0)


async def test_a_complaint_about_a_head_goes_above_and_its_clock_too(chat: Chat) -> None:
    head = official(chat, "giam-doc", Role.MANAGER, "SNV")
    below = official(chat, "can-bo", Role.HANDLER, "SNV")
    inspector = official(chat, "thanh-tra", Role.INSPECTOR, None)
    sends(chat, Subject(SubjectKind.OFFICIAL, person_id=who(head).id))
    await chat.does(Sleeps(timedelta(days=30)))

    def notices(reader: Chat) -> list[str]:
        texts_told = [one.payload.get("text", "") for one in reader.bot_messages()]
        return [text for text in texts_told if "hồ sơ phản ánh" in text]

    assert notices(inspector)
    assert notices(head) == []
    assert notices(below) == []
