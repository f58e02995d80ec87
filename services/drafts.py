"""What the next message means: one sealed draft a person and kind, until it is taken."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from db.database import Database
from db.uow import UnitOfWork
from services.once import run_once

Payload = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Draft:
    """A conversation that waits for its next message."""

    kind: str
    payload: Payload
    made_at: datetime


class Drafts:
    """Unfinished conversations; they outlive a restart and are erased when taken."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(
        self, person_id: int, kind: str, payload: Payload, now: datetime, update_key: str
    ) -> None:
        """Keep `payload` as the person's draft of this kind, in place of an earlier one."""
        run_once(
            self._database,
            update_key,
            f"drafts.put:{kind}",
            lambda uow: uow.drafts.put(person_id, kind, dict(payload), now),
        )

    def take(self, person_id: int, kind: str, update_key: str) -> Payload | None:
        """Return and erase the person's draft of this kind; None when there is none."""

        def take(uow: UnitOfWork) -> Any:
            row = uow.drafts.find(person_id, kind)
            uow.drafts.erase(person_id, kind)
            return None if row is None else row.payload

        payload: Payload | None = run_once(self._database, update_key, f"drafts.take:{kind}", take)
        return payload

    def peek(self, person_id: int, kind: str | None = None) -> Draft | None:
        """Return the person's newest draft (of this kind) without erasing it."""
        with self._database.open_uow(read_only=True) as uow:
            row = uow.drafts.find(person_id, kind)
        return None if row is None else Draft(row.kind, row.payload, row.made_at)
