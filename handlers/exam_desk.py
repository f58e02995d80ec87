"""Exams of one's own organising: the list, the results with what to ask about, cancelling."""

from datetime import datetime

from telegram import Update

from handlers import reply
from handlers.context import Context
from handlers.exam_callbacks import CancelExam, ComposeExam, ResultsFile, ShowResults
from handlers.presses import pressed
from handlers.render.study_sheets import results_sheet
from handlers.screens import Button, Screen, in_rows, shortened
from handlers.study_places import sources_of
from handlers.texts import exams as exam_texts
from handlers.texts import study_units as texts
from handlers.texts.names import day
from services.study_views import ExamResults

_LISTED = 10
_HARD = 3


async def show_results(update: Update, context: Context) -> None:
    """Show what an exam brought, or the list of one's exams."""
    number = pressed(update, ShowResults).exam
    if number == 0:
        await _list(update, context)
        return
    told = await _results(context, number)
    places = await sources_of(context, told.hardest[:_HARD])
    hard = [f"{one.place} ({one.document})" for one in places]
    row = (
        Button(texts.FILE, ResultsFile(number)),
        Button(texts.CANCEL, CancelExam(number, "ask")),
    )
    await reply.acknowledge(update)
    await reply.send(update, Screen(texts.results(told, hard), (row,)))


async def send_file(update: Update, context: Context) -> None:
    """Send the results as a workbook."""
    told = await _results(context, pressed(update, ResultsFile).exam)
    await reply.acknowledge(update)
    file = await context.run(results_sheet, told, day(context.today()))
    await reply.send_file(update, file, texts.RESULTS_FILE, texts.FILE_CAPTION)


async def cancel(update: Update, context: Context) -> None:
    """Ask before an exam is cancelled, then cancel it."""
    action = pressed(update, CancelExam)
    await reply.acknowledge(update)
    if action.choice == "no":
        await reply.show(update, Screen(texts.KEPT))
        return
    if action.choice == "ask":
        row = (
            Button(texts.CANCEL_YES, CancelExam(action.exam, "yes")),
            Button(texts.CANCEL_NO, CancelExam(action.exam, "no")),
        )
        await reply.send(update, Screen(texts.SURE_TO_CANCEL, (row,)))
        return
    title = await context.run(
        context.services.exam_desk.cancel,
        context.person.id,
        action.exam,
        context.now(),
        context.update_key,
    )
    await reply.show(update, Screen(texts.cancelled(title)))


async def _list(update: Update, context: Context) -> None:
    desk = context.services.exam_desk
    exams = await context.run(desk.organised, context.person.id, context.now())
    await reply.acknowledge(update)
    shown = exams[:_LISTED]
    buttons = [Button(shortened(one.title, 48), ShowResults(one.exam)) for one in shown]
    new = (Button(exam_texts.ORGANISE, ComposeExam("new")),)
    words = texts.organised(shown, _here(context))
    await reply.send(update, Screen(words, (*in_rows(buttons, 1), new)))


async def _results(context: Context, exam: int) -> ExamResults:
    return await context.run(
        context.services.exam_desk.results,
        context.person.id,
        exam,
        context.now(),
        context.update_key,
    )


def _here(context: Context) -> datetime:
    return context.now().astimezone(context.office.timezone)
