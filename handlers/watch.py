"""Báo khi có văn bản: the wish to hear of a later answer, and taking it back."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update

from handlers import reply
from handlers.callbacks import Watch, WatchCorrection
from handlers.context import Context
from handlers.presses import pressed, pressed_keyboard
from handlers.texts import answers as texts


async def toggle(update: Update, context: Context) -> None:
    """Keep the wish or erase it, as the pressed button says, and turn the button round."""
    query = update.callback_query
    correction = WatchCorrection.read(query.data) if query is not None else None
    action = correction or pressed(update, Watch)
    if action.state == "on":
        kept = texts.WATCH_KEPT if correction is None else texts.CORRECTION_KEPT
        notice = await _keep(context, action.answer, kept)
    else:
        await context.run(
            context.services.watches.cancel, context.person.id, action.answer, context.update_key
        )
        notice = texts.WATCH_ERASED
    await reply.acknowledge(update, notice)
    await _turn(update, is_watching=action.state == "on")


async def _keep(context: Context, answer_id: int, kept: str) -> str:
    is_new = await context.run(
        context.services.watches.watch,
        context.person.id,
        answer_id,
        context.now(),
        context.update_key,
    )
    return kept if is_new else texts.WATCH_ALREADY


async def _turn(update: Update, *, is_watching: bool) -> None:
    markup = pressed_keyboard(update)
    if markup is None:
        return
    rows = [[_turned(button, is_watching) for button in row] for row in markup.inline_keyboard]
    await reply.relabel(update, InlineKeyboardMarkup(rows))


def _turned(button: InlineKeyboardButton, is_watching: bool) -> InlineKeyboardButton:
    for kind, wish in ((Watch, texts.WATCH), (WatchCorrection, texts.WATCH_CORRECTION)):
        action = kind.read(button.callback_data)
        if action is not None:
            label, state = (texts.WATCHING, "off") if is_watching else (wish, "on")
            return InlineKeyboardButton(label, callback_data=kind(action.answer, state).pack())
    return button
