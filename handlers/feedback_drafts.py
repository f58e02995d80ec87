"""The draft of feedback: read, changed once by each update, kept."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from domain.feedback_draft import FeedbackDraft
from handlers import rating, staff_drafts
from handlers.context import Context

CASE, OFFER, FOLLOWING = "feedback.case", "feedback.offer", "feedback.following"
KINDS = (CASE, OFFER, FOLLOWING)
# Until then a message is surely meant for the draft; later it is asked.
FRESH = timedelta(hours=1)


async def draft_of(context: Context) -> tuple[FeedbackDraft, bool] | None:
    """Return the person's draft, and whether they were at it just now; None where there is none."""
    if CASE not in context.person.drafts:
        return None
    kept = await context.run(context.services.drafts.peek, context.person.id, CASE)
    if kept is None:
        return None
    return FeedbackDraft.read(kept.payload), context.now() - kept.made_at <= FRESH


async def change(
    context: Context, draft: FeedbackDraft, how: Callable[[FeedbackDraft], FeedbackDraft]
) -> FeedbackDraft:
    """Return the draft as it is changed and kept; an update that comes again changes nothing."""
    if draft.last_key == context.update_key:
        return draft
    changed = replace(how(draft), last_key=context.update_key)
    await put(context, CASE, changed.payload())
    return changed


async def put(context: Context, kind: str, payload: Mapping[str, Any]) -> None:
    """Keep a draft of this kind."""
    drafts = context.services.drafts
    await context.run(
        drafts.put, context.person.id, kind, payload, context.now(), context.update_key
    )


async def peek(context: Context, kind: str) -> Mapping[str, Any] | None:
    """Return what is kept of this kind."""
    if kind not in context.person.drafts:
        return None
    kept = await context.run(context.services.drafts.peek, context.person.id, kind)
    return None if kept is None else kept.payload


async def forget(context: Context, kind: str) -> None:
    """Let go of a draft of this kind."""
    if kind in context.person.drafts:
        drafts = context.services.drafts
        await context.run(drafts.take, context.person.id, kind, context.update_key)


async def forget_others(context: Context) -> None:
    """Let the next message mean nothing that another conversation waited for."""
    for kind in (rating.DRAFT, *staff_drafts.KINDS):
        await forget(context, kind)
