"""What an error means for the message that was on its way: gone, later, or wrong for good."""

from datetime import timedelta

from telegram.error import (
    BadRequest,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from domain.errors import ConcurrentChange, LeaseLost, StorageUnavailable

# A token was good when serving began, so what looks like a wrong one is a server in trouble.
_PASSING = (
    *(NetworkError, RetryAfter, InvalidToken),
    *(StorageUnavailable, ConcurrentChange, LeaseLost),
)


def is_gone(error: BaseException) -> bool:
    """Tell whether the person blocked the bot or the chat is no more."""
    if isinstance(error, Forbidden):
        return True
    return isinstance(error, BadRequest) and "chat not found" in error.message.lower()


def is_passing(error: BaseException) -> bool:
    """Tell whether the channel or the database was away, so that trying again will help."""
    if type(error) is TelegramError:
        # What the library raises for an answer that is no JSON: something stands in between.
        return True
    return isinstance(error, _PASSING) and not isinstance(error, BadRequest)


def pause_of(error: BaseException) -> timedelta | None:
    """Return how long the channel asks to be left alone, None where it does not say."""
    if not isinstance(error, RetryAfter):
        return None
    wait = error.retry_after
    return wait if isinstance(wait, timedelta) else timedelta(seconds=wait)
