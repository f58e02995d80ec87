"""/toi and /nguoi: oneself, the people of one's unit, ending roles, a lost telephone."""

from telegram import Update

from domain.codes import shown
from domain.errors import RoleGone
from domain.roles import Action, may_anywhere
from handlers import reply
from handlers.callbacks import OpenScreen
from handlers.context import Context
from handlers.feedback_poster import poster_rows
from handlers.joining import request_screen
from handlers.paging import page_count, slice_of, turning
from handlers.presses import pressed
from handlers.screens import Button, Row, Screen, in_rows, shortened
from handlers.staff_callbacks import (
    EndRole,
    InviteAs,
    Join,
    LeaveRole,
    LinkDevice,
    Restore,
    ShowPeople,
    ShowPerson,
    Unlink,
)
from handlers.texts import joining as joining_texts
from handlers.texts import staff as texts
from services.staff import Colleague, HeldRole, Myself

_PAGE = 10
_WAITING_SHOWN = 5


async def show_me(update: Update, context: Context) -> None:
    """Show roles and devices of whoever asks, and what they can do about them."""
    myself = await context.run(context.services.staff.me, context.person.id, context.now())
    await reply.acknowledge(update)
    here = context.person.account_id
    text = texts.me(myself, here) if myself.roles else texts.citizen(myself.waits_for)
    await reply.send(update, Screen(text, _own_buttons(myself, here)))


def _own_buttons(myself: Myself, here: int) -> tuple[Row, ...]:
    devices = Button(texts.OTHER_DEVICE, LinkDevice("show"))
    enter = Button(texts.ENTER_LINK, LinkDevice("enter"))
    leaves = [
        Button(shortened(f"{texts.LEAVE}: {_role(held)}", 60), LeaveRole(held.id, "ask"))
        for held in myself.roles
    ]
    cuts = [
        Button(f"{texts.CUT_OFF} {texts.device(one, here)}", Unlink(one.account_id, "ask"))
        for one in myself.channels
        if one.account_id != here
    ]
    back = [Button(joining_texts.TAKE_BACK, Join("back"))] if myself.waits_for else []
    join = [] if myself.roles else [Button(joining_texts.HAVE_CODE, Join("code"))]
    ask = [] if myself.roles or myself.waits_for else [Button(joining_texts.ASK_UNIT, Join("unit"))]
    return (*in_rows([*join, *ask, *back], 2), (devices, enter), *in_rows([*cuts, *leaves], 1))


async def open_people(update: Update, context: Context) -> None:
    """Show who waits for a decision, then the people whom the reader may see."""
    await reply.acknowledge(update)
    if may_anywhere(context.person.roles, Action.DECIDE_JOINING):
        joining = context.services.joining
        waiting = await context.run(joining.waiting, context.person.id, context.now())
        for request in waiting[:_WAITING_SHOWN]:
            await reply.send(update, request_screen(request))
        await reply.send(update, await _people(context, 0, len(waiting)))
    else:
        await reply.send(update, await _people(context, 0, 0))


async def turn_people(update: Update, context: Context) -> None:
    """Show another page of the people."""
    screen = await _people(context, pressed(update, ShowPeople).page, 0)
    await reply.acknowledge(update)
    await reply.show(update, screen)


async def _people(context: Context, page: int, waiting: int) -> Screen:
    everybody = await context.run(
        context.services.staff.people, context.person.id, context.now(), context.update_key
    )
    here = slice_of(everybody, page, _PAGE)
    buttons = [
        Button(shortened(texts.short_name(one), 40), ShowPerson(one.person_id)) for one in here
    ]
    turns = turning(page, page_count(len(everybody), _PAGE), ShowPeople)
    may_invite = may_anywhere(context.person.roles, Action.INVITE)
    invite: tuple[Row, ...] = ((Button(texts.INVITE, InviteAs("")),),) if may_invite else ()
    text = texts.people(here, len(everybody), waiting) if everybody else texts.NOBODY
    return Screen(text, (*in_rows(buttons, 2), *turns, *invite, *poster_rows(context)))


async def show_person(update: Update, context: Context) -> None:
    """Show one person, with what the reader may do about them."""
    colleague = await context.run(
        context.services.staff.person,
        context.person.id,
        pressed(update, ShowPerson).person,
        context.now(),
        context.update_key,
    )
    await reply.acknowledge(update)
    await reply.show(update, Screen(texts.person(colleague), _deeds(colleague)))


