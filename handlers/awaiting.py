"""What the next message is awaited for: one draft of the kinds that a conversation waits with."""

from collections.abc import Collection, Mapping
from typing import Any

from handlers.context import Context


async def wait_for(
    context: Context, kind: str, payload: Mapping[str, Any], among: Collection[str]
) -> None:
    """Let the next message mean `kind`, and nothing else `among` what was waited for before."""
    for other in among:
        if other != kind and other in context.person.drafts:
            await waits_for_nothing(context, other)
    drafts, person = context.services.drafts, context.person.id
    await context.run(drafts.put, person, kind, payload, context.now(), context.update_key)


async def waits_for_nothing(context: Context, kind: str) -> None:
    """Let the next message be a question again."""
    drafts = context.services.drafts
    await context.run(drafts.take, context.person.id, kind, context.update_key)
