"""The log of rights used on others: looking at it, and proving that nobody changed it."""

from dataclasses import dataclass
from datetime import datetime

from db.audit import Entry
from db.database import Database
from domain.roles import Action
from services.rights import Rights

_SHOWN = 50


@dataclass(frozen=True, slots=True)
class AuditHead:
    """The latest entry: its number and its mark, which an operator keeps elsewhere."""

    number: int
    mark: str

    def __str__(self) -> str:
        return f"{self.number}:{self.mark}"


@dataclass(frozen=True, slots=True)
class AuditCheck:
    """Whether the chain holds; `broken_at` is the first number at which it does not."""

    head: AuditHead | None
    broken_at: int | None
    lacks_known_head: bool = False

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing was changed, added or taken away."""
        return self.broken_at is None and not self.lacks_known_head


class AuditLog:
    """Entries hold numbers and codes alone; who stands behind a number can be forgotten."""

    def __init__(self, database: Database, rights: Rights) -> None:
        self._database = database
        self._rights = rights

    def check(self, known: AuditHead | None = None) -> AuditCheck:
        """Walk the whole chain; `known` is a head noted down earlier, which must still be there."""
        with self._database.open_uow(read_only=True) as uow:
            last = uow.audit.head()
            broken_at = uow.audit.first_broken()
            noted = None if known is None else uow.audit.find(known.number)
        head = None if last is None else AuditHead(last.number, last.mark.hex())
        lacks = known is not None and (noted is None or noted.mark.hex() != known.mark)
        return AuditCheck(head, broken_at, lacks)

    def latest(self, actor: int | None, now: datetime) -> tuple[Entry, ...]:
        """Return the latest entries, the newest first.

        Raises:
            NotAllowed: the actor may not read the log.
        """
        with self._database.open_uow(read_only=True) as uow:
            self._rights.require(uow, actor, Action.READ_AUDIT, None, now)
            return uow.audit.latest(_SHOWN)


def read_head(text: str) -> AuditHead | None:
    """Return the head that an operator noted down as NUMBER:MARK; None where it is none."""
    number, _, mark = text.strip().partition(":")
    is_mark = len(mark) == 64 and all(letter in "0123456789abcdef" for letter in mark)
    return AuditHead(int(number), mark) if number.isdecimal() and is_mark else None
