"""The sign that the bot is typing, shown where an answer takes a while."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from telegram import Chat, Update
from telegram.constants import ChatAction
from telegram.error import TelegramError

SOON = 0.7
# Telegram shows the sign for five seconds.
_AGAIN = 4.0


@asynccontextmanager
async def typing_when_slow(update: Update) -> AsyncIterator[None]:
    """Show the sign in the chat of an update while the body takes longer than `SOON`."""
    chat = update.effective_chat
    if chat is None or chat.type != Chat.PRIVATE:
        yield
        return
    typing = _Typing(chat)
    # Most answers are quicker, so only a timer is set and no task made.
    timer = asyncio.get_running_loop().call_later(SOON, typing.start)
    try:
        yield
    finally:
        timer.cancel()
        typing.stop()


class _Typing:
    def __init__(self, chat: Chat) -> None:
        self._chat = chat
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._repeat())

    def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    async def _repeat(self) -> None:
        # The answer matters, not the sign: where it cannot be shown there is none.
        with suppress(TelegramError):
            while True:
                await self._chat.send_action(ChatAction.TYPING)
                await asyncio.sleep(_AGAIN)
