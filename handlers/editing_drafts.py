"""What the next message of an editor, or of a unit that was asked, means."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from handlers import awaiting
from handlers.context import Context

FIND, SAY, UNIT, REPLY = "editing.find", "editing.say", "editing.unit", "editing.reply"
NAME = "editing.name"
# What waits for a press, not for a message.
TRIED, WRITTEN, ROSTER = "editing.tried", "editing.written", "editing.roster"
KINDS = (FIND, SAY, UNIT, REPLY, NAME)

wait_for = partial(awaiting.wait_for, among=KINDS)


async def held(context: Context, kind: str) -> Mapping[str, Any] | None:
    """Return what was kept for a press."""
    draft = await context.run(context.services.drafts.peek, context.person.id, kind)
    return None if draft is None else draft.payload
