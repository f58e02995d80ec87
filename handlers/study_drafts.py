"""What the next message means while somebody studies: an answer, a question, a name, a part."""

from collections.abc import Mapping
from typing import Any

from handlers.context import Context
from services.study_views import Asked

# The answer waits until it is given; the others end with the next command.
ANSWER = "study.answer"
ABOUT, NAME, EXAM_TEXT = "study.about", "study.name", "study.exam_text"
PASSING = (ABOUT, NAME, EXAM_TEXT)


async def wait_for(context: Context, kind: str, payload: Mapping[str, Any]) -> None:
    """Let the next message mean this, and nothing else of study that was waited for before."""
    drafts, person = context.services.drafts, context.person.id
    for other in PASSING:
        if other != kind and other in context.person.drafts:
            await context.run(drafts.take, person, other, context.update_key)
    await context.run(drafts.put, person, kind, payload, context.now(), context.update_key)


async def wait_for_answer(context: Context, asked: Asked, *, is_exam: bool, is_sure: bool) -> None:
    """Let the next message be the answer to an item that is typed."""
    payload = {
        "exam": is_exam,
        "session": asked.session,
        "number": asked.number,
        "sure": is_sure,
    }
    await wait_for(context, ANSWER, payload)


async def waits_for_nothing(context: Context, kind: str) -> None:
    """Let the next message be a question again."""
    if kind in context.person.drafts:
        drafts = context.services.drafts
        await context.run(drafts.take, context.person.id, kind, context.update_key)
