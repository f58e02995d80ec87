"""Sending what was written on a case: each deed to its use case."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date, datetime

from domain.cases import SubjectKind
from domain.desk_drafts import Deed, DeskDraft, Part
from handlers.context import Context
from handlers.texts import apologies as apology_texts
from handlers.texts import cases_writing as texts
from services.apologies import NewApology
from services.cases import Subject
from services.registry import Services

PROVINCE = "-"

Send = Callable[[Context, DeskDraft], Awaitable[str]]


async def send(context: Context, draft: DeskDraft) -> str:
    """Do what was written and return the name or moment that the reply tells."""
    return await _SEND[draft.deed](context, draft)


def _told(which: Callable[[Services], Callable[[int, str, str, datetime, str], object]]) -> Send:
    """Return how a deed is sent that is one text on one case."""

    async def send_text(context: Context, draft: DeskDraft) -> str:
        outcome = await context.run(
            which(context.services),
            context.person.id,
            draft.about,
            draft.told(Part.TEXT),
            context.now(),
            context.update_key,
        )
        if isinstance(outcome, datetime):
            return texts.until(outcome, context.office.timezone)
        return outcome if isinstance(outcome, str) else texts.office(None)

    return send_text


async def _answer(context: Context, draft: DeskDraft) -> str:
    await context.run(
        context.services.desk.answer,
        context.person.id,
        draft.about,
        draft.told(Part.TEXT),
        draft.told(Part.PROOF),
        draft.told(Part.NEXT),
        context.now(),
        context.update_key,
        draft.files,
    )
    return ""


async def _transfer(context: Context, draft: DeskDraft) -> str:
    unit = draft.told(Part.UNIT)
    office = await context.run(
        context.services.desk.transfer,
        context.person.id,
        draft.about,
        None if unit == PROVINCE else unit,
        draft.told(Part.TEXT),
        context.now(),
        context.update_key,
    )
    return texts.office(office)


async def _review(context: Context, draft: DeskDraft) -> str:
    await context.run(
        context.services.desk.review,
        context.person.id,
        draft.about,
        draft.told(Part.TEXT),
        draft.deed is Deed.REOPEN,
        context.now(),
        context.update_key,
    )
    return ""


async def _hold(context: Context, draft: DeskDraft) -> str:
    await context.run(
        context.services.desk.hold,
        context.person.id,
        draft.about,
        draft.deed is Deed.HOLD,
        draft.told(Part.TEXT),
        context.now(),
        context.update_key,
    )
    return ""


async def _apology(context: Context, draft: DeskDraft) -> str:
    new = NewApology(
        draft.told(Part.TEXT),
        draft.told(Part.REASON),
        date.fromisoformat(draft.told(Part.DAY)),
        draft.told(Part.SIGNER),
        draft.told(Part.POSITION),
    )
    made = await context.run(
        context.services.apologies.apologise,
        context.person.id,
        draft.about,
        new,
        apology_texts.in_chat(new),
        context.now(),
        context.update_key,
    )
    return texts.end_of(made.answer_by)


async def _explain(context: Context, draft: DeskDraft) -> str:
    text, number = draft.told(Part.TEXT), int(draft.about)
    desk, person = context.services.desk, context.person.id
    await context.run(desk.explain, person, number, text, context.now(), context.update_key)
    return ""


async def _subject(context: Context, draft: DeskDraft) -> str:
    """Say whom a case is about; a typed name that one official of the unit has is that official."""
    desk, actor, now = context.services.desk, context.person.id, context.now()
    shown = await context.run(desk.case, actor, draft.about, now, f"{context.update_key}:look")
    kind = SubjectKind(draft.told(Part.WHOM))
    is_named = kind in (SubjectKind.OFFICIAL, SubjectKind.POSITION)
    subject = Subject(kind, draft.told(Part.TEXT) if is_named else "")
    office = await context.run(
        desk.classify, actor, draft.about, shown.line.unit, subject, now, context.update_key
    )
    return texts.office(office)


_SEND: Mapping[Deed, Send] = {
    Deed.ASK: _told(lambda services: services.desk.ask),
    Deed.NOTE: _told(lambda services: services.desk.note),
    Deed.HEAR: _told(lambda services: services.desk.request_explanation),
    Deed.ANSWER: _answer,
    Deed.REFUSE: _told(lambda services: services.desk.refuse),
    Deed.TRANSFER: _transfer,
    Deed.EXTEND: _told(lambda services: services.case_clock.extend),
    Deed.WITHDRAW: _told(lambda services: services.desk.withdraw),
    Deed.REVIEW: _review,
    Deed.REOPEN: _review,
    Deed.HOLD: _hold,
    Deed.RELEASE: _hold,
    Deed.APOLOGY: _apology,
    Deed.NAME: _told(lambda services: services.custody.request),
    Deed.EXPLAIN: _explain,
    Deed.SUBJECT: _subject,
}
