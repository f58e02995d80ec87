"""What is remembered of a conversation, and forgetting it when the person asks."""

from dataclasses import dataclass

from db.database import Database
from db.privacy import PrivacyRepository
from db.uow import UnitOfWork
from services.once import run_once

# How much was erased: what was said, or everything that is kept about a person.
CONVERSATION, PERSON = "conversation", "person"


@dataclass(frozen=True, slots=True)
class Kept:
    """How much is kept about one person right now; a wish counts until its news is sent."""

    questions: int
    drafts: int
    watches: int


class Conversations:
    """A person's own traces: recent questions, drafts and wishes to be told."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def kept(self, person_id: int) -> Kept:
        """Return how many questions, drafts and wishes are kept about a person."""
        with self._database.open_uow(read_only=True) as uow:
            return Kept(
                uow.questions.count(person_id),
                uow.drafts.count(person_id),
                uow.watches.count(person_id) + _unsent(uow, person_id),
            )

    def forget(self, person_id: int, update_key: str) -> int:
        """Erase all that is kept about a person's conversation; return how many records it was."""

        def forget(uow: UnitOfWork) -> int:
            return erase_traces(uow, person_id)

        erased: int = run_once(self._database, update_key, "conversations.forget", forget)
        return erased

    def opens_album(self, album: str, update_key: str) -> bool:
        """Tell whether this update is the first of an album: one reply is enough for all."""
        first = run_once(self._database, album, "conversations.album", lambda uow: update_key)
        return bool(first == update_key)


def erase_traces(uow: UnitOfWork, person_id: int, scope: str = CONVERSATION) -> int:
    """Erase all that is kept about a person's conversation; return how many records it was.

    That it was erased is listed, so that a copy of before forgets it too; `scope` tells how much.
    """
    own = PrivacyRepository(uow.session, uow.ring)
    own.list_erasure(person_id, scope)
    return (
        uow.questions.erase(person_id)
        + uow.drafts.erase_all(person_id)
        + uow.case_files.drop(uow.case_marks.owner(person_id))
        + uow.watches.erase_all(person_id)
        + sum(
            uow.outbox.erase_unsent(account.channel, account.address)
            + own.erase_updates(account.channel, account.address)
            for account in uow.people.accounts(person_id)
        )
    )


def _unsent(uow: UnitOfWork, person_id: int) -> int:
    accounts = uow.people.accounts(person_id)
    return sum(uow.outbox.count_unsent(account.channel, account.address) for account in accounts)
