"""What no conversation takes: every message gets a clear reply all the same."""

from telegram import Message, Update

from handlers import reply
from handlers.callbacks import OpenScreen
from handlers.context import Context
from handlers.feedback_files import sent_file
from handlers.screens import Button, Row, Screen
from handlers.texts import other as texts


async def unknown_command(update: Update, context: Context) -> None:
    """Say that there is no such command."""
    await reply.send(update, Screen(texts.UNKNOWN_COMMAND))


async def edited(update: Update, context: Context) -> None:
    """Say that an edited message is not read again."""
    await reply.send(update, Screen(texts.EDITED))


async def no_text(update: Update, context: Context) -> None:
    """Say that only text can be read, and what to do with what was sent; once for an album."""
    assert update.message is not None
    album = update.message.media_group_id
    if album is None or await _is_first_of(album, context):
        await reply.send(update, Screen(_words_on(update.message), _ways_on(update.message)))


async def stale_button(update: Update, context: Context) -> None:
    """Say that the button means nothing any more; its message stays as it is."""
    await reply.acknowledge(update, texts.STALE_BUTTON)


async def _is_first_of(album: str, context: Context) -> bool:
    """Tell whether this is the message of an album that gets the reply."""
    name = f"{context.office.channel}:album:{context.person.id}:{album}"
    conversations = context.services.conversations
    return await context.run(conversations.opens_album, name[:200], context.update_key)


def _ways_on(message: Message) -> tuple[Row, ...]:
    """Return the button for whoever sends something to complain of."""
    if sent_file(message) is None:
        return ()
    return ((Button(texts.SEND_FEEDBACK, OpenScreen("phananh")),),)


def _words_on(message: Message) -> str:
    kind = next((kind for kind in texts.INSTEAD if getattr(message, kind, None)), None)
    return texts.only_text(kind)
