"""Organising an exam: a form with sensible values, each part of which is one press away."""

from dataclasses import replace
from datetime import datetime, timedelta

from telegram import Update

from domain.errors import ExamUnusable
from domain.opening_hours import read_hours
from domain.roles import RIGHTS, Action, Scope
from domain.study import Skill
from handlers import reply
from handlers.context import Context
from handlers.exam_callbacks import (
    ComposeExam,
    ExamDays,
    ExamItems,
    ExamPeople,
    ExamRoster,
    ExamRule,
    ExamUnit,
    ShowResults,
)
from handlers.exam_form import ExamForm, drop_form, fresh_form, held_form, keep_form
from handlers.exam_parts import (
    BACK,
    MOST_A_SKILL,
    form_screen,
    held_items,
    items_screen,
    part_screen,
    people_screen,
    rules_screen,
)
from handlers.presses import pressed
from handlers.screens import Button, Screen, in_rows, shortened
from handlers.study_drafts import EXAM_TEXT, wait_for, waits_for_nothing
from handlers.texts import exams as exam_texts
from handlers.texts import study_units as texts

_FIRST_ITEMS = 4


async def compose(update: Update, context: Context) -> None:
    """Begin a form, show the part to change, make the exam, or drop the form."""
    step = pressed(update, ComposeExam).step
    await reply.acknowledge(update)
    if step == "new":
        await _begin(update, context)
        return
    form = await held_form(context)
    if form is None:
        await reply.show(update, Screen(texts.NO_FORM))
    elif step == "make":
        await _make(update, context, form)
    elif step == "drop":
        await drop_form(context)
        await reply.show(update, Screen(texts.DROPPED))
    else:
        await reply.show(update, await part_screen(context, step, form))


async def choose_unit(update: Update, context: Context) -> None:
    """Take the pressed unit; the roster begins anew."""
    code = pressed(update, ExamUnit).unit
    await reply.acknowledge(update)
    await _take_unit(update, context, code)


async def choose_items(update: Update, context: Context) -> None:
    """Take how many items of a skill are asked."""
    action = pressed(update, ExamItems)
    form = await held_form(context)
    await reply.acknowledge(update)
    if form is None or action.skill not in set(Skill):
        await reply.show(update, Screen(texts.NO_FORM))
        return
    items = {**form.items, Skill(action.skill): min(action.count, MOST_A_SKILL)}
    changed = replace(form, items=items)
    await keep_form(context, changed)
    await reply.show(update, await items_screen(context, changed))


async def choose_rule(update: Update, context: Context) -> None:
    """Take minutes, attempts or the mark."""
    action = pressed(update, ExamRule)
    form = await held_form(context)
    await reply.acknowledge(update)
    if form is None:
        await reply.show(update, Screen(texts.NO_FORM))
        return
    changed = form.with_rule(action.rule, action.value)
    await keep_form(context, changed)
    await reply.show(update, rules_screen(changed))


async def choose_days(update: Update, context: Context) -> None:
    """Open the exam at once, for so many days."""
    days = pressed(update, ExamDays).days
    form = await held_form(context)
    await reply.acknowledge(update)
    if form is None:
        await reply.show(update, Screen(texts.NO_FORM))
        return
    fresh = fresh_form(form.unit, form.title, form.items, _here(context))
    closes = _here(context) + timedelta(days=min(days, 365))
    await _keep(update, context, replace(form, opens_at=fresh.opens_at, closes_at=closes))


async def choose_people(update: Update, context: Context) -> None:
    """Put somebody on the roster or take them off it."""
    action = pressed(update, ExamPeople)
    form = await held_form(context)
    await reply.acknowledge(update)
    if form is None:
        await reply.show(update, Screen(texts.NO_FORM))
        return
    changed = form.with_person(action.person)
    await keep_form(context, changed)
    await reply.show(update, await people_screen(context, changed, action.page))


