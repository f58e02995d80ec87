"""What an editor's next message means: new words of an item, a reason, or a file of items."""

from collections.abc import Mapping
from typing import Any

from handlers.context import Context

WORDS, REASON, FILE, SENT = "item.words", "item.reason", "item.file", "item.sent"
KINDS = (WORDS, REASON, FILE)


async def wait_for(context: Context, kind: str, payload: Mapping[str, Any]) -> None:
    """Let the next message mean this, and nothing else about items that was waited for."""
    for other in KINDS:
        if other != kind and other in context.person.drafts:
            await waits_no_more(context, other)
    drafts, person = context.services.drafts, context.person.id
    await context.run(drafts.put, person, kind, payload, context.now(), context.update_key)


async def waits_no_more(context: Context, kind: str) -> None:
    """Forget what the next message was to mean."""
    drafts, person = context.services.drafts, context.person.id
    await context.run(drafts.take, person, kind, context.update_key)
