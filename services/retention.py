"""What is kept no longer than it is of use: the sweep that the clock brings."""

from datetime import datetime, timedelta

from db import outbox, updates
from db.database import Database
from services.answers import MEMORY
from services.browser_sessions import forget_idle
from services.fencing import check_lease

# Telegram delivers an update again for at most a day; until then its number is remembered.
_DONE = timedelta(days=3)
# Long enough for an operator to look into what was given up.
_GIVEN_UP = timedelta(days=14)
_DRAFTS = timedelta(days=90)


class Retention:
    """Erases what was done with, in one commit."""

    def __init__(self, database: Database) -> None:
        self._database = database

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
            )
            uow.commit()
        return erased
