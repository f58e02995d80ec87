"""Messages while feedback is written or followed: what was asked for, files, and codes."""

from dataclasses import replace

from telegram import Update
from telegram.ext import ApplicationHandlerStop

from domain.cases import SubjectKind
from domain.feedback_draft import Ask, FeedbackDraft, KeptFile
from domain.grievances import formal_kind, is_danger, sounds_like
from domain.incident_times import is_ahead
from domain.receipts import find_receipt
from domain.staff_names import read_name
from domain.vietnamese import clean, fold
from handlers import feedback, following, following_messages, reply
from handlers import feedback_screens as screens
from handlers.context import Context
from handlers.feedback_drafts import FOLLOWING, OFFER, change, draft_of, forget
from handlers.feedback_files import keep_file, sent_file
from handlers.feedback_help import danger_screen, formal_screen
from handlers.screens import Screen
from handlers.texts import feedback as texts
from services.case_intake import RosterName

# Roughly where Vietnam and its islands lie: south, north, west, east.
_VIETNAM = (6.0, 23.5, 102.0, 118.0)
_MOST_CAPTION = 4000


async def take(update: Update, context: Context) -> None:
    """Take a message as part of feedback; what is none goes on as a question."""
    if update.message is None:
        return
    text = update.message.text or ""
    code = find_receipt(text) if text else None
    if code is not None:
        await following.open_by_code(update, context, code)
    elif FOLLOWING in context.person.drafts and await following_messages.take(update, context):
        pass
    elif not await _take(update, context, text):
        return
    raise ApplicationHandlerStop


async def pause(update: Update, context: Context) -> None:
    """A command means that the next message is not for the draft, which is kept."""
    await forget(context, OFFER)
    await forget(context, FOLLOWING)
    found = await draft_of(context)
    if found is not None and not found[0].is_paused:
        await change(context, found[0], lambda draft: replace(draft, is_paused=True))


async def _take(update: Update, context: Context, text: str) -> bool:
    """Take a message for the draft, or offer to begin one; False where it is a question."""
    found = await draft_of(context)
    if found is not None and not found[0].is_paused:
        draft, is_fresh = found
        if not text:
            return await _take_other(update, context, draft)
        if draft.last_key != context.update_key and not is_fresh:
            await _ask_what_it_is(update, context, draft, text)
        else:
            await _take_text(update, context, draft, text)
        return True
    # Officials write of delays and complaints as their work; they have the button.
    sound = None if context.person.roles or not text else sounds_like(text)
    if sound is None:
        return False
    if is_danger(text):
        await reply.send(update, await danger_screen(context, None))
    await feedback.show_offer(update, context, text, sound)
    return True


async def _ask_what_it_is(
    update: Update, context: Context, draft: FeedbackDraft, text: str
) -> None:
    asked = await change(context, draft, lambda old: replace(old, pending=text))
    await reply.send(update, screens.meant_as(asked))


async def _take_text(update: Update, context: Context, draft: FeedbackDraft, text: str) -> None:
    """Take a text as the answer to the question that the draft is at."""
    if draft.last_key == context.update_key:
        await _show(update, context, draft)
    elif draft.at is Ask.WHERE:
        await _take_place(update, context, draft, text)
    elif draft.at is Ask.WHOM_NAME:
        await _take_whom(update, context, draft, text)
    elif draft.at is Ask.WHAT:
        await _take_what(update, context, draft, text)
    elif draft.at is Ask.WHEN:
        await _take_when(update, context, draft, text)
    elif draft.at is Ask.NAME:
        await _take_name(update, context, draft, text)
    elif draft.at is Ask.FILES:
        await _show(update, context, await change(context, draft, lambda old: old.told(text)))
    else:
        screen = await screens.screen_of(context, draft)
        await reply.send(update, replace(screen, html=f"{texts.PRESS_A_BUTTON}\n{screen.html}"))


async def _show(update: Update, context: Context, draft: FeedbackDraft) -> None:
    await reply.send(update, await screens.screen_of(context, draft))


async def _take_place(update: Update, context: Context, draft: FeedbackDraft, text: str) -> None:
    units = await context.run(context.services.directory.find, text)
    typed = clean(text)[:200]
    if len(units) == 1 and fold(units[0].name).endswith(fold(typed)):
        unit = units[0]
        named = {"unit": unit.code, "unit_name": unit.name, "place": unit.name}
        changed = await change(context, draft, lambda old: old.answered(Ask.WHERE, **named))
        await _show(update, context, changed)
        return
    kept = await change(context, draft, lambda old: replace(old, place=typed))
    await reply.send(
        update, screens.places(units, kept) if units else screens.no_place(typed, kept)
    )


