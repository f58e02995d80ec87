"""/tuan: the week of whoever leads a unit, and the card that they get on Mondays."""

import asyncio
from collections.abc import Mapping
from typing import Any

from telegram import Update

from domain.errors import NotAllowed
from handlers import reply
from handlers.callbacks import OpenScreen, ShowDeadlines, mark_of
from handlers.cases_callbacks import ShowQueue
from handlers.context import Context, Office
from handlers.screens import Button, Screen, in_rows
from handlers.texts import week as texts
from services.week import Week


async def open_week(update: Update, context: Context) -> None:
    """Send the card of each unit that the reader leads."""
    weeks = await context.run(context.services.weeks.of, context.person.id, context.now())
    await reply.acknowledge(update)
    for week in weeks:
        await reply.send(update, _screen([week]))


async def week_screen(office: Office, payload: Mapping[str, Any]) -> Screen:
    """Return the card as it is when it is sent; nothing of it to whoever leads no more."""
    try:
        weeks = await asyncio.to_thread(office.services.weeks.of, int(payload["to"]), office.now())
    except NotAllowed:
        return Screen(texts.GONE)
    return _screen(weeks)


def _screen(weeks: list[Week] | tuple[Week, ...]) -> Screen:
    plans = [plan for week in weeks for plan in week.plans][:3]
    buttons = [
        Button(texts.TASKS, ShowDeadlines(plan.document_id, 0, mark_of(plan.plan_unit)))
        for plan in plans
    ]
    buttons.append(Button(texts.OPEN, ShowQueue(0, "open")))
    if any(week.late for week in weeks):
        buttons.append(Button(texts.LATE, ShowQueue(0, "late")))
    if any(week.review for week in weeks):
        buttons.append(Button(texts.REVIEW, ShowQueue(0, "review")))
    buttons.append(Button(texts.FIGURES, OpenScreen("thongke")))
    return Screen("\n\n".join(map(texts.card, weeks)), in_rows(buttons, 2))
