"""The outbox: what people are told who did not just write, sent until their channel accepts it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from db.database import Database
from db.outbox import HELD, OPEN, PARKED
from domain.patience import back_off

MOST_ATTEMPTS = 5
# A sender that took a message and vanished is replaced after this.
SENDING = timedelta(minutes=2)
LONGEST_PAUSE = timedelta(hours=1)
_LONGEST_BACK_OFF = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Message:
    """A message to send to `address`, for the `attempt`-th time; `kind` says what it tells."""

    id: int
    address: str
    kind: str
    payload: Mapping[str, Any]
    attempt: int

    @property
    def is_last(self) -> bool:
        """Tell whether the message is given up if the channel refuses it once more."""
        return self.attempt >= MOST_ATTEMPTS


@dataclass(frozen=True, slots=True)
class Unsent:
    """How many messages wait, are held for people who cannot be reached, and were given up."""

    open: int
    held: int
    parked: int


class Outbox:
    """Messages of all channels. Use cases write them in the commit of their effect."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take(self, channel: str, now: datetime, at_most: int) -> tuple[Message, ...]:
        """Take the oldest due message of each of several people on a channel for sending."""
        with self._database.open_uow(read_only=True) as uow:
            if not uow.outbox.has_due(channel, now, LONGEST_PAUSE):
                return ()
        with self._database.open_uow() as uow:
            taken = uow.outbox.take(channel, now, SENDING, LONGEST_PAUSE, at_most)
            uow.commit()
        return tuple(
            Message(one.id, one.address, str(one.payload["kind"]), one.payload, one.attempts)
            for one in taken
        )

    def accepted(self, message: Message) -> None:
        """Keep that the channel accepted a message; address and words are blanked."""
        with self._database.open_uow() as uow:
            uow.outbox.sent(message.id)
            uow.commit()

    def refused(self, message: Message, now: datetime) -> None:
        """Try a refused message again later, or give it up after `MOST_ATTEMPTS`."""
        if not message.is_last:
            self.put_off(message, now)
            return
        with self._database.open_uow() as uow:
            uow.outbox.park(message.id)
            uow.commit()

    def put_off(self, message: Message, now: datetime, pause: timedelta | None = None) -> None:
        """Try a message again later, since the channel was away or asked for patience."""
        usual = back_off(message.attempt, _LONGEST_BACK_OFF)
        wait = usual if pause is None else min(pause, LONGEST_PAUSE)
        with self._database.open_uow() as uow:
            uow.outbox.postpone(message.id, now + wait)
            uow.commit()

    def count(self) -> Unsent:
        """Return how many messages are not sent, of all channels."""
        with self._database.open_uow(read_only=True) as uow:
            return Unsent(*(uow.outbox.count(state) for state in (OPEN, HELD, PARKED)))
