"""/lienket: tying Telegram and browser to one person, and cutting a device off."""

from collections.abc import Mapping
from typing import Any

from telegram import Update

from handlers import reply
from handlers.context import Context, Office
from handlers.presses import pressed
from handlers.screens import Button, Screen
from handlers.staff_callbacks import Join, LinkDevice, Unlink
from handlers.staff_drafts import CODE, wait_for
from handlers.texts import joining as texts
from handlers.texts import staff as staff_texts
from handlers.texts.people import CHANNELS


async def open_linking(update: Update, context: Context) -> None:
    """Show a code for another device, or take one that stands behind the command."""
    await reply.acknowledge(update)
    if context.args:
        await redeem(update, context, " ".join(context.args))
        return
    made = await context.run(
        context.services.linking.make_code, context.person.id, context.now(), context.update_key
    )
    at = made.expires_at.astimezone(context.office.timezone)
    enter = Button(staff_texts.ENTER_LINK, LinkDevice("enter"))
    await reply.send(update, Screen(texts.link_code(made.code, at), ((enter,),)))


async def press_linking(update: Update, context: Context) -> None:
    """Show a code, or wait for one that another device shows."""
    if pressed(update, LinkDevice).choice == "show":
        await open_linking(update, context)
        return
    await reply.acknowledge(update)
    await wait_for(context, CODE, {})
    stop = (Button(texts.STOP, Join("stop")),)
    await reply.send(update, Screen(texts.SEND_CODE, (stop,)))


async def redeem(update: Update, context: Context, typed: str) -> None:
    """Tie this device to whoever made the code."""
    person = context.person
    await context.run(
        context.services.linking.redeem,
        person.id,
        person.account_id,
        typed,
        context.now(),
        context.update_key,
    )
    await reply.send(update, Screen(texts.LINKED_HERE))


async def unlink(update: Update, context: Context) -> None:
    """Ask before a device is cut off, then do it."""
    action = pressed(update, Unlink)
    await reply.acknowledge(update)
    if action.choice == "ask":
        yes = Button(staff_texts.YES, Unlink(action.account, "yes"))
        no = Button(staff_texts.NO, Unlink(action.account, "no"))
        name = await _device_name(context, action.account)
        await reply.send(update, Screen(staff_texts.sure_to_cut_off(name), ((yes, no),)))
    elif action.choice == "no":
        await reply.show(update, Screen(staff_texts.KEPT))
    else:
        is_cut = await context.run(
            context.services.linking.unlink,
            context.person.id,
            action.account,
            context.now(),
            context.update_key,
        )
        await reply.show(update, Screen(staff_texts.CUT if is_cut else staff_texts.NOT_CUT))


async def linked_screen(office: Office, payload: Mapping[str, Any]) -> Screen:
    """Return the warning that one more device was tied, with a way to cut it off at once."""
    cut = Button(texts.CUT_OFF_NOW, Unlink(int(payload["account"]), "yes"))
    return Screen(texts.linked_elsewhere(), ((cut,),))


async def _device_name(context: Context, account_id: int) -> str:
    myself = await context.run(context.services.staff.me, context.person.id, context.now())
    channels = (one.channel for one in myself.channels if one.account_id == account_id)
    channel = next(channels, "")
    return CHANNELS.get(channel, "thiết bị này")
