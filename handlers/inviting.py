"""Inviting somebody from the chat: the role, then code, link and QR picture."""

from telegram import Update

from domain.codes import shown
from domain.errors import NotAllowed
from handlers import reply
from handlers.context import Context
from handlers.editing_callbacks import InviteList
from handlers.joining import read_wish
from handlers.presses import pressed
from handlers.render.qr import qr_png
from handlers.screens import Button, Screen, in_rows, shortened
from handlers.staff_callbacks import InviteAs
from handlers.texts import joining as joining_texts
from handlers.texts import staff as texts
from handlers.texts import submissions as file_texts
from handlers.texts.people import invitation_link
from services.invitations import Invitation, Wanted


async def invite(update: Update, context: Context) -> None:
    """Offer the roles that may be given, or send the invitation to the chosen one."""
    wish = pressed(update, InviteAs).wish
    await reply.acknowledge(update)
    if not wish:
        await reply.send(update, await _choice(context))
        return
    chosen = read_wish(wish)
    if chosen is None:
        raise NotAllowed("invite")
    made = await context.run(
        context.services.invitations.invite,
        context.person.id,
        Wanted(*chosen),
        context.now(),
        context.update_key,
    )
    await _hand_over(update, context, made)


async def _choice(context: Context) -> Screen:
    gives = await context.run(context.services.staff.gives, context.person.id, context.now())
    if not gives:
        return Screen(texts.NOTHING_TO_GIVE)
    units = await context.run(context.services.directory.units)
    names = {unit.code: unit.name for unit in units}
    buttons = [
        Button(
            shortened(texts.role_label(role, names.get(unit or "")), 60),
            InviteAs(f"{role}:{unit or ''}"),
        )
        for unit, role in gives
    ]
    form = (Button(file_texts.FORM, InviteList("form")),)
    html = f"{texts.CHOOSE_ROLE}\n{file_texts.HOW_TO_INVITE_MANY}"
    return Screen(html, (*in_rows(buttons, 1), form))


async def _hand_over(update: Update, context: Context, made: Invitation) -> None:
    """Send the code as words and as a picture that a camera reads."""
    bot_name = await context.run(context.services.installation.bot_name)
    link = None if bot_name is None else invitation_link(bot_name, made.code)
    at = made.expires_at.astimezone(context.office.timezone)
    words = joining_texts.invitation(made.role, made.unit_name, made.code, link, at)
    picture = await context.run(qr_png, link or shown(made.code))
    await reply.send_picture(update, picture, words)
