"""/thamgia: taking an invitation up, asking a unit to be let in, and deciding on who asks."""

import asyncio
from collections.abc import Mapping
from typing import Any

from telegram import Update

from domain.errors import NotAllowed
from domain.roles import ASKED_FOR, Role
from handlers import reply
from handlers.context import Context, Office
from handlers.presses import pressed
from handlers.screens import Button, Row, Screen, in_rows
from handlers.staff_callbacks import Decide, Join, JoinAs, JoinUnit
from handlers.staff_drafts import CODE, KINDS, NAME, UNIT, wait_for
from handlers.texts import joining as texts
from handlers.texts.people import role_name
from services.joining import JoinRequest

STOP: Row = (Button(texts.STOP, Join("stop")),)


async def open_joining(update: Update, context: Context) -> None:
    """Say how officials join; with a code behind the command take the invitation up."""
    await reply.acknowledge(update)
    if context.args:
        await accept(update, context, " ".join(context.args))
        return
    ways = (Button(texts.HAVE_CODE, Join("code")), Button(texts.ASK_UNIT, Join("unit")))
    await reply.send(update, Screen(texts.HOW_TO_JOIN, (ways,)))


async def follow_link(update: Update, context: Context) -> None:
    """Take up the invitation of the link by which somebody opened the bot."""
    await accept(update, context, (context.args or [""])[0])


async def accept(update: Update, context: Context, typed: str) -> None:
    """Take an invitation up, and ask for a name where none is known."""
    person = context.person
    joined = await context.run(
        context.services.invitations.accept,
        person.id,
        person.account_id,
        typed,
        context.now(),
        context.update_key,
    )
    await reply.send(update, Screen(texts.joined(joined.role, joined.unit_name, joined.until)))
    if not joined.is_named:
        await wait_for(context, NAME, {})
        await reply.send(update, Screen(texts.NAME_AFTER_JOINING, (STOP,)))


async def choose_way(update: Update, context: Context) -> None:
    """Wait for a code or for a unit's name, take a request back, or stop."""
    choice = pressed(update, Join).choice
    await reply.acknowledge(update)
    if choice == "code":
        await wait_for(context, CODE, {})
        await reply.send(update, Screen(texts.SEND_CODE, (STOP,)))
    elif choice == "unit":
        await wait_for(context, UNIT, {})
        await reply.send(update, Screen(texts.WHICH_UNIT, (STOP,)))
    elif choice == "back":
        is_back = await context.run(
            context.services.joining.withdraw,
            context.person.id,
            context.now(),
            context.update_key,
        )
        await reply.show(update, Screen(texts.TAKEN_BACK if is_back else texts.NO_REQUEST))
    else:
        for kind in KINDS:
            drafts = context.services.drafts
            await context.run(drafts.take, context.person.id, kind, context.update_key)
        await reply.show(update, Screen(texts.STOPPED))


async def offer_units(update: Update, context: Context, text: str) -> bool:
    """Offer the units that a text names; False when there are none, and it says so."""
    units = await context.run(context.services.directory.find, text)
    if not units:
        await reply.send(update, Screen(texts.NO_UNIT, (STOP,)))
        return False
    buttons = [Button(unit.name, JoinUnit(unit.code)) for unit in units]
    await reply.send(update, Screen(texts.CHOOSE_UNIT, (*in_rows(buttons, 1), STOP)))
    return True


async def choose_unit(update: Update, context: Context) -> None:
    """Ask as what somebody works in the chosen unit."""
    unit = await context.run(context.services.directory.unit, pressed(update, JoinUnit).unit)
    await reply.acknowledge(update)
    buttons = [Button(role_name(role), JoinAs(f"{role}:{unit.code}")) for role in ASKED_FOR]
    await reply.show(update, Screen(texts.choose_role(unit.name), (*in_rows(buttons, 1), STOP)))


async def choose_role(update: Update, context: Context) -> None:
    """Ask for the name under which the request goes to whoever decides."""
    wish = read_wish(pressed(update, JoinAs).wish)
    if wish is None or wish[0] not in ASKED_FOR or wish[1] is None:
        raise NotAllowed("ask")
    await reply.acknowledge(update)
    await wait_for(context, NAME, {"role": wish[0].value, "unit": wish[1]})
    await reply.show(update, Screen(texts.YOUR_NAME, (STOP,)))


async def ask(update: Update, context: Context, role: Role, unit: str, name: str) -> None:
    """Send the request to whoever may decide it."""
    sent = await context.run(
        context.services.joining.ask,
        context.person.id,
        role,
        unit,
        name,
        context.now(),
        context.update_key,
    )
    back = (Button(texts.TAKE_BACK, Join("back")),)
    await reply.send(update, Screen(texts.sent(sent.role, sent.unit_name, sent.told), (back,)))


async def decide(update: Update, context: Context) -> None:
    """Approve or decline a request."""
    action = pressed(update, Decide)
    decided = await context.run(
        context.services.joining.decide,
        context.person.id,
        action.request,
        action.verdict == "yes",
        context.now(),
        context.update_key,
    )
    await reply.acknowledge(update)
    await reply.show(update, Screen(texts.you_decided(decided.name, decided.is_approved)))


def request_screen(request: JoinRequest) -> Screen:
    """Return a request with the buttons that decide it."""
    row = (
        Button(texts.APPROVE, Decide(request.id, "yes")),
        Button(texts.DECLINE, Decide(request.id, "no")),
    )
    return Screen(texts.asked(request.name, request.role, request.unit_name), (row,))


async def asked_screen(office: Office, payload: Mapping[str, Any]) -> Screen:
    """Return what a manager reads of a new request, nothing of it once it is decided."""
    actor, number = int(payload["to"]), int(payload["request"])
    try:
        joining = office.services.joining
        request = await asyncio.to_thread(joining.asked, actor, number, office.now())
    except NotAllowed:
        # They may have left while this message waited.
        request = None
    return Screen(texts.GONE) if request is None else request_screen(request)


async def decided_screen(office: Office, payload: Mapping[str, Any]) -> Screen:
    """Return what whoever asked reads of the decision."""
    role, is_approved = Role(payload["role"]), bool(payload["approved"])
    return Screen(texts.decided(role, str(payload["unit"]), is_approved))


async def ended_screen(office: Office, payload: Mapping[str, Any]) -> Screen:
    """Return what somebody reads whose role was ended."""
    return Screen(texts.role_ended(Role(payload["role"]), payload["unit"]))


def read_wish(wish: str) -> tuple[Role, str | None] | None:
    """Return the role and unit that a button names as `role:unit`; None where it names none."""
    role, _, unit = wish.partition(":")
    return (Role(role), unit or None) if role in set(Role) else None
