"""The press that a handler was called for."""

from typing import TypeVar

from telegram import InlineKeyboardMarkup, Message, Update

from handlers.callbacks import Action

A = TypeVar("A", bound=Action)


def pressed(update: Update, kind: type[A]) -> A:
    """Return the action of the pressed button; the handler table lets no other kind through."""
    query = update.callback_query
    action = kind.read(query.data) if query is not None else None
    assert action is not None, "the handler table matched a button of another kind"
    return action


def pressed_keyboard(update: Update) -> InlineKeyboardMarkup | None:
    """Return the buttons under the pressed message, None where Telegram no longer shows it."""
    query = update.callback_query
    if query is None or not isinstance(query.message, Message):
        return None
    return query.message.reply_markup
