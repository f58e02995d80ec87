"""Where updates come in: stored before anybody hears so, then worked on, many people at once."""

import asyncio
import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from telegram import Update

from bot.application import App
from bot.pauses import Pauses, pause
from bot.process import WORKER, free_the_dead
from bot.turns import Turns
from bot.typing_sign import typing_when_slow
from db.updates import Ending
from domain.errors import CongvuError, WorkAbandoned
from handlers.attempt import Attempt, attempting
from handlers.context import office_of
from handlers.troubles import is_passing, pause_of
from services.fencing import holding
from services.inbox import LEASE, MOST_DEATHS, Arrival, Claim, Desk, Turn

AT_ONCE = 64
# How often to look for what another process stored, or left behind.
LOOK_SECONDS = 1.0
# How long a stop waits for the work in hand.
PATIENCE_SECONDS = 25.0
_LONGEST_PAUSE = 10.0
_LARGEST_NUMBER = 2**63 - 1

log = logging.getLogger("bot.reception")


class Reception:
    """Takes the updates of one channel and works on them, one a person at a time.

    Nothing is held for a person beyond what is in hand, so memory does not grow with people.
    """

    def __init__(self, application: App, *, worker: str = WORKER, at_once: int = AT_ONCE) -> None:
        self._application = application
        self._office = office_of(application)
        self._inbox = self._office.services.inbox
        self._desk = Desk(
            self._office.channel, int(application.bot.token.partition(":")[0]), worker
        )
        self._at_once = at_once
        self._arrived: list[Arrival] = []
        self._ended: list[Ending] = []
        self._in_hand: dict[int, tuple[Claim, asyncio.Task[None]]] = {}
        self._is_working = False
        self._renewed: datetime | None = None
        self._turns = Turns(self._turn)
        # Its own thread: however busy the handlers are, updates are stored without delay.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="reception")

    @property
    def is_working(self) -> bool:
        """Tell whether stored updates are being worked on here."""
        return self._is_working

    @property
    def in_hand(self) -> int:
        """Return how many updates are being worked on here."""
        return len(self._in_hand)

    async def is_ready(self) -> bool:
        """Tell whether updates can be stored and are being worked on here."""
        return self._is_working and await self._look()

    async def take(self, updates: Sequence[dict[str, Any]]) -> None:
        """Store updates, together with those that come at the same time; return after the commit.

        Raises:
            ValueError: something among them is no update; none of them is stored.
            StorageUnavailable: they are not stored; the channel has to deliver them again.
        """
        arrivals = [_arrival(update) for update in updates]
        if arrivals:
            self._arrived += arrivals
            await self._turns.ask()

    async def run(self, stop: asyncio.Event) -> None:
        """Work on what is stored until asked to stop, then finish what is in hand."""
        await self._succeed()
        self._is_working = True
        pauses = Pauses(LOOK_SECONDS, _LONGEST_PAUSE)
        try:
            while not stop.is_set():
                if await self._look():
                    pauses.reset()
                await pause(stop, pauses.longer())
        finally:
            self._is_working = False
            await self._finish()

    async def _succeed(self) -> None:
        """Free what a process that died here was working on, so that nobody waits for a lease."""
        with suppress(CongvuError):
            await asyncio.to_thread(free_the_dead, self._office.services.leases)

    async def _look(self) -> bool:
        """Claim what can be claimed and close what could not be closed before."""
        try:
            await self._turns.ask()
        except Exception as failure:
            # Whatever it is, the next look may go better, and nothing else would look.
            log.error("inbox_unavailable", extra={"kind": type(failure).__name__})
            return False
        return True

    async def _turn(self) -> None:
        arrived, self._arrived = self._arrived, []
        ended, self._ended = self._ended, []
        free = self._at_once - len(self._in_hand) if self._is_working else 0
        now = self._office.now()
        turn = Turn(arrived, ended, self._to_renew(now), free)
        work = partial(self._inbox.turn, self._desk, turn, now)
        try:
            claims = await asyncio.get_running_loop().run_in_executor(self._thread, work)
        except BaseException:
            # Whoever brought the arrivals hears of it and keeps them; the endings are ours.
            self._ended = ended + self._ended
            self._renewed = None
            raise
        for claim in claims:
            task = asyncio.create_task(self._work(claim))
            self._in_hand[claim.row_id] = claim, task

    def _to_renew(self, now: datetime) -> list[Claim]:
        """Return what is in hand when its leases want renewing, a third of their span later."""
        if self._renewed is not None and timedelta(0) <= now - self._renewed < LEASE / 3:
            return []
        self._renewed = now
        return [claim for claim, _ in self._in_hand.values()]

    async def _work(self, claim: Claim) -> None:
        """Handle one update and let the next turn end it."""
        try:
            ending = await self._handle(claim)
        except Exception as failure:
            # Our own fault, not that of a handler: those are told to the error handler.
            ending = self._failed(claim, failure)
        del self._in_hand[claim.row_id]
        self._ended.append(ending)
        # What cannot be written now is written by a later look, which also says so.
        with suppress(CongvuError):
            await self._turns.ask()

    async def _handle(self, claim: Claim) -> Ending:
        update = self._read(claim)
        if update is None:
            return claim.done()
        if claim.deaths > MOST_DEATHS:
            # Not even the apology could be sent.
            return self._failed(claim, WorkAbandoned())
        attempt = Attempt(
            is_overflow=claim.is_overflow,
            can_wait=True,
            is_last=claim.is_last,
            is_hopeless=claim.is_hopeless,
        )
        with holding(claim.lease), attempting(attempt):
            async with typing_when_slow(update):
                await self._application.process_update(update)
        if attempt.failure is None:
            return claim.done()
        return self._failed(claim, attempt.failure, attempt.code)

    def _read(self, claim: Claim) -> Update | None:
        """Return an update as handlers take it; one that nobody can read is left at that."""
        if claim.payload is not None:
            try:
                return Update.de_json(claim.payload, self._application.bot)
            except Exception as failure:
                # Nothing that somebody can send may be tried again and again.
                kind = type(failure).__name__
        else:
            kind = "sealed"
        log.error("update_unreadable", extra={"update_id": claim.update_id, "kind": kind})
        return None

    def _failed(self, claim: Claim, failure: Exception, code: str = "") -> Ending:
        now = self._office.now()
        told = {"update_id": claim.update_id, "kind": type(failure).__name__}
        if is_passing(failure):
            log.warning("update_put_off", extra=told)
            return claim.put_off(now, pause_of(failure))
        if claim.is_last:
            log.error("update_parked", extra={**told, "code": code, "row": claim.row_id})
        else:
            log.warning("update_failed", extra={**told, "failures": claim.failures + 1})
        return claim.failed(now)

    async def _finish(self) -> None:
        """Finish what is in hand; what takes too long is left to whoever works next."""
        await self._look()
        if self._in_hand:
            tasks = [task for _, task in self._in_hand.values()]
            _, late = await asyncio.wait(tasks, timeout=PATIENCE_SECONDS)
            await self._let_go(late)
        await self._look()

    async def _let_go(self, late: set[asyncio.Task[None]]) -> None:
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        now = self._office.now()
        for claim, task in list(self._in_hand.values()):
            if task in late:
                self._ended.append(claim.put_off(now, timedelta(0)))


def _arrival(update: dict[str, Any]) -> Arrival:
    """Return an update with whoever sent it; one from nobody stands for itself.

    Raises:
        ValueError: it is no update.
    """
    update_id = update.get("update_id") if isinstance(update, dict) else None
    if type(update_id) is not int or not 0 <= update_id <= _LARGEST_NUMBER:
        raise ValueError("no update")
    for content in update.values():
        sender = (content.get("from") or content.get("user")) if isinstance(content, dict) else None
        if isinstance(sender, dict) and isinstance(sender.get("id"), int):
            return Arrival(update_id, str(sender["id"]), update)
    return Arrival(update_id, f"update {update_id}", update)
