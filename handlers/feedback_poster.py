"""The poster of a unit, for whoever heads it: a QR code on the wall that opens feedback there."""

from telegram import Update

from domain.roles import Role
from handlers import reply
from handlers.context import Context
from handlers.feedback_callbacks import Poster
from handlers.presses import pressed
from handlers.render.poster import poster_picture
from handlers.screens import Button, Row, Screen
from handlers.texts import receipts as texts


async def send_poster(update: Update, context: Context) -> None:
    """Send the poster of the pressed unit."""
    unit = await context.run(context.services.directory.unit, pressed(update, Poster).unit)
    await reply.acknowledge(update)
    bot_name = await context.run(context.services.installation.bot_name)
    if bot_name is None:
        await reply.send(update, Screen(texts.NO_BOT_NAME))
        return
    link = texts.poster_link(bot_name, unit.code)
    picture = await context.run(poster_picture, unit.name, link)
    await reply.send_picture(update, picture, texts.poster_of(unit.name))


def poster_rows(context: Context) -> tuple[Row, ...]:
    """Return a button for the poster of each unit that the reader heads."""
    roles = context.person.roles
    units = dict.fromkeys(one.unit for one in roles if one.role is Role.MANAGER and one.unit)
    return tuple((Button(texts.MAKE_POSTER, Poster(unit)),) for unit in units)
