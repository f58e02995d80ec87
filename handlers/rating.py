"""Thumbs under an answer, and why a thumb is down."""

from datetime import timedelta

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import ApplicationHandlerStop

from handlers import reply
from handlers.callbacks import Explain, Rate
from handlers.context import Context
from handlers.presses import pressed, pressed_keyboard
from handlers.screens import Button, Screen, in_rows
from handlers.texts import answers as texts
from services.ratings import Verdict

DRAFT = "rating.reason"
_WAIT = timedelta(minutes=15)


async def rate(update: Update, context: Context) -> None:
    """Keep a thumb; after a thumb down ask, without pressing for it, what was wrong."""
    action = pressed(update, Rate)
    verdict: Verdict = "up" if action.verdict == "up" else "down"
    await context.run(context.services.ratings.rate, action.answer, verdict, context.update_key)
    await reply.acknowledge(update, texts.THANKS)
    await _tick(update, verdict)
    if verdict == "down":
        await reply.send(update, _reasons(action.answer))


async def explain(update: Update, context: Context) -> None:
    """Keep an offered reason, or wait for one in the next message."""
    action = pressed(update, Explain)
    await reply.acknowledge(update)
    if action.reason == "write":
        await _wait_for_reason(context, action.answer)
        await reply.show(update, Screen(texts.PLEASE_WRITE))
    elif action.reason == "skip":
        await reply.show(update, Screen(texts.REASON_SKIPPED))
    else:
        reason = texts.REASONS[action.reason]
        await context.run(
            context.services.ratings.explain, action.answer, reason, context.update_key
        )
        await reply.show(update, Screen(texts.REASON_KEPT))


async def take_reason(update: Update, context: Context) -> None:
    """Take a message as the awaited reason; without a fresh draft it goes on as a question."""
    if DRAFT not in context.person.drafts:
        return
    drafts, person = context.services.drafts, context.person.id
    waiting = await context.run(drafts.peek, person, DRAFT)
    if waiting is None:
        return
    try:
        if context.now() - waiting.made_at > _WAIT:
            return
        await _keep_reason(update, context, int(waiting.payload["answer"]))
    finally:
        # Last, so that an update that has to be handled again still finds its draft.
        await context.run(drafts.take, person, DRAFT, context.update_key)
    raise ApplicationHandlerStop


async def _keep_reason(update: Update, context: Context, answer_id: int) -> None:
    assert update.message is not None
    reason = update.message.text or ""
    await context.run(context.services.ratings.explain, answer_id, reason, context.update_key)
    await reply.send(update, Screen(texts.REASON_KEPT))


async def drop_reason(update: Update, context: Context) -> None:
    """A command means that no reason will follow."""
    if DRAFT in context.person.drafts:
        drafts, person = context.services.drafts, context.person.id
        await context.run(drafts.take, person, DRAFT, context.update_key)


async def _wait_for_reason(context: Context, answer_id: int) -> None:
    await context.run(
        context.services.drafts.put,
        context.person.id,
        DRAFT,
        {"answer": answer_id},
        context.now(),
        context.update_key,
    )


def _reasons(answer_id: int) -> Screen:
    offered = [Button(label, Explain(answer_id, code)) for code, label in texts.REASONS.items()]
    last = (
        Button(texts.WRITE_REASON, Explain(answer_id, "write")),
        Button(texts.SKIP_REASON, Explain(answer_id, "skip")),
    )
    return Screen(texts.WHAT_WAS_WRONG, (*in_rows(offered, 2), last))


async def _tick(update: Update, verdict: Verdict) -> None:
    """Mark the chosen thumb on the answer."""
    markup = pressed_keyboard(update)
    if markup is None:
        return
    rows = [[_ticked(button, verdict) for button in row] for row in markup.inline_keyboard]
    await reply.relabel(update, InlineKeyboardMarkup(rows))


def _ticked(button: InlineKeyboardButton, verdict: Verdict) -> InlineKeyboardButton:
    action = Rate.read(button.callback_data)
    if action is None:
        return button
    label = texts.UP if action.verdict == "up" else texts.DOWN
    chosen = texts.CHOSEN if action.verdict == verdict else ""
    return InlineKeyboardButton(label + chosen, callback_data=action.pack())
