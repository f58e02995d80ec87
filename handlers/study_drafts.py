"""What the next message means while somebody studies: an answer, a question, a name, a part."""

from functools import partial

from handlers import awaiting
from handlers.context import Context
from services.study_views import Asked

# The answer waits until it is given; the others end with the next command.
ANSWER = "study.answer"
ABOUT, NAME, EXAM_TEXT = "study.about", "study.name", "study.exam_text"
PASSING = (ABOUT, NAME, EXAM_TEXT)

wait_for = partial(awaiting.wait_for, among=PASSING)


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
        await awaiting.waits_for_nothing(context, kind)
