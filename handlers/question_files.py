"""The report on questions, sent as a picture and a workbook."""

from datetime import timedelta

from telegram import Update

from handlers import reply
from handlers.context import Context
from handlers.editing_callbacks import QueueFile
from handlers.presses import pressed
from handlers.render.markup import escape
from handlers.render.question_report import question_picture, question_workbook
from handlers.screens import Button, Screen
from handlers.texts import question_reports as texts

_DAYS = {"week": 7, "month": 30, "quarter": 92}
_LABELS = {"week": "7 ngày", "month": "30 ngày", "quarter": "92 ngày"}


async def send(update: Update, context: Context) -> None:
    """Send the report on the days until today, and offer other spans."""
    choice = pressed(update, QueueFile).choice
    await reply.acknowledge(update)
    last = context.today()
    report = await context.run(
        context.services.reports.make,
        context.person.id,
        last - timedelta(days=_DAYS[choice] - 1),
        last,
        context.now(),
        context.update_key,
    )
    others = tuple(
        Button(label, QueueFile(name)) for name, label in _LABELS.items() if name != choice
    )
    if not report.asked:
        await reply.send(update, Screen(texts.NOTHING, (others,)))
        return
    picture = await context.run(question_picture, report)
    workbook = await context.run(question_workbook, report)
    await reply.send_picture(update, picture, escape(texts.title(report)))
    name = texts.FILE_NAME.format(first=report.first, last=report.last)
    await reply.send_file(update, workbook, name, texts.caption(report))
    await reply.send(update, Screen("Xem khoảng khác:", (others,)))
