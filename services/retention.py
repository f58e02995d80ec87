"""What is kept no longer than it is of use: the sweep that the clock brings."""

from datetime import date, datetime, timedelta

from db import outbox, updates
from db.database import Database
from db.uow import UnitOfWork
from services.answers import MEMORY
from services.browser_sessions import forget_idle
from services.fencing import check_lease
from services.rights import Rights

# Telegram delivers an update again for at most a day; until then its number is remembered.
_DONE = timedelta(days=3)
# Long enough for an operator to look into what was given up.
_GIVEN_UP = timedelta(days=14)
_DRAFTS = timedelta(days=90)
# Long enough to tell whoever comes late that an invitation is over, or why nobody answered.
_JOINING = timedelta(days=90)


class Retention:
    """Erases what was done with, in one commit."""

    def __init__(self, database: Database, rights: Rights) -> None:
        self._database = database
        self._rights = rights

    def sweep(self, now: datetime) -> int:
        """Erase what is too old and return how many records it was."""
        with self._database.open_uow() as uow:
            check_lease(uow)
            erased = (
                uow.inbox.forget(updates.CLOSED, now - _DONE)
                + uow.inbox.forget(updates.PARKED, now - _GIVEN_UP)
                + uow.outbox.forget(outbox.SENT, now - _DONE)
                + uow.outbox.forget(outbox.PARKED, now - _GIVEN_UP)
                + uow.drafts.forget_before(now - _DRAFTS)
                + uow.questions.forget_before(now - MEMORY)
                + uow.results.forget_old()
                + forget_idle(uow, now)
                + _forget_joining(uow, now, self._rights.day(now))
            )
            uow.commit()
        return erased


def _forget_joining(uow: UnitOfWork, now: datetime, today: date) -> int:
    """Erase what joining left behind, and the names of those who hold no role any more."""
    return (
        uow.invitations.forget_before(now - _JOINING)
        + uow.requests.forget_before(now - _JOINING)
        + uow.link_codes.forget_before(now - _DONE)
        + uow.guesses.forget_before(now - _DONE)
        + uow.names.forget_without_role(today)
    )