async def _take_whom(update: Update, context: Context, draft: FeedbackDraft, text: str) -> None:
    typed = clean(text)[:200]
    alike: list[RosterName] = []
    if draft.subject is SubjectKind.OFFICIAL and draft.unit is not None:
        roster = await context.run(context.services.intake.roster, draft.unit, context.now())
        alike = [one for one in roster if _is_alike(one.name, typed)]
    if alike:
        kept = await change(context, draft, lambda old: replace(old, subject_text=typed))
        await reply.send(update, screens.officials(alike[:6], kept))
        return
    named = {"subject_text": typed, "subject_id": None}
    changed = await change(context, draft, lambda old: old.answered(Ask.WHOM_NAME, **named))
    await _show(update, context, changed)


def _is_alike(name: str, typed: str) -> bool:
    """Tell whether the given name of an official stands in what was typed."""
    return fold(name).split()[-1] in fold(typed).split()


async def _take_what(update: Update, context: Context, draft: FeedbackDraft, text: str) -> None:
    # Answered anew it takes the place of what was told before.
    before = "" if draft.what and Ask.WHAT not in draft.done else draft.what
    told = replace(draft, what=before).told(text)
    kind = formal_kind(text)
    if kind is None:
        changed = await change(context, draft, lambda _: told.answered(Ask.WHAT))
        await _warn(update, context, changed, text)
        await _show(update, context, changed)
        return
    done = replace(told, done=(*told.done, Ask.WHAT))
    changed = await change(context, draft, lambda _: done)
    await _warn(update, context, changed, text)
    await reply.send(update, await formal_screen(context, kind))


async def _warn(update: Update, context: Context, draft: FeedbackDraft, text: str) -> None:
    if is_danger(text):
        await reply.send(update, await danger_screen(context, draft.unit))


async def _take_when(update: Update, context: Context, draft: FeedbackDraft, text: str) -> None:
    if is_ahead(text, context.today()):
        await reply.send(update, Screen(texts.WHEN_AHEAD, (screens.below(draft),)))
        return
    when = clean(text)[:200]
    changed = await change(context, draft, lambda old: old.answered(Ask.WHEN, when=when))
    await _show(update, context, changed)


async def _take_name(update: Update, context: Context, draft: FeedbackDraft, text: str) -> None:
    name = read_name(text)
    if name is None:
        await reply.send(update, Screen(texts.NOT_A_NAME, (screens.below(draft),)))
        return
    changed = await change(context, draft, lambda old: old.answered(Ask.NAME, name=name))
    await _show(update, context, changed)


async def _take_other(update: Update, context: Context, draft: FeedbackDraft) -> bool:
    """Take a file or a place for the draft; False for what is neither."""
    message = update.message
    assert message is not None
    if message.location is not None:
        south, north, west, east = _VIETNAM
        here = message.location
        is_here = south <= here.latitude <= north and west <= here.longitude <= east
        words = texts.NO_MAP if is_here else texts.ABROAD
        await reply.send(update, Screen(f"{words}\n{texts.TYPE_PLACE}", (screens.below(draft),)))
        return True
    if sent_file(message) is None:
        await reply.send(update, Screen(texts.UNTAKEN, (screens.below(draft),)))
        return True
    await _take_file(update, context, draft)
    return True


async def _take_file(update: Update, context: Context, draft: FeedbackDraft) -> None:
    """Keep a file for the case, with the words below it as part of what happened."""
    message = update.message
    assert message is not None
    kept = await keep_file(update, context, keeps_original=draft.keeps_original)
    caption = (message.caption or "").strip()[:_MOST_CAPTION]
    if kept is None and not caption:
        return

    def with_file(old: FeedbackDraft) -> FeedbackDraft:
        files = old.files if kept is None else (*old.files, KeptFile(kept.uid, kept.kind))
        added = replace(old, files=files).told(caption)
        return added.answered(Ask.WHAT) if caption and old.at is Ask.WHAT else added

    changed = await change(context, draft, with_file)
    if message.media_group_id is None:
        words = f"{texts.kept([file.kind for file in changed.files])}\n" if kept else ""
        screen = await screens.screen_of(context, changed)
        await reply.send(update, replace(screen, html=f"{words}{screen.html}"))
    elif len(changed.files) == 1 or caption:
        # The others of an album follow at once, so they are taken without a word each.
        screen = await screens.screen_of(context, changed)
        await reply.send(update, replace(screen, html=f"{texts.ALBUM}\n{screen.html}"))
