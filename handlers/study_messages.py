"""Messages that study waits for: a typed answer, a question on a place, a name, an exam's part."""

import re
from datetime import timedelta

from telegram import Update
from telegram.ext import ApplicationHandlerStop

from handlers import certificates, exam_composing, question
from handlers.context import Context
from handlers.study_answers import take_typed
from handlers.study_drafts import ABOUT, ANSWER, EXAM_TEXT, NAME, PASSING, waits_for_nothing

_WAIT = timedelta(minutes=30)
# Whoever names a place asks about that one.
_NAMES_A_PLACE = re.compile(r"\b(?:điều|dieu|khoản|khoan)\s+\d|\b[IVX]+\.\d")


async def take(update: Update, context: Context) -> None:
    """Take a message as what study waits for; anything else goes on as a question."""
    if update.message is None:
        return
    text = update.message.text or ""
    kind = next((kind for kind in PASSING if kind in context.person.drafts), None)
    if kind is not None and await _take_passing(update, context, kind, text):
        raise ApplicationHandlerStop
    if ANSWER in context.person.drafts and await take_typed(update, context, text):
        raise ApplicationHandlerStop


async def drop(update: Update, context: Context) -> None:
    """A command means that nothing of this will follow; the item on the screen still waits."""
    for kind in PASSING:
        await waits_for_nothing(context, kind)


async def _take_passing(update: Update, context: Context, kind: str, text: str) -> bool:
    waiting = await context.run(context.services.drafts.peek, context.person.id, kind)
    if waiting is None:
        return False
    if context.now() - waiting.made_at > _WAIT:
        await waits_for_nothing(context, kind)
        return False
    if kind == NAME:
        await certificates.issue(update, context, int(waiting.payload["attempt"]), text)
    elif kind == EXAM_TEXT:
        await exam_composing.take_text(update, context, str(waiting.payload["part"]), text)
    else:
        place = str(waiting.payload["place"])
        asked = text if _NAMES_A_PLACE.search(text) else f"{place}: {text}"
        await question.answer_text(update, context, asked)
        # Last, so that an update that has to be handled again still finds its draft.
        await waits_for_nothing(context, ABOUT)
    return True
