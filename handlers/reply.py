"""Sending a screen: anew, or in place of the message whose button was pressed."""

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    Message,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from handlers.render.parts import parts_of_html
from handlers.screens import Row, Screen

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_NOTICE_LIMIT = 200
_PICTURE_NAME = "anh.png"


async def send(update: Update, screen: Screen) -> None:
    """Send `screen` as a new message to whoever wrote or pressed; a long one as several."""
    assert update.effective_chat is not None
    *first, last = parts_of_html(screen.html)
    for html, buttons in (*((part, None) for part in first), (last, keyboard(screen))):
        await update.effective_chat.send_message(
            html,
            parse_mode=ParseMode.HTML,
            reply_markup=buttons,
            link_preview_options=NO_PREVIEW,
            protect_content=screen.is_protected or None,
        )


async def send_picture(
    update: Update, picture: bytes, html: str, rows: tuple[Row, ...] = ()
) -> None:
    """Send a PNG picture with marked-up words below it, and buttons."""
    assert update.effective_chat is not None
    await update.effective_chat.send_photo(
        InputFile(picture, _PICTURE_NAME),
        caption=html,
        parse_mode=ParseMode.HTML,
        reply_markup=keyboard(Screen(html, rows)),
    )


async def send_file(
    update: Update, content: bytes, name: str, caption: str, *, is_protected: bool = False
) -> None:
    """Send a file to whoever wrote or pressed; a protected one cannot be passed on."""
    assert update.effective_chat is not None
    await update.effective_chat.send_document(
        content, filename=name, caption=caption, protect_content=is_protected
    )


async def send_progress(update: Update, words: str) -> Message:
    """Send that something is being worked on; the message is changed when it is done."""
    assert update.effective_chat is not None
    return await update.effective_chat.send_message(words)


async def finish(update: Update, progress: Message, screen: Screen) -> None:
    """Put a screen in place of what was said while it was worked on."""
    if len(parts_of_html(screen.html)) > 1:
        await send(update, screen)
        return
    try:
        await progress.edit_text(
            screen.html,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(screen),
            link_preview_options=NO_PREVIEW,
        )
    except BadRequest:
        # The person deleted it meanwhile.
        await send(update, screen)


async def show(update: Update, screen: Screen) -> None:
    """Put `screen` in place of the pressed message, or send it where that cannot be."""
    query = update.callback_query
    fits = len(parts_of_html(screen.html)) == 1
    if query is None or not isinstance(query.message, Message) or not fits:
        await send(update, screen)
        return
    try:
        await query.edit_message_text(
            screen.html,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(screen),
            link_preview_options=NO_PREVIEW,
        )
    except BadRequest as refusal:
        if "not modified" not in refusal.message.lower():
            await send(update, screen)


async def relabel(update: Update, markup: InlineKeyboardMarkup) -> None:
    """Put other buttons under the pressed message; a message too old keeps what it has."""
    assert update.callback_query is not None
    try:
        await update.callback_query.edit_message_reply_markup(markup)
    except BadRequest:
        return


async def acknowledge(update: Update, notice: str = "") -> None:
    """Tell Telegram that the press arrived, with a short notice if there is one."""
    if update.callback_query is None:
        return
    try:
        await update.callback_query.answer(notice[:_NOTICE_LIMIT] or None)
    except BadRequest:
        # A press that waited too long cannot be acknowledged; its effect counts all the same.
        return


def keyboard(screen: Screen) -> InlineKeyboardMarkup | None:
    """Return the buttons of `screen` as Telegram takes them."""
    if not screen.rows:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(b.label, callback_data=b.action.pack()) for b in row]
            for row in screen.rows
        ]
    )
