"""Opening a name that was kept for the custodian: a reason, a second person, and a log."""

from dataclasses import dataclass, field
from datetime import datetime

from db.database import Database
from services.rights import Rights


@dataclass(frozen=True, slots=True)
class NameRequest:
    """A request to open a sender's name: why, and whether a second person approved it.

    `may_approve` and `may_open` tell what the reader may do with it.
    """

    id: int
    number: str
    reason: str
    asked_at: datetime
    is_approved: bool | None
    may_approve: bool
    may_open: bool


@dataclass(frozen=True, slots=True)
class BoxedName:
    """A name as only the custodian's paper key opens it (base64 of a PyNaCl SealedBox)."""

    number: str
    boxed: str = field(repr=False)


class CaseCustody:
    """Requests to open names. Three people take part: who asks, who approves, the custodian."""

    def __init__(self, database: Database, rights: Rights) -> None:
        self._database = database
        self._rights = rights

    def request(self, actor: int, number: str, reason: str, now: datetime, update_key: str) -> int:
        """Ask for a name, with the reason, and return the request's number.

        Raises:
            UnknownCase: the actor may not see it, or no name is kept for the custodian.
            EmptyText: no reason.
        """
        raise NotImplementedError

    def waiting(self, actor: int, now: datetime) -> tuple[NameRequest, ...]:
        """Return the requests that wait for this person: to approve, or to open.

        Raises:
            NotAllowed: they may do neither.
        """
        raise NotImplementedError

    def approve(
        self, actor: int, request_id: int, is_approved: bool, now: datetime, update_key: str
    ) -> None:
        """Approve or decline a request.

        Raises:
            NotAllowed: they may not.
            SamePerson: who asked cannot approve.
            AlreadyDecided: somebody else did.
        """
        raise NotImplementedError

    def open(self, actor: int, request_id: int, now: datetime, update_key: str) -> BoxedName:
        """Hand the sealed name to the custodian, who opens it with the paper key elsewhere.

        Raises:
            NotAllowed: not a custodian, or the request is not approved.
            SamePerson: the custodian asked or approved it themselves.
        """
        raise NotImplementedError