def _deeds(colleague: Colleague) -> tuple[Row, ...]:
    ends = [
        Button(shortened(f"{texts.END}: {_role(held)}", 60), EndRole(held.id, "ask"))
        for held in colleague.roles
        if held.id in colleague.ends
    ]
    lost = (
        [Button(texts.LOST, Restore(colleague.person_id, "ask"))] if colleague.may_restore else []
    )
    return (*in_rows([*ends, *lost], 1), (Button(texts.BACK, ShowPeople(0)),))


async def end_role(update: Update, context: Context) -> None:
    """Ask before somebody's role is ended, then end it."""
    action = pressed(update, EndRole)
    await reply.acknowledge(update)
    if action.choice != "yes":
        sure = (Button(texts.YES, EndRole(action.role, "yes")), _no(EndRole(action.role, "no")))
        await _sure_or_kept(update, action.choice, texts.SURE_TO_END, sure)
        return
    held = await context.run(
        context.services.staff.end_role,
        context.person.id,
        action.role,
        context.now(),
        context.update_key,
    )
    await reply.show(update, Screen(texts.ended(held)))


async def leave_role(update: Update, context: Context) -> None:
    """Ask before a role of one's own is ended, then end it."""
    action = pressed(update, LeaveRole)
    await reply.acknowledge(update)
    if action.choice != "yes":
        myself = await context.run(context.services.staff.me, context.person.id, context.now())
        mine = next((held for held in myself.roles if held.id == action.role), None)
        if mine is None:
            raise RoleGone
        question = texts.sure_to_leave(mine.role, mine.unit_name)
        yes = Button(texts.YES, LeaveRole(action.role, "yes"))
        await _sure_or_kept(update, action.choice, question, (yes, _no(LeaveRole(mine.id, "no"))))
        return
    held = await context.run(
        context.services.staff.leave,
        context.person.id,
        action.role,
        context.now(),
        context.update_key,
    )
    await reply.show(update, Screen(texts.ended(held)))


async def restore(update: Update, context: Context) -> None:
    """Ask before the devices of somebody are cut off, then do it and show a code to come back."""
    action = pressed(update, Restore)
    await reply.acknowledge(update)
    if action.choice != "yes":
        sure = (
            Button(texts.YES, Restore(action.person, "yes")),
            _no(Restore(action.person, "no")),
        )
        await _sure_or_kept(update, action.choice, texts.sure_to_restore(), sure)
        return
    made = await context.run(
        context.services.linking.restore,
        context.person.id,
        action.person,
        context.now(),
        context.update_key,
    )
    at = made.expires_at.astimezone(context.office.timezone)
    await reply.show(update, Screen(texts.restored(shown(made.code), at)))


async def _sure_or_kept(update: Update, choice: str, question: str, buttons: Row) -> None:
    if choice == "no":
        await reply.show(update, Screen(texts.KEPT))
    else:
        await reply.send(update, Screen(question, (buttons,)))


def _no(action: EndRole | LeaveRole | Restore) -> Button:
    return Button(texts.NO, action)


def _role(held: HeldRole) -> str:
    return texts.role_label(held.role, held.unit_name)


def staff_rows(context: Context) -> tuple[Row, ...]:
    """Return the row of the first screen that belongs to the roles of whoever opens it."""
    if not context.person.roles:
        return ((Button(texts.I_AM_STAFF, OpenScreen("toi")),),)
    people = (
        (Button(texts.PEOPLE, OpenScreen("nguoi")),)
        if may_anywhere(context.person.roles, Action.SEE_PEOPLE)
        else ()
    )
    return (*_work_rows(context), (Button(texts.ME, OpenScreen("toi")), *people))


def _work_rows(context: Context) -> tuple[Row, ...]:
    """Return the row of what waits for whoever opens the first screen, by their roles."""
    roles = context.person.roles
    desk = [Button(texts.DESK, OpenScreen("hoso"))] if may_anywhere(roles, Action.SEE_CASES) else []
    leads = may_anywhere(roles, Action.SEE_WEEK)
    week = [Button(texts.THIS_WEEK, OpenScreen("tuan"))] if leads else []
    opens = may_anywhere(roles, Action.OPEN_NAMES)
    names = [Button(texts.SEALED_NAMES, OpenScreen("giu_ten"))] if opens else []
    return in_rows([*desk, *week, *names], 2)
