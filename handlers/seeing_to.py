"""Seeing to a question: linking a passage, adding a wording, handing it to a unit, leaving it."""

from datetime import date, timedelta

from telegram import Update

from domain.editing import Dismissal
from domain.errors import UnusableLink, UnusableSynonym
from handlers import reply
from handlers.awaiting import waits_for_nothing
from handlers.context import Context
from handlers.editing_callbacks import (
    AddWording,
    Dismiss,
    HandBy,
    HandTo,
    LinkAll,
    LinkPlace,
    LinkThis,
    SeeTo,
    ShowGroup,
    ShowQuestions,
)
from handlers.editing_drafts import FIND, KINDS, SAY, TRIED, UNIT, held, wait_for
from handlers.presses import pressed
from handlers.question_queue import place_rows
from handlers.screens import Button, Row, Screen, in_rows
from handlers.texts import editing as texts
from handlers.texts.names import short_name

_TERMS = (3, 7, 14)
_SATURDAY = 5


async def choose_way(update: Update, context: Context) -> None:
    """Ask for what the chosen way needs, or stop."""
    action = pressed(update, SeeTo)
    await reply.acknowledge(update)
    if action.way == "load":
        await reply.send(update, Screen(texts.SEND_FILE))
    elif action.way == "drop":
        await reply.send(update, Screen(texts.WHY_DROP, _reasons(action.answer)))
    elif action.way == "stop":
        for kind in (*KINDS, TRIED):
            await waits_for_nothing(context, kind)
        await reply.show(update, Screen(texts.STOPPED, ((_back(),),)))
    else:
        kind, question = _ASKED[action.way]
        await wait_for(context, kind, {"answer": action.answer})
        await reply.send(update, Screen(question, (_stop(action.answer),)))


_ASKED = {
    "find": (FIND, texts.WHAT_TO_FIND),
    "say": (SAY, texts.HOW_TO_SAY),
    "hand": (UNIT, texts.WHICH_UNIT),
}


async def find(update: Update, context: Context, answer: int, text: str) -> None:
    """Offer the places that a typed text names or is like."""
    queue = context.services.queue
    group = await context.run(queue.group, context.person.id, answer, context.now())
    rows = await place_rows(context, group, text)
    html = texts.CHOOSE_PLACE if rows else texts.NOTHING_FOUND
    await reply.send(update, Screen(html, (*rows, _stop(answer))))


async def show_place(update: Update, context: Context) -> None:
    """Show the words of a place before they are linked."""
    action = pressed(update, LinkPlace)
    services = context.services
    group = await context.run(services.queue.group, context.person.id, action.answer, context.now())
    document = await context.run(services.documents.document, action.document)
    view = await context.run(services.documents.provision, action.document, action.path)
    await reply.acknowledge(update)
    info = document.info
    text = texts.sure_to_link(
        group.questions[0],
        short_name(info.kind, info.number or "", info.title),
        texts.place_name(action.path),
        "\n".join(view.blocks) or view.heading,
        group.count,
    )
    place = (action.answer, action.document, action.path)
    buttons = [Button(texts.LINK_THIS, LinkThis(*place))]
    if group.count > 1:
        buttons.append(Button(texts.link_all(group.count), LinkAll(*place)))
    await reply.send(update, Screen(text, (tuple(buttons), _stop(action.answer))))


async def link(update: Update, context: Context) -> None:
    """Link a place to the question, or to its whole group."""
    query = update.callback_query
    every = LinkAll.read(query.data) if query is not None else None
    action = every or pressed(update, LinkThis)
    try:
        seen = await context.run(
            context.services.deeds.link,
            context.person.id,
            action.answer,
            action.document,
            action.path,
            context.now(),
            context.update_key,
            whole_group=every is not None,
        )
    except UnusableLink:
        await reply.acknowledge(update)
        await reply.show(update, Screen(texts.NOT_KNOWN, (_stop(action.answer),)))
        return
    await reply.acknowledge(update)
    await reply.show(update, Screen(texts.linked(seen), ((_back(),),)))


