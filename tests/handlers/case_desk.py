"""The people of a case in tests: who sends it, who resolves it, who leads the unit it is about."""

from typing import Any

from bot.channels.terminal.session import Said
from domain.cases import CaseKind, SubjectKind
from domain.roles import Role
from services.cases import NewCase, Subject, Submitted
from tests.bot.chatting import MONDAY, Chat

UNIT = "22015"
UNIT_NAME = "Phường Tuy Hoà"
WHAT = "Tôi đến ba lần, lần nào cũng được hẹn quay lại mà không nói thiếu giấy gì."
OFFICE = Subject(SubjectKind.POSITION, "bộ phận địa chính")


def appoint(chat: Chat, name: str, role: Role, unit: str | None = UNIT) -> Chat:
    """Return the chat of somebody who holds a role."""
    other = chat.goes_on_as(name)
    services = chat.services
    services.administration.grant(
        name, role, chat.channel.clock.now(), f"test:{name}:{role}:{unit}", unit_code=unit
    )
    return other


def person_of(chat: Chat) -> int:
    """Return the number under which somebody is known."""
    address, name = str(chat.session.person.chat_id), chat.session.person.name
    return chat.services.people.arrive("local", address, MONDAY, f"test:who:{name}").id


def brings(chat: Chat, what: str = WHAT, **told: Any) -> Submitted:
    """Return the receipt of a case that this person sends about a part of the unit."""
    brought: dict[str, Any] = {"unit": UNIT, "subject": OFFICE, **told}
    new = NewCase(brought.pop("kind", CaseKind.REPORT), what, **brought)
    now = chat.channel.clock.now()
    key = f"test:sends:{chat.session.person.name}:{what}:{len(told)}"
    return chat.services.intake.submit(person_of(chat), new, now, key)


async def asks(chat: Chat, text: str) -> Said:
    """Write something and return the reply, without what others cause meanwhile."""
    return (await chat.says(text))[0]


async def opens(chat: Chat, number: str) -> Said:
    """Open a case at the desk by its number and return its screen."""
    await chat.says(f"/hoso {number}")
    return (await chat.presses(number))[-1]


async def writes(chat: Chat, button: str, *parts: str) -> Said:
    """Write something on the case that is open and return the last message to whoever writes."""
    own = chat.session.person.name
    said = await chat.presses(button)
    for part in parts:
        said = await chat.says(part)
    return [one for one in said if one.to == own][-1]


async def sends(chat: Chat) -> Said:
    """Send what was written and return what whoever wrote it is told."""
    said = await chat.presses("Gửi")
    return next(one for one in said if one.to == chat.session.person.name)