async def turn_people(update: Update, context: Context) -> None:
    """Show another page of those who may be put on the roster."""
    form = await held_form(context)
    await reply.acknowledge(update)
    if form is None:
        await reply.show(update, Screen(texts.NO_FORM))
        return
    await reply.show(update, await people_screen(context, form, pressed(update, ExamRoster).page))


async def take_text(update: Update, context: Context, part: str, text: str) -> None:
    """Take what was typed for a part of the form."""
    form = await held_form(context)
    if part == "unit":
        await _offer_units(update, context, text)
        return
    if form is None:
        await waits_for_nothing(context, EXAM_TEXT)
        await reply.send(update, Screen(texts.NO_FORM))
        return
    changed = _typed(form, part, text, context)
    if changed is None:
        await reply.send(update, Screen(texts.NO_HOURS, (BACK,)))
        return
    await waits_for_nothing(context, EXAM_TEXT)
    await _keep(update, context, changed)


def _typed(form: ExamForm, part: str, text: str, context: Context) -> ExamForm | None:
    if part == "title":
        return replace(form, title=" ".join(text.split()))
    hours = read_hours(text, context.today())
    if hours is None:
        return None
    opens, closes = (moment.replace(tzinfo=context.office.timezone) for moment in hours)
    return replace(form, opens_at=opens, closes_at=closes)


async def _begin(update: Update, context: Context) -> None:
    units = _own_units(context)
    if len(units) == 1:
        await _take_unit(update, context, units[0])
        return
    buttons = []
    for code in units:
        unit = await context.run(context.services.directory.unit, code)
        buttons.append(Button(shortened(unit.name, 48), ExamUnit(code)))
    await drop_form(context)
    await wait_for(context, EXAM_TEXT, {"part": "unit"})
    await reply.send(update, Screen(texts.WHICH_EXAM_UNIT, in_rows(buttons, 1)))


async def _take_unit(update: Update, context: Context, code: str) -> None:
    unit = await context.run(context.services.directory.unit, code)
    form = await held_form(context)
    await waits_for_nothing(context, EXAM_TEXT)
    if form is None:
        now = _here(context)
        held = await held_items(context)
        items = {skill: min(_FIRST_ITEMS, count) for skill, count in held.items()}
        form = fresh_form(unit.code, exam_texts.first_title(now.date()), items, now)
    await _keep(update, context, replace(form, unit=unit.code, people=None))


async def _offer_units(update: Update, context: Context, text: str) -> None:
    units = await context.run(context.services.directory.find, text)
    buttons = [Button(shortened(unit.name, 48), ExamUnit(unit.code)) for unit in units]
    words = texts.CHOOSE_UNIT if units else texts.NO_UNIT
    await reply.send(update, Screen(words, in_rows(buttons, 1)))


async def _keep(update: Update, context: Context, form: ExamForm) -> None:
    await keep_form(context, form)
    await reply.show(update, await form_screen(context, form))


async def _make(update: Update, context: Context, form: ExamForm) -> None:
    try:
        made = await context.run(
            context.services.exam_desk.create,
            context.person.id,
            form.unit,
            form.title,
            form.blueprint,
            form.opens_at,
            form.closes_at,
            context.now(),
            context.update_key,
            form.people,
        )
    except ExamUnusable as unusable:
        await reply.send(update, Screen(texts.fault(unusable.fault), (BACK,)))
        return
    await drop_form(context)
    row = (Button(exam_texts.MINE, ShowResults(0)),)
    await reply.show(update, Screen(texts.made(made), (row,)))


def _own_units(context: Context) -> list[str]:
    return list(
        dict.fromkeys(
            held.unit
            for held in context.person.roles
            if held.unit and RIGHTS[held.role].get(Action.HOLD_EXAM) is Scope.OWN
        )
    )


def _here(context: Context) -> datetime:
    return context.now().astimezone(context.office.timezone)
