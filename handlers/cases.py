"""/hoso: the desk of those who resolve cases: the queue, one case, and what is done at once."""

from telegram import Update

from domain.cases import CaseKind
from domain.errors import UnknownFile
from handlers import cases_screens as screens
from handlers import reply
from handlers.cases_callbacks import Assign, Merge, Move, OpenFile, ShowCase, ShowQueue, place_of
from handlers.cases_drafts import begun
from handlers.context import Context
from handlers.presses import pressed
from handlers.screens import Button, Screen
from handlers.texts import apologies as apology_texts
from handlers.texts import case_card as card_texts
from handlers.texts import cases as texts
from services.case_reading import Part
from services.cases import DeskCase
from services.desk_times import TimeLeft

_ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "application/pdf": "pdf",
    "audio/ogg": "ogg",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "video/mp4": "mp4",
    "video/webm": "webm",
}


async def open_desk(update: Update, context: Context) -> None:
    """Send the queue; with words or a number behind the command what is found."""
    wanted = " ".join(context.args or [])
    if wanted:
        desk = context.services.desk
        lines = await context.run(desk.search, context.person.id, wanted, context.now())
        times = await context.run(context.services.desk_times.left, lines, context.now())
        await reply.send(update, screens.found_screen(context, lines, times))
        return
    screen = await _queue(context, ShowQueue(0, Part.OPEN.value))
    await reply.acknowledge(update)
    await reply.send(update, screen)


async def show_queue(update: Update, context: Context) -> None:
    """Show another page or part of the queue in the same message."""
    screen = await _queue(context, pressed(update, ShowQueue))
    await reply.acknowledge(update)
    await reply.show(update, screen)


async def _queue(context: Context, shown: ShowQueue) -> Screen:
    desk, actor, now = context.services.desk, context.person.id, context.now()
    counts = await context.run(desk.counts, actor, now)
    lines = await context.run(desk.queue, actor, now, Part(shown.part), shown.page)
    times = await context.run(context.services.desk_times.left, lines, now)
    return screens.queue_screen(context, shown, counts, lines, times, await begun(context))


async def show_case(update: Update, context: Context) -> None:
    """Show one case, or one side of it, in the same message."""
    action = pressed(update, ShowCase)
    shown = await look(context, action.number)
    if action.side == "letter":
        await _send_letter(update, context, action.number)
        return
    screen = await _side(context, shown, action.side)
    await reply.acknowledge(update)
    await reply.show(update, screen)


async def _send_letter(update: Update, context: Context, number: str) -> None:
    """Send the letter of the latest apology, for signing and filing."""
    from handlers.render.apology import apology_letter

    made = await context.run(
        context.services.apologies.latest, context.person.id, number, context.now()
    )
    content = await context.run(apology_letter, made, context.office.timezone)
    await reply.acknowledge(update)
    caption = card_texts.letter(number)
    await reply.send_file(update, content, apology_texts.FILE_NAME, caption, is_protected=True)


async def look(context: Context, number: str) -> DeskCase:
    """Return one case; that somebody looked is logged."""
    desk = context.services.desk
    return await context.run(
        desk.case, context.person.id, number, context.now(), context.update_key
    )


async def _side(context: Context, shown: DeskCase, side: str) -> Screen:
    desk, actor, number = context.services.desk, context.person.id, shown.line.number
    if side == "talk":
        return screens.talk_screen(context, shown)
    if side == "past":
        return screens.past_screen(context, shown)
    if side == "story":
        return screens.story_screen(shown)
    if side == "files":
        return screens.files_screen(shown)
    if side == "alike":
        similar = await context.run(desk.similar, actor, number, context.now())
        return screens.alike_screen(context, shown, similar)
    if side == "people":
        people = await context.run(desk.colleagues, actor, number, context.now())
        return screens.people_screen(shown, people)
    left = await time_left(context, shown)
    build = screens.more_screen if side == "more" else screens.case_screen
    return build(context, shown, left)


async def time_left(context: Context, shown: DeskCase) -> TimeLeft | None:
    """Return how much time a case has."""
    times = context.services.desk_times
    (left,) = await context.run(times.left, (shown.line,), context.now())
    return left


async def open_file(update: Update, context: Context) -> None:
    """Send one file of a case, cleaned, in a message that cannot be passed on."""
    action = pressed(update, OpenFile)
    shown = await look(context, action.number)
    files = screens.files_of(shown)
    if action.index >= len(files):
        raise UnknownFile
    opened = await context.run(
        context.services.desk.file,
        context.person.id,
        action.number,
        files[action.index].uid,
        context.now(),
        context.update_key,
    )
    await reply.acknowledge(update)
    ending = _ENDINGS.get(opened.head.media_type, "docx")
    name = f"{action.number}-{action.index + 1}.{ending}"
    caption = card_texts.file_caption(action.number, action.index)
    await reply.send_file(update, opened.content, name, caption, is_protected=True)


async def move(update: Update, context: Context) -> None:
    """Take a case, or tell its sender that the office has it; then show it as it is now."""
    action = pressed(update, Move)
    desk = context.services.desk
    deed = desk.take if action.deed == "take" else desk.acknowledge
    line = await context.run(
        deed, context.person.id, action.number, context.now(), context.update_key
    )
    is_praise = line.kind is CaseKind.PRAISE
    told = texts.taken(line)
    if action.deed == "acknowledge":
        told = texts.acknowledged(line.number, is_praise=is_praise)
    await reply.acknowledge(update)
    if is_praise:
        await reply.show(update, Screen(told, (screens.desk_row(),)))
        return
    await _show_after(update, context, action.number, told)


async def assign(update: Update, context: Context) -> None:
    """Give a case to a colleague."""
    action = pressed(update, Assign)
    line = await context.run(
        context.services.desk.assign,
        context.person.id,
        action.number,
        action.person,
        context.now(),
        context.update_key,
    )
    await reply.acknowledge(update)
    await reply.show(update, Screen(texts.assigned(line), (screens.after_row(line.number),)))


async def merge(update: Update, context: Context) -> None:
    """Ask before two cases become one, then merge them."""
    action = pressed(update, Merge)
    into = ShowCase(action.into_year, action.into_ordinal, "case").number
    row = screens.after_row(action.number)
    await reply.acknowledge(update)
    if action.choice == "ask":
        places = (*place_of(action.number), *place_of(into))
        yes, no = (Button(texts.YES, Merge(*places, "yes")), Button(texts.NO, Merge(*places, "no")))
        await reply.send(update, Screen(texts.sure_to_merge(action.number, into), ((yes, no),)))
        return
    if action.choice == "no":
        await reply.show(update, Screen(texts.KEPT_APART, (row,)))
        return
    merged_by = context.services.desk.merge
    await context.run(
        merged_by, context.person.id, action.number, into, context.now(), context.update_key
    )
    words = texts.merged(action.number, into)
    await reply.show(update, Screen(words, (screens.after_row(into),)))


async def _show_after(update: Update, context: Context, number: str, told: str) -> None:
    """Show a case as it is after a move, below what was done."""
    shown = await look(context, number)
    screen = screens.case_screen(context, shown, await time_left(context, shown))
    await reply.show(update, Screen(f"{told}\n\n{screen.html}", screen.rows))
