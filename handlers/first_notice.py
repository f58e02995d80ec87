"""The privacy notice in one line, below the first reply that a person gets."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from handlers.callbacks import ReadOn
from handlers.context import Context
from handlers.render.pages import PAGE
from handlers.screens import Screen
from handlers.texts import privacy as texts


class FirstNotice:
    """What is put below a reply: the notice, or nothing for whoever was shown it."""

    def __init__(self, line: str) -> None:
        self._line = line
        self.is_shown = False

    def below(self, screen: Screen) -> Screen:
        """Return the reply with the notice below; a long one is left to itself, so that the
        notice neither stands between two pages nor makes a message too long.
        """
        goes_on = any(isinstance(b.action, ReadOn) for row in screen.rows for b in row)
        if not self._line or goes_on or len(screen.html) + len(self._line) > PAGE:
            return screen
        self.is_shown = True
        return replace(screen, html=f"{screen.html}\n\n{self._line}")


@asynccontextmanager
async def first_notice(context: Context) -> AsyncIterator[FirstNotice]:
    """Yield the notice that is still owed; after the body it counts as shown."""
    privacy, person = context.services.privacy, context.person.id
    if not await context.run(privacy.owes_notice, person):
        yield FirstNotice("")
        return
    telegram = context.office.erase_history is None
    notice = FirstNotice(texts.FIRST_NOTICE_ON_TELEGRAM if telegram else texts.FIRST_NOTICE)
    yield notice
    if notice.is_shown:
        await context.run(privacy.note_shown, person, context.now())
