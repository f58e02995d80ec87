"""Somebody who studies in the chat: items are answered right or wrong by the keys they offer."""

import re
from collections.abc import Iterator

from bot.channels.terminal.session import Said
from domain.exams import Blueprint
from domain.grading import option_count, right_picks
from domain.roles import Role
from domain.study import Item, ItemType, Skill
from handlers.texts.study_words import LETTERS
from services.invitations import Wanted
from services.rights import OPERATOR
from tests.bot.chatting import MONDAY, Chat

_HEAD = re.compile(r"Câu (\d+)/(\d+)")


def bank(chat: Chat) -> tuple[Item, ...]:
    """Return the items there are."""
    found = chat.services.bank.items(OPERATOR, MONDAY)
    return tuple(one.item for one in found)


def asked_item(chat: Chat, said: Said) -> Item:
    """Return the item that a message asks."""
    stem = said.text.split("\n")[1]
    if stem.startswith("Còn "):
        stem = said.text.split("\n")[2]
    (item,) = [one for one in bank(chat) if " ".join(one.stem.split()) == " ".join(stem.split())]
    return item


def keys_of(said: Said, item: Item, *, right: bool) -> Iterator[str]:
    """Yield the labels to press for a right or a wrong answer; nothing where it is typed."""
    match item.type:
        case ItemType.TRUE_FALSE:
            yield "Đúng" if bool(item.answer) is right else "Sai"
        case ItemType.SINGLE:
            wanted = right_picks(item)[0]
            pick = wanted if right else (wanted + 1) % option_count(item)
            yield _letter(said, item.options[pick].text)
        case ItemType.SEVERAL:
            picks = right_picks(item) if right else right_picks(item)[1:]
            for pick in picks:
                yield _letter(said, item.options[pick].text)
            yield "Xong"
        case ItemType.SITUATION:
            best, worst = right_picks(item)
            for pick in (best, worst) if right else (worst, best):
                yield _letter(said, item.options[pick].text)
            yield "Xong"
        case ItemType.MATCH:
            rights = [pair.right for pair in item.pairs]
            # The last piece falls into its place by itself.
            for text in (rights if right else rights[::-1])[:-1]:
                yield _letter(said, text)
            yield "Xong"
        case ItemType.ORDER:
            for text in (item.sequence if right else item.sequence[::-1])[:-1]:
                yield _letter(said, text)
            yield "Xong"


def typed(item: Item, *, right: bool) -> str:
    """Return what is typed for a right or a wrong answer."""
    if item.number is not None:
        return f"{item.number if right else item.number + 1} {item.unit}"
    assert item.day is not None
    year = item.day.year if right else item.day.year + 1
    return f"{item.day.day}/{item.day.month}/{year}"


async def answers(chat: Chat, said: Said, *, right: bool = True) -> Said:
    """Answer the item of a message and return what comes of it."""
    item = asked_item(chat, said)
    if item.type in (ItemType.NUMBER, ItemType.DATE):
        return (await chat.says(typed(item, right=right)))[-1]
    told = said
    for key in list(keys_of(said, item, right=right)):
        told = (await chat.presses(key))[-1]
        if not _HEAD.match(told.text):
            # Time ran out, or somebody withdrew the item.
            break
    return told


async def studies(chat: Chat, said: Said, *, right: bool = True) -> Said:
    """Answer everything up to the end of a session and return how it ended."""
    while _HEAD.match(said.text):
        told = await answers(chat, said, right=right)
        on = "Xem kết quả" if "Xem kết quả" in labels(told) else "Câu tiếp"
        (said,) = await chat.presses(on)
    return said


async def sits(chat: Chat, said: Said, *, right: bool = True) -> Said:
    """Answer everything of an exam and return what is said when all is answered."""
    while _HEAD.match(said.text):
        said = await answers(chat, said, right=right)
    return said


async def joins(chat: Chat, role: Role, unit: str | None, name: str) -> None:
    """Let the person of this chat hold a role."""
    key = f"study:{role}:{unit}:{name}"
    made = chat.services.invitations.invite(OPERATOR, Wanted(role, unit, name), MONDAY, key)
    await chat.says(f"/thamgia {made.code}")


def labels(said: Said) -> list[str]:
    """Return what the buttons of a message say."""
    return [label for row in said.buttons for label in row]


def person_of(chat: Chat) -> int:
    """Return the number of the person of this chat."""
    address = str(chat.session.person.chat_id)
    return chat.services.people.arrive("local", address, MONDAY, "study:who").id


def small_exam(items: int = 3) -> Blueprint:
    """Return what a short exam is made of."""
    return Blueprint({Skill.PLAN: items}, 10, 2, 60)


def _letter(said: Said, text: str) -> str:
    """Return under which letter a choice is shown."""
    wanted = " ".join(text.split())
    for line in said.text.split("\n"):
        letter, _, shown = line.partition(". ")
        if letter in LETTERS and " ".join(shown.split()) == wanted:
            return letter
    raise AssertionError(f"no letter stands before: {text}")
