"""Messages while a case is followed: a code, something to add, a reason."""

from datetime import timedelta

from telegram import Update

from domain.receipts import is_like_a_receipt
from handlers import following, reply
from handlers.context import Context
from handlers.feedback_callbacks import FollowOther
from handlers.feedback_drafts import FOLLOWING, forget, put
from handlers.feedback_files import keep_file, sent_file
from handlers.following_screens import STOP
from handlers.presses import pressed
from handlers.screens import Button, Screen
from handlers.texts import following as texts

_WAIT = timedelta(hours=1)


async def take(update: Update, context: Context) -> bool:
    """Take a message as what was asked for; False where it is something else."""
    message = update.message
    kept = await context.run(context.services.drafts.peek, context.person.id, FOLLOWING)
    if message is None or kept is None:
        return False
    waiting = dict(kept.payload)
    if context.now() - kept.made_at > _WAIT:
        await forget(context, FOLLOWING)
        return False
    deed, text = waiting["deed"], message.text or ""
    if deed == "code":
        return await _take_code(update, context, text)
    if text:
        await _take_text(update, context, waiting, text)
    elif deed in ("add", "reply") and sent_file(message) is not None:
        await _take_file(update, context, waiting)
    else:
        takes_files = deed in ("add", "reply")
        words = texts.ONLY_OF_FILES if takes_files else texts.ONLY_WORDS
        await reply.send(update, Screen(words, (STOP,)))
    return True


async def _take_code(update: Update, context: Context, text: str) -> bool:
    """Take a text that may be meant as a code; a sentence is a question."""
    if not text or not is_like_a_receipt(text):
        await forget(context, FOLLOWING)
        return False
    if await following.open_typed(update, context, text):
        await forget(context, FOLLOWING)
    return True


async def _take_text(
    update: Update, context: Context, waiting: dict[str, object], text: str
) -> None:
    deed, ref = waiting["deed"], str(waiting["case"])
    if deed == "rate":
        await following.send_rating(update, context, ref, int(str(waiting["rating"])), text)
    elif deed == "reopen":
        await following.send_reopening(update, context, ref, text)
    else:
        before = str(waiting.get("text", ""))
        said = text if before in text else f"{before}\n{text}"
        await following.send_text(update, context, waiting, said)
    # Last, so that an update that has to be handled again still finds what it was for.
    await forget(context, FOLLOWING)


async def _take_file(update: Update, context: Context, waiting: dict[str, object]) -> None:
    """Keep a file; words below it send it at once."""
    message = update.message
    assert message is not None
    kept = await keep_file(update, context)
    if kept is None:
        return
    before = waiting.get("files")
    files = list(dict.fromkeys([*(before if isinstance(before, list) else []), kept.uid]))
    with_file = {**waiting, "files": files}
    said = "\n".join(part for part in (str(waiting.get("text", "")), message.caption) if part)
    if message.caption and message.media_group_id is None:
        await _take_text(update, context, with_file, said)
        return
    # The rest of an album follows at once, so it is sent when its sender says that it is whole.
    await put(context, FOLLOWING, {**with_file, "text": said})
    if message.media_group_id is None or len(files) == 1:
        send = (Button(texts.SEND_FILES, FollowOther("files")),)
        await reply.send(update, Screen(texts.HAS_FILE, (send, STOP)))


async def do_other(update: Update, context: Context) -> None:
    """Send the files that came alone, wait for a code, or stop."""
    if pressed(update, FollowOther).choice != "files":
        await following.do_other(update, context)
        return
    await reply.acknowledge(update)
    kept = await context.run(context.services.drafts.peek, context.person.id, FOLLOWING)
    if kept is None or not kept.payload.get("files"):
        await reply.send(update, Screen(texts.STOPPED))
        return
    await following.send_text(update, context, kept.payload, str(kept.payload.get("text", "")))
    await forget(context, FOLLOWING)
