"""Writing on a case: one part after the other, a preview, and then it is sent."""

from datetime import date

from telegram import Update

from domain.cases import SubjectKind
from domain.desk_drafts import Deed, DeskDraft, Part
from domain.errors import (
    AlreadyExtended,
    CaseMovedAway,
    CongvuError,
    MoveNotPossible,
    NotAllowed,
    NotLate,
    SamePerson,
)
from handlers import cases_drafts as drafts
from handlers import cases_sending, reply
from handlers.cases import look
from handlers.cases_callbacks import (
    AboutWhom,
    Draft,
    PassTo,
    PromiseDay,
    Redo,
    Template,
    Write,
)
from handlers.cases_screens import after_row, desk_row
from handlers.cases_writing_screens import screen_of
from handlers.context import Context
from handlers.errors import words_on
from handlers.presses import pressed
from handlers.render.markup import escape
from handlers.screens import Button, Row, Screen
from handlers.texts import case_wordings as wordings
from handlers.texts import cases_writing as texts
from handlers.texts.case_names import SUBJECTS
from services.apologies import LateCase

# After these the case is out of reach, so that what was written is handed back.
_GONE = (CaseMovedAway, MoveNotPossible, NotAllowed, AlreadyExtended, SamePerson, NotLate)


async def begin(update: Update, context: Context) -> None:
    """Begin to write something; what was begun before on another case is asked about first."""
    action = pressed(update, Write)
    deed = Deed(action.deed)
    await look(context, action.number)
    await reply.acknowledge(update)
    if deed in (Deed.ANSWER, Deed.REFUSE) and (late := await _owes_apology(context, action.number)):
        button = Button(texts.LABELS[Deed.APOLOGY], Write.of(action.number, Deed.APOLOGY))
        await reply.send(update, Screen(texts.late(late), ((button,), desk_row())))
        return
    if deed is Deed.APOLOGY:
        late_case = context.services.apologies.look
        await context.run(late_case, context.person.id, action.number, context.now())
    await begin_on(update, context, deed, action.number)


async def begin_on(update: Update, context: Context, deed: Deed, about: str) -> None:
    """Let the next message be for a deed on this case, or go on with what was begun."""
    before = await drafts.find(context, deed)
    if before is not None and not before.is_empty and before.about != about:
        resume = Button(texts.RESUME, Draft(f"{deed}.resume"))
        anew = Button(texts.ANEW, Draft(f"{deed}.stop"))
        await reply.send(update, Screen(texts.unfinished(before), ((resume, anew),)))
        return
    draft = before if before is not None and before.about == about else DeskDraft(deed, about)
    await reply.send(update, await screen_of(context, await drafts.begin(context, draft)))


async def _owes_apology(context: Context, number: str) -> LateCase | None:
    """Return how late a case is for which nobody has apologised yet."""
    look_at = context.services.apologies.look
    try:
        late = await context.run(look_at, context.person.id, number, context.now())
    except NotLate:
        return None
    return None if late.has_apologised else late


async def press(update: Update, context: Context) -> None:
    """Send what was written, drop it, or go on with it."""
    deed_name, _, choice = pressed(update, Draft).choice.partition(".")
    deed = Deed(deed_name)
    await reply.acknowledge(update)
    # What was sent and dropped before the reply got out is sent again, which tells the same.
    draft = await drafts.find(context, deed) or await drafts.dropped(context, deed, choice)
    if choice == "stop":
        await drafts.drop(context, deed)
        await reply.show(update, Screen(texts.STOPPED, (desk_row(),)))
    elif draft is None:
        await reply.show(update, Screen(texts.NO_DRAFT, (desk_row(),)))
    elif choice == "resume" or draft.at is not None:
        draft = await drafts.begin(context, draft)
        await reply.send(update, await screen_of(context, draft))
    else:
        await deliver(update, context, draft)


