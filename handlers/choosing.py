"""Which plan is meant, where several are loaded."""

from collections.abc import Callable

from telegram import Update

from handlers import reply
from handlers.callbacks import Action
from handlers.context import Context
from handlers.render.markup import escape
from handlers.screens import Button, Screen, in_rows, shortened
from handlers.texts import plans as texts
from handlers.texts.names import document_name, short_name


async def the_plan(update: Update, context: Context, action: Callable[[int], Action]) -> int | None:
    """Return the number of the only plan; otherwise ask or say that there is none.

    `action` makes what a press of one plan's button means.
    """
    plans = await context.run(context.services.plan.plans)
    await reply.acknowledge(update)
    if len(plans) == 1:
        return plans[0].document_id
    if not plans:
        await reply.send(update, Screen(texts.NO_PLAN))
        return None
    await reply.send(update, await _choice(context, [p.document_id for p in plans], action))
    return None


async def _choice(context: Context, plans: list[int], action: Callable[[int], Action]) -> Screen:
    shelf = await context.run(context.services.documents.summaries)
    wanted = {summary.id: summary for summary in shelf if summary.id in plans}
    lines = [f"• {escape(document_name(s.kind, s.number, s.title, 160))}" for s in wanted.values()]
    buttons = [
        Button(shortened(short_name(s.kind, s.number, s.title), 60), action(number))
        for number, s in wanted.items()
        if number is not None
    ]
    return Screen("\n".join([texts.WHICH_PLAN, *lines]), in_rows(buttons, 1))
