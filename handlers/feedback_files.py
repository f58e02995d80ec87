"""Files that people send: fetched, cleaned, kept for their case, or refused in words."""

from telegram import Message, Update
from telegram.error import BadRequest

from domain.attachments import MOST_BYTES, FileFault
from domain.errors import FileRefused, TooManyFiles
from handlers import reply
from handlers.context import Context
from handlers.screens import Screen
from handlers.texts import feedback as texts
from services.cases import FileHead

_FIELDS = ("document", "video", "voice", "audio", "video_note", "animation")


def sent_file(message: Message) -> tuple[str, int] | None:
    """Return a message's file and how large it is said to be; of a picture the largest one."""
    if message.photo:
        largest = message.photo[-1]
        return largest.file_id, largest.file_size or 0
    for field in _FIELDS:
        file = getattr(message, field, None)
        if file is not None:
            return file.file_id, file.file_size or 0
    return None


async def keep_file(
    update: Update, context: Context, *, keeps_original: bool = False
) -> FileHead | None:
    """Return the file as it is kept for a case; where it is not taken, say why."""
    assert update.message is not None
    sent = sent_file(update.message)
    if sent is None:
        return None
    try:
        content = await _fetch(context, *sent)
        attachments = context.services.attachments
        clean = await context.run(attachments.clean, content, keeps_original=keeps_original)
        return await context.run(
            context.services.case_files.keep,
            context.person.id,
            clean,
            context.now(),
            context.update_key,
        )
    except FileRefused as refusal:
        await reply.send(update, Screen(texts.FAULTS[refusal.fault]))
    except TooManyFiles as refusal:
        await reply.send(update, Screen(texts.too_many_files(refusal.at_most)))
    return None


async def _fetch(context: Context, file_id: str, size: int) -> bytes:
    """Return the content of a file.

    Raises:
        FileRefused: it is larger than may be fetched.
    """
    if size > MOST_BYTES:
        raise FileRefused(FileFault.TOO_LARGE)
    try:
        file = await context.bot.get_file(file_id)
    except BadRequest as refusal:
        if "too big" in refusal.message.lower():
            raise FileRefused(FileFault.TOO_LARGE) from None
        raise
    return bytes(await file.download_as_bytearray())
