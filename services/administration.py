"""Units as an administrator adds them, and the roles of demo people."""

from dataclasses import dataclass
from datetime import date, datetime

from db.database import Database
from db.units import Unit
from db.uow import UnitOfWork
from domain.errors import DuplicateUnit, NotDemo, RoleGone, UnitNeeded, UnknownUnit
from domain.roles import OF_A_UNIT, Action, Role
from domain.staff_names import read_name
from services.installation import Installation
from services.local_chats import CHANNEL, LocalChats
from services.once import run_once
from services.people import People
from services.rights import Rights
from services.staff import close_what_was_open

__all__ = ["Administration", "Unit"]


@dataclass(frozen=True, slots=True)
class Granted:
    """A role that a local person holds now."""

    person_id: int
    name: str
    role: Role
    unit_code: str | None


class Administration:
    """The units of the administration, and the roles of demo people."""

    def __init__(self, database: Database, rights: Rights) -> None:
        self._database = database
        self._rights = rights
        self._installation = Installation(database)
        self._chats = LocalChats(database)
        self._people = People(database, rights)

    def units(self) -> tuple[Unit, ...]:
        """Return every unit, by code."""
        with self._database.open_uow(read_only=True) as uow:
            return uow.units.all()

    def add_unit(self, actor: int | None, unit: Unit, now: datetime, update_key: str) -> None:
        """Add a unit.

        Raises:
            NotAllowed: the actor is no administrator.
            DuplicateUnit: its code is taken.
            UnknownUnit: the unit above it is not known.
        """

        def add(uow: UnitOfWork) -> None:
            self._rights.require(uow, actor, Action.ADD_UNIT, unit.parent, now)
            if uow.units.has(unit.code):
                raise DuplicateUnit(unit.code)
            if unit.parent is not None and not uow.units.has(unit.parent):
                raise UnknownUnit(unit.parent)
            uow.units.put(unit)
            uow.audit.add(now, actor, "add unit", f"unit:{unit.code}", unit.parent)

        run_once(self._database, update_key, "administration.add_unit", add)

    def grant(
        self,
        name: str,
        role: Role,
        now: datetime,
        update_key: str,
        *,
        unit_code: str | None = None,
        until: date | None = None,
    ) -> Granted:
        """Give the local person of this name a role, making them if need be.

        Raises:
            NotDemo: real people write to this database; they join by invitation.
            UnitNeeded: the role belongs to a unit and none is given.
            UnknownUnit: there is no unit with this code.
        """
        if role in OF_A_UNIT and unit_code is None:
            raise UnitNeeded(role)
        person_id = self._demo_person(name, now, update_key)

        def grant(uow: UnitOfWork) -> None:
            if unit_code is not None and not uow.units.has(unit_code):
                raise UnknownUnit(unit_code)
            uow.roles.grant(person_id, role, unit_code, self._rights.day(now), until)
            if read_name(name) is not None:
                uow.names.put(person_id, name)

        run_once(self._database, update_key, "administration.grant", grant)
        return Granted(person_id, name, role, unit_code)

    def revoke(self, name: str, role: Role, now: datetime, update_key: str) -> int:
        """End a role of the local person of this name, in every unit; return in how many.

        Raises:
            NotDemo: real people write to this database; their roles are ended in the chat.
            RoleGone: they do not hold it.
        """
        person_id = self._demo_person(name, now, update_key)

        def revoke(uow: UnitOfWork) -> int:
            held = uow.roles.of_person(person_id, self._rights.day(now))
            ended = [uow.roles.end(one.id, now) for one in held if one.role == role]
            if not ended:
                raise RoleGone
            close_what_was_open(uow, person_id, now)
            return len(ended)

        count: int = run_once(self._database, update_key, "administration.revoke", revoke)
        return count

    def _demo_person(self, name: str, now: datetime, update_key: str) -> int:
        if self._chats.has_outsiders():
            raise NotDemo
        self._installation.mark_demo()
        chat = self._chats.person(name, now)
        return self._people.arrive(CHANNEL, str(chat.chat_id), now, update_key).id
