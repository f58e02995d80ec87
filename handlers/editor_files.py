"""Files that somebody with a role sends: a document to load, or a list of people to invite."""

from telegram import Document, Update
from telegram.error import BadRequest
from telegram.ext import ApplicationHandlerStop

from domain.errors import AnotherDocumentHeld, NotAllowed, UnreadableDocument, UnusableRoster
from domain.roles import Action, may_anywhere
from handlers import reply
from handlers.awaiting import waits_for_nothing
from handlers.context import Context
from handlers.editing_callbacks import InviteList, LoadFile
from handlers.editing_drafts import NAME, ROSTER, held, wait_for
from handlers.presses import pressed
from handlers.render.roster import roster_file, roster_form
from handlers.screens import Button, Row, Screen
from handlers.texts import submissions as texts
from services.invitations import Wanted
from services.roster import is_workbook, read_roster
from services.submissions import LARGEST, Lack, Preview


async def take(update: Update, context: Context) -> None:
    """Take a file from whoever may load documents or invite people; others go on to the rest.

    Raises:
        ApplicationHandlerStop: it was taken.
    """
    roles = context.person.roles
    may_load = may_anywhere(roles, Action.LOAD_DOCUMENT)
    may_invite = may_anywhere(roles, Action.INVITE)
    document = update.message.document if update.message is not None else None
    if document is None or not (may_load or may_invite):
        return
    if (document.file_size or 0) > LARGEST:
        await reply.send(update, Screen(texts.TOO_LARGE))
        raise ApplicationHandlerStop
    content = await _fetched(document)
    if content is None:
        await reply.send(update, Screen(texts.NOT_FETCHED))
        raise ApplicationHandlerStop
    is_list = await context.run(is_workbook, content)
    if is_list and may_invite:
        await _take_list(update, context, document, content)
    elif may_load:
        await _take_document(update, context, document.file_name or "", content)
    else:
        return
    raise ApplicationHandlerStop


async def _fetched(document: Document) -> bytes | None:
    """Return what a file holds, None where the channel does not hand it out."""
    try:
        file = await document.get_file()
        return bytes(await file.download_as_bytearray())
    except BadRequest:
        return None


async def _take_document(update: Update, context: Context, name: str, content: bytes) -> None:
    progress = await reply.send_progress(update, texts.READING)
    try:
        preview = await context.run(
            context.services.submissions.receive,
            context.person.id,
            name,
            content,
            context.now(),
            context.update_key,
        )
    except UnreadableDocument as error:
        await reply.finish(update, progress, Screen(texts.unreadable(error.reason)))
        return
    await reply.finish(update, progress, _shown(preview))


def _shown(preview: Preview) -> Screen:
    drop = Button(texts.DROP, LoadFile(preview.number, "drop"))
    if preview.reading is not None:
        load = Button(texts.LOAD, LoadFile(preview.number, "load"))
        return Screen(texts.preview(preview.reading), ((load, drop),))
    assert preview.lack is not None
    way = _WAYS[preview.lack]
    row: Row = (Button(way[0], LoadFile(preview.number, way[1])), drop)
    return Screen(texts.lack(preview.lack), (row,))


_WAYS = {
    Lack.STRUCTURE: (texts.AS_PASSAGES, "plain"),
    Lack.NUMBER: (texts.GIVE_NAME, "name"),
}


async def take_name(update: Update, context: Context, number: int, text: str) -> bool:
    """Show a document under the name that was typed; False where it is none."""
    try:
        preview = await context.run(
            context.services.submissions.call,
            context.person.id,
            number,
            text,
            context.now(),
            context.update_key,
        )
    except (ValueError, AnotherDocumentHeld) as fault:
        words = texts.NO_NAME if isinstance(fault, ValueError) else texts.NAME_TAKEN
        await reply.send(update, Screen(words))
        return False
    await reply.send(update, _shown(preview))
    return True


async def do_with_file(update: Update, context: Context) -> None:
    """Load a file that was sent, drop it, or show it as plain passages."""
    action = pressed(update, LoadFile)
    submissions, person = context.services.submissions, context.person.id
    now, key = context.now(), context.update_key
    await reply.acknowledge(update)
    if action.choice == "load":
        loaded = await context.run(submissions.load, person, action.file, now, key)
        await reply.show(update, Screen(texts.loaded(loaded)))
    elif action.choice == "name":
        await wait_for(context, NAME, {"file": action.file})
        await reply.send(update, Screen(texts.WHICH_NAME))
    elif action.choice == "plain":
        preview = await context.run(submissions.make_plain, person, action.file, now, key)
        await reply.show(update, _shown(preview))
    else:
        is_dropped = await context.run(submissions.drop, person, action.file, now, key)
        await reply.show(update, Screen(texts.DROPPED if is_dropped else texts.GONE))


async def _take_list(update: Update, context: Context, document: Document, content: bytes) -> None:
    """Show who is on a list; what is wrong with it is told row by row."""
    try:
        people = await _people(context, content)
    except UnusableRoster as error:
        await reply.send(update, Screen(texts.wrong_roster(error.faults)))
        return
    await context.run(
        context.services.drafts.put,
        context.person.id,
        ROSTER,
        {"file": document.file_id},
        context.now(),
        context.update_key,
    )
    row = (
        Button(texts.INVITE_ALL, InviteList("yes")),
        Button(texts.INVITE_NONE, InviteList("no")),
    )
    await reply.send(update, Screen(texts.roster(people), (row,)))


async def invite_list(update: Update, context: Context) -> None:
    """Invite everybody on the list that was sent, hand out the form for one, or stop."""
    choice = pressed(update, InviteList).choice
    await reply.acknowledge(update)
    if choice == "form":
        form = await context.run(roster_form)
        await reply.send_file(update, form, texts.FORM_NAME, texts.FORM_CAPTION)
        return
    waiting = await held(context, ROSTER)
    if choice == "no" or waiting is None:
        gone = texts.INVITED_NONE if choice == "no" else texts.ROSTER_GONE
        await waits_for_nothing(context, ROSTER)
        await reply.show(update, Screen(gone))
        return
    await _invite(update, context, str(waiting["file"]))
    await waits_for_nothing(context, ROSTER)


async def _invite(update: Update, context: Context, file_id: str) -> None:
    try:
        file = await context.bot.get_file(file_id)
        people = await _people(context, bytes(await file.download_as_bytearray()))
    except (BadRequest, UnusableRoster):
        await reply.show(update, Screen(texts.ROSTER_GONE))
        return
    try:
        made = await context.run(
            context.services.invitations.invite_many,
            context.person.id,
            people,
            context.now(),
            context.update_key,
        )
    except NotAllowed:
        await reply.show(update, Screen(texts.NOT_YOURS))
        return
    bot_name = await context.run(context.services.installation.bot_name)
    content = await context.run(roster_file, made, bot_name)
    await reply.show(update, Screen(texts.roster(people)))
    await reply.send_file(update, content, texts.CODES_NAME, texts.CODES_CAPTION)


async def _people(context: Context, content: bytes) -> tuple[Wanted, ...]:
    units = await context.run(context.services.directory.units)
    return await context.run(read_roster, content, units)
