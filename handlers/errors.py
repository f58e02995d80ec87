"""What people read when something goes wrong; the details go to the log, without their words."""

import logging
import secrets
import traceback

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop

from domain.errors import (
    AlreadyDecided,
    AlreadyExtended,
    AlreadyReopened,
    AnotherDocumentHeld,
    AnswerIncomplete,
    ApologyNeeded,
    AppendixNeedsDocument,
    BrokenKnowledge,
    CaseMovedAway,
    CodeUnusable,
    CongvuError,
    DayNotPossible,
    EmptyText,
    ExamRefused,
    ExamUnusable,
    FileGone,
    ItemFileUnusable,
    ItemUnusable,
    MoveNotPossible,
    NobodyToExplain,
    NoNameKept,
    NotAllowed,
    NotLate,
    QuestionSettled,
    RoleGone,
    SamePerson,
    StorageFault,
    StorageUnavailable,
    StudyRefused,
    TextTooLong,
    TooManyGuesses,
    TooManyTries,
    UnknownAnswer,
    UnknownCase,
    UnknownDocument,
    UnknownFile,
    UnknownItem,
    UnknownPerson,
    UnknownProvision,
    UnknownReceipt,
    UnknownUnit,
)
from domain.roles import Action, Holding, may_anywhere
from handlers import reply
from handlers.context import Context
from handlers.render.markup import escape
from handlers.screens import Screen
from handlers.texts import apologies as apology_texts
from handlers.texts import case_clock as clock_texts
from handlers.texts import cases as desk_texts
from handlers.texts import editing as editing_texts
from handlers.texts import errors as texts
from handlers.texts import exams as exam_texts
from handlers.texts import feedback as feedback_texts
from handlers.texts import following as following_texts
from handlers.texts import item_files as file_texts
from handlers.texts import item_review as review_texts
from handlers.texts import joining as joining_texts
from handlers.texts import study_items as study_texts
from handlers.texts import submissions as submission_texts
from handlers.texts.case_names import moment
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
    UnknownItem: review_texts.ITEM_GONE,
    UnknownPerson: texts.ROLE_GONE,
    TooManyGuesses: joining_texts.TOO_MANY_GUESSES,
    QuestionSettled: editing_texts.SETTLED,
    FileGone: submission_texts.GONE,
    AppendixNeedsDocument: texts.APPENDIX_ALONE,
    AnotherDocumentHeld: texts.ANOTHER_HELD,
    UnknownCase: following_texts.CASE_GONE,
    UnknownFile: following_texts.FILE_GONE,
    EmptyText: feedback_texts.WHAT_EMPTY,
    AlreadyExtended: clock_texts.ALREADY_EXTENDED,
    NotLate: apology_texts.NOT_LATE,
    ApologyNeeded: desk_texts.APOLOGY_NEEDED,
    SamePerson: desk_texts.SAME_PERSON,
    NobodyToExplain: desk_texts.NOBODY_TO_EXPLAIN,
    NoNameKept: desk_texts.NO_NAME_KEPT,
    AlreadyReopened: desk_texts.ALREADY_REOPENED,
}
_PASSING = {StorageFault.LOCKED, StorageFault.UNREACHABLE}
_EXPECTED = (
    *(UnknownDocument, UnknownProvision, UnknownAnswer, UnknownUnit, UnknownPerson),
    *(NotAllowed, AlreadyDecided, RoleGone, CodeUnusable, TooManyGuesses),
    *(StudyRefused, ExamRefused, ExamUnusable),
    *(UnknownItem, ItemUnusable, ItemFileUnusable),
    *(QuestionSettled, FileGone, AppendixNeedsDocument, AnotherDocumentHeld),
    *(EmptyText, TextTooLong, TooManyTries, UnknownCase, UnknownFile, UnknownReceipt),
    *(AlreadyExtended, NotLate, DayNotPossible, CaseMovedAway, MoveNotPossible),
    *(AnswerIncomplete, ApologyNeeded, SamePerson, NobodyToExplain, NoNameKept, AlreadyReopened),
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
        await reply.send(update, Screen(escape(_words(error, context) or texts.unexpected(code))))
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


def _roles(context: Context) -> tuple[Holding, ...]:
    """Return the roles of whoever wrote, none where that was not found out."""
    return context.person.roles if hasattr(context, "person") else ()


def words_on(error: CongvuError, context: Context) -> str:
    """Return what people read of an error that was expected."""
    return _words(error, context) or texts.NOT_ALLOWED


def _words(error: Exception, context: Context) -> str | None:
    if isinstance(error, UnknownCase) and may_anywhere(_roles(context), Action.SEE_CASES):
        return desk_texts.OUT_OF_SIGHT
    if isinstance(error, CaseMovedAway):
        return desk_texts.moved_away(error.number, error.unit_name)
    if isinstance(error, MoveNotPossible):
        return desk_texts.not_possible(error.state)
    if isinstance(error, AnswerIncomplete):
        return desk_texts.incomplete(error.missing)
    if isinstance(error, StorageUnavailable) and error.fault in _PASSING:
        return texts.BUSY
    if isinstance(error, CodeUnusable):
        return joining_texts.CODES[error.fault]
    if isinstance(error, StudyRefused):
        return study_texts.FAULTS[error.fault]
    if isinstance(error, ExamRefused | ExamUnusable):
        return exam_texts.fault(error.fault)
    if isinstance(error, ItemFileUnusable):
        return file_texts.UNUSABLE[error.fault]
    if isinstance(error, ItemUnusable):
        return review_texts.unusable(error.faults)
    if isinstance(error, UnknownReceipt):
        return following_texts.wrong_code(error.left)
    if isinstance(error, TooManyTries):
        until = error.until.astimezone(context.office.timezone)
        return following_texts.wait_until(moment(until))
    if isinstance(error, TextTooLong):
        return feedback_texts.too_long(error.at_most)
    if isinstance(error, DayNotPossible):
        return apology_texts.day_not_possible(error.earliest, error.latest)
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
