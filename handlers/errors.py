"""What people read when something goes wrong; the details go to the log, without their words."""

import logging
import secrets
import traceback

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop

from domain.errors import (
    AlreadyDecided,
    AnotherDocumentHeld,
    AppendixNeedsDocument,
    BrokenKnowledge,
    CodeUnusable,
    CongvuError,
    FileGone,
    NotAllowed,
    QuestionSettled,
    RoleGone,
    StorageFault,
    StorageUnavailable,
    TooManyGuesses,
    UnknownAnswer,
    UnknownDocument,
    UnknownPerson,
    UnknownProvision,
    UnknownUnit,
)
from handlers import reply
from handlers.context import Context
from handlers.render.markup import escape
from handlers.screens import Screen
from handlers.texts import editing as editing_texts
from handlers.texts import errors as texts
from handlers.texts import joining as joining_texts
from handlers.texts import submissions as submission_texts
from handlers.troubles import is_gone, is_passing

_WORDS: dict[type[CongvuError], str] = {
    UnknownDocument: texts.DOCUMENT_GONE,
    UnknownProvision: texts.PLACE_GONE,
    UnknownAnswer: texts.ANSWER_GONE,
    BrokenKnowledge: texts.KNOWLEDGE_BROKEN,
    NotAllowed: texts.NOT_ALLOWED,
    AlreadyDecided: joining_texts.GONE,
    RoleGone: texts.ROLE_GONE,
    UnknownUnit: texts.UNIT_GONE,
    UnknownPerson: texts.ROLE_GONE,
    TooManyGuesses: joining_texts.TOO_MANY_GUESSES,
    QuestionSettled: editing_texts.SETTLED,
    FileGone: submission_texts.GONE,
    AppendixNeedsDocument: texts.APPENDIX_ALONE,
    AnotherDocumentHeld: texts.ANOTHER_HELD,
}
_PASSING = {StorageFault.LOCKED, StorageFault.UNREACHABLE}
_EXPECTED = (
    *(UnknownDocument, UnknownProvision, UnknownAnswer, UnknownUnit, UnknownPerson),
    *(NotAllowed, AlreadyDecided, RoleGone, CodeUnusable, TooManyGuesses),
    *(QuestionSettled, FileGone, AppendixNeedsDocument, AnotherDocumentHeld),
)

log = logging.getLogger("handlers")


async def report(update: object, context: Context) -> None:
    """Log the error under a code and tell whoever wrote, in words that they can act on.

    Where another try is worth it nobody is told yet: the failure is noted on the attempt.

    Raises:
        ApplicationHandlerStop: always, since an update that failed goes to no other handler.
    """
    error = context.error
    assert error is not None
    if is_gone(error):
        await _leave_alone(update, context)
        raise ApplicationHandlerStop
    attempt = context.attempt
    if isinstance(error, _EXPECTED):
        await _tell(update, context, error)
        raise ApplicationHandlerStop
    attempt.failure = error
    if not (attempt.can_wait if is_passing(error) else not attempt.is_last):
        await _tell(update, context, error)
    raise ApplicationHandlerStop


async def _tell(update: object, context: Context, error: Exception) -> None:
    """Tell whoever wrote what went wrong; what nobody expected is logged under a code."""
    code = secrets.token_hex(3).upper()
    if not isinstance(error, _EXPECTED):
        _log(error, code, update)
    if not isinstance(update, Update):
        return
    try:
        await reply.acknowledge(update)
        await reply.send(update, Screen(escape(_words(error) or texts.unexpected(code))))
        context.attempt.code = code
    except TelegramError as failure:
        _log(failure, code, update)
        context.attempt.failure = failure


async def _leave_alone(update: object, context: Context) -> None:
    """Keep that the person cannot be reached; nothing more is sent until they write again."""
    user = update.effective_user if isinstance(update, Update) else None
    if user is None:
        return
    office = context.office
    people = context.services.people
    try:
        await context.run(people.mark_unreachable, office.channel, str(user.id), context.now())
    except CongvuError as failure:
        context.attempt.failure = failure


def _words(error: Exception) -> str | None:
    if isinstance(error, StorageUnavailable) and error.fault in _PASSING:
        return texts.BUSY
    if isinstance(error, CodeUnusable):
        return joining_texts.CODES[error.fault]
    for kind in type(error).__mro__:
        if kind in _WORDS:
            return _WORDS[kind]
    return None


def _log(error: Exception, code: str, update: object) -> None:
    """Log kind and place of an error; its message may hold somebody's words, so it stays out."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    told = {
        "code": code,
        "kind": type(error).__name__,
        "update_id": update.update_id if isinstance(update, Update) else None,
        "at": [f"{frame.filename}:{frame.lineno}:{frame.name}" for frame in frames],
    }
    log.error("update_failed", extra=told)
