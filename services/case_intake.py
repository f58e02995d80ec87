"""Taking feedback in: the receipt, the limits, and the office that it goes to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from db.database import Database
from services.cases import NewCase, Submitted
from services.rights import Rights


@dataclass(frozen=True, slots=True)
class Offered:
    """What a sender may choose: whether a name can be kept for the custodian alone."""

    has_custodian: bool


@dataclass(frozen=True, slots=True)
class RosterName:
    """An official of a unit who can be chosen as the subject of feedback."""

    person_id: int
    name: str
    is_head: bool


class CaseIntake:
    """New cases."""

    def __init__(self, database: Database, rights: Rights) -> None:
        self._database = database
        self._rights = rights

    def offered(self) -> Offered:
        """Return what a sender may choose."""
        raise NotImplementedError

    def roster(self, unit: str, now: datetime) -> Sequence[RosterName]:
        """Return the officials of a unit by name, to choose whom the feedback is about."""
        raise NotImplementedError

    def submit(self, person_id: int, new: NewCase, now: datetime, update_key: str) -> Submitted:
        """Receive a case, tell the office that has it, and return its number and code.

        Raises:
            EmptyText: nothing is told.
            TextTooLong: it is longer than is taken.
            SenderNameNeeded: a name was promised and is none.
            CustodianMissing: a name for the custodian, where there is no custodian's key.
            UnknownUnit: there is no such unit.
            UnknownFile: a file is not the sender's.
            SameTextAgain: the same account sent the same about the same unit before.
            TooManyCases: more than is taken in a day.
            NotAllowed: somebody without a role writes for others.
        """
        raise NotImplementedError