async def try_wording(update: Update, context: Context, answer: int, text: str) -> bool:
    """Show what a typed wording would change; False where it cannot be used."""
    wordings = context.services.wordings
    try:
        trial = await context.run(wordings.attempt, context.person.id, answer, text, context.now())
    except UnusableSynonym as fault:
        words = texts.synonym_fault(fault.fault, fault.broken)
        await reply.send(update, Screen(words, (_stop(answer),)))
        return False
    drafts = context.services.drafts
    payload = {"answer": answer, "typed": text}
    await context.run(
        drafts.put, context.person.id, TRIED, payload, context.now(), context.update_key
    )
    yes = Button(texts.ADD_WORDING, AddWording(answer, "yes"))
    no = Button(texts.STOP, AddWording(answer, "no"))
    await reply.send(update, Screen(texts.tried(trial), ((yes, no),)))
    return True


async def add_wording(update: Update, context: Context) -> None:
    """Let the wording that was tried count, or not."""
    action = pressed(update, AddWording)
    tried = await held(context, TRIED)
    await reply.acknowledge(update)
    if action.choice == "no" or tried is None or tried.get("answer") != action.answer:
        await waits_for_nothing(context, TRIED)
        await reply.show(update, Screen(texts.STOPPED, ((_back(),),)))
        return
    seen = await context.run(
        context.services.wordings.add,
        context.person.id,
        action.answer,
        str(tried["typed"]),
        context.now(),
        context.update_key,
    )
    await reply.show(update, Screen(texts.wording_added(seen), ((_back(),),)))
    await waits_for_nothing(context, TRIED)


async def offer_units(update: Update, context: Context, answer: int, text: str) -> bool:
    """Offer the units that a text names; False when there are none, and it says so."""
    units = await context.run(context.services.directory.find, text)
    if not units:
        await reply.send(update, Screen(texts.NO_UNIT, (_stop(answer),)))
        return False
    buttons = [Button(unit.name, HandTo(answer, unit.code)) for unit in units]
    await reply.send(update, Screen(texts.CHOOSE_UNIT, (*in_rows(buttons, 1), _stop(answer))))
    return True


async def choose_due(update: Update, context: Context) -> None:
    """Ask until when the chosen unit is to answer."""
    action = pressed(update, HandTo)
    unit = await context.run(context.services.directory.unit, action.unit)
    await reply.acknowledge(update)
    days = [_weekday_after(context.today(), term) for term in _TERMS]
    buttons = [
        Button(texts.due_label(due), HandBy(action.answer, due.toordinal(), unit.code))
        for due in days
    ]
    rows = (*in_rows(buttons, 1), _stop(action.answer))
    await reply.show(update, Screen(texts.until_when(unit.name), rows))


async def hand(update: Update, context: Context) -> None:
    """Hand the question to the unit until the chosen day."""
    action = pressed(update, HandBy)
    due = _day(action.day)
    if due is None or not context.today() <= due <= context.today() + timedelta(days=90):
        await reply.acknowledge(update)
        unit = await context.run(context.services.directory.unit, action.unit)
        again = (Button(unit.name, HandTo(action.answer, unit.code)),)
        await reply.show(update, Screen(texts.until_when(unit.name), (again,)))
        return
    handed = await context.run(
        context.services.deeds.hand,
        context.person.id,
        action.answer,
        action.unit,
        due,
        context.now(),
        context.update_key,
    )
    await reply.acknowledge(update)
    await reply.show(update, Screen(texts.handed_over(handed), ((_back(),),)))


async def dismiss(update: Update, context: Context) -> None:
    """Leave a group at that, for the chosen reason."""
    action = pressed(update, Dismiss)
    seen = await context.run(
        context.services.deeds.dismiss,
        context.person.id,
        action.answer,
        Dismissal(action.why),
        context.now(),
        context.update_key,
    )
    await reply.acknowledge(update)
    await reply.show(update, Screen(texts.dismissed(seen), ((_back(),),)))


def _reasons(answer: int) -> tuple[Row, ...]:
    buttons = [Button(label, Dismiss(answer, why.value)) for why, label in texts.DISMISSALS.items()]
    return (*in_rows(buttons, 2), _stop(answer))


def _stop(answer: int) -> Row:
    return (Button(texts.STOP, SeeTo(answer, "stop")), Button("◀ Câu hỏi", ShowGroup(answer)))


def _back() -> Button:
    return Button(texts.BACK, ShowQuestions(0))


def _day(number: int) -> date | None:
    return date.fromordinal(number) if 1 <= number <= date.max.toordinal() else None


def _weekday_after(today: date, days: int) -> date:
    """Return the day so many days on, or the Monday after a weekend."""
    due = today + timedelta(days=days)
    return due + timedelta(days=max(0, 7 - due.weekday()) if due.weekday() >= _SATURDAY else 0)
