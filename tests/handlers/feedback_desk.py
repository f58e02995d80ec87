"""People of feedback in tests: a citizen who writes, and an office that answers."""

import re
from dataclasses import dataclass

from bot.channels.terminal.session import Said
from domain.roles import Role
from services.invitations import Wanted
from services.rights import OPERATOR
from tests.bot.chatting import MONDAY, Chat

STORY = "cán bộ một cửa bảo tôi về ba lần rồi mà không nói thiếu giấy gì"
CODE = re.compile(r"(?:[0-9A-Z]{4}-){4}[0-9A-Z]")
NUMBER = re.compile(r"PA-\d{4}-\d{5}")


@dataclass
class Office:
    """A handler of a commune, at the desk of the services."""

    chat: Chat
    person: int
    steps: int = 0

    def key(self) -> str:
        """Return a key that no update has."""
        self.steps += 1
        return f"test:desk:{self.person}:{self.steps}"

    def ask(self, number: str, text: str) -> None:
        """Ask the sender for more."""
        self.chat.services.desk.ask(self.person, number, text, MONDAY, self.key())

    def take(self, number: str) -> None:
        """Take the case."""
        self.chat.services.desk.take(self.person, number, MONDAY, self.key())

    def answer(self, number: str, text: str) -> None:
        """Answer the sender with proof and next step."""
        self.chat.services.desk.answer(
            *(self.person, number, text, "biên bản họp ngày 25/11", "mời ông/bà đến nhận kết quả"),
            *(MONDAY, self.key()),
        )


async def office(chat: Chat, unit: str, name: str = "canbo", role: Role = Role.HANDLER) -> Office:
    """Return an office of a unit with one person in this role."""
    other = chat.goes_on_as(name)
    wanted = Wanted(role, unit, "Y Thử Niê")
    made = chat.services.invitations.invite(OPERATOR, wanted, MONDAY, f"test:{name}:{unit}")
    await other.says(f"/thamgia {made.code}")
    address = str(other.session.person.chat_id)
    person = chat.services.people.arrive("local", address, MONDAY, f"test:who:{name}")
    return Office(other, person.id)


def unit_of(chat: Chat, name: str) -> str:
    """Return the code of a unit."""
    (unit,) = chat.services.directory.find(name)
    return unit.code


async def sends(chat: Chat, follow: str = "Báo tin cho tôi tại đây", text: str = STORY) -> Said:
    """Let a citizen send feedback about Ea Kar, anonymously, and return the receipt."""
    await chat.says("/phananh")
    await chat.presses("Phản ánh")
    await chat.says("xã Ea Kar")
    await chat.presses("Cả đơn vị")
    await chat.presses("Gây phiền hà, sách nhiễu")
    await chat.says(text)
    await chat.presses("Hôm qua")
    await chat.presses("Không có tệp")
    await chat.presses("Ẩn danh")
    await chat.presses(follow)
    said = await chat.presses("Gửi đi")
    return next(one for one in said if one.to == chat.session.person.name)


def code_in(said: Said) -> str:
    """Return the secret code that a message tells."""
    found = CODE.search(said.text)
    assert found is not None
    return found.group()


def number_in(said: Said) -> str:
    """Return the public number that a message tells."""
    found = NUMBER.search(said.text)
    assert found is not None
    return found.group()
