"""Sending feedback: the receipt in words and as a picture, and what stood in the way."""

from datetime import datetime

from telegram import Update

from domain.case_limits import Limit, Span
from domain.cases import CaseKind, Identity
from domain.errors import (
    CustodianMissing,
    EmptyText,
    SameTextAgain,
    SenderNameNeeded,
    TextTooLong,
    TooManyCases,
    UnknownFile,
    UnknownUnit,
)
from domain.feedback_draft import Ask, FeedbackDraft, Follow
from domain.receipts import shown
from handlers import reply
from handlers.context import Context, Office
from handlers.feedback_callbacks import EditFeedback, OpenCase, SaveReceipt, WriteToCase
from handlers.feedback_drafts import CASE, forget
from handlers.presses import pressed
from handlers.render.receipt import receipt_picture
from handlers.screens import Button, Screen
from handlers.texts import feedback as texts
from handlers.texts import following as following_texts
from handlers.texts.case_names import PROVINCE, moment
from services.cases import Holder, NewCase, Subject, Submitted

_REFUSALS = (CustodianMissing, EmptyText, SameTextAgain, SenderNameNeeded, TextTooLong)
_REFUSED = (*_REFUSALS, TooManyCases, UnknownFile, UnknownUnit)


async def send(update: Update, context: Context, draft: FeedbackDraft) -> None:
    """Send the draft and hand over the receipt; where it is not taken, say why and keep it."""
    person, intake = context.person.id, context.services.intake
    new = new_case(draft)
    try:
        done = await context.run(intake.submit, person, new, context.now(), context.update_key)
    except _REFUSED as refusal:
        await reply.send(update, _refused(refusal))
        return
    limit = await context.run(context.services.case_times.limit, Span.ANSWER, context.now())
    await reply.show(update, _receipt(context.office, done, draft, limit))
    # Last, so that an update that has to be handled again still finds its draft.
    await forget(context, CASE)


def new_case(draft: FeedbackDraft) -> NewCase:
    """Return the case that a draft becomes."""
    return NewCase(
        kind=draft.kind,
        what=draft.what,
        unit=draft.unit,
        place=draft.place,
        subject=Subject(draft.subject, draft.subject_text, draft.subject_id, draft.is_head),
        conduct=draft.conduct,
        when=draft.when,
        files=tuple(file.uid for file in draft.files),
        identity=draft.identity,
        name=None if draft.identity is Identity.ANONYMOUS else draft.name,
        keeps_address=draft.follow is Follow.TOLD,
        linked=draft.follow is not Follow.CODE,
        on_behalf=draft.on_behalf,
    )


def _receipt(office: Office, done: Submitted, draft: FeedbackDraft, limit: Limit) -> Screen:
    due = None if done.due_at is None else when(office, done.due_at)
    who = done.office_name or PROVINCE
    is_praise = draft.kind is CaseKind.PRAISE
    words = texts.received(
        done.number,
        shown(done.code),
        who[:1].upper() + who[1:],
        None if is_praise else due,
        limit.decision.source if limit.decision else None,
        is_merged=done.is_merged,
    )
    rows = (
        (Button(following_texts.SAVE_RECEIPT, SaveReceipt(done.code)),),
        (
            Button(following_texts.ADD, WriteToCase(0, done.code)),
            Button(following_texts.FOLLOW, OpenCase(done.code)),
        ),
    )
    return Screen(words, rows)


def when(office: Office, at: datetime) -> str:
    """Return a moment as people here read it."""
    return moment(at.astimezone(office.timezone))


async def save_receipt(update: Update, context: Context) -> None:
    """Send the receipt as a picture, for whoever has its code."""
    code = pressed(update, SaveReceipt).receipt
    await reply.acknowledge(update)
    holder = Holder(context.person.id, context.person.account_id, code=code)
    following = context.services.following
    view = await context.run(following.open, holder, context.now(), context.update_key)
    bot_name = await context.run(context.services.installation.bot_name)
    picture = await context.run(receipt_picture, view.number, code, bot_name)
    await reply.send_picture(update, picture, following_texts.picture_of(view.number))


def _refused(refusal: Exception) -> Screen:
    """Return why feedback was not taken, with the button that mends it."""
    mends = {
        EmptyText: (texts.WHAT_EMPTY, Ask.WHAT),
        SenderNameNeeded: (texts.NOT_A_NAME, Ask.NAME),
        CustodianMissing: (following_texts.NO_CUSTODIAN, Ask.KNOWN),
        UnknownUnit: (texts.NO_LINK_UNIT, Ask.WHERE),
        UnknownFile: (following_texts.FILE_GONE, Ask.FILES),
    }
    if isinstance(refusal, TextTooLong):
        words, asked = texts.too_long(refusal.at_most), Ask.WHAT
    elif isinstance(refusal, TooManyCases):
        return Screen(texts.TOO_MANY[refusal.scope])
    elif isinstance(refusal, SameTextAgain):
        words, asked = texts.SAME_AGAIN, Ask.WHAT
    else:
        words, asked = mends[type(refusal)]
    return Screen(words, ((Button(texts.EDITS.get(asked, texts.EDIT), EditFeedback(asked)),),))
