"""One person of a drill: acts, knows which reply belongs to which deed, and keeps a ledger."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from bot.channels.local.api import Delivery
from bot.channels.local.people import Button, buttons_of
from handlers.callbacks import Action, Rate
from services.local_chats import LocalPerson
from tests.standin.telegram import Telegram

Sees = Callable[[Delivery], bool]

APOLOGIES = ("Xin lỗi, tôi gặp lỗi", "Hệ thống đang bận")


class Apologized(Exception):
    """The bot said that it failed; the person gives up what they were about."""


@dataclass
class Deed:
    """An update that was sent, and whether its reply came."""

    update_id: int
    what: str
    sees: Sees
    query_id: str | None = None
    reply: Delivery | None = None
    is_awaited: bool = True
    is_answered: bool = False


@dataclass
class Ledger:
    """What must be found in the database in the end; nothing of it more than once."""

    questions: list[str] = field(default_factory=list)
    asked: int = 0
    forgotten: int = 0
    ratings: dict[int, tuple[str, str | None]] = field(default_factory=dict)
    watching: set[int] = field(default_factory=set)
    cases: int = 0

    @property
    def records(self) -> int:
        """Return how many records /xoa must say that it erased."""
        return len(self.questions) + len(self.watching)

    def forget(self) -> None:
        """Keep that everything was erased on request."""
        self.forgotten += 1
        self.questions.clear()
        self.watching.clear()


class Person:
    """Somebody who writes to the bot and waits for each reply before they go on."""

    def __init__(self, telegram: Telegram, chat_id: int) -> None:
        self.telegram = telegram
        self.ledger = Ledger()
        self.deeds: list[Deed] = []
        self.apologies = 0
        self.news: list[str] = []
        self._who: LocalPerson = telegram.chats.person(chat_id)
        self._answers: set[int] = set()
        self._changed = asyncio.Event()

    @property
    def chat_id(self) -> int:
        """Return the number of this person's chat."""
        return self._who.chat_id

    @property
    def missing(self) -> list[Deed]:
        """Return the deeds that nothing was said to."""
        return [deed for deed in self.deeds if not deed.is_answered]

    def hears(self, delivery: Delivery) -> None:
        """Take what the bot says: it answers the earliest deed that it fits."""
        text = str(delivery.payload.get("text", ""))
        if text.startswith(APOLOGIES):
            self.apologies += 1
        elif text.startswith("Tin ông/bà chờ"):
            self.news.append(text)
        else:
            self._match(delivery)
        self._changed.set()

    async def writes(self, text: str, sees: Sees) -> Delivery:
        """Write `text` and return the reply."""
        return await self._does(self.telegram.people.writes(self._who, text), text, sees)

    async def sends(self, content: dict[str, Any], sees: Sees) -> Delivery:
        """Send any other content, such as a sticker, and return the reply."""
        return await self._does(self.telegram.people.sends(self._who, content), "content", sees)

    async def asks(self, question: str) -> Delivery:
        """Ask and return the answer: a card whose number was never seen before."""
        self.ledger.questions.append(question)
        self.ledger.asked += 1
        return await self.writes(question, self._is_new_answer)

    async def presses(self, button: Button, sees: Sees) -> Delivery:
        """Press a button and return what it brings."""
        update = self.telegram.people.presses(self._who, button)
        return await self._does(update, f"[{button.data}]", sees)

    async def presses_at_once(self, button: Button, times: int, sees: Sees) -> None:
        """Press the same button several times before anything can be said to it."""
        updates = [self.telegram.people.presses(self._who, button) for _ in range(times)]
        deeds = [self._deed(update, f"[{button.data}]", sees) for update in updates]
        await self.telegram.deliver(*updates)
        for deed in deeds:
            await self._reply(deed)

    async def forges(self, data: str, sees: Sees) -> Delivery:
        """Press a button that carries `data`, as a changed client could."""
        newest = self.telegram.chats.newest(self.chat_id)[0]
        update = self.telegram.people.forges(self._who, newest, data)
        return await self._does(update, f"[{data}]", sees)

    def gives_up(self) -> None:
        """Wait for no reply to the latest deed: the person is not there to hear it."""
        self.deeds[-1].is_answered = True

    def button(self, action: type[Action], **wanted: object) -> Button | None:
        """Return the newest button that stands for this kind of action, with these fields."""
        for message in self.telegram.chats.newest(self.chat_id):
            for button in chain(*buttons_of(message)) if message.from_bot else ():
                meant = action.read(button.data)
                if meant and all(getattr(meant, name) == wanted[name] for name in wanted):
                    return button
        return None

    async def _does(self, update: dict[str, Any], what: str, sees: Sees) -> Delivery:
        deed = self._deed(update, what, sees)
        await self.telegram.deliver(update)
        return await self._reply(deed)

    def _deed(self, update: dict[str, Any], what: str, sees: Sees) -> Deed:
        query = update.get("callback_query", {}).get("id")
        deed = Deed(update["update_id"], what, sees, query)
        self.deeds.append(deed)
        return deed

    async def _reply(self, deed: Deed) -> Delivery:
        apologies = self.apologies
        try:
            while not self._is_complete(deed):
                if self.apologies > apologies:
                    raise Apologized(deed.what)
                self._changed.clear()
                await self._changed.wait()
        finally:
            deed.is_awaited = False
        deed.is_answered = True
        assert deed.reply is not None
        return deed.reply

    def _is_complete(self, deed: Deed) -> bool:
        """A press wants to be acknowledged besides what it brings."""
        acknowledged = deed.query_id is None or deed.query_id in self.telegram.answered_presses
        return deed.reply is not None and acknowledged

    def _match(self, delivery: Delivery) -> None:
        for deed in self.deeds[-8:]:
            if deed.is_awaited and deed.reply is None and deed.sees(delivery):
                deed.reply = delivery
                break
        answer = answer_of(delivery)
        if answer is not None:
            self._answers.add(answer)

    def _is_new_answer(self, delivery: Delivery) -> bool:
        answer = answer_of(delivery)
        return delivery.kind == "sent" and answer is not None and answer not in self._answers


def answer_of(delivery: Delivery) -> int | None:
    """Return the number of the answer that a message shows, None when it shows none."""
    for row in delivery.payload.get("reply_markup", {}).get("inline_keyboard", []):
        for button in row:
            action = Rate.read(button.get("callback_data"))
            if action is not None:
                return action.answer
    return None
