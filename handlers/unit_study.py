"""/hoctap: how a unit studies, its goals, its file, and a word to all of it."""

from telegram import Update

from domain.roles import RIGHTS, Action, Scope, may_anywhere
from domain.study import Skill
from handlers import reply
from handlers.callbacks import OpenScreen
from handlers.context import Context
from handlers.presses import pressed
from handlers.render.charts import Bar, bar_picture
from handlers.render.study_sheets import unit_sheet
from handlers.screens import Button, Row, Screen, in_rows, shortened
from handlers.study_callbacks import (
    CompareUnits,
    NudgeUnit,
    SetGoal,
    ShowUnitStudy,
    UnitStudyFile,
)
from handlers.study_places import sources_of
from handlers.texts import study_units as texts
from handlers.texts.names import day
from handlers.texts.study_names import SKILLS
from handlers.texts.study_words import share
from services.study_figures import UnitFigures

_GOALS = (0, 5, 10, 20, 30, 50)


async def open_unit_study(update: Update, context: Context) -> None:
    """Show the reader's unit, or the one named behind the command; ask where there are several."""
    await reply.acknowledge(update)
    typed = " ".join(context.args or [])
    units = await _named(context, typed) if typed else _own_units(context)
    if len(units) == 1:
        await _show(update, context, units[0])
        return
    if typed and not units:
        await reply.send(update, Screen(texts.NO_UNIT))
        return
    buttons = []
    for code in units:
        unit = await context.run(context.services.directory.unit, code)
        buttons.append(Button(shortened(unit.name, 48), ShowUnitStudy(code)))
    compare = ((Button(texts.COMPARE, CompareUnits(0)),),)
    words = texts.CHOOSE_UNIT if units else texts.WHICH_UNIT
    # Whoever may see nothing is refused here, not told what there is.
    await context.run(context.services.study_figures.compare, context.person.id, context.now())
    await reply.send(update, Screen(words, (*in_rows(buttons, 1), *compare)))


async def show_unit(update: Update, context: Context) -> None:
    """Show how one unit studies."""
    await reply.acknowledge(update)
    await _show(update, context, pressed(update, ShowUnitStudy).unit)


async def send_file(update: Update, context: Context) -> None:
    """Send the figures of a unit as a workbook, named as self-study."""
    figures = await _figures(context, pressed(update, UnitStudyFile).unit)
    await reply.acknowledge(update)
    file = await context.run(unit_sheet, figures, day(context.today()))
    await reply.send_file(update, file, texts.FILE_NAME, texts.FILE_CAPTION)


async def compare(update: Update, context: Context) -> None:
    """Show units of five people and more beside each other."""
    shares = await context.run(
        context.services.study_figures.compare, context.person.id, context.now()
    )
    await reply.acknowledge(update)
    await reply.send(update, Screen(texts.compared(shares)))


async def set_goal(update: Update, context: Context) -> None:
    """Ask for the skill, then for the number, then keep the goal."""
    action = pressed(update, SetGoal)
    unit, _, name = action.aim.partition(":")
    await reply.acknowledge(update)
    if not name:
        buttons = [
            Button(words, SetGoal(0, f"{unit}:{skill.value}")) for skill, words in SKILLS.items()
        ]
        await reply.send(update, Screen(texts.WHICH_SKILL, in_rows(buttons, 2)))
        return
    name, _, is_chosen = name.partition(":")
    skill = next((one for one in Skill if one.value == name), Skill.PLAN)
    if not is_chosen:
        buttons = [Button(str(n), SetGoal(n, f"{unit}:{skill.value}:x")) for n in _GOALS]
        await reply.show(update, Screen(texts.goal_numbers(skill), in_rows(buttons, 3)))
        return
    await context.run(
        context.services.study_figures.set_goal,
        context.person.id,
        unit,
        skill,
        action.known,
        context.now(),
        context.update_key,
    )
    back = (Button(texts.UNIT_STUDY, ShowUnitStudy(unit)),)
    await reply.show(update, Screen(texts.goal_set(skill, action.known), (back,)))


async def nudge(update: Update, context: Context) -> None:
    """Ask before everybody of a unit is invited to study, then invite them."""
    action = pressed(update, NudgeUnit)
    await reply.acknowledge(update)
    if action.sure == 0:
        unit = await context.run(context.services.directory.unit, action.unit)
        row = (
            Button(texts.YES, NudgeUnit(1, action.unit)),
            Button(texts.NO, NudgeUnit(2, action.unit)),
        )
        await reply.send(update, Screen(texts.sure_to_nudge(unit.name), (row,)))
        return
    if action.sure != 1:
        await reply.show(update, Screen(texts.NOT_NUDGED))
        return
    told = await context.run(
        context.services.study_nudges.send,
        context.person.id,
        action.unit,
        context.now(),
        context.update_key,
    )
    await reply.show(update, Screen(texts.nudged(told)))


def study_rows(context: Context) -> tuple[Row, ...]:
    """Return the row of the first screen for whoever sees how a unit studies."""
    if not may_anywhere(context.person.roles, Action.SEE_STUDY):
        return ()
    return ((Button(texts.UNIT_STUDY, OpenScreen("hoctap")),),)


async def _show(update: Update, context: Context, code: str) -> None:
    figures = await _figures(context, code)
    places = await sources_of(context, figures.hardest)
    hard = [f"{one.place} – {one.heading}" if one.heading else one.place for one in places]
    screen = Screen(texts.unit(figures, hard), _deeds(context, code))
    if figures.active is None:
        await reply.send(update, screen)
        return
    picture = await context.run(_chart, figures)
    await reply.send_picture(update, picture, screen.html, screen.rows)


async def _figures(context: Context, code: str) -> UnitFigures:
    return await context.run(
        context.services.study_figures.unit,
        context.person.id,
        code,
        context.now(),
        context.update_key,
    )


def _chart(figures: UnitFigures) -> bytes:
    """Return the shares of a unit as a picture."""
    told = [(texts.ACTIVE, figures.active)] + [
        (texts.reached_label(one.skill, one.goal), one.reached)
        for one in figures.skills
        if one.goal is not None
    ]
    bars = [
        Bar(label, (count or 0) / figures.people, share(count or 0, figures.people))
        for label, count in told
    ]
    title = texts.CHART_TITLE.format(unit=figures.unit_name)
    return bar_picture(title, bars, texts.CHART_FOOTER)


def _deeds(context: Context, code: str) -> tuple[Row, ...]:
    file = Button(texts.FILE, UnitStudyFile(code))
    compare = Button(texts.COMPARE, CompareUnits(0))
    if not may_anywhere(context.person.roles, Action.SET_STUDY_GOAL):
        return ((file, compare),)
    goals, nudge = Button(texts.GOALS, SetGoal(0, code)), Button(texts.NUDGE, NudgeUnit(0, code))
    return ((file, goals), (nudge, compare))


async def _named(context: Context, typed: str) -> list[str]:
    return [unit.code for unit in await context.run(context.services.directory.find, typed)]


def _own_units(context: Context) -> list[str]:
    """Return the units whose study the reader may see by a role held there."""
    return list(
        dict.fromkeys(
            held.unit
            for held in context.person.roles
            if held.unit and RIGHTS[held.role].get(Action.SEE_STUDY) in (Scope.OWN, Scope.BELOW)
        )
    )
