"""A reply that is shown while it is still being written, no faster than a chat may be changed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from telegram import Chat, Message, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from handlers import reply
from handlers.render.markup import escape
from handlers.render.pages import pages_of
from handlers.screens import Screen
from handlers.texts.answers import STILL_COMING

# Telegram takes about one change a second in a chat.
PAUSE = 1.2


class GrowingReply:
    """One message that grows; where nothing came of it yet, the whole reply is sent at once."""

    def __init__(self, update: Update) -> None:
        self._update = update
        self._loop = asyncio.get_running_loop()
        self._text = ""
        self._message: Message | None = None
        self._task: asyncio.Task[None] | None = None
        self._over = asyncio.Event()

    def grow(self, text: str) -> None:
        """Show `text` in place of what was shown; may be called from any thread."""
        self._loop.call_soon_threadsafe(self._take, text)

    async def finish(self, screen: Screen) -> None:
        """Put the whole reply where the growing one is."""
        await self.stop()
        if self._message is None:
            await reply.send(self._update, screen)
            return
        try:
            await self._message.edit_text(
                screen.html,
                parse_mode=ParseMode.HTML,
                reply_markup=reply.keyboard(screen),
                link_preview_options=reply.NO_PREVIEW,
            )
        except BadRequest:
            # The person deleted it meanwhile.
            await reply.send(self._update, screen)

    async def stop(self) -> None:
        """Change nothing more; what is on its way arrives first."""
        self._over.set()
        if self._task is not None:
            await self._task

    def _take(self, text: str) -> None:
        self._text = text
        chat = self._update.effective_chat
        # A group has few messages a minute, which answers need.
        is_private = chat is not None and chat.type == Chat.PRIVATE
        if self._task is None and is_private and not self._over.is_set():
            self._task = asyncio.create_task(self._show())

    async def _show(self) -> None:
        shown = ""
        # The whole answer matters, not its beginning: where that cannot be shown it is left.
        with suppress(TelegramError):
            while not self._over.is_set():
                if shown != self._text:
                    shown = self._text
                    await self._put(f"{escape(pages_of(shown)[0])}{STILL_COMING}")
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._over.wait(), PAUSE)

    async def _put(self, html: str) -> None:
        if self._message is not None:
            await self._message.edit_text(
                html, parse_mode=ParseMode.HTML, link_preview_options=reply.NO_PREVIEW
            )
            return
        assert self._update.effective_chat is not None
        self._message = await self._update.effective_chat.send_message(
            html, parse_mode=ParseMode.HTML, link_preview_options=reply.NO_PREVIEW
        )


@asynccontextmanager
async def growing_reply(update: Update) -> AsyncIterator[GrowingReply]:
    """Yield a reply to whoever wrote; it grows no more after the body."""
    growing = GrowingReply(update)
    try:
        yield growing
    finally:
        await growing.stop()
