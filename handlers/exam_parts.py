"""The parts of an exam that is being composed, each a screen with its choices."""

from domain.roles import Action, may_anywhere
from domain.study import Skill
from handlers.context import Context
from handlers.exam_callbacks import (
    ComposeExam,
    ExamDays,
    ExamItems,
    ExamPeople,
    ExamRoster,
    ExamRule,
)
from handlers.exam_form import ATTEMPTS, MINUTES, PASS_MARKS, ExamForm
from handlers.paging import page_count, slice_of, turning
from handlers.screens import Button, Row, Screen, in_rows, shortened
from handlers.study_drafts import EXAM_TEXT, wait_for, waits_for_nothing
from handlers.texts import study_units as texts
from handlers.texts.staff import short_name

MOST_A_SKILL = 30
_PAGE, _STEP = 8, 2
BACK: Row = (Button(texts.BACK, ComposeExam("form")),)


async def part_screen(context: Context, step: str, form: ExamForm) -> Screen:
    """Return the screen on which one part of the form is changed."""
    match step:
        case "items":
            return await items_screen(context, form)
        case "rules":
            return rules_screen(form)
        case "people":
            return await people_screen(context, form, 0)
        case "hours":
            await wait_for(context, EXAM_TEXT, {"part": "hours"})
            days = [Button(words, ExamDays(count)) for count, words in texts.DAYS.items()]
            return Screen(texts.WHICH_HOURS, (*in_rows(days, 3), BACK))
        case "title" | "unit":
            await wait_for(context, EXAM_TEXT, {"part": step})
            words = texts.WHICH_TITLE if step == "title" else texts.WHICH_EXAM_UNIT
            return Screen(words, (BACK,))
        case _:
            await waits_for_nothing(context, EXAM_TEXT)
            return await form_screen(context, form)


async def form_screen(context: Context, form: ExamForm) -> Screen:
    """Return the exam as it is so far, with a button for each part."""
    unit = await context.run(context.services.directory.unit, form.unit)
    zone = context.office.timezone
    words = texts.form(
        form.title,
        unit.name,
        form.blueprint,
        texts.hours(form.opens_at.astimezone(zone), form.closes_at.astimezone(zone)),
        texts.people_words(None if form.people is None else len(form.people)),
    )
    changes = [Button(label, ComposeExam(step)) for step, label in texts.CHANGE.items()]
    end = (Button(texts.MAKE, ComposeExam("make")), Button(texts.DROP, ComposeExam("drop")))
    return Screen(words, (*in_rows(changes, 3), end))


async def items_screen(context: Context, form: ExamForm) -> Screen:
    """Return the skills, each with fewer and more."""
    held = await held_items(context)
    rows: list[Row] = []
    for skill, most in held.items():
        count = form.items.get(skill, 0)
        label = texts.items_label(skill, count, most)
        more = min(count + _STEP, most, MOST_A_SKILL)
        rows.append((Button(label, ExamItems(count, skill.value)),))
        rows.append(
            (
                Button("−", ExamItems(max(0, count - _STEP), skill.value)),
                Button("+", ExamItems(more, skill.value)),
            )
        )
    return Screen(texts.WHICH_ITEMS, (*rows, BACK))


def rules_screen(form: ExamForm) -> Screen:
    """Return minutes, attempts and mark to choose from."""
    rows = [
        in_rows(
            [
                Button(
                    texts.rule_label(rule, value, is_chosen=value == chosen), ExamRule(value, rule)
                )
                for value in values
            ],
            3,
        )
        for rule, values, chosen in (
            ("minutes", MINUTES, form.minutes),
            ("attempts", ATTEMPTS, form.attempts),
            ("pass_mark", PASS_MARKS, form.pass_mark),
        )
    ]
    return Screen(texts.WHICH_RULES, (*(row for part in rows for row in part), BACK))


async def people_screen(context: Context, form: ExamForm, page: int) -> Screen:
    """Return a page of those who may be put on the roster, as far as the organiser sees them."""
    everybody = (Button(_ticked(texts.EVERYBODY, form.people is None), ExamPeople(0, 0)),)
    if not may_anywhere(context.person.roles, Action.SEE_PEOPLE):
        return Screen(texts.WHICH_PEOPLE, (everybody, BACK))
    seen = await context.run(
        context.services.staff.people, context.person.id, context.now(), context.update_key
    )
    own = [one for one in seen if any(held.unit == form.unit for held in one.roles)]
    chosen = form.people or ()
    buttons = [
        Button(
            _ticked(shortened(short_name(one), 40), one.person_id in chosen),
            ExamPeople(one.person_id, page),
        )
        for one in slice_of(own, page, _PAGE)
    ]
    turns = turning(page, page_count(len(own), _PAGE), ExamRoster)
    return Screen(texts.WHICH_PEOPLE, (everybody, *in_rows(buttons, 1), *turns, BACK))


async def held_items(context: Context) -> dict[Skill, int]:
    """Return how many items there are of each skill that has any."""
    progress = await context.run(
        context.services.study_progress.of, context.person.id, context.now()
    )
    return {one.skill: one.items for one in progress.skills if one.items}


def _ticked(label: str, is_chosen: bool) -> str:
    return f"{texts.CHOSEN}{label}" if is_chosen else label
