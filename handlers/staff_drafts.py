"""What the next message means while somebody joins: a code, a unit's name, their own name."""

from collections.abc import Mapping
from typing import Any

from handlers.context import Context

CODE, UNIT, NAME = "staff.code", "staff.unit", "staff.name"
APP, SIGN_IN = "staff.app", "staff.sign_in"
KINDS = (CODE, UNIT, NAME, APP, SIGN_IN)


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
