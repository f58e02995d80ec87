"""Messages that an editor was asked for: new words of an item, or why it is put away."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from telegram import Update
from telegram.ext import ApplicationHandlerStop

from domain.errors import AlreadyDecided, ItemUnusable
from domain.item_parts import parts_of, reworded
from domain.study import ItemState
from domain.vietnamese import clean
from handlers import item_review, reply
from handlers.awaiting import waits_for_nothing
from handlers.context import Context
from handlers.item_drafts import KINDS, REASON, WORDS
from handlers.screens import Screen
from handlers.texts import item_review as texts

_WAIT = timedelta(minutes=30)
_LONGEST_REASON = 500


async def take(update: Update, context: Context) -> None:
    """Take a message as what was asked for; without a fresh draft it goes on as a question.

    Raises:
        ApplicationHandlerStop: it was taken.
    """
    kind = next((kind for kind in (WORDS, REASON) if kind in context.person.drafts), None)
    if kind is None or update.message is None:
        return
    waiting = await context.run(context.services.drafts.peek, context.person.id, kind)
    if waiting is None:
        return
    if context.now() - waiting.made_at > _WAIT:
        await waits_for_nothing(context, kind)
        return
    words = clean(" ".join((update.message.text or "").split()))
    if kind == WORDS:
        await _reword(update, context, waiting.payload, words)
    else:
        await _put_away(update, context, waiting.payload, words)
    raise ApplicationHandlerStop


async def drop(update: Update, context: Context) -> None:
    """A command means that nothing of this will follow."""
    for kind in KINDS:
        if kind in context.person.drafts:
            await waits_for_nothing(context, kind)


async def _reword(update: Update, context: Context, waiting: Mapping[str, Any], words: str) -> None:
    code, pile, part = str(waiting["item"]), int(waiting["pile"]), str(waiting["part"])
    services, person, now = context.services, context.person.id, context.now()
    card = await context.run(services.item_review.card, person, code, now)
    item = card.held.item
    try:
        if part not in parts_of(item):
            raise AlreadyDecided
        # The version that was read: another one by now is refused, a replay is not.
        new = replace(reworded(item, part, words), version=int(waiting["version"]))
        held = await context.run(services.bank.edit, person, code, new, now, context.update_key)
    except ItemUnusable as error:
        # What was asked for still is: the next message is tried as the words again.
        await reply.send(update, Screen(texts.refused_words(error.faults), (item_review.STOP,)))
        return
    except AlreadyDecided:
        await waits_for_nothing(context, WORDS)
        await reply.send(update, Screen(texts.TOO_LATE))
        await reply.send(update, await item_review.item_screen(context, pile, code))
        return
    await waits_for_nothing(context, WORDS)
    is_draft = held.state is ItemState.DRAFT
    await reply.send(update, Screen(texts.kept_words(code) if is_draft else texts.edited(code)))
    follow = item_review.item_screen if is_draft else item_review.next_screen
    await reply.send(update, await follow(context, pile, code))


async def _put_away(
    update: Update, context: Context, waiting: Mapping[str, Any], reason: str
) -> None:
    if len(reason) > _LONGEST_REASON:
        await reply.send(update, Screen(texts.REASON_TOO_LONG, (item_review.STOP,)))
        return
    code, pile = str(waiting["item"]), int(waiting["pile"])
    services, person, now = context.services, context.person.id, context.now()
    held = (await context.run(services.item_review.card, person, code, now)).held
    is_draft = held.state is ItemState.DRAFT
    deed = services.bank.reject if is_draft else services.bank.retire
    try:
        await context.run(deed, person, code, reason, now, context.update_key)
        told = texts.rejected(code) if is_draft else texts.withdrawn(code)
    except AlreadyDecided:
        told = texts.TOO_LATE
    await waits_for_nothing(context, REASON)
    await reply.send(update, Screen(told))
    await reply.send(update, await item_review.next_screen(context, pile, code))
