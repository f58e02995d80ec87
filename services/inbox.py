"""The inbox: updates are stored before they are confirmed, and worked on one a person at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from db.database import Database
from db.uow import UnitOfWork
from db.updates import CLOSED, OPEN, PARKED, ClaimedUpdate, Ending, InboxKey, Moment, NewUpdate
from domain.patience import back_off
from services.fencing import UpdateLease

LEASE = timedelta(seconds=15)
MOST_ATTEMPTS = 5
# Processes are also ended by people and by power cuts, which is no update's fault.
MOST_DEATHS = 20
# More than anybody types while an answer is on its way, and little to hold for each of thousands.
MOST_WAITING = 20
LONGEST_PAUSE = timedelta(hours=1)
_LONGEST_BACK_OFF = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Desk:
    """Where updates are worked on: a channel, its bot, and the worker's own name."""

    channel: str
    bot_id: int
    worker: str

    @property
    def key(self) -> InboxKey:
        """Return whose inbox it is."""
        return InboxKey(self.channel, self.bot_id)


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update that came in; `person` is anything that names who sent it."""

    update_id: int
    person: str
    payload: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Claim:
    """An update to work on after `failures` tries went wrong; no payload where no key opens it."""

    row_id: int
    update_id: int
    fence: int
    failures: int
    postponed: int
    is_overflow: bool
    payload: dict[str, Any] | None

    @property
    def lease(self) -> UpdateLease:
        """Return the right to work on it."""
        return UpdateLease(self.row_id, self.fence)

    @property
    def deaths(self) -> int:
        """Return how many processes ended while they worked on it."""
        return self.fence - 1 - self.failures - self.postponed

    @property
    def is_hopeless(self) -> bool:
        """Tell whether it took so many processes with it that only an apology is to be tried."""
        return self.deaths >= MOST_DEATHS

    @property
    def is_last(self) -> bool:
        """Tell whether it is parked unless this try ends well."""
        return self.failures + 1 >= MOST_ATTEMPTS or self.is_hopeless

    def done(self) -> Ending:
        """Return the ending of an update that needs nothing more."""
        return self._ending(CLOSED, self.failures, self.postponed)

    def failed(self, now: datetime) -> Ending:
        """Return the ending of a try that went wrong: another one later, or none any more."""
        failures = self.failures + 1
        if self.is_last:
            return self._ending(PARKED, failures, self.postponed)
        return self._ending(
            OPEN, failures, self.postponed, now + back_off(failures, _LONGEST_BACK_OFF)
        )

    def put_off(self, now: datetime, pause: timedelta | None = None) -> Ending:
        """Return the ending of a try that could not be made: it does not count as one."""
        wait = (
            back_off(self.postponed + 1, _LONGEST_BACK_OFF)
            if pause is None
            else min(pause, LONGEST_PAUSE)
        )
        return self._ending(OPEN, self.failures, self.postponed + 1, now + wait)

    def _ending(
        self, state: str, attempts: int, postponed: int, not_before: datetime | None = None
    ) -> Ending:
        return Ending(self.row_id, self.fence, state, attempts, postponed, not_before)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one commit does: store, end, keep, and claim for up to `free` hands."""

    arrivals: Sequence[Arrival] = ()
    endings: Sequence[Ending] = ()
    kept: Sequence[Claim] = ()
    free: int = 0

    @property
    def only_claims(self) -> bool:
        """Tell whether there is nothing to write unless something can be claimed."""
        return not (self.arrivals or self.endings or self.kept)


@dataclass(frozen=True, slots=True)
class Count:
    """How many updates are open and parked."""

    open: int
    parked: int


class Inbox:
    """Updates of all channels. Many things are done in one commit, since commits are costly."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def turn(self, desk: Desk, turn: Turn, now: datetime) -> tuple[Claim, ...]:
        """Do all of a turn in one commit and return what was claimed.

        An update is stored once however often it arrives. Whoever has `MOST_WAITING` open is
        told so by the last of them and nothing more is taken from them until it is closed.
        """
        moment = Moment(now, LEASE, LONGEST_PAUSE)
        if turn.only_claims and not self._has_claimable(desk, turn, moment):
            return ()

        def do(uow: UnitOfWork) -> tuple[ClaimedUpdate, ...]:
            uow.inbox.take_turn()
            uow.inbox.end(turn.endings)
            if turn.kept:
                kept = [claim.row_id for claim in turn.kept]
                uow.inbox.renew(kept, desk.worker, now + LEASE)
            if turn.arrivals:
                uow.inbox.add(desk.key, _accepted(uow, desk, turn.arrivals), now)
            return uow.inbox.claim(desk.key, desk.worker, moment, turn.free) if turn.free else ()

        return tuple(_claim(update) for update in self._database.write(do))

    def count(self) -> Count:
        """Return how many updates wait and how many were given up, of all channels."""
        with self._database.open_uow(read_only=True) as uow:
            return Count(uow.inbox.count(OPEN), uow.inbox.count(PARKED))

    def _has_claimable(self, desk: Desk, turn: Turn, moment: Moment) -> bool:
        if not turn.free:
            return False
        with self._database.open_uow(read_only=True) as uow:
            return uow.inbox.has_claimable(desk.key, moment)


def _accepted(uow: UnitOfWork, desk: Desk, arrivals: Sequence[Arrival]) -> list[NewUpdate]:
    """Return what is stored of the arrivals: what is new, up to a bound for each person."""
    new = {arrival.update_id: arrival for arrival in arrivals}
    for update_id in uow.inbox.known(desk.key, new):
        del new[update_id]
    waiting = uow.inbox.waiting(desk.key, {arrival.person for arrival in new.values()})
    counts = {person: found.count for person, found in waiting.items()}
    full = {person for person, found in waiting.items() if found.is_overflowing}
    accepted = []
    for arrival in sorted(new.values(), key=lambda arrival: arrival.update_id):
        person = arrival.person
        if person in full:
            continue
        counts[person] = counts.get(person, 0) + 1
        if counts[person] >= MOST_WAITING:
            full.add(person)
        is_last = person in full
        accepted.append(NewUpdate(arrival.update_id, person, arrival.payload, is_last))
    return accepted


def _claim(update: ClaimedUpdate) -> Claim:
    return Claim(
        row_id=update.id,
        update_id=update.update_id,
        fence=update.fence,
        failures=update.attempts,
        postponed=update.postponed,
        is_overflow=update.is_overflow,
        payload=update.payload,
    )
