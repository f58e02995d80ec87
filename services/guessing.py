"""Codes that are tried: a few wrong ones from one account, and no more for an hour."""

from datetime import datetime, timedelta

from db.uow import UnitOfWork
from domain.errors import CodeFault, CodeUnusable, TooManyGuesses

SPAN = timedelta(hours=1)
MOST = 5
_TOO_MANY = "too many"


def is_over(uow: UnitOfWork, account_id: int, now: datetime) -> bool:
    """Tell whether so many wrong codes came from this account that none is tried now."""
    return uow.guesses.failures(str(account_id), now - SPAN) >= MOST


def is_number_over(uow: UnitOfWork, number: str, now: datetime) -> bool:
    """Tell whether so many wrong codes were tried for a sign-in number, from whatever account."""
    return uow.guesses.failures(f"number {number}", now - SPAN) >= MOST


def count_for_number(uow: UnitOfWork, number: str, now: datetime) -> None:
    """Count a wrong code that was tried for a sign-in number."""
    uow.guesses.add(f"number {number}", now, now - SPAN)


def refuse(uow: UnitOfWork, account_id: int, fault: CodeFault, now: datetime) -> dict[str, str]:
    """Count a wrong code and return why it was refused, to be stored with the count."""
    if fault is CodeFault.UNKNOWN:
        uow.guesses.add(str(account_id), now, now - SPAN)
    return {"refused": fault}


def refuse_all() -> dict[str, str]:
    """Return that no code is tried just now."""
    return {"refused": _TOO_MANY}


def raise_refusal(outcome: dict[str, str | None]) -> None:
    """Raise what was stored as refused.

    Raises:
        CodeUnusable: the code opens nothing.
        TooManyGuesses: no code is tried just now.
    """
    refused = outcome.get("refused")
    if refused == _TOO_MANY:
        raise TooManyGuesses
    if refused is not None:
        raise CodeUnusable(CodeFault(refused))
