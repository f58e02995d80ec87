"""Messages while something is written on a case: a part of it, or a file that proves it."""

from dataclasses import replace

from telegram import Update
from telegram.ext import ApplicationHandlerStop

from domain.desk_drafts import Deed, DeskDraft, Part
from domain.roles import Action, may_anywhere
from handlers import cases_drafts as drafts
from handlers import reply
from handlers.cases_writing_screens import screen_of, units_screen
from handlers.context import Context
from handlers.feedback_files import keep_file, sent_file
from handlers.screens import Screen
from handlers.texts import case_wordings as wordings
from handlers.texts import cases_writing as texts
from handlers.texts import errors as error_texts


async def take(update: Update, context: Context) -> None:
    """Take a message as what was asked for; without a draft that is awake it goes on."""
    message = update.message
    draft = None if message is None else await drafts.awake(context)
    if message is None or draft is None:
        return
    if draft.deed is not Deed.EXPLAIN and not _may_work(context):
        await drafts.drop(context, draft.deed)
        words = f"{error_texts.NOT_ALLOWED}{texts.kept_words(draft)}"
        await reply.send(update, Screen(words))
        raise ApplicationHandlerStop
    if message.text:
        await _take_text(update, context, draft, message.text)
        raise ApplicationHandlerStop
    if draft.takes_files and sent_file(message) is not None:
        await _take_file(update, context, draft)
        raise ApplicationHandlerStop


async def sleep(update: Update, context: Context) -> None:
    """A command means that the next message is not for what was being written, which is kept."""
    await drafts.sleep(context)


async def _take_text(update: Update, context: Context, draft: DeskDraft, text: str) -> None:
    at = draft.at
    if draft.last_key == context.update_key:
        await _show(update, context, draft)
    elif at is Part.UNIT:
        await _find_unit(update, context, text)
    elif at is None or not draft.takes_text:
        screen = await screen_of(context, draft)
        hint = texts.ALL_THERE if at is None else texts.PRESS_ONE
        await reply.send(update, replace(screen, html=f"{screen.html}\n{hint}"))
    elif wordings.has_blank(text) and wordings.templates(draft.deed):
        await reply.send(update, Screen(wordings.STILL_BLANK))
    else:
        changed = await drafts.change(context, draft, lambda old: old.written(at, text))
        await _show(update, context, changed)


async def _take_file(update: Update, context: Context, draft: DeskDraft) -> None:
    """Keep a file as proof, with the words below it."""
    assert update.message is not None
    kept = await keep_file(update, context)
    if kept is None:
        return
    caption = (update.message.caption or "").strip()

    def with_file(old: DeskDraft) -> DeskDraft:
        added = old.with_file(kept.uid)
        return added.written(Part.PROOF, caption) if caption else added

    changed = await drafts.change(context, draft, with_file)
    screen = await screen_of(context, changed)
    if update.message.media_group_id is None or len(changed.files) == 1:
        await reply.send(update, replace(screen, html=f"{texts.FILE_KEPT}\n{screen.html}"))


async def _find_unit(update: Update, context: Context, text: str) -> None:
    units = await context.run(context.services.directory.find, text)
    if not units:
        await reply.send(update, Screen(texts.NO_UNIT))
        return
    await reply.send(update, units_screen([(unit.code, unit.name) for unit in units[:8]]))


async def _show(update: Update, context: Context, draft: DeskDraft) -> None:
    await reply.send(update, await screen_of(context, draft))


def _may_work(context: Context) -> bool:
    return may_anywhere(context.person.roles, Action.WORK_ON_CASES)
