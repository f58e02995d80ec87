"""What people read when something goes wrong; the details go to the log, without their words."""

import logging
import secrets
import traceback

from telegram import Update
from telegram.error import Forbidden, NetworkError, TelegramError

from domain.errors import (
    BrokenKnowledge,
    CongvuError,
    StorageFault,
    StorageUnavailable,
    UnknownAnswer,
    UnknownDocument,
    UnknownProvision,
)
from handlers import reply
from handlers.context import Context
from handlers.render.markup import escape
from handlers.screens import Screen
from handlers.texts import errors as texts

_WORDS: dict[type[CongvuError], str] = {
    UnknownDocument: texts.DOCUMENT_GONE,
    UnknownProvision: texts.PLACE_GONE,
    UnknownAnswer: texts.ANSWER_GONE,
    BrokenKnowledge: texts.KNOWLEDGE_BROKEN,
}
_PASSING = {StorageFault.LOCKED, StorageFault.UNREACHABLE}
_EXPECTED = (UnknownDocument, UnknownProvision, UnknownAnswer)

log = logging.getLogger("handlers")


async def report(update: object, context: Context) -> None:
    """Log the error under a code and tell whoever wrote, in words that they can act on."""
    error = context.error
    assert error is not None
    code = secrets.token_hex(3).upper()
    if not isinstance(error, _EXPECTED):
        _log(error, code, update)
    if isinstance(update, Update) and not isinstance(error, Forbidden | NetworkError):
        await _tell(update, _words(error) or texts.unexpected(code), code)


def _words(error: Exception) -> str | None:
    if isinstance(error, StorageUnavailable) and error.fault in _PASSING:
        return texts.BUSY
    for kind in type(error).__mro__:
        if kind in _WORDS:
            return _WORDS[kind]
    return None


async def _tell(update: Update, words: str, code: str) -> None:
    try:
        await reply.acknowledge(update)
        await reply.send(update, Screen(escape(words)))
    except TelegramError as failure:
        _log(failure, code, update)


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
