"""Repository of the outbox: messages to people who did not just write."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, func, select, text, update
from sqlalchemy.orm import Session, aliased

from db.conversations import affected
from db.models.queues import OutboxRow
from db.moments import lies_ahead
from db.sealing import KeyRing
from domain.errors import UnsealingFailed

OPEN, HELD, SENT, PARKED = "open", "held", "sent", "parked"
_ADDRESS = ("outbox", "address_sealed")
_PAYLOAD = ("outbox", "payload_sealed")
_LOCK = 7_201_920


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """A message that was taken for sending, for the `attempts`-th time."""

    id: int
    address: str
    payload: dict[str, Any]
    attempts: int


class OutboxRepository:
    """Messages by a key that lets each be written once."""

    def __init__(self, session: Session, ring: KeyRing) -> None:
        self._session = session
        self._ring = ring

    def add(
        self, key: str, channel: str, address: str, payload: dict[str, Any], now: datetime
    ) -> bool:
        """Keep a message to be sent; False when there is one under this key already."""
        if self._session.scalar(select(OutboxRow.id).where(OutboxRow.key == key)) is not None:
            return False
        body = json.dumps(payload, ensure_ascii=False)
        self._session.add(
            OutboxRow(
                key=key,
                channel=channel,
                owner_hash=self._ring.lookup("outbox", channel, address),
                address_sealed=self._ring.seal(address, *_ADDRESS, key),
                payload_sealed=self._ring.seal(body, *_PAYLOAD, key),
                state=OPEN,
                attempts=0,
                made_at=now,
            )
        )
        self._session.flush()
        return True

    def has_due(self, channel: str, now: datetime, longest_pause: timedelta) -> bool:
        """Tell whether anything could be sent."""
        due = select(OutboxRow.id).where(*_due(channel, now, longest_pause)).limit(1)
        return self._session.scalar(due) is not None

    def take(
        self,
        channel: str,
        now: datetime,
        sending: timedelta,
        longest_pause: timedelta,
        at_most: int,
    ) -> tuple[StoredMessage, ...]:
        """Take the oldest due message of each of several people for sending."""
        if self._session.get_bind().dialect.name == "postgresql":
            self._session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        due = _due(channel, now, longest_pause)
        query = select(OutboxRow).where(*due).order_by(OutboxRow.id).limit(at_most)
        taken = []
        for row in self._session.scalars(query):
            row.attempts += 1
            row.not_before = now + sending
            opened = self._opened(row)
            if opened is None:
                row.state = PARKED
            else:
                taken.append(opened)
        self._session.flush()
        return tuple(taken)

    def sent(self, message_id: int) -> None:
        """Keep that the channel accepted a message, without where it went and what it said."""
        blanked = {"state": SENT, "address_sealed": None, "payload_sealed": None}
        self._change(OutboxRow.id == message_id, **blanked)

    def postpone(self, message_id: int, until: datetime) -> None:
        """Try a message again from a moment on."""
        self._change((OutboxRow.id == message_id) & (OutboxRow.state == OPEN), not_before=until)

    def park(self, message_id: int) -> None:
        """Try a message no more until an operator looks."""
        self._change((OutboxRow.id == message_id) & (OutboxRow.state == OPEN), state=PARKED)

    def hold(self, channel: str, address: str) -> None:
        """Keep back what is meant for somebody who cannot be reached."""
        mine = self._owned(channel, address) & (OutboxRow.state == OPEN)
        self._change(mine, state=HELD, attempts=0, not_before=None)

    def resume(self, channel: str, address: str) -> None:
        """Let what was kept back go out again."""
        self._change(self._owned(channel, address) & (OutboxRow.state == HELD), state=OPEN)

    def erase_unsent(self, channel: str, address: str) -> int:
        """Erase what somebody was still to be sent and return how many messages it was."""
        mine = self._owned(channel, address) & (OutboxRow.state != SENT)
        return affected(self._session, delete(OutboxRow).where(mine))

    def count_unsent(self, channel: str, address: str) -> int:
        """Return how many messages somebody is still to be sent."""
        mine = self._owned(channel, address) & (OutboxRow.state != SENT)
        return self._session.scalar(select(func.count()).where(mine)) or 0

    def count(self, state: str) -> int:
        """Return how many messages are in a state."""
        return self._session.scalar(select(func.count()).where(OutboxRow.state == state)) or 0

    def forget(self, state: str, before: datetime) -> int:
        """Erase messages in a state that were written before a moment."""
        old = delete(OutboxRow).where(OutboxRow.state == state, OutboxRow.made_at < before)
        return affected(self._session, old)

    def _change(self, which: ColumnElement[bool], **values: Any) -> None:
        self._session.execute(
            update(OutboxRow).where(which).values(**values),
            execution_options={"synchronize_session": False},
        )

    def _owned(self, channel: str, address: str) -> ColumnElement[bool]:
        return OutboxRow.owner_hash.in_(self._ring.lookups("outbox", channel, address))

    def _opened(self, row: OutboxRow) -> StoredMessage | None:
        """Return a message in the open; one that no key opens must not keep the others waiting."""
        if row.address_sealed is None or row.payload_sealed is None:
            return None
        try:
            address = self._ring.open(row.address_sealed, *_ADDRESS, row.key)
            payload = json.loads(self._ring.open(row.payload_sealed, *_PAYLOAD, row.key))
        except UnsealingFailed:
            return None
        return StoredMessage(row.id, address, payload, row.attempts)


def _due(channel: str, now: datetime, longest_pause: timedelta) -> Sequence[ColumnElement[bool]]:
    """Return the conditions that a message may go out now, and is the oldest to its person."""
    other = aliased(OutboxRow)
    goes_first = exists().where(
        other.state == OPEN, other.owner_hash == OutboxRow.owner_hash, other.id < OutboxRow.id
    )
    is_due = ~lies_ahead(OutboxRow.not_before, now, longest_pause)
    return (OutboxRow.state == OPEN, OutboxRow.channel == channel, is_due, ~goes_first)
