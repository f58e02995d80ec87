"""Repository of the inbox: updates stored once, and claimed one a person at a time."""

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Update,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    not_,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.orm import Session, aliased

from db.conversations import affected
from db.models.queues import InboxRow
from db.moments import at, lies_between
from db.sealing import KeyRing
from db.updates import CLOSED, OPEN, ClaimedUpdate, Ending, InboxKey, Moment, NewUpdate, Waiting
from domain.errors import UnsealingFailed

_PAYLOAD = ("inbox", "payload_sealed")
_CLAIMED = (
    InboxRow.id,
    InboxRow.update_id,
    InboxRow.fence,
    InboxRow.attempts,
    InboxRow.postponed,
    InboxRow.is_overflow,
    InboxRow.payload_sealed,
)
# Any number will do as long as every process of this program takes the same lock.
_LOCK = 7_201_919
# Built once, since every effect of a message runs it.
_HELD = (
    select(InboxRow.id)
    .where(
        InboxRow.id == bindparam("row"),
        InboxRow.fence == bindparam("held"),
        InboxRow.state == bindparam("open"),
    )
    .with_for_update(read=True)
)
_END = (
    update(InboxRow)
    .where(InboxRow.id == bindparam("row"), InboxRow.fence == bindparam("held"))
    .values(
        state=bindparam("new_state"),
        attempts=bindparam("new_attempts"),
        postponed=bindparam("new_postponed"),
        not_before=bindparam("pause"),
        lease_owner=None,
        lease_until=None,
    )
)
_CLOSE = _END.values(payload_sealed=None)


