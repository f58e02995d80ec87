"""/giaitrinh: officials who are asked to explain themselves; and those who are praised."""

from telegram import Update

from domain.desk_drafts import Deed
from domain.errors import NotAllowed
from handlers import reply
from handlers.cases_callbacks import Explanation
from handlers.cases_writing import begin_on
from handlers.context import Context
from handlers.presses import pressed
from handlers.screens import Button, Screen
from handlers.texts import cases_heard as texts
from services.cases import AskedToExplain

_SHOWN = 5


async def open_asked(update: Update, context: Context) -> None:
    """Send what the reader is asked to explain: summaries, and nothing else of any case."""
    asked = await _asked(context)
    await reply.acknowledge(update)
    if not asked:
        await reply.send(update, Screen(texts.NOTHING))
    for one in asked[:_SHOWN]:
        button = Button(texts.EXPLAIN, Explanation(one.id))
        rows = () if one.text else ((button,),)
        await reply.send(update, Screen(texts.asked(one, context.office.timezone), rows))


async def explain(update: Update, context: Context) -> None:
    """Let the next message be the explanation."""
    wanted = pressed(update, Explanation).request
    if not any(one.id == wanted and not one.text for one in await _asked(context)):
        raise NotAllowed("explain")
    await reply.acknowledge(update)
    await begin_on(update, context, Deed.EXPLAIN, str(wanted))


async def open_praise(update: Update, context: Context) -> None:
    """Send the praise that reached the reader or whom they head."""
    desk = context.services.desk
    found = await context.run(desk.praises, context.person.id, context.now())
    await reply.acknowledge(update)
    text = texts.praises(found[:_SHOWN], context.office.timezone) if found else texts.NO_PRAISE
    await reply.send(update, Screen(text))


async def _asked(context: Context) -> tuple[AskedToExplain, ...]:
    return await context.run(context.services.desk.asked_to_explain, context.person.id)
