"""/hoc: today's session, the next item, a pause, and how the session ended."""

from telegram import Update

from domain.errors import StudyFault, StudyRefused
from domain.learning import Scope, read_scope
from domain.study import TYPED
from handlers import reply
from handlers.callbacks import OpenScreen
from handlers.context import Context
from handlers.item_screens import Marked, item_screen
from handlers.presses import pressed
from handlers.screens import Button, Row, Screen, in_rows, shortened
from handlers.study_callbacks import AskAbout, ChooseScope, NextItem, PauseStudy, StartStudy
from handlers.study_drafts import (
    ABOUT,
    ANSWER,
    PASSING,
    wait_for,
    wait_for_answer,
    waits_for_nothing,
)
from handlers.study_places import source_of, sources_of
from handlers.texts import study as texts
from handlers.texts.names import short_name
from services.study_views import Asked, Today

_HARD_SHOWN = 3


async def open_study(update: Update, context: Context) -> None:
    """Show what today's session holds, and the other ways to study."""
    today = await context.run(context.services.study.today, context.person.id, context.now())
    await reply.acknowledge(update)
    await reply.send(update, Screen(texts.today(today), _ways(today)))


async def choose_scope(update: Update, context: Context) -> None:
    """Offer the skills, or the documents, that there are items on; or ask for nothing more."""
    kind = pressed(update, ChooseScope).kind
    if kind == "stop":
        await _stop_asking(update, context)
        return
    screen = await (_skills(context) if kind == "skill" else _documents(context))
    await reply.acknowledge(update)
    await reply.send(update, screen)


async def _stop_asking(update: Update, context: Context) -> None:
    for waiting in PASSING:
        await waits_for_nothing(context, waiting)
    await reply.acknowledge(update)
    await reply.show(update, Screen(texts.STOPPED))


async def start(update: Update, context: Context) -> None:
    """Begin a session, or go on with the one that is open on the same."""
    try:
        scope = read_scope(pressed(update, StartStudy).scope)
    except ValueError:
        raise StudyRefused(StudyFault.NOT_YOURS) from None
    asked = await context.run(
        context.services.study.start, context.person.id, scope, context.now(), context.update_key
    )
    await reply.acknowledge(update)
    if asked is None:
        await reply.send(update, Screen(texts.NOTHING, _other_ways()))
        return
    await show_item(update, context, asked)


async def go_on(update: Update, context: Context) -> None:
    """Show the item that waits or the next one; at the end tell how the session went."""
    try:
        asked = await context.run(
            context.services.study.next, context.person.id, context.now(), context.update_key
        )
    except StudyRefused as refused:
        if refused.fault is not StudyFault.OVER:
            raise
        await open_study(update, context)
        return
    await reply.acknowledge(update)
    if asked is None:
        await _end(update, context)
    else:
        await show_item(update, context, asked)


async def pause(update: Update, context: Context) -> None:
    """Let the session wait; it goes on wherever and whenever its person likes."""
    session = pressed(update, PauseStudy).session
    await waits_for_nothing(context, ANSWER)
    today = await context.run(context.services.study.today, context.person.id, context.now())
    await reply.acknowledge(update)
    if today.open_session != session:
        await reply.send(update, Screen(texts.today(today), _ways(today)))
        return
    rows = ((Button(texts.GO_ON, NextItem(session)), _progress_button()),)
    await reply.send(update, Screen(texts.paused(today), rows))


async def ask_about(update: Update, context: Context) -> None:
    """Wait for a question on the place of an item."""
    action = pressed(update, AskAbout)
    document = await context.run(context.services.documents.document, action.document)
    source = await source_of(context, document.info.slug, action.path)
    is_plan = not document.is_statute
    named = source.path if is_plan else f"{source.place} {source.document}"
    await reply.acknowledge(update)
    await wait_for(context, ABOUT, {"place": named})
    await reply.send(update, Screen(texts.about(named), (stop_row(),)))


async def show_item(
    update: Update, context: Context, asked: Asked, *, in_place: bool = False
) -> None:
    """Show an item of a session; where it is typed the next message answers it."""
    if asked.item.type in TYPED:
        await wait_for_answer(context, asked, is_exam=False, is_sure=True)
    else:
        await waits_for_nothing(context, ANSWER)
    await (reply.show if in_place else reply.send)(update, item_screen(asked, Marked()))


def stop_row() -> Row:
    """Return the row that takes back what was asked for."""
    return (Button(texts.STOP, ChooseScope("stop")),)


async def _end(update: Update, context: Context) -> None:
    study = context.services.study
    ended = await context.run(study.stop, context.person.id, context.now(), context.update_key)
    if ended is None:
        await open_study(update, context)
        return
    places = await sources_of(context, ended.often_wrong[:_HARD_SHOWN])
    named = [
        shortened(f"{one.place} ({one.heading})" if one.heading else one.place, 80)
        for one in places
    ]
    buttons = [one.button for one in places if one.button is not None]
    more = Button(texts.MORE, StartStudy(""))
    rows = (*in_rows(buttons, 1), (more, _progress_button()))
    await reply.send(update, Screen(texts.ended(ended, named), rows))


def _ways(today: Today) -> tuple[Row, ...]:
    if today.open_session is not None and today.at < today.of:
        first: Row = (Button(texts.GO_ON, NextItem(today.open_session)),)
    else:
        first = (Button(texts.BEGIN, StartStudy("")),) if today.count else ()
    return (*((first,) if first else ()), *_other_ways())


def _other_ways() -> tuple[Row, ...]:
    return (
        (
            Button(texts.BY_SKILL, ChooseScope("skill")),
            Button(texts.BY_DOCUMENT, ChooseScope("document")),
        ),
        (
            _progress_button(),
            Button(texts.EXAMS, OpenScreen("thi")),
            Button(texts.REMINDERS, OpenScreen("nhac")),
        ),
    )


def _progress_button() -> Button:
    return Button(texts.PROGRESS, OpenScreen("tiendo"))


async def _skills(context: Context) -> Screen:
    progress = await context.run(
        context.services.study_progress.of, context.person.id, context.now()
    )
    buttons = [
        Button(texts.skill_label(one), StartStudy(Scope(skill=one.skill).code))
        for one in progress.skills
        if one.items
    ]
    return Screen(texts.WHICH_SKILL + texts.gaps(progress.skills), in_rows(buttons, 1))


async def _documents(context: Context) -> Screen:
    shelf = await context.run(context.services.documents.summaries)
    buttons = []
    for one in shelf:
        scope = Scope(document=one.slug)
        today = await context.run(
            context.services.study.today, context.person.id, context.now(), scope
        )
        if today.count:
            name = shortened(short_name(one.kind, one.number, one.title), 48)
            buttons.append(Button(name, StartStudy(scope.code)))
    return Screen(texts.WHICH_DOCUMENT if buttons else texts.NO_DOCUMENT, in_rows(buttons, 1))