def _claimable() -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that an update is its person's oldest and nothing of theirs is under
    way: updates that overtook each other on the way are told apart by their numbers.
    """
    other = aliased(InboxRow)
    goes_first = exists().where(
        *_open_at(other),
        other.person_hash == InboxRow.person_hash,
        other.id != InboxRow.id,
        or_(other.update_id < InboxRow.update_id, _is_leased(other)),
    )
    return (
        *_open_at(InboxRow),
        not_(_is_leased(InboxRow)),
        not_(lies_between(InboxRow.not_before, at("now"), at("longest_pause"))),
        not_(goes_first),
    )


def _open_at(row: type[InboxRow]) -> tuple[ColumnElement[bool], ...]:
    return (
        row.state == bindparam("open"),
        row.channel == bindparam("channel"),
        row.bot_id == bindparam("bot"),
    )


def _is_leased(row: type[InboxRow]) -> ColumnElement[bool]:
    return lies_between(row.lease_until, at("now"), at("longest_lease"))


_ANY_CLAIMABLE = select(InboxRow.id).where(*_claimable()).limit(1)
_CLAIMABLE = (
    select(*_CLAIMED).where(*_claimable()).order_by(InboxRow.id).limit(bindparam("at_most"))
)


class InboxRepository:
    """Updates by channel, bot and number."""

    def __init__(self, session: Session, ring: KeyRing) -> None:
        self._session = session
        self._ring = ring

    def take_turn(self) -> None:
        """Wait until no other process moves rows; on SQLite the write lock has seen to it."""
        if self._session.get_bind().dialect.name == "postgresql":
            self._session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})

    def known(self, key: InboxKey, update_ids: Collection[int]) -> set[int]:
        """Return those of the numbers whose updates are stored already."""
        found = select(InboxRow.update_id).where(*_of(key), InboxRow.update_id.in_(update_ids))
        return set(self._session.scalars(found))

    def waiting(self, key: InboxKey, people: Collection[str]) -> dict[str, Waiting]:
        """Return what is open of those of the people who have anything open."""
        names = {self._person(key, person): person for person in people}
        rows = self._session.execute(
            select(
                InboxRow.person_hash,
                func.count(),
                func.max(case((InboxRow.is_overflow, 1), else_=0)),
            )
            .where(InboxRow.state == OPEN, *_of(key), InboxRow.person_hash.in_(names))
            .group_by(InboxRow.person_hash)
        )
        return {names[person]: Waiting(count, bool(over)) for person, count, over in rows}

    def add(self, key: InboxKey, updates: Iterable[NewUpdate], now: datetime) -> None:
        """Store updates that are not known yet."""
        rows = [self._row(key, update, now) for update in updates]
        if rows:
            self._session.execute(insert(InboxRow), rows)

    def has_claimable(self, key: InboxKey, moment: Moment) -> bool:
        """Tell whether anything could be claimed."""
        wanted = _parameters_of(key, moment)
        return self._session.connection().scalar(_ANY_CLAIMABLE, wanted) is not None

    def claim(
        self, key: InboxKey, worker: str, moment: Moment, at_most: int
    ) -> tuple[ClaimedUpdate, ...]:
        """Claim the oldest open update of each of several people of whom none is worked on."""
        wanted = {**_parameters_of(key, moment), "at_most": at_most}
        rows = self._session.connection().execute(_CLAIMABLE, wanted).all()
        if rows:
            until = moment.now + moment.lease
            taken = update(InboxRow).where(InboxRow.id.in_([row.id for row in rows]))
            leased = taken.values(fence=InboxRow.fence + 1, lease_owner=worker, lease_until=until)
            self._session.execute(leased, execution_options={"synchronize_session": False})
        return tuple(self._claimed(key, row) for row in rows)

    def renew(self, ids: Collection[int], worker: str, until: datetime) -> None:
        """Let a worker keep what it still works on."""
        kept = update(InboxRow).where(InboxRow.id.in_(ids), InboxRow.lease_owner == worker)
        self._session.execute(
            kept.values(lease_until=until), execution_options={"synchronize_session": False}
        )

    def end(self, endings: Sequence[Ending]) -> None:
        """End claims; one whose fence is not the latest any more changes nothing."""
        closed = [ending for ending in endings if ending.state == CLOSED]
        self._end(_CLOSE, closed)
        self._end(_END, [ending for ending in endings if ending.state != CLOSED])

    def holds(self, row_id: int, fence: int) -> bool:
        """Tell whether a claim is still the latest; until the commit nobody can take it over."""
        claim = {"row": row_id, "held": fence, "open": OPEN}
        return self._session.connection().scalar(_HELD, claim) is not None

    def workers(self) -> set[str]:
        """Return who has claims."""
        held = select(InboxRow.lease_owner).where(
            InboxRow.state == OPEN, InboxRow.lease_owner.is_not(None)
        )
        return {worker for worker in self._session.scalars(held.distinct()) if worker is not None}

    def free(self, worker: str) -> None:
        """Give back everything that somebody has claimed."""
        claimed = update(InboxRow).where(InboxRow.state == OPEN, InboxRow.lease_owner == worker)
        affected(self._session, claimed.values(lease_owner=None, lease_until=None))

    def count(self, state: str) -> int:
        """Return how many updates are in a state."""
        return self._session.scalar(select(func.count()).where(InboxRow.state == state)) or 0

    def forget(self, state: str, before: datetime) -> int:
        """Erase updates in a state that came before a moment."""
        old = delete(InboxRow).where(InboxRow.state == state, InboxRow.received_at < before)
        return affected(self._session, old)

    def _end(self, statement: Update, endings: Sequence[Ending]) -> None:
        if not endings:
            return
        # On the connection, since a session takes a list for changes by primary key.
        self._session.connection().execute(statement, [_parameters(one) for one in endings])

    def _row(self, key: InboxKey, new: NewUpdate, now: datetime) -> dict[str, Any]:
        # Half a surrogate pair, which JSON can hold, is no text and could not be sealed.
        payload = json.dumps(new.payload, ensure_ascii=False).encode(errors="replace").decode()
        return {
            "channel": key.channel,
            "bot_id": key.bot_id,
            "update_id": new.update_id,
            "person_hash": self._person(key, new.person),
            "payload_sealed": self._ring.seal(payload, *_PAYLOAD, _place(key, new.update_id)),
            "state": OPEN,
            "is_overflow": new.is_overflow,
            "attempts": 0,
            "postponed": 0,
            "fence": 0,
            "received_at": now,
        }

    def _person(self, key: InboxKey, person: str) -> bytes:
        return self._ring.lookup("inbox", key.channel, person)

    def _claimed(self, key: InboxKey, row: Any) -> ClaimedUpdate:
        return ClaimedUpdate(
            id=row.id,
            update_id=row.update_id,
            fence=row.fence + 1,
            attempts=row.attempts,
            postponed=row.postponed,
            is_overflow=row.is_overflow,
            payload=self._open(key, row.update_id, row.payload_sealed),
        )

    def _open(self, key: InboxKey, update_id: int, sealed: bytes | None) -> dict[str, Any] | None:
        if sealed is None:
            return None
        try:
            opened = self._ring.open(sealed, *_PAYLOAD, _place(key, update_id))
        except UnsealingFailed:
            # One update that nobody can read must not keep everybody else waiting.
            return None
        payload: dict[str, Any] = json.loads(opened)
        return payload


def _of(key: InboxKey) -> tuple[ColumnElement[bool], ...]:
    return (InboxRow.channel == key.channel, InboxRow.bot_id == key.bot_id)


def _parameters_of(key: InboxKey, moment: Moment) -> dict[str, Any]:
    return {
        "open": OPEN,
        "channel": key.channel,
        "bot": key.bot_id,
        "now": moment.now,
        "longest_lease": moment.now + moment.lease,
        "longest_pause": moment.now + moment.longest_pause,
    }


def _place(key: InboxKey, update_id: int) -> str:
    return f"{key.channel}:{key.bot_id}:{update_id}"


def _parameters(ending: Ending) -> dict[str, Any]:
    return {
        "row": ending.id,
        "held": ending.fence,
        "new_state": ending.state,
        "new_attempts": ending.attempts,
        "new_postponed": ending.postponed,
        "pause": ending.not_before,
    }
