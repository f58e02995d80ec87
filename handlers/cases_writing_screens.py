"""What is asked for while something is written on a case, and the preview of it."""

from collections.abc import Sequence
from datetime import date, timedelta

from domain.desk_drafts import Deed, DeskDraft, Part, parts_of
from handlers import cases_sending
from handlers.cases_callbacks import (
    AboutWhom,
    Draft,
    PassTo,
    PromiseDay,
    Redo,
    Template,
)
from handlers.context import Context
from handlers.screens import Button, Row, Screen, in_rows
from handlers.texts import case_wordings as wordings
from handlers.texts import cases_writing as texts
from handlers.texts.case_names import SUBJECTS
from handlers.texts.names import day

_DAYS_OFFERED = 8


async def screen_of(context: Context, draft: DeskDraft) -> Screen:
    """Return what is asked for now, or the preview once everything is there."""
    if draft.at is None:
        unit = draft.told(Part.UNIT)
        return Screen(texts.preview(draft, await _unit_name(context, unit)), _preview_rows(draft))
    words = ""
    rows: tuple[Row, ...] = ()
    if draft.at is Part.DAY:
        look_at = context.services.apologies.look
        late = await context.run(look_at, context.person.id, draft.about, context.now())
        words, rows = texts.days_to_promise(late), _days(context.today(), late.latest_day)
    return Screen(texts.asks(draft, words), (*rows, *_asking_rows(draft)))


def _asking_rows(draft: DeskDraft) -> tuple[Row, ...]:
    deed, at = draft.deed, draft.at
    rows: list[Row] = []
    if at is Part.TEXT and wordings.templates(deed):
        named = [
            Button(name, Template(index, f"{deed}.show"))
            for index, (name, _) in enumerate(wordings.templates(deed))
        ]
        rows += in_rows(named, 2)
    if deed is Deed.APOLOGY and at is Part.TEXT:
        rows.append((Button(texts.USE_THIS, Template(0, f"{deed}.use")),))
    if at is Part.UNIT:
        rows.append((Button(texts.TO_PROVINCE, PassTo(cases_sending.PROVINCE)),))
    if at is Part.WHOM:
        rows += in_rows([Button(name, AboutWhom(kind)) for kind, name in SUBJECTS.items()], 2)
    return (*rows, (Button(texts.STOP, Draft(f"{deed}.stop")),))


def _preview_rows(draft: DeskDraft) -> tuple[Row, ...]:
    deed = draft.deed
    parts = parts_of(deed)
    redo = [
        Button(
            f"{texts.REDO} {texts.PARTS[part].lower()}" if len(parts) > 1 else texts.REDO,
            Redo(f"{deed}.{part}"),
        )
        for part in parts
    ]
    files = [Button(texts.DROP_FILES, Redo(f"{deed}.files"))] if draft.files else []
    send = (Button(texts.SEND, Draft(f"{deed}.send")), Button(texts.STOP, Draft(f"{deed}.stop")))
    return (send, *in_rows([*redo, *files], 2))


def _days(today: date, latest: date) -> tuple[Row, ...]:
    """Return the weekdays that may be promised; whether one is worked is checked when sent."""
    span = (latest - today).days
    weekdays = [
        one for one in (today + timedelta(days=ahead) for ahead in range(span + 1))
        if one.weekday() < 5
    ]  # fmt: skip
    buttons = [Button(day(one), PromiseDay(one.isoformat())) for one in weekdays[-_DAYS_OFFERED:]]
    return in_rows(buttons, 4)


async def _unit_name(context: Context, code: str) -> str:
    if not code or code == cases_sending.PROVINCE:
        return texts.office(None)
    return (await context.run(context.services.directory.unit, code)).name


def units_screen(units: Sequence[tuple[str, str]]) -> Screen:
    """Return the units that a typed name finds."""
    buttons = [Button(name, PassTo(code)) for code, name in units]
    stop = (Button(texts.STOP, Draft(f"{Deed.TRANSFER}.stop")),)
    return Screen(texts.WHICH_UNIT, (*in_rows(buttons, 1), stop))
