"""Answers to items, pressed or typed, in a session or an exam."""

from telegram import Update

from domain.errors import StudyFault, StudyRefused
from domain.grading import read_typed
from domain.study import TYPED, Choice, ItemType
from domain.vietnamese import fold
from handlers import exams, reply
from handlers.context import Context
from handlers.item_screens import Marked, answered_screen, item_screen, read_picks
from handlers.presses import pressed
from handlers.screens import Button, Screen
from handlers.study_callbacks import GiveAnswer, MarkChoice, NextItem
from handlers.study_drafts import ANSWER, wait_for_answer, waits_for_nothing
from handlers.study_places import source_of
from handlers.texts import study_items as texts
from services.study_views import Asked

_LONGEST_ANSWER = 48
_MOST_WORDS = 9
# Words of questions: whoever writes them asks, whatever numbers stand beside them.
_ASKING = frozenset({"ai", "gi", "nao", "sao", "may", "the", "hoi", "bao"})


async def mark(update: Update, context: Context) -> None:
    """Show what is chosen so far."""
    action = pressed(update, MarkChoice)
    picks = read_picks(action.picks)
    try:
        asked = await _waiting(context, action.exam, action.session, action.number)
        if picks is None or not _are_of(asked, picks):
            raise StudyRefused(StudyFault.NO_CHOICE)
    except StudyRefused as refused:
        await _refuse(update, context, refused.fault, action)
        return
    is_sure = bool(action.sure)
    if asked.item.type in TYPED and not action.exam:
        await wait_for_answer(context, asked, is_exam=False, is_sure=is_sure)
    await reply.acknowledge(update, "" if is_sure else texts.UNSURE_NOTED)
    now = context.now().astimezone(context.office.timezone) if action.exam else None
    await reply.show(update, item_screen(asked, Marked(picks, is_sure), now))


async def give(update: Update, context: Context) -> None:
    """Take the pressed answer."""
    action = pressed(update, GiveAnswer)
    picks = read_picks(action.picks)
    try:
        if picks is None:
            raise StudyRefused(StudyFault.NO_CHOICE)
        await _answer(update, context, action, Choice(picks))
    except StudyRefused as refused:
        await _refuse(update, context, refused.fault, action)


async def take_typed(update: Update, context: Context, text: str) -> bool:
    """Take a message as the answer to the item that waits; False where it is something else."""
    waiting = await context.run(context.services.drafts.peek, context.person.id, ANSWER)
    if waiting is None:
        return False
    kept = waiting.payload
    action = GiveAnswer(
        int(kept["exam"]), int(kept["session"]), int(kept["number"]), int(kept["sure"]), ""
    )
    try:
        asked = await _waiting(context, action.exam, action.session, action.number)
    except StudyRefused:
        await waits_for_nothing(context, ANSWER)
        return False
    if not _may_be_an_answer(text):
        return False
    choice = read_typed(asked.item, text)
    if choice is None:
        is_number = asked.item.type is ItemType.NUMBER
        await reply.send(update, Screen(texts.NOT_A_NUMBER if is_number else texts.NOT_A_DAY))
        return True
    try:
        await _answer(update, context, action, choice)
    except StudyRefused as refused:
        await _refuse(update, context, refused.fault, action)
    return True


async def _answer(update: Update, context: Context, action: GiveAnswer, choice: Choice) -> None:
    if action.exam:
        await exams.answer(update, context, action.session, action.number, choice)
        return
    told = await context.run(
        context.services.study.answer,
        context.person.id,
        action.session,
        action.number,
        choice,
        bool(action.sure),
        context.person.channel,
        context.now(),
        context.update_key,
    )
    source = await source_of(context, told.item.document, told.item.path)
    await waits_for_nothing(context, ANSWER)
    await reply.acknowledge(update)
    await reply.show(update, answered_screen(told, source))


async def _waiting(context: Context, exam: int, session: int, number: int) -> Asked:
    person, services = context.person.id, context.services
    if exam:
        return await context.run(services.exams.waiting, person, session, number, context.now())
    return await context.run(services.study.waiting, person, session, number)


async def _refuse(
    update: Update, context: Context, fault: StudyFault, action: GiveAnswer | MarkChoice
) -> None:
    """Say why an answer does not count; a second tap of the same key only needs a short word."""
    if fault is StudyFault.OVER and action.exam:
        await exams.close(update, context, action.session)
        return
    if fault is StudyFault.ANSWERED and update.callback_query is not None:
        await reply.acknowledge(update, texts.ALREADY)
        return
    await reply.acknowledge(update)
    if fault is StudyFault.RETIRED:
        on = Button(texts.NEXT, NextItem(action.session))
        await reply.show(update, Screen(texts.RETIRED, ((on,),)))
        return
    await reply.send(update, Screen(texts.FAULTS[fault]))


def _are_of(asked: Asked, picks: tuple[int, ...]) -> bool:
    """Tell whether picks that a button carries can be of this item."""
    return set(picks) <= set(asked.order) and len(set(picks)) == len(picks)


def _may_be_an_answer(text: str) -> bool:
    """Tell whether a message may be meant as a number or a day, and not as a question."""
    words = fold(text).replace("?", " ? ").split()
    return (
        len(text) <= _LONGEST_ANSWER
        and len(words) <= _MOST_WORDS
        and "?" not in words
        and not _ASKING & set(words)
    )