async def deliver(update: Update, context: Context, draft: DeskDraft) -> None:
    """Send what was written; where that cannot be any more, hand it back in words."""
    try:
        told = await cases_sending.send(context, draft)
    except _GONE as gone:
        await drafts.drop(context, draft.deed)
        await reply.show(update, Screen(_with_kept(gone, context, draft), (desk_row(),)))
        return
    await drafts.drop(context, draft.deed)
    await reply.show(update, Screen(texts.done(draft, told), _after(draft)))


def _after(draft: DeskDraft) -> tuple[Row, ...]:
    """Return where one goes from what was done: the official concerned has no desk."""
    if draft.deed is Deed.EXPLAIN:
        return ()
    is_out_of_sight = draft.deed in (Deed.TRANSFER, Deed.WITHDRAW, Deed.SUBJECT)
    return (desk_row() if is_out_of_sight else after_row(draft.about),)


def _with_kept(gone: CongvuError, context: Context, draft: DeskDraft) -> str:
    return f"{escape(words_on(gone, context))}{texts.kept_words(draft)}"


async def redo(update: Update, context: Context) -> None:
    """Let a part be written anew, or drop the files."""
    deed_name, _, part = pressed(update, Redo).part.partition(".")
    draft = await drafts.find(context, Deed(deed_name))
    await reply.acknowledge(update)
    if draft is None:
        await reply.show(update, Screen(texts.NO_DRAFT, (desk_row(),)))
        return
    await drafts.sleep(context, but=draft.deed)
    changed = draft.without_files() if part == "files" else draft.again(Part(part))
    await _go_on(update, context, draft, changed)


async def use_template(update: Update, context: Context) -> None:
    """Show a wording to be copied and filled in, or take it as it is."""
    action = pressed(update, Template)
    deed_name, _, verb = action.verb.partition(".")
    deed = Deed(deed_name)
    draft = await drafts.find(context, deed)
    await reply.acknowledge(update)
    if draft is None:
        await reply.show(update, Screen(texts.NO_DRAFT, (desk_row(),)))
        return
    if verb == "use":
        await _go_on(update, context, draft, draft.written(Part.TEXT, wordings.APOLOGY_WORDING))
        return
    offered = wordings.templates(deed)
    if action.index < len(offered):
        await reply.send(update, Screen(wordings.template(*offered[action.index])))


async def promise_day(update: Update, context: Context) -> None:
    """Take the day by which an answer is promised."""
    await _choose(update, context, Deed.APOLOGY, Part.DAY, _iso(pressed(update, PromiseDay).day))


async def pass_to(update: Update, context: Context) -> None:
    """Take the unit to which a case is handed."""
    await _choose(update, context, Deed.TRANSFER, Part.UNIT, pressed(update, PassTo).unit)


async def about_whom(update: Update, context: Context) -> None:
    """Take whom a case is about; a name is asked for where there is one."""
    kind = SubjectKind(pressed(update, AboutWhom).kind)
    named = kind in (SubjectKind.OFFICIAL, SubjectKind.POSITION)
    also = {} if named else {Part.TEXT: SUBJECTS[kind]}
    await _choose(update, context, Deed.SUBJECT, Part.WHOM, kind.value, also)


async def _choose(
    update: Update,
    context: Context,
    deed: Deed,
    part: Part,
    value: str,
    also: dict[Part, str] | None = None,
) -> None:
    draft = await drafts.find(context, deed)
    await reply.acknowledge(update)
    if draft is None:
        await reply.show(update, Screen(texts.NO_DRAFT, (desk_row(),)))
        return
    changed = draft.written(part, value)
    for other, said in (also or {}).items():
        changed = changed.written(other, said)
    await _go_on(update, context, draft, changed)


async def _go_on(update: Update, context: Context, draft: DeskDraft, changed: DeskDraft) -> None:
    kept = await drafts.change(context, draft, lambda _: changed)
    await reply.show(update, await screen_of(context, kept))


def _iso(text: str) -> str:
    """Return a day as it is stored; a forged one is none."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""
