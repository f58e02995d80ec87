"""Files of study items in the chat: the bank as a workbook, and files that editors send."""

from collections.abc import Mapping
from typing import Any

from telegram import Update
from telegram.error import BadRequest
from telegram.ext import ApplicationHandlerStop

from domain.errors import ItemFileUnusable
from handlers import item_review, reply
from handlers.awaiting import waits_for_nothing
from handlers.context import Context
from handlers.item_callbacks import KeepItems, OpenBank
from handlers.item_drafts import FILE, KINDS, SENT, wait_for
from handlers.presses import pressed
from handlers.render.item_report import item_workbook
from handlers.screens import Button, Row, Screen
from handlers.texts import item_files as texts
from handlers.texts import item_report as report_texts
from handlers.texts import item_review as review_texts
from services.item_exchange import LARGEST, FileKind, Understood
from services.item_files.parts import Source


async def do_with_bank(update: Update, context: Context) -> None:
    """Do what was asked for on the bank's first screen."""
    choice = pressed(update, OpenBank).choice
    if choice == "desk":
        await item_review.open_bank(update, context)
        return
    await reply.acknowledge(update)
    if choice == "import":
        # Whoever may not is told so now, not after they sent a file.
        await context.run(context.services.item_review.desk, context.person.id, context.now())
        await wait_for(context, FILE, {})
        await reply.send(update, Screen(texts.SEND, (item_review.STOP,)))
    elif choice == "export":
        await _export(update, context)
    elif choice == "figures":
        await _figures(update, context)
    else:
        for kind in KINDS:
            await waits_for_nothing(context, kind)
        await reply.show(update, Screen(review_texts.STOPPED))


async def _export(update: Update, context: Context) -> None:
    written = await context.run(
        context.services.item_exchange.write, context.person.id, FileKind.XLSX, context.now()
    )
    caption = texts.written(texts.BANK_FILE, written.items, written.left_out)
    await reply.send_file(update, written.content, texts.BANK_FILE, caption)


async def _figures(update: Update, context: Context) -> None:
    figures = context.services.item_figures
    reports = await context.run(figures.of_items, context.person.id, context.now())
    workbook = await context.run(item_workbook, reports)
    caption = report_texts.summary(reports)
    await reply.send_file(update, workbook, texts.FIGURES_FILE, caption)


async def take(update: Update, context: Context) -> None:
    """Take a file that was asked for, and tell what it brings before anything is kept.

    Raises:
        ApplicationHandlerStop: it was taken.
    """
    document = update.message.document if update.message is not None else None
    if document is None or FILE not in context.person.drafts:
        return
    caption = (update.message.caption or "") if update.message is not None else ""
    told = {"file": document.file_id, "name": document.file_name or "", "source": caption}
    try:
        if (document.file_size or 0) > LARGEST:
            raise ItemFileUnusable("size")
        read = await _read(context, told)
    except ItemFileUnusable as error:
        words = texts.UNUSABLE[error.fault]
        await reply.send(update, Screen(words, (item_review.STOP,)))
        raise ApplicationHandlerStop from None
    if read.items:
        await wait_for(context, SENT, told)
    await waits_for_nothing(context, FILE)
    keep = Button(texts.KEEP if read.faults else texts.KEEP_ALL, KeepItems("yes"))
    drop = Button(texts.DROP, KeepItems("no"))
    rows: tuple[Row, ...] = ((keep, drop),) if read.items else ()
    await reply.send(update, Screen(texts.understood(read), rows))
    raise ApplicationHandlerStop


async def keep(update: Update, context: Context) -> None:
    """Keep the good items of the file that was sent, or drop it."""
    choice = pressed(update, KeepItems).choice
    drafts, person = context.services.drafts, context.person.id
    await reply.acknowledge(update)
    waiting = await context.run(drafts.peek, person, SENT)
    if choice == "no" or waiting is None:
        await waits_for_nothing(context, SENT)
        await reply.show(update, Screen(texts.DROPPED if choice == "no" else texts.ASK_ANEW))
        return
    try:
        read = await _read(context, waiting.payload)
    except BadRequest:
        await waits_for_nothing(context, SENT)
        await reply.show(update, Screen(texts.ASK_ANEW))
        return
    stored = await context.run(
        context.services.bank.add, person, read.items, context.now(), context.update_key
    )
    await waits_for_nothing(context, SENT)
    await reply.show(update, Screen(texts.stored(stored.added, stored.changed)))


async def _read(context: Context, told: Mapping[str, Any]) -> Understood:
    """Return what a file brings; it is fetched anew each time, since no copy of it is kept."""
    file = await context.bot.get_file(str(told["file"]))
    content = bytes(await file.download_as_bytearray())
    return await context.run(
        context.services.item_exchange.read,
        context.person.id,
        str(told["name"]),
        content,
        source_of(str(told["source"])),
        context.now(),
    )


def source_of(caption: str) -> Source:
    """Return the document and place that stand beside a file: `ke-hoach-ct18-dak-lak II.2.i`."""
    document, _, path = caption.strip().partition(" ")
    return Source(document=document, path=path.strip())
