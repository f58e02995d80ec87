"""What the next message of an editor, or of a unit that was asked, means."""

from collections.abc import Mapping
from typing import Any

from handlers.context import Context

FIND, SAY, UNIT, REPLY = "editing.find", "editing.say", "editing.unit", "editing.reply"
NAME = "editing.name"
# What waits for a press, not for a message.
TRIED, WRITTEN, ROSTER = "editing.tried", "editing.written", "editing.roster"
KINDS = (FIND, SAY, UNIT, REPLY, NAME)


async def wait_for(context: Context, kind: str, payload: Mapping[str, Any]) -> None:
    """Let the next message mean this, and nothing else that was waited for before."""
    drafts, person = context.services.drafts, context.person.id
    for other in KINDS:
        if other != kind and other in context.person.drafts:
            await context.run(drafts.take, person, other, context.update_key)
    await context.run(drafts.put, person, kind, payload, context.now(), context.update_key)


async def waits_for_nothing(context: Context, kind: str) -> None:
    """Let the next message be a question again."""
    drafts = context.services.drafts
    await context.run(drafts.take, context.person.id, kind, context.update_key)


async def held(context: Context, kind: str) -> Mapping[str, Any] | None:
    """Return what was kept for a press."""
    draft = await context.run(context.services.drafts.peek, context.person.id, kind)
    return None if draft is None else draft.payload
