"""/theodoi: following a case by its code or from the account that sent it."""

import asyncio
from collections.abc import Mapping
from typing import Any

from telegram import Update

from domain.cases import Move, is_dissatisfied
from domain.errors import AlreadyRated, AlreadyReopened, MoveNotPossible
from domain.receipts import ReceiptFault, read_number, read_receipt
from handlers import reply
from handlers.context import Context, Office
from handlers.feedback_callbacks import (
    AgreeToSummary,
    CaseFile,
    CutCase,
    FollowOther,
    OpenCase,
    RateCase,
    ReopenCase,
    WriteToCase,
)
from handlers.feedback_drafts import FOLLOWING, forget, forget_others, put
from handlers.following_screens import STOP, case_screen, files_of, own_screen, step_screen
from handlers.presses import pressed
from handlers.screens import Button, Screen
from handlers.texts import following as texts
from services.cases import Holder, SenderView

ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "audio/ogg": "ogg",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "video/mp4": "mp4",
    "audio/webm": "weba",
    "video/webm": "webm",
}


async def open_following(update: Update, context: Context) -> None:
    """Show one's own cases and wait for a code; with one behind the command open its case."""
    await reply.acknowledge(update)
    if context.args:
        await open_typed(update, context, " ".join(context.args))
        return
    await forget_others(context)
    cases = await context.run(context.services.following.own, context.person.id)
    await put(context, FOLLOWING, {"deed": "code"})
    await reply.send(update, own_screen(context.office, cases))


async def open_typed(update: Update, context: Context, typed: str) -> bool:
    """Open the case of a code or number that was typed; False where it is neither."""
    number = read_number(typed)
    if number is not None:
        await open_case(update, context, number)
        return True
    read = read_receipt(typed)
    if read.code is not None:
        await open_case(update, context, read.code)
        return True
    is_check = read.fault is ReceiptFault.CHECK
    await reply.send(update, Screen(texts.MISTYPED if is_check else texts.not_a_code(read.length)))
    return False


async def open_by_code(update: Update, context: Context, code: str) -> None:
    """Open the case of a code that stood in a message."""
    await open_case(update, context, code)
    await forget(context, FOLLOWING)


async def open_case(update: Update, context: Context, ref: str) -> None:
    """Send a case as its sender sees it."""
    view = await _view(context, ref)
    await reply.send(update, case_screen(context.office, view, ref))


async def show_case(update: Update, context: Context) -> None:
    """Send the case of the pressed button."""
    ref = pressed(update, OpenCase).case
    await reply.acknowledge(update)
    await open_case(update, context, ref)


async def follow_link(update: Update, context: Context) -> None:
    """Open the case whose receipt led here."""
    await open_typed(update, context, (context.args or [""])[0])


async def do_other(update: Update, context: Context) -> None:
    """Wait for a code, or stop waiting for anything."""
    choice = pressed(update, FollowOther).choice
    await reply.acknowledge(update)
    if choice == "code":
        await forget_others(context)
        await put(context, FOLLOWING, {"deed": "code"})
        await reply.send(update, Screen(texts.HOW_TO_FOLLOW, (STOP,)))
    else:
        await forget(context, FOLLOWING)
        await reply.show(update, Screen(texts.STOPPED))


async def write(update: Update, context: Context) -> None:
    """Wait for what somebody adds or replies."""
    action = pressed(update, WriteToCase)
    await reply.acknowledge(update)
    deed = "reply" if action.is_reply else "add"
    await _wait(context, {"deed": deed, "case": action.case, "files": []})
    words = texts.WRITE_REPLY if action.is_reply else texts.WRITE_MORE
    await reply.send(update, Screen(words, (STOP,)))


async def reopen(update: Update, context: Context) -> None:
    """Wait for what is still not resolved."""
    ref = pressed(update, ReopenCase).case
    await reply.acknowledge(update)
    view = await _view(context, ref)
    if Move.REOPEN not in view.may:
        await reply.send(update, Screen(texts.ALREADY_REOPENED))
        return
    await _wait(context, {"deed": "reopen", "case": ref})
    await reply.send(update, Screen(texts.WHY_REOPEN, (STOP,)))


async def rate(update: Update, context: Context) -> None:
    """Ask for the reason of a rating, or send it without one."""
    action = pressed(update, RateCase)
    await reply.acknowledge(update)
    if action.is_final:
        await send_rating(update, context, action.case, action.rating, "")
        await forget(context, FOLLOWING)
        return
    view = await _view(context, action.case)
    if Move.RATE not in view.may:
        words = texts.ALREADY_RATED if view.rating is not None else texts.NOT_NOW
        await reply.send(update, Screen(words, _see(action.case)))
        return
    await _wait(context, {"deed": "rate", "case": action.case, "rating": action.rating})
    send = Button(texts.NO_REASON, RateCase(action.rating, 1, action.case))
    await reply.send(update, Screen(texts.why(action.rating), ((send,), STOP)))


