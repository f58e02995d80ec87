"""Messages that somebody was asked for while joining: a code, a unit's name, their own name."""

from datetime import timedelta

from telegram import Update
from telegram.ext import ApplicationHandlerStop

from domain.codes import INVITATION_LETTERS, LINK_LETTERS, read_code
from domain.errors import NotAName
from domain.roles import Role
from handlers import joining, linking, reply, signing_in
from handlers.awaiting import waits_for_nothing
from handlers.context import Context
from handlers.screens import Screen
from handlers.staff_drafts import APP, CODE, KINDS, NAME, SIGN_IN, UNIT
from handlers.texts import joining as texts

_WAIT = timedelta(minutes=30)


async def take(update: Update, context: Context) -> None:
    """Take a message as what was asked for; without a fresh draft it goes on as a question."""
    kind = next((kind for kind in KINDS if kind in context.person.drafts), None)
    if kind is None or update.message is None:
        return
    waiting = await context.run(context.services.drafts.peek, context.person.id, kind)
    text = update.message.text or ""
    if waiting is None:
        return
    is_meant = _is_meant(kind, text)
    if context.now() - waiting.made_at > _WAIT or not is_meant:
        await waits_for_nothing(context, kind)
        return
    if kind == CODE:
        await _take_code(update, context, text)
    elif kind in (APP, SIGN_IN):
        await (signing_in.confirm if kind == APP else signing_in.enter)(update, context, text)
        await waits_for_nothing(context, kind)
    elif kind == UNIT:
        await _take_unit(update, context, text)
    else:
        await _take_name(update, context, text, waiting.payload.get("role"), waiting.payload)
    raise ApplicationHandlerStop


async def drop(update: Update, context: Context) -> None:
    """A command means that nothing of this will follow."""
    for kind in KINDS:
        if kind in context.person.drafts:
            await waits_for_nothing(context, kind)


async def _take_code(update: Update, context: Context, text: str) -> None:
    # A wrong code raises, so the next message is tried as one again.
    if read_code(text, LINK_LETTERS) is not None:
        await linking.redeem(update, context, text)
    else:
        await joining.accept(update, context, text)
    await waits_for_nothing(context, CODE)


async def _take_unit(update: Update, context: Context, text: str) -> None:
    if await joining.offer_units(update, context, text):
        await waits_for_nothing(context, UNIT)


async def _take_name(
    update: Update, context: Context, text: str, role: object, payload: object
) -> None:
    try:
        if isinstance(payload, dict) and role is not None:
            await joining.ask(update, context, Role(str(role)), str(payload["unit"]), text)
        else:
            staff = context.services.staff
            name = await context.run(staff.rename, context.person.id, text, context.update_key)
            await reply.send(update, Screen(texts.named(name)))
    except NotAName:
        await reply.send(update, Screen(texts.NOT_A_NAME, (joining.STOP,)))
        return
    await waits_for_nothing(context, NAME)


def _is_meant(kind: str, text: str) -> bool:
    """Tell whether a message may be what was asked for, and not a question."""
    if kind == CODE:
        return _is_like_a_code(text)
    return kind not in (APP, SIGN_IN) or signing_in.is_like_a_code(text)


def _is_like_a_code(text: str) -> bool:
    """Tell whether a message may be meant as a code: one of the right length, or one word."""
    lengths = (INVITATION_LETTERS, LINK_LETTERS)
    is_code = any(read_code(text, letters) is not None for letters in lengths)
    return is_code or len(text.split()) == 1
