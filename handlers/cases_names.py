"""/giu_ten: names kept for the custodian: a reason, a second person, then the custodian."""

from telegram import Update

from domain.roles import Action, may_anywhere
from handlers import reply
from handlers.cases_callbacks import SealedName
from handlers.context import Context
from handlers.presses import pressed
from handlers.screens import Button, Row, Screen
from handlers.texts import cases_names as texts
from services.case_custody import NameRequest

_SHOWN = 5


async def open_names(update: Update, context: Context) -> None:
    """Send the requests that wait for the reader: to be approved, or to be opened."""
    custody, actor, now = context.services.custody, context.person.id, context.now()
    roles = context.person.roles
    opens = may_anywhere(roles, Action.OPEN_NAMES)
    to_open = await context.run(custody.to_open, actor, now) if opens else ()
    approves = may_anywhere(roles, Action.APPROVE_NAMES) or not opens
    to_approve = await context.run(custody.to_approve, actor, now) if approves else ()
    await reply.acknowledge(update)
    for request in to_approve[:_SHOWN]:
        await reply.send(update, _screen(context, request, _decisions(request)))
    for request in to_open[:_SHOWN]:
        row = (Button(texts.HAND_OVER, SealedName(request.id, "open")),)
        await reply.send(update, _screen(context, request, row))
    if not to_approve and not to_open:
        await reply.send(update, Screen(texts.NOTHING))


async def do_with_name(update: Update, context: Context) -> None:
    """Approve or decline a request, or hand the sealed name to the custodian."""
    action = pressed(update, SealedName)
    custody, actor = context.services.custody, context.person.id
    if action.deed == "open":
        boxed = await context.run(
            custody.open, actor, action.request, context.now(), context.update_key
        )
        await reply.acknowledge(update)
        await reply.show(update, Screen(texts.boxed(boxed)))
        return
    is_approved = action.deed == "yes"
    await context.run(
        custody.approve, actor, action.request, is_approved, context.now(), context.update_key
    )
    await reply.acknowledge(update)
    await reply.show(update, Screen(texts.APPROVED if is_approved else texts.DECLINED))


def _decisions(request: NameRequest) -> Row:
    return (
        Button(texts.APPROVE, SealedName(request.id, "yes")),
        Button(texts.DECLINE, SealedName(request.id, "no")),
    )


def _screen(context: Context, request: NameRequest, row: Row) -> Screen:
    return Screen(texts.asked(request, context.office.timezone), (row,))