async def send_rating(update: Update, context: Context, ref: str, rating: int, reason: str) -> None:
    """Keep a rating and tell what comes of it."""
    following = context.services.following
    try:
        view = await context.run(
            following.rate, _holder(context, ref), rating, reason, context.now(), context.update_key
        )
    except AlreadyRated:
        await reply.send(update, Screen(texts.ALREADY_RATED, _see(ref)))
        return
    except MoveNotPossible:
        await reply.send(update, Screen(texts.NOT_NOW, _see(ref)))
        return
    kept = view.rating or rating
    words = texts.rated(kept, is_dissatisfied=is_dissatisfied(kept))
    again = ((Button(texts.REOPEN, ReopenCase(ref)),),) if Move.REOPEN in view.may else ()
    await reply.send(update, Screen(words, (*again, *_see(ref))))


async def agree(update: Update, context: Context) -> None:
    """Keep whether the official concerned may read the summary."""
    action = pressed(update, AgreeToSummary)
    await reply.acknowledge(update)
    try:
        await context.run(
            context.services.following.agree,
            _holder(context, action.case),
            action.summary,
            bool(action.is_agreed),
            context.now(),
            context.update_key,
        )
    except MoveNotPossible:
        await reply.send(update, Screen(texts.NOT_NOW, _see(action.case)))
        return
    words = texts.AGREED if action.is_agreed else texts.DECLINED
    await reply.show(update, Screen(words, _see(action.case)))


async def cut(update: Update, context: Context) -> None:
    """Ask before a case is cut off from this account, then do it."""
    action = pressed(update, CutCase)
    await reply.acknowledge(update)
    if not action.is_sure:
        sure = Button(texts.SURE, CutCase(1, action.case))
        keep = Button(texts.KEEP, OpenCase(action.case))
        await reply.send(update, Screen(texts.SURE_TO_CUT, ((sure, keep),)))
        return
    holder, following = _holder(context, action.case), context.services.following
    await context.run(following.unlink, holder, context.now(), context.update_key)
    await reply.show(update, Screen(texts.WAS_CUT))


async def send_case_file(update: Update, context: Context) -> None:
    """Send a file of a case to its sender."""
    action = pressed(update, CaseFile)
    await reply.acknowledge(update)
    view = await _view(context, action.case)
    files = files_of(view)
    if action.index >= len(files):
        await reply.send(update, Screen(texts.FILE_GONE))
        return
    opened = await context.run(
        context.services.following.file,
        _holder(context, action.case),
        files[action.index].uid,
        context.now(),
        context.update_key,
    )
    name = f"{view.number}-{action.index + 1}.{ENDINGS.get(opened.head.media_type, 'bin')}"
    label = texts.file_label(opened.head.kind, action.index + 1)
    await reply.send_file(update, opened.content, name, f"{view.number}: {label}")


async def told_screen(office: Office, payload: Mapping[str, Any]) -> Screen:
    """Return what a sender is told of a step; nothing of it once the case is gone."""
    line = payload.get("line")
    following, number = office.services.following, str(payload["number"])
    told = await asyncio.to_thread(following.told, number, None if line is None else int(line))
    if told is None:
        return Screen(texts.CASE_GONE)
    return step_screen(office, Move(payload["move"]), told.view, told.line)


async def send_text(
    update: Update, context: Context, waiting: Mapping[str, Any], text: str
) -> None:
    """Add or reply, with the files that came before."""
    following, ref = context.services.following, str(waiting["case"])
    write_it = following.answer if waiting["deed"] == "reply" else following.add
    files = tuple(waiting.get("files", ()))
    holder = _holder(context, ref)
    try:
        view = await context.run(
            write_it, holder, text, context.now(), context.update_key, files=files
        )
    except MoveNotPossible:
        await reply.send(update, Screen(texts.NOT_NOW, _see(ref)))
        return
    await reply.send(update, Screen(texts.ADDED, _see(ref if view.number != ref else view.number)))


async def send_reopening(update: Update, context: Context, ref: str, reason: str) -> None:
    """Open a case once more."""
    following, holder = context.services.following, _holder(context, ref)
    try:
        await context.run(following.reopen, holder, reason, context.now(), context.update_key)
    except AlreadyReopened:
        await reply.send(update, Screen(texts.ALREADY_REOPENED, _see(ref)))
    except MoveNotPossible:
        await reply.send(update, Screen(texts.NOT_NOW, _see(ref)))
    else:
        await reply.send(update, Screen(texts.REOPENED, _see(ref)))


async def _view(context: Context, ref: str) -> SenderView:
    following, holder = context.services.following, _holder(context, ref)
    return await context.run(following.open, holder, context.now(), context.update_key)


async def _wait(context: Context, payload: Mapping[str, Any]) -> None:
    await forget_others(context)
    await put(context, FOLLOWING, payload)


def _holder(context: Context, ref: str) -> Holder:
    """Return who opens a case, by its number or by its code."""
    person, number = context.person, read_number(ref)
    if number is not None:
        return Holder(person.id, person.account_id, number=number)
    return Holder(person.id, person.account_id, code=ref)


def _see(ref: str) -> tuple[tuple[Button, ...], ...]:
    return ((Button(texts.SEE_CASE, OpenCase(ref)),),)
