"""Following one's case by its code, or from the account that sent it."""

from datetime import datetime

from db.database import Database
from services.cases import Holder, OwnCase, SenderView
from services.rights import Rights


class CaseFollowing:
    """The sender's side of a case: reading, adding, answering, agreeing, rating, reopening.

    Every method that takes a holder raises:
        UnknownReceipt: the code opens nothing; wrong ones are counted for each account.
        TooManyTries: no code is tried before some time has passed.
        UnknownCase: the number is none of this account's own cases.
    """

    def __init__(self, database: Database, rights: Rights) -> None:
        self._database = database
        self._rights = rights

    def open(self, holder: Holder, now: datetime, update_key: str) -> SenderView:
        """Return a case as its sender sees it."""
        raise NotImplementedError

    def own(self, person_id: int) -> tuple[OwnCase, ...]:
        """Return the cases that were sent from this account and linked to it, newest first."""
        raise NotImplementedError

    def add(
        self,
        holder: Holder,
        text: str,
        now: datetime,
        update_key: str,
        files: tuple[str, ...] = (),
    ) -> SenderView:
        """Add something to a case.

        Raises:
            EmptyText, TextTooLong, UnknownFile, MoveNotPossible.
        """
        raise NotImplementedError

    def answer(
        self,
        holder: Holder,
        text: str,
        now: datetime,
        update_key: str,
        files: tuple[str, ...] = (),
    ) -> SenderView:
        """Answer what the office asked; its clock goes on.

        Raises:
            EmptyText, TextTooLong, UnknownFile, MoveNotPossible.
        """
        raise NotImplementedError

    def agree(
        self, holder: Holder, summary_id: int, is_agreed: bool, now: datetime, update_key: str
    ) -> SenderView:
        """Agree, or not, that the official concerned reads a summary.

        Raises:
            MoveNotPossible: nothing waits for agreement.
        """
        raise NotImplementedError

    def rate(
        self, holder: Holder, rating: int, reason: str, now: datetime, update_key: str
    ) -> SenderView:
        """Rate the answer from 1 to 5; a low rating is looked at by somebody else.

        Raises:
            AlreadyRated: once is enough.
            MoveNotPossible: there is no answer to rate.
        """
        raise NotImplementedError

    def reopen(self, holder: Holder, reason: str, now: datetime, update_key: str) -> SenderView:
        """Open an answered case once more.

        Raises:
            AlreadyReopened, MoveNotPossible, EmptyText.
        """
        raise NotImplementedError

    def unlink(self, holder: Holder, now: datetime, update_key: str) -> SenderView:
        """Cut the case off from this account and erase where answers went; the code still opens."""
        raise NotImplementedError
