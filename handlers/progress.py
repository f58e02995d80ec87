"""/tiendo, /nhac and /xoahoc: one's own progress, reminders, and one's own log."""

import re
from collections.abc import Mapping
from typing import Any

from telegram import Update

from handlers import reply
from handlers.callbacks import OpenScreen
from handlers.certificates import list_own
from handlers.context import Context, Office
from handlers.presses import pressed
from handlers.render.progress import progress_picture
from handlers.render.study_sheets import log_sheet
from handlers.screens import Button, Row, Screen, in_rows
from handlers.study_callbacks import OwnStudy, Remind, StartStudy
from handlers.study_places import sources_of
from handlers.texts import progress as texts
from handlers.texts import start as start_texts
from handlers.texts import study as study_texts
from services.study_nudges import NUDGED
from services.study_reminders import REMINDER

_HOUR = re.compile(r"(\d{1,2})(?:\s*(?:[:hg.]|giờ|gio)\s*(\d{2})?)?", re.IGNORECASE)


async def open_progress(update: Update, context: Context) -> None:
    """Send one's progress as a picture, with the places that are forgotten as buttons."""
    progress = await context.run(
        context.services.study_progress.of, context.person.id, context.now()
    )
    await reply.acknowledge(update)
    if not progress.answered:
        start = (Button(study_texts.BEGIN, StartStudy("")),)
        await reply.send(update, Screen(texts.NO_PROGRESS, (start,)))
        return
    places = await sources_of(context, progress.forgotten)
    forgotten = [
        (f"{one.place} – {one.heading}" if one.heading else f"{one.place} {one.document}", p.wrong)
        for one, p in zip(places, progress.forgotten, strict=True)
    ]
    buttons = [one.button for one in places if one.button is not None]
    rows = (*in_rows(buttons, 1), *_own_rows(is_named=progress.shares_name))
    picture = await context.run(progress_picture, progress, context.today())
    await reply.send_picture(update, picture, texts.below(progress, forgotten), rows)


async def do_with_own(update: Update, context: Context) -> None:
    """Do what a button below one's progress says."""
    match pressed(update, OwnStudy).choice:
        case "file":
            await send_log(update, context)
        case "share" | "hide" as wish:
            await _share(update, context, wanted=wish == "share")
        case "certificates":
            await list_own(update, context)
        case "ask":
            await ask_to_forget(update, context)
        case "forget_yes":
            await _forget(update, context)
        case _:
            await reply.acknowledge(update)
            await reply.show(update, Screen(study_texts.KEPT))


async def send_log(update: Update, context: Context) -> None:
    """Send one's own log as a workbook."""
    log = await context.run(context.services.study_progress.log, context.person.id)
    await reply.acknowledge(update)
    if not log:
        await reply.send(update, Screen(study_texts.NO_LOG))
        return
    file = await context.run(log_sheet, log, context.office.timezone)
    await reply.send_file(update, file, study_texts.LOG_NAME, study_texts.LOG_CAPTION)


async def ask_to_forget(update: Update, context: Context) -> None:
    """Ask before the pseudonym is destroyed; the log can be taken along first."""
    await reply.acknowledge(update)
    sure = (
        Button(study_texts.FORGET_YES, OwnStudy("forget_yes")),
        Button(study_texts.FORGET_NO, OwnStudy("forget_no")),
    )
    log = (Button(study_texts.LOG, OwnStudy("file")),)
    await reply.send(update, Screen(study_texts.SURE_TO_FORGET, (sure, log)))


async def open_reminders(update: Update, context: Context) -> None:
    """Show when one is reminded; with an hour behind the command, keep it."""
    if context.args:
        await _remind(update, context, " ".join(context.args))
        return
    now = await context.run(context.services.study_reminders.of, context.person.id)
    await reply.acknowledge(update)
    await reply.send(update, Screen(study_texts.reminder(now), _hours(is_on=now is not None)))


async def remind(update: Update, context: Context) -> None:
    """Keep the pressed hour, or remind no more."""
    at = pressed(update, Remind).at
    if at != "off":
        await _remind(update, context, at)
        return
    await _stop_reminding(update, context)


async def reminder_screen(office: Office, payload: Mapping[str, Any]) -> Screen:
    """Return the reminder."""
    numbers = (int(payload[name]) for name in ("due", "new", "minutes", "streak"))
    row = (
        Button(study_texts.BEGIN, StartStudy("")),
        Button(study_texts.REMIND_OFF, Remind("off")),
    )
    return Screen(study_texts.reminded(*numbers), (row,))


async def nudged_screen(office: Office, payload: Mapping[str, Any]) -> Screen:
    """Return the word to everybody of a unit."""
    row = (Button(start_texts.STUDY, OpenScreen("hoc")),)
    return Screen(study_texts.nudged(str(payload["unit"])), (row,))


RENDER = {REMINDER: reminder_screen, NUDGED: nudged_screen}


async def _remind(update: Update, context: Context, typed: str) -> None:
    if typed.strip().lower() in {"tắt", "tat", "off"}:
        await _stop_reminding(update, context)
        return
    found = _HOUR.fullmatch(typed.strip())
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
    await reply.acknowledge(update)
    if hour > 23 or minute > 59:
        await reply.send(update, Screen(study_texts.NO_SUCH_HOUR, _hours(is_on=False)))
        return
    choose = context.services.study_reminders.choose
    first = await context.run(
        choose, context.person.id, hour, minute, context.now(), context.update_key
    )
    await reply.show(update, Screen(study_texts.reminder_kept(first)))


async def _stop_reminding(update: Update, context: Context) -> None:
    was_on = await context.run(
        context.services.study_reminders.stop, context.person.id, context.update_key
    )
    await reply.acknowledge(update)
    words = study_texts.REMINDER_GONE if was_on else study_texts.NO_REMINDER
    await reply.show(update, Screen(words))


async def _share(update: Update, context: Context, *, wanted: bool) -> None:
    share = context.services.study_progress.share_name
    await context.run(share, context.person.id, wanted, context.now(), context.update_key)
    await reply.acknowledge(update)
    await reply.send(update, Screen(study_texts.SHARED if wanted else study_texts.HIDDEN))


async def _forget(update: Update, context: Context) -> None:
    forget = context.services.study_progress.forget
    was_known = await context.run(forget, context.person.id, context.now(), context.update_key)
    await reply.acknowledge(update)
    words = study_texts.FORGOTTEN if was_known else study_texts.NEVER_STUDIED
    await reply.show(update, Screen(words))


def _own_rows(*, is_named: bool) -> tuple[Row, ...]:
    share = (
        Button(study_texts.HIDE, OwnStudy("hide"))
        if is_named
        else Button(study_texts.SHARE, OwnStudy("share"))
    )
    return (
        (
            Button(start_texts.STUDY, OpenScreen("hoc")),
            Button(study_texts.REMINDERS, OpenScreen("nhac")),
            Button(study_texts.CERTIFICATES, OwnStudy("certificates")),
        ),
        (Button(study_texts.LOG, OwnStudy("file")), share),
        (Button(study_texts.FORGET, OwnStudy("ask")),),
    )


def _hours(*, is_on: bool) -> tuple[Row, ...]:
    buttons = [Button(at.lstrip("0"), Remind(at)) for at in study_texts.REMINDER_HOURS]
    off = ((Button(study_texts.REMIND_OFF, Remind("off")),),) if is_on else ()
    return (*in_rows(buttons, 3), *off)
