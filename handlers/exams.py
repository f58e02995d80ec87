"""/thi: exams that one may sit, from the rules to the result."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from telegram import Update

from domain.errors import ExamRefused, StudyFault, StudyRefused
from domain.exams import Blueprint
from domain.roles import Action, may_anywhere
from domain.study import TYPED, Choice
from handlers import reply
from handlers.callbacks import OpenScreen
from handlers.context import Context, Office
from handlers.exam_callbacks import (
    BeginExam,
    Certify,
    ComposeExam,
    FinishExam,
    Practise,
    ShowExam,
    ShowResults,
)
from handlers.item_screens import item_screen
from handlers.presses import pressed
from handlers.screens import Button, Row, Screen, in_rows, shortened
from handlers.study_drafts import ANSWER, wait_for_answer, waits_for_nothing
from handlers.study_places import sources_of
from handlers.texts import exams as texts
from handlers.texts import start as start_texts
from handlers.texts.study_words import score_words
from services.exam_desk import CANCELLED, INVITED
from services.exam_results import FINISHED
from services.study_views import Asked, ExamCard, Result

_SECONDS_AN_ITEM = 60
_PASS_MARK = 60
_PLACES_SHOWN = 4


async def open_exams(update: Update, context: Context) -> None:
    """Show the exams that whoever asks may sit, practice, and organising where they may."""
    cards = await context.run(context.services.exams.listed, context.person.id, context.now())
    await reply.acknowledge(update)
    buttons = [Button(shortened(card.title, 48), ShowExam(card.exam)) for card in cards]
    practise = Button(texts.PRACTISE, Practise(0))
    study = Button(start_texts.STUDY, OpenScreen("hoc"))
    rows = (*in_rows(buttons, 1), (practise, study), *_desk_row(context))
    await reply.send(update, Screen(texts.listed(cards, _here(context)), rows))


async def show_rules(update: Update, context: Context) -> None:
    """Show an exam before it begins."""
    card = await context.run(
        context.services.exams.card,
        context.person.id,
        pressed(update, ShowExam).exam,
        context.now(),
    )
    await reply.acknowledge(update)
    await reply.send(update, Screen(texts.rules(card, _here(context)), _begin_rows(card)))


async def begin(update: Update, context: Context) -> None:
    """Begin an attempt, or go on with the one that runs."""
    asked = await context.run(
        context.services.exams.begin,
        context.person.id,
        pressed(update, BeginExam).exam,
        context.now(),
        context.update_key,
    )
    await reply.acknowledge(update)
    if asked is None:
        await _offer_to_finish(update, context, pressed(update, BeginExam).exam)
    else:
        await _show_item(update, context, asked)


async def practise(update: Update, context: Context) -> None:
    """Offer how many items, then begin an exam of one's own."""
    count = pressed(update, Practise).count
    if count not in texts.PRACTICE_COUNTS:
        buttons = [Button(f"{n} câu", Practise(n)) for n in texts.PRACTICE_COUNTS]
        await reply.acknowledge(update)
        await reply.send(update, Screen(texts.WHICH_PRACTICE, in_rows(buttons, 3)))
        return
    progress = await context.run(
        context.services.study_progress.of, context.person.id, context.now()
    )
    held = {one.skill: one.items for one in progress.skills if one.items}
    blueprint = Blueprint(_spread(count, held), count * _SECONDS_AN_ITEM // 60, 1, _PASS_MARK)
    asked = await context.run(
        context.services.exams.practise,
        context.person.id,
        texts.PRACTICE_TITLE,
        blueprint,
        context.now(),
        context.update_key,
    )
    await reply.acknowledge(update)
    await _show_item(update, context, asked)


async def answer(
    update: Update, context: Context, attempt: int, number: int, choice: Choice
) -> None:
    """Keep an answer without a word on its worth and show the next item.

    Raises:
        StudyRefused: it does not count.
    """
    await context.run(
        context.services.exams.answer,
        context.person.id,
        attempt,
        number,
        choice,
        context.person.channel,
        context.now(),
        context.update_key,
    )
    await _go_on(update, context, attempt)


async def finish(update: Update, context: Context) -> None:
    """Ask before an attempt is handed in, then show the result; or go on with it."""
    action = pressed(update, FinishExam)
    if action.choice == "yes":
        await close(update, context, action.attempt)
    elif action.choice == "no":
        await _go_on(update, context, action.attempt)
    else:
        await reply.acknowledge(update)
        row = (
            Button(texts.YES, FinishExam(action.attempt, "yes")),
            Button(texts.NO, FinishExam(action.attempt, "no")),
        )
        await reply.send(update, Screen(texts.sure_to_finish(), (row,)))


async def close(update: Update, context: Context, attempt: int) -> None:
    """Finish an attempt as it stands, if it is not over yet, and show the result."""
    result = await context.run(
        context.services.exams.finish,
        context.person.id,
        attempt,
        context.now(),
        context.update_key,
    )
    await waits_for_nothing(context, ANSWER)
    await reply.acknowledge(update)
    await reply.show(update, await _result(context, result))


async def invited_screen(office: Office, payload: Mapping[str, Any]) -> Screen:
    """Return what somebody reads who is put on a roster."""
    card = await _card(office, payload)
    if card is None:
        return Screen(texts.CANCELLED_LATE)
    now = office.now().astimezone(office.timezone)
    row = (Button(texts.EXAMS, ShowExam(card.exam)),)
    return Screen(texts.invited(card, now), (row,))


async def cancelled_screen(office: Office, payload: Mapping[str, Any]) -> Screen:
    """Return what the roster reads of an exam that will not take place."""
    card = await _card(office, payload)
    return Screen(texts.CANCELLED_LATE if card is None else texts.cancelled(card.title))


async def finished_screen(office: Office, payload: Mapping[str, Any]) -> Screen:
    """Return what somebody reads whose time was over."""
    person, attempt = int(payload["to"]), int(payload["attempt"])
    try:
        told = await asyncio.to_thread(office.services.exams.result, person, attempt)
    except StudyRefused:
        return Screen(texts.CANCELLED_LATE)
    words = texts.finished(told.title, score_words(told.score), has_passed=told.score.has_passed)
    return Screen(words, _certify_row(told))


RENDER = {INVITED: invited_screen, CANCELLED: cancelled_screen, FINISHED: finished_screen}


async def _card(office: Office, payload: Mapping[str, Any]) -> ExamCard | None:
    person, exam = int(payload["to"]), int(payload["exam"])
    try:
        return await asyncio.to_thread(office.services.exams.card, person, exam, office.now())
    except ExamRefused:
        # They may have had their data erased while this message waited.
        return None


async def _go_on(update: Update, context: Context, attempt: int) -> None:
    try:
        asked = await context.run(
            context.services.exams.next,
            context.person.id,
            attempt,
            context.now(),
            context.update_key,
        )
    except StudyRefused as refused:
        if refused.fault is not StudyFault.OVER:
            raise
        await close(update, context, attempt)
        return
    await reply.acknowledge(update)
    if asked is not None:
        await _show_item(update, context, asked, in_place=True)
        return
    await waits_for_nothing(context, ANSWER)
    row = (Button(texts.FINISH, FinishExam(attempt, "yes")),)
    await reply.show(update, Screen(texts.ALL_ANSWERED, (row,)))


async def _show_item(
    update: Update, context: Context, asked: Asked, *, in_place: bool = False
) -> None:
    if asked.item.type in TYPED:
        await wait_for_answer(context, asked, is_exam=True, is_sure=True)
    else:
        await waits_for_nothing(context, ANSWER)
    screen = item_screen(asked, now=_here(context))
    finish = (Button(texts.FINISH, FinishExam(asked.session, "ask")),)
    shown = Screen(screen.html, (*screen.rows, finish), is_protected=True)
    await (reply.show if in_place else reply.send)(update, shown)


async def _offer_to_finish(update: Update, context: Context, exam: int) -> None:
    card = await context.run(context.services.exams.card, context.person.id, exam, context.now())
    if card.attempt is not None:
        row = (Button(texts.FINISH, FinishExam(card.attempt, "yes")),)
        await reply.send(update, Screen(texts.ALL_ANSWERED, (row,)))


async def _result(context: Context, told: Result) -> Screen:
    places = await sources_of(context, told.wrong[:_PLACES_SHOWN])
    named = [f"{one.place} ({one.document})" for one in places]
    buttons = [one.button for one in places if one.button is not None]
    study = (Button(start_texts.STUDY, OpenScreen("hoc")),)
    rows = (*_certify_row(told), *in_rows(buttons, 1), study)
    return Screen(texts.result(told, named), rows)


def _certify_row(told: Result) -> tuple[Row, ...]:
    if not told.may_certify:
        return ()
    return ((Button(texts.CERTIFY, Certify(told.attempt, "ask")),),)


def _begin_rows(card: ExamCard) -> tuple[Row, ...]:
    if card.attempt is not None:
        return ((Button(texts.GO_ON, BeginExam(card.exam)),),)
    may_begin = card.is_open and card.attempts_left > 0
    return ((Button(texts.BEGIN, BeginExam(card.exam)),),) if may_begin else ()


def _desk_row(context: Context) -> tuple[Row, ...]:
    if not may_anywhere(context.person.roles, Action.HOLD_EXAM):
        return ()
    new = Button(texts.ORGANISE, ComposeExam("new"))
    return ((new, Button(texts.MINE, ShowResults(0))),)


def _spread(count: int, held: Mapping[Any, int]) -> dict[Any, int]:
    """Return so many items spread over the skills as evenly as these hold them."""
    spread = dict.fromkeys(held, 0)
    while sum(spread.values()) < count:
        open_ones = [skill for skill in held if spread[skill] < held[skill]]
        if not open_ones:
            break
        for skill in open_ones[: count - sum(spread.values())]:
            spread[skill] += 1
    return {skill: share for skill, share in spread.items() if share}


def _here(context: Context) -> datetime:
    return context.now().astimezone(context.office.timezone)
