"""What no conversation takes: every message gets a clear reply all the same."""

from telegram import Update

from handlers import reply
from handlers.context import Context
from handlers.screens import Screen
from handlers.texts import other as texts


async def unknown_command(update: Update, context: Context) -> None:
    """Say that there is no such command."""
    await reply.send(update, Screen(texts.UNKNOWN_COMMAND))


async def edited(update: Update, context: Context) -> None:
    """Say that an edited message is not read again."""
    await reply.send(update, Screen(texts.EDITED))


async def no_text(update: Update, context: Context) -> None:
    """Say that only text can be read."""
    await reply.send(update, Screen(texts.ONLY_TEXT))


async def stale_button(update: Update, context: Context) -> None:
    """Say that the button means nothing any more; its message stays as it is."""
    await reply.acknowledge(update, texts.STALE_BUTTON)
