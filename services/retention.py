"""What is kept no longer than it is of use: the sweep that the clock brings."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from db import outbox, updates
from db.database import Database
from db.privacy import PrivacyRepository
from db.uow import UnitOfWork
from services.answers import MEMORY
from services.browser_sessions import forget_idle
from services.case_keeping import CaseKeeping
from services.fencing import check_lease
from services.rights import Rights
from services.study_progress import forget_study

# Telegram delivers an update again for at most a day; until then its number is remembered.
_DONE = timedelta(days=3)
# Long enough to tell whoever comes late that an invitation is over, or why nobody answered.
_JOINING = timedelta(days=90)
# A session is a few minutes; its answers are in the log.
_SESSIONS = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class KeepFor:
    """How many days things are kept, as the office decided; `decided` tells where and when.

    `failed`: messages that could not be handled, for an operator to look into. `browsers`: chats
    of browsers that nobody has used since. `erasures`: the list by which a copy put back forgets
    who asked to be forgotten; longer than any copy is kept. `study`: pseudonyms under which nobody
    learns any more, and exams that are over.
    """

    answers: int = 730
    drafts: int = 90
    failed: int = 14
    browsers: int = 180
    erasures: int = 400
    study: int = 1095
    decided: str | None = None


class Retention:
    """Erases what was done with, in one commit."""

    def __init__(
        self,
        database: Database,
        rights: Rights,
        keep: KeepFor | None = None,
        cases: CaseKeeping | None = None,
    ) -> None:
        self._database = database
        self._rights = rights
        self._cases = cases
        self.keep = keep or KeepFor()

    def sweep(self, now: datetime) -> int:
        """Erase what is too old and return how many records it was."""
        keep = self.keep
        failed = now - timedelta(days=keep.failed)
        with self._database.open_uow() as uow:
            check_lease(uow)
            own = PrivacyRepository(uow.session, uow.ring)
            erased = (
                uow.inbox.forget(updates.CLOSED, now - _DONE)
                + uow.inbox.forget(updates.PARKED, failed)
                + uow.outbox.forget(outbox.SENT, now - _DONE)
                + uow.outbox.forget(outbox.PARKED, failed)
                + uow.drafts.forget_before(now - timedelta(days=keep.drafts))
                + uow.document_drafts.forget_before(now - timedelta(days=keep.drafts))
                + uow.handed.forget_before(now - timedelta(days=keep.answers))
                + uow.questions.forget_before(now - MEMORY)
                + uow.results.forget_old()
                + uow.answers.forget_before(now.date() - timedelta(days=keep.answers))
                + own.forget_erasures(now - timedelta(days=keep.erasures))
                + forget_idle(uow, now, timedelta(days=keep.browsers))
                + _forget_joining(uow, now, self._rights.day(now))
                + _forget_study(uow, now, self._rights.day(now), timedelta(days=keep.study))
            )
            uow.commit()
        return erased + (0 if self._cases is None else self._cases.sweep(now))


def _forget_joining(uow: UnitOfWork, now: datetime, today: date) -> int:
    """Erase what joining left behind, and the names of those who hold no role any more."""
    return (
        uow.invitations.forget_before(now - _JOINING)
        + uow.requests.forget_before(now - _JOINING)
        + uow.link_codes.forget_before(now - _DONE)
        + uow.guesses.forget_before(now - _DONE)
        + uow.names.forget_without_role(today)
    )


def _forget_study(uow: UnitOfWork, now: datetime, today: date, kept: timedelta) -> int:
    """Destroy pseudonyms that are not used any more; erase old sessions, and exams long over."""
    idle = uow.learners.idle(today - kept)
    for person in idle:
        forget_study(uow, person, now)
    return (
        len(idle)
        + uow.study_sessions.forget_before(now - _SESSIONS)
        + uow.exams.forget_before(now - kept)
    )
