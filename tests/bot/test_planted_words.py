"""Names and words that were typed are nowhere to be read: database, log files, indexes, copies."""

import asyncio
import base64
import io
import logging
import tarfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.channels.local.people import LocalPeople
from bot.channels.telegram import poll
from bot.channels.terminal.lines import Presses, SendsFile
from bot.logs import start_logging
from domain.cases import CaseKind, Identity, SubjectKind
from domain.roles import Role
from services.backups import back_up
from services.case_files import CleanFile
from services.cases import Holder, NewCase, Subject
from services.registry import Services
from tests.bot.chatting import MONDAY, ZONE, chatting, copy_of
from tests.bot.telegram_server import telegram_server
from tests.bot.test_serving import TOKEN, until_answered
from tests.browser.serving import serving
from tests.browser.visiting import visiting
from tests.handlers.test_staff import joins

NAME = "Hoàng-Quyzơ"
PHONE = "0987654321"
WORD = "zuyênthầmkín"
QUESTION = f"tôi là {NAME}, điện thoại {PHONE}, hỏi chuyện {WORD} thì ai giải quyết?"


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """Yield what is logged, at the level at which the bot logs."""
    root, written = logging.getLogger(), io.StringIO()
    handlers, level = list(root.handlers), root.level
    start_logging(written)
    yield written
    root.handlers[:] = handlers
    root.setLevel(level)


def spellings(word: str) -> set[bytes]:
    """Return a word as it could stand somewhere: decomposed, folded, escaped, encoded."""
    decomposed = unicodedata.normalize("NFD", word)
    folded = "".join(c for c in decomposed if not unicodedata.combining(c)).replace("đ", "d")
    texts = {word, word.lower(), decomposed, folded, folded.lower()}
    escaped = word.encode("unicode_escape")
    # In the middle of a longer text the letters of base 64 depend on what stands before.
    encoded = {base64.b64encode(b"x" * shift + word.encode())[4:-4] for shift in range(3)}
    return {t.encode() for t in texts} | {word.encode("utf-16-le"), escaped} | encoded


def found(content: bytes) -> set[str]:
    """Return the planted words that can be read in `content`."""
    return {word for word in (NAME, PHONE, WORD) if any(one in content for one in spellings(word))}


def read(folder: Path) -> dict[str, set[str]]:
    """Return, by file, the planted words that can be read in a folder or in a file's name."""
    files = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert any(path.suffix == ".db" for path in files)
    words = {str(path): found(content + str(path).encode()) for path, content in files.items()}
    return {path: here for path, here in words.items() if here}


def in_a_copy(services: Services, file: Path) -> set[str]:
    """Return the planted words that can be read in a copy of the database."""
    back_up(services.database, file, MONDAY)
    with tarfile.open(file) as archive:
        members = [archive.extractfile(name) for name in archive.getnames()]
        return found(b"".join(member.read() for member in members if member is not None))


async def test_a_word_that_stands_open_would_be_found(var_dir: Path, tmp_path: Path) -> None:
    async with chatting(var_dir) as chat:
        with chat.services.database.open_uow() as uow:
            uow.marks.set("planted", QUESTION)
            uow.commit()
        assert {word for here in read(var_dir).values() for word in here} == {NAME, PHONE, WORD}
        assert in_a_copy(chat.services, tmp_path / "a.backup") == {NAME, PHONE, WORD}
    assert found(base64.b64encode(QUESTION.encode())) >= {PHONE}


async def test_nothing_typed_in_the_terminal_can_be_read(
    var_dir: Path, tmp_path: Path, logged: io.StringIO
) -> None:
    async with chatting(var_dir) as chat:
        await chat.says(QUESTION)
        await chat.presses("Báo khi có văn bản")
        await chat.presses("👎")
        await chat.presses("Viết lý do")
        await chat.says(f"{NAME} thấy chưa đúng về {WORD}")
        await chat.says("/rieng_tu")
        await chat.says(QUESTION)
        assert read(var_dir) == {}, "while the bot runs, with the write-ahead log"
        assert in_a_copy(chat.services, tmp_path / "a.backup") == set()
    assert read(var_dir) == {}
    assert found(logged.getvalue().encode()) == set()


async def test_nothing_told_in_feedback_can_be_read(
    var_dir: Path, tmp_path: Path, logged: io.StringIO
) -> None:
    async with chatting(var_dir) as chat:
        code = await asyncio.to_thread(feedback, chat.services)
        assert read(var_dir) == {}, "while the bot runs, with the write-ahead log"
        assert in_a_copy(chat.services, tmp_path / "a.backup") == set()
        files = b"".join(path.read_bytes() for path in var_dir.rglob("*") if path.is_file())
        assert code.encode() not in files
    assert read(var_dir) == {}
    assert found(logged.getvalue().encode()) == set()


