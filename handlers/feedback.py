"""/phananh: writing feedback, one question a screen, until it is sent."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from telegram import Update

from domain.cases import CaseKind, Conduct, Identity, SubjectKind
from domain.errors import UnknownUnit
from domain.feedback_draft import Ask, FeedbackDraft, Follow
from domain.grievances import Sound
from handlers import feedback_screens as screens
from handlers import question, reply
from handlers.context import Context
from handlers.feedback_callbacks import (
    HEAD,
    EditFeedback,
    FeedbackConduct,
    FeedbackFiles,
    FeedbackFollow,
    FeedbackIdentity,
    FeedbackKind,
    FeedbackOfficial,
    FeedbackPlace,
    FeedbackWhen,
    FeedbackWhom,
    WriteFeedback,
)
from handlers.feedback_drafts import CASE, OFFER, change, draft_of, forget, forget_others, peek, put
from handlers.feedback_sending import send
from handlers.presses import pressed
from handlers.screens import Screen
from handlers.texts import feedback as texts
from handlers.texts.names import day

LINK = "pa-"


async def open_feedback(update: Update, context: Context) -> None:
    """Begin feedback, or ask whether to go on with what was begun before."""
    await reply.acknowledge(update)
    found = await draft_of(context)
    if found is not None and found[0].done:
        await reply.send(update, screens.unfinished(found[0]))
        return
    await begin(update, context, FeedbackDraft())


async def follow_link(update: Update, context: Context) -> None:
    """Begin feedback about the unit that a poster on its wall names."""
    code = (context.args or [""])[0].removeprefix(LINK)
    try:
        unit = await context.run(context.services.directory.unit, code)
    except UnknownUnit:
        await reply.send(update, Screen(texts.NO_LINK_UNIT))
        await open_feedback(update, context)
        return
    found = await draft_of(context)
    draft = replace(
        found[0] if found else FeedbackDraft(),
        unit=unit.code,
        unit_name=unit.name,
        place=unit.name,
    )
    await begin(update, context, replace(draft, done=(*draft.done, Ask.WHERE)))


async def begin(update: Update, context: Context, draft: FeedbackDraft) -> None:
    """Keep a new draft and ask its first open question below."""
    await forget_others(context)
    draft = replace(draft.onward(), last_key=context.update_key)
    await put(context, CASE, draft.payload())
    await reply.send(update, await screens.screen_of(context, draft))


async def show_offer(update: Update, context: Context, text: str, sound: Sound) -> None:
    """Offer to send what somebody wrote as feedback."""
    heard = {"text": text, "kind": sound.kind, "conduct": sound.conduct}
    await put(context, OFFER, heard)
    await reply.send(update, screens.offer(sound.kind, sound.conduct))


async def do_with_draft(update: Update, context: Context) -> None:
    """Do something with the draft as a whole."""
    choice = pressed(update, WriteFeedback).choice
    await reply.acknowledge(update)
    if choice in ("offer", "ask"):
        await _take_offer(update, context, is_question=choice == "ask")
        return
    found = await draft_of(context)
    if found is None:
        await reply.send(update, Screen(texts.NO_DRAFT))
        return
    draft = found[0]
    if choice == "send":
        await send(update, context, draft)
    elif choice == "discard":
        await _discard(context)
        await reply.show(update, Screen(texts.DISCARDED))
    elif choice == "new":
        await _drop_files(context)
        await begin(update, context, FeedbackDraft())
    elif choice == "stop":
        await change(context, draft, lambda old: replace(old, is_paused=True))
        await reply.show(update, Screen(texts.PAUSED))
    elif choice == "edit":
        await reply.show(update, screens.edits(draft))
    elif choice == "question":
        await change(context, draft, lambda old: replace(old, is_paused=True, pending=""))
        await question.answer_text(update, context, draft.pending)
    else:
        changed = await change(context, draft, _WAYS[choice])
        await reply.show(update, await screens.screen_of(context, changed))


def _resumed(draft: FeedbackDraft) -> FeedbackDraft:
    return replace(draft, is_paused=False, pending="")


def _with_pending(draft: FeedbackDraft) -> FeedbackDraft:
    """Return the draft with the message of which was asked what it was meant as."""
    if draft.at is Ask.WHAT:
        return draft.told(draft.pending).answered(Ask.WHAT)
    return _resumed(draft.told(draft.pending))


_WAYS = {
    "resume": _resumed,
    "back": FeedbackDraft.back,
    "behalf": lambda draft: replace(draft, on_behalf=not draft.on_behalf),
    "in_draft": _with_pending,
    "in_file": lambda draft: draft.answered(Ask.WHAT, what=texts.IS_IN_FILE),
    "still": FeedbackDraft.onward,
}


async def _take_offer(update: Update, context: Context, *, is_question: bool) -> None:
    """Make a draft of what was written, or answer it as a question."""
    heard = await peek(context, OFFER)
    if heard is None:
        await reply.send(update, Screen(texts.NO_DRAFT))
        return
    if is_question:
        await question.answer_text(update, context, str(heard["text"]))
    else:
        draft = FeedbackDraft(
            done=(Ask.KIND, Ask.CONDUCT, Ask.WHAT),
            kind=CaseKind(heard["kind"]),
            conduct=Conduct(heard["conduct"]),
            what=str(heard["text"]),
        )
        await begin(update, context, draft)
    await forget(context, OFFER)


async def choose_kind(update: Update, context: Context) -> None:
    """Keep what is brought."""
    kind = CaseKind(pressed(update, FeedbackKind).kind)
    await _answer(update, context, Ask.KIND, kind=kind)


async def choose_place(update: Update, context: Context) -> None:
    """Keep where it happened."""
    code = pressed(update, FeedbackPlace).unit
    if not code:
        await _answer(update, context, Ask.WHERE, unit=None, unit_name=None)
        return
    unit = await context.run(context.services.directory.unit, code)
    await _answer(update, context, Ask.WHERE, unit=unit.code, unit_name=unit.name, place=unit.name)


async def choose_whom(update: Update, context: Context) -> None:
    """Keep whom it is about."""
    chosen = pressed(update, FeedbackWhom).subject
    is_head = chosen == HEAD
    kind = SubjectKind.POSITION if is_head else SubjectKind(chosen)
    values = {"subject": kind, "is_head": is_head, "subject_id": None, "subject_text": ""}
    await _answer(update, context, Ask.WHOM, **values)


async def choose_official(update: Update, context: Context) -> None:
    """Keep the official who was offered by name, or the name as it was typed."""
    number = pressed(update, FeedbackOfficial).person
    found = await draft_of(context)
    unit = found[0].unit if found else None
    roster = await context.run(context.services.intake.roster, unit or "", context.now())
    official = next((one for one in roster if one.person_id == number), None)
    if official is None:
        await _answer(update, context, Ask.WHOM_NAME)
    else:
        named = {"subject_id": official.person_id, "subject_text": official.name}
        await _answer(update, context, Ask.WHOM_NAME, **named)


async def choose_conduct(update: Update, context: Context) -> None:
    """Keep what kind of conduct it is."""
    conduct = Conduct(pressed(update, FeedbackConduct).conduct)
    await _answer(update, context, Ask.CONDUCT, conduct=conduct)


async def choose_when(update: Update, context: Context) -> None:
    """Keep when it happened."""
    today = context.today()
    days = {"today": day(today), "yesterday": day(today - timedelta(days=1))}
    when = days.get(pressed(update, FeedbackWhen).when, texts.UNSURE.lower())
    await _answer(update, context, Ask.WHEN, when=when)


async def choose_files(update: Update, context: Context) -> None:
    """End the files, keep originals or not, or let go of what was sent."""
    choice = pressed(update, FeedbackFiles).choice
    if choice == "enough":
        await _answer(update, context, Ask.FILES)
        return
    if choice == "drop":
        await _drop_files(context)
    await _change(
        update,
        context,
        lambda draft: (
            replace(draft, files=())
            if choice == "drop"
            else replace(draft, keeps_original=not draft.keeps_original)
        ),
    )


async def choose_identity(update: Update, context: Context) -> None:
    """Keep how the sender is known."""
    identity = Identity(pressed(update, FeedbackIdentity).identity)
    await _change(
        update,
        context,
        lambda draft: replace(
            draft, done=tuple(one for one in draft.done if one is not Ask.NAME), name=""
        ).answered(Ask.KNOWN, identity=identity),
    )


async def choose_follow(update: Update, context: Context) -> None:
    """Keep how the sender hears of the case."""
    follow = Follow(pressed(update, FeedbackFollow).follow)
    await _answer(update, context, Ask.FOLLOW, follow=follow)


async def edit(update: Update, context: Context) -> None:
    """Ask a question anew."""
    asked = Ask(pressed(update, EditFeedback).question)

    def anew(draft: FeedbackDraft) -> FeedbackDraft:
        return draft.at_question(asked) if draft.asks(asked) else draft.onward()

    await _change(update, context, anew)


async def _answer(update: Update, context: Context, asked: Ask, **values: Any) -> None:
    await _change(update, context, lambda draft: draft.answered(asked, **values))


async def _change(update: Update, context: Context, how: Any) -> None:
    """Change the draft and put its question in place of the pressed one."""
    await reply.acknowledge(update)
    found = await draft_of(context)
    if found is None:
        await reply.send(update, Screen(texts.NO_DRAFT))
        return
    draft = await change(context, found[0], how)
    await reply.show(update, await screens.screen_of(context, draft))


async def _discard(context: Context) -> None:
    await _drop_files(context)
    await forget(context, CASE)


async def _drop_files(context: Context) -> None:
    files = context.services.case_files
    await context.run(files.drop, context.person.id, context.update_key)
