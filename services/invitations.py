"""Invitations: a role that waits for whoever brings its code, once and not for long."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from db.database import Database
from db.joining import StoredInvitation
from db.uow import UnitOfWork
from domain.codes import INVITATION_LETTERS, make_code, read_code
from domain.errors import CodeFault, NotAllowed, NotAName, UnitNeeded, UnknownUnit
from domain.roles import OF_A_UNIT, Action, Role
from domain.staff_names import read_name
from services.guessing import is_over, raise_refusal, refuse, refuse_all
from services.once import run_once
from services.rights import Rights

LASTS = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who is to be invited as what; `until` is the last day of the role."""

    role: Role
    unit: str | None
    name: str | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation that was made, with the code that is shown this once."""

    code: str
    role: Role
    unit_name: str | None
    name: str | None
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Joined:
    """The role that somebody holds from now on; `is_named` when we know what they are called."""

    role: Role
    unit_name: str | None
    until: date | None
    is_named: bool


class Invitations:
    """Inviting people, and taking an invitation up."""

    def __init__(self, database: Database, rights: Rights) -> None:
        self._database = database
        self._rights = rights

    def invite(
        self,
        actor: int | None,
        wanted: Wanted,
        now: datetime,
        update_key: str,
        lasts: timedelta = LASTS,
    ) -> Invitation:
        """Return an invitation whose code opens the role once; its name is kept sealed.

        Raises:
            NotAllowed: the actor may not give this role in this unit.
            UnitNeeded: the role belongs to a unit and none is given.
            UnknownUnit: there is no such unit.
            NotAName: what is given as a name is none.
        """
        return self.invite_many(actor, (wanted,), now, update_key, lasts)[0]

    def invite_many(
        self,
        actor: int | None,
        people: Sequence[Wanted],
        now: datetime,
        update_key: str,
        lasts: timedelta = LASTS,
    ) -> tuple[Invitation, ...]:
        """Return an invitation for each, all of them or none; raises as `invite` does."""

        def invite(uow: UnitOfWork) -> list[list[Any]]:
            return [self._invite(uow, actor, wanted, now, now + lasts) for wanted in people]

        stored = run_once(self._database, update_key, "invitations.invite", invite)
        return tuple(
            Invitation(code, Role(role), unit_name, name, datetime.fromisoformat(expires))
            for code, role, unit_name, name, expires in stored
        )

    def accept(
        self, person_id: int, account_id: int, typed: str, now: datetime, update_key: str
    ) -> Joined:
        """Return the role that the typed or followed code opens, held from now on.

        Raises:
            CodeUnusable: it opens nothing (any more).
            TooManyGuesses: too many wrong codes came from this account.
        """
        code = read_code(typed, INVITATION_LETTERS)

        def accept(uow: UnitOfWork) -> dict[str, str | None]:
            if is_over(uow, account_id, now):
                return {**refuse_all()}
            found = None if code is None else uow.invitations.find(code)
            fault = self._fault(uow, found, now)
            if found is None or fault is not None:
                return {**refuse(uow, account_id, fault or CodeFault.UNKNOWN, now)}
            return self._open(uow, person_id, account_id, found, now)

        outcome = run_once(self._database, update_key, "invitations.accept", accept)
        raise_refusal(outcome)
        until = outcome["until"] and date.fromisoformat(outcome["until"])
        return Joined(Role(outcome["role"]), outcome["unit"], until, outcome["named"] == "yes")

    def _invite(
        self,
        uow: UnitOfWork,
        actor: int | None,
        wanted: Wanted,
        now: datetime,
        expires_at: datetime,
    ) -> list[Any]:
        role, code = wanted.role, make_code(INVITATION_LETTERS, secrets.randbelow)
        if role in OF_A_UNIT and wanted.unit is None:
            raise UnitNeeded(role)
        unit = None if wanted.unit is None else uow.units.find(wanted.unit)
        if unit is None and wanted.unit is not None:
            raise UnknownUnit(wanted.unit)
        name = None if wanted.name is None else read_name(wanted.name)
        if name is None and wanted.name is not None:
            raise NotAName
        self._rights.require(uow, actor, Action.INVITE, wanted.unit, now, over=role)
        number = uow.invitations.add(
            code, role, wanted.unit, wanted.until, name, actor, now, expires_at
        )
        uow.audit.add(now, actor, "invite", f"invitation:{number} {role}", wanted.unit)
        return [code, role, unit and unit.name, name, expires_at.isoformat()]

    def _fault(
        self, uow: UnitOfWork, found: StoredInvitation | None, now: datetime
    ) -> CodeFault | None:
        """Return why an invitation opens nothing; whoever made it must still be allowed to."""
        if found is None:
            return CodeFault.UNKNOWN
        if found.is_used:
            return CodeFault.USED
        is_past = found.role_until is not None and found.role_until < self._rights.day(now)
        if found.expires_at <= now or is_past:
            return CodeFault.EXPIRED
        try:
            role = Role(found.role)
            maker, unit = found.maker_id, found.unit
            self._rights.require(uow, maker, Action.INVITE, unit, now, over=role)
        except NotAllowed:
            return CodeFault.WITHDRAWN
        return CodeFault.WITHDRAWN if found.is_withdrawn else None

    def _open(
        self,
        uow: UnitOfWork,
        person_id: int,
        account_id: int,
        found: StoredInvitation,
        now: datetime,
    ) -> dict[str, str | None]:
        if not uow.invitations.use(found.id, now):
            return {**refuse(uow, account_id, CodeFault.USED, now)}
        uow.roles.grant(person_id, found.role, found.unit, self._rights.day(now), found.role_until)
        if found.name is not None:
            uow.names.put(person_id, found.name)
        uow.audit.add(now, person_id, "accept", f"invitation:{found.id} {found.role}", found.unit)
        unit = None if found.unit is None else uow.units.find(found.unit)
        return {
            "role": found.role,
            "unit": None if unit is None else unit.name,
            "until": None if found.role_until is None else found.role_until.isoformat(),
            "named": "no" if uow.names.find(person_id) is None else "yes",
        }
