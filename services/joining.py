"""Asking to join a unit, and deciding on those who ask."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from db.database import Database
from db.joining import APPROVED, DECLINED, OPEN, WITHDRAWN, StoredRequest
from db.uow import UnitOfWork
from domain.errors import AlreadyDecided, NotAllowed, NotAName, UnknownUnit
from domain.roles import ASKED_FOR, GIVES, OF_A_UNIT, Action, Role
from domain.staff_names import read_name
from services.notices import tell
from services.once import run_once
from services.rights import OPERATOR, Rights

ASKED = "joining.asked"
DECIDED = "joining.decided"


@dataclass(frozen=True, slots=True)
class JoinRequest:
    """Somebody who says that they work in a unit, for those who may decide."""

    id: int
    name: str
    role: Role
    unit: str
    unit_name: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Sent:
    """A request that was sent, to how many people who may decide it."""

    role: Role
    unit_name: str
    told: int


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided on whom."""

    name: str
    role: Role
    unit_name: str
    is_approved: bool


class Joining:
    """Requests to join, from asking to the decision of whoever is first."""

    def __init__(self, database: Database, rights: Rights) -> None:
        self._database = database
        self._rights = rights

    def ask(
        self, person_id: int, role: Role, unit: str, name: str, now: datetime, update_key: str
    ) -> Sent:
        """Send a request, in place of an open one, to those who may decide it.

        Raises:
            NotAllowed: nobody may ask for this role by themselves.
            NotAName: the name is none.
            UnknownUnit: there is no such unit.
        """
        read = read_name(name)
        if read is None:
            raise NotAName
        if role not in ASKED_FOR:
            raise NotAllowed("ask")

        def ask(uow: UnitOfWork) -> list[Any]:
            found = uow.units.find(unit)
            if found is None:
                raise UnknownUnit(unit)
            number = uow.requests.add(person_id, role, unit, read, now)
            told = 0
            for decider in self._deciders(uow, role, unit, now):
                payload = {"kind": ASKED, "request": number, "to": decider}
                told += tell(uow, decider, f"{ASKED}:{number}:{decider}", payload, now)
            return [found.name, told]

        unit_name, told = run_once(self._database, update_key, "joining.ask", ask)
        return Sent(role, unit_name, told)

    def withdraw(self, person_id: int, now: datetime, update_key: str) -> bool:
        """Withdraw the request with which a person waits; False when there is none."""

        def withdraw(uow: UnitOfWork) -> bool:
            waiting = uow.requests.open_of(person_id)
            return waiting is not None and uow.requests.decide(waiting.id, WITHDRAWN, now)

        return bool(run_once(self._database, update_key, "joining.withdraw", withdraw))

    def waiting(self, actor: int | None, now: datetime) -> tuple[JoinRequest, ...]:
        """Return what waits for the actor's decision, the oldest first.

        Raises:
            NotAllowed: they may decide nowhere.
        """
        with self._database.open_uow(read_only=True) as uow:
            reach = self._rights.reach(uow, actor, Action.DECIDE_JOINING, now)
            roles = self._decided_by(uow, actor, now)
            found = uow.requests.waiting(reach.selected, roles)
        return tuple(map(_shown, found))

    def asked(self, actor: int, request_id: int, now: datetime) -> JoinRequest | None:
        """Return an open request that the actor may decide; None once it is decided.

        Raises:
            NotAllowed: they may not decide it.
        """
        with self._database.open_uow(read_only=True) as uow:
            found = uow.requests.find(request_id)
            self._require(uow, actor, found, now)
        return None if found is None or found.state != OPEN else _shown(found)

    def decide(
        self,
        actor: int | None,
        request_id: int,
        is_approved: bool,
        now: datetime,
        update_key: str,
    ) -> Decided:
        """Approve or decline a request and tell whoever asked.

        Raises:
            NotAllowed: the actor may not decide it.
            AlreadyDecided: somebody else did.
        """

        def decide(uow: UnitOfWork) -> list[Any]:
            found = uow.requests.find(request_id)
            self._require(uow, actor, found, now)
            state = APPROVED if is_approved else DECLINED
            if found is None or not uow.requests.decide(request_id, state, now):
                raise AlreadyDecided
            if is_approved:
                self._admit(uow, found, now)
            self._report(uow, actor, found, is_approved, now)
            return [found.name, found.role, found.unit_name]

        name, role, unit_name = run_once(self._database, update_key, "joining.decide", decide)
        return Decided(name, Role(role), unit_name, is_approved)

    def _require(
        self, uow: UnitOfWork, actor: int | None, found: StoredRequest | None, now: datetime
    ) -> None:
        # A request that does not exist is refused like one of another unit: neither tells more.
        role = Role(found.role) if found else Role.ADMINISTRATOR
        unit = found.unit if found else None
        self._rights.require(uow, actor, Action.DECIDE_JOINING, unit, now, over=role)

    def _admit(self, uow: UnitOfWork, found: StoredRequest, now: datetime) -> None:
        uow.roles.grant(found.person_id, found.role, found.unit, self._rights.day(now), None)
        if found.name is not None:
            uow.names.put(found.person_id, found.name)

    def _report(
        self,
        uow: UnitOfWork,
        actor: int | None,
        found: StoredRequest,
        is_approved: bool,
        now: datetime,
    ) -> None:
        deed = "approve" if is_approved else "decline"
        subject = f"request:{found.id} person:{found.person_id} {found.role}"
        uow.audit.add(now, actor, deed, subject, found.unit)
        payload = {
            "kind": DECIDED,
            "role": found.role,
            "unit": found.unit_name,
            "approved": is_approved,
        }
        tell(uow, found.person_id, f"{DECIDED}:{found.id}", payload, now)

    def _deciders(self, uow: UnitOfWork, role: Role, unit: str, now: datetime) -> tuple[int, ...]:
        """Return the unit's managers where they may decide on this role, else administrators."""
        day = self._rights.day(now)
        managers = uow.roles.holders(Role.MANAGER, unit, day) if role in GIVES[Role.MANAGER] else ()
        return managers or uow.roles.holders(Role.ADMINISTRATOR, None, day)

    def _decided_by(self, uow: UnitOfWork, actor: int | None, now: datetime) -> frozenset[Role]:
        if actor is OPERATOR:
            return OF_A_UNIT
        held = self._rights.holdings(uow, actor, now)
        return frozenset().union(*(GIVES.get(holding.role, frozenset()) for holding in held))


def _shown(found: StoredRequest) -> JoinRequest:
    return JoinRequest(
        found.id, found.name or "", Role(found.role), found.unit, found.unit_name, found.asked_at
    )
