"""The places of documents that newer wordings changed, for what hangs on them."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.documents import ChangedPassageRow
from domain.changes import ChangeKind
from domain.register import path_of

# What takes away a whole place takes what is inside it too.
_WHOLE = frozenset({ChangeKind.PENDING, ChangeKind.ENDED})


@dataclass(frozen=True, slots=True)
class ChangedPlace:
    """A place that changed; without a path the whole document did."""

    document: str
    path: str
    is_whole: bool
    since: date | None
    noted_at: datetime


def changed_places(session: Session, today: date) -> tuple[ChangedPlace, ...]:
    """Return the places whose newer wording holds on a day, each change once."""
    row = ChangedPassageRow
    query = select(row.document, row.key, row.kind, row.since, row.noted_at).where(
        row.since.is_(None) | (row.since <= today)
    )
    return tuple(
        dict.fromkeys(
            ChangedPlace(
                one.document, path_of(one.key), one.kind in _WHOLE, one.since, one.noted_at
            )
            for one in session.execute(query)
        )
    )