def feedback(services: Services) -> str:
    """Bring a case that holds planted words in every place, work on it, and return its code."""
    sender = services.people.arrive("telegram", PHONE, MONDAY, "f1")
    handler = services.people.arrive("telegram", "1", MONDAY, "f2")
    with services.database.open_uow() as uow:
        uow.roles.grant(handler.id, Role.HANDLER, "SNV", MONDAY.date(), None)
        uow.commit()
    file = CleanFile("document", "text/plain", QUESTION.encode(), QUESTION.encode())
    kept = services.case_files.keep(sender.id, file, MONDAY, "f3")
    subject = Subject(SubjectKind.POSITION, f"kế toán {WORD}")
    new = NewCase(
        CaseKind.REPORT,
        QUESTION,
        "SNV",
        place=WORD,
        subject=subject,
        when=WORD,
        files=(kept.uid,),
        identity=Identity.NAMED,
        name=NAME,
    )
    receipt = services.intake.submit(sender.id, new, MONDAY, "f4")
    mine = Holder(sender.id, sender.account_id, receipt.code)
    services.following.add(mine, QUESTION, MONDAY, "f5")
    services.desk.note(handler.id, receipt.number, QUESTION, MONDAY, "f6")
    services.desk.ask(handler.id, receipt.number, QUESTION, MONDAY, "f7")
    services.following.answer(mine, QUESTION, MONDAY, "f8")
    services.desk.transfer(handler.id, receipt.number, None, QUESTION, MONDAY, "f9")
    return receipt.code


async def test_nothing_that_editors_see_to_can_be_read(
    var_dir: Path, tmp_path: Path, logged: io.StringIO
) -> None:
    async with chatting(var_dir) as chat:
        await chat.says(QUESTION)
        await chat.presses("👎")
        tends = chat.goes_on_as("bien")
        await joins(tends, Role.EDITOR, None, "Bà Biên")
        file = tmp_path / "van-ban.txt"
        file.write_text(f"Kế hoạch của {NAME} về {WORD}.\nGọi {PHONE}.", encoding="utf-8")
        await tends.does(SendsFile(str(file)))
        await tends.says("/hangdoi")
        await tends.presses("1")
        await tends.presses("Chuyển đơn vị")
        await tends.says("Sở Nội vụ")
        await tends.presses("Sở Nội vụ")
        await tends.does(Presses("Thứ", is_part=True))
        file.unlink()
        assert read(var_dir) == {}, "while the bot runs, with the write-ahead log"
        assert in_a_copy(chat.services, tmp_path / "a.backup") == set()
    assert read(var_dir) == {}
    assert found(logged.getvalue().encode()) == set()


async def test_nothing_typed_in_the_browser_can_be_read(
    var_dir: Path, tmp_path: Path, logged: io.StringIO
) -> None:
    async with serving(var_dir) as site, visiting(site) as visitor:
        await visitor.says(QUESTION)
        await visitor.sends(QUESTION.encode(), name=f"{WORD}.txt")
        await visitor.hears(2)
        assert read(var_dir) == {}
        assert in_a_copy(site.services, tmp_path / "a.backup") == set()
    assert read(var_dir) == {}
    assert found(logged.getvalue().encode()) == set()


async def test_nothing_sent_by_telegram_can_be_read(
    prepared: Path, tmp_path: Path, logged: io.StringIO
) -> None:
    office_dir = copy_of(prepared, tmp_path / "office")
    async with (
        chatting(copy_of(prepared, tmp_path / "telegram"), name=NAME) as telegram,
        telegram_server(telegram.channel.api, telegram.channel.feed, TOKEN) as server,
        chatting(office_dir) as office,
    ):
        bot = asyncio.create_task(poll(office.services, TOKEN, ZONE, server.url))
        sends = LocalPeople(telegram.channel.api).writes(telegram.session.person, QUESTION)
        await telegram.channel.feed.put(sends)
        await until_answered(telegram, 1)
        assert read(office_dir) == {}
        bot.cancel()
        await asyncio.gather(bot, return_exceptions=True)
        assert in_a_copy(office.services, tmp_path / "a.backup") == set()
    assert read(office_dir) == {}
    assert found(logged.getvalue().encode()) == set()
