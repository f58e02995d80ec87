"""Messages that an editor or a unit was asked for: what to find, a wording, a unit, a reply."""

from datetime import timedelta

from telegram import Update
from telegram.ext import ApplicationHandlerStop

from handlers import editor_files, handed, seeing_to
from handlers.awaiting import waits_for_nothing
from handlers.context import Context
from handlers.editing_drafts import FIND, KINDS, NAME, REPLY, SAY

# What else than an answer a draft is about.
_ABOUT = {REPLY: "question", NAME: "file"}
_WAIT = timedelta(minutes=30)
# A reply may have to be thought about; it is shown before it goes out.
_WAIT_FOR_REPLY = timedelta(hours=12)


async def take(update: Update, context: Context) -> None:
    """Take a message as what was asked for; without a fresh draft it goes on as a question."""
    kind = next((kind for kind in KINDS if kind in context.person.drafts), None)
    if kind is None or update.message is None:
        return
    waiting = await context.run(context.services.drafts.peek, context.person.id, kind)
    if waiting is None:
        return
    longest = _WAIT_FOR_REPLY if kind == REPLY else _WAIT
    if context.now() - waiting.made_at > longest:
        await waits_for_nothing(context, kind)
        return
    text = update.message.text or ""
    number = int(waiting.payload[_ABOUT.get(kind, "answer")])
    if await _taken(update, context, kind, number, text):
        await waits_for_nothing(context, kind)
    raise ApplicationHandlerStop


async def _taken(update: Update, context: Context, kind: str, number: int, text: str) -> bool:
    """Do what was asked for; False where the next message is to be tried as the same."""
    if kind == FIND:
        await seeing_to.find(update, context, number, text)
        return True
    if kind == SAY:
        return await seeing_to.try_wording(update, context, number, text)
    if kind == NAME:
        return await editor_files.take_name(update, context, number, text)
    if kind == REPLY:
        return await handed.take_reply(update, context, number, text)
    return await seeing_to.offer_units(update, context, number, text)


async def drop(update: Update, context: Context) -> None:
    """A command means that nothing of this will follow."""
    for kind in KINDS:
        if kind in context.person.drafts:
            await waits_for_nothing(context, kind)
