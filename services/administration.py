"""Units and roles, as an administrator sets them from the command line."""

from dataclasses import dataclass
from datetime import date, datetime

from db.database import Database
from db.people import Unit
from db.uow import UnitOfWork
from domain.errors import DuplicateUnit, NotDemo, UnitNeeded, UnknownUnit
from domain.roles import OF_A_UNIT, Role
from services.installation import Installation
from services.local_chats import CHANNEL, LocalChats
from services.once import run_once
from services.people import People

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

    def __init__(self, database: Database) -> None:
        self._database = database
        self._installation = Installation(database)
        self._chats = LocalChats(database)
        self._people = People(database)

    def units(self) -> tuple[Unit, ...]:
        """Return every unit, by code."""
        with self._database.open_uow(read_only=True) as uow:
            return uow.units.all()

    def add_unit(self, unit: Unit, update_key: str) -> None:
        """Add a unit.

        Raises:
            DuplicateUnit: its code is taken.
            UnknownUnit: the unit above it is not known.
        """

        def add(uow: UnitOfWork) -> None:
            if uow.units.has(unit.code):
                raise DuplicateUnit(unit.code)
            if unit.parent is not None and not uow.units.has(unit.parent):
                raise UnknownUnit(unit.parent)
            uow.units.put(unit)

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
        self._demo_only()
        chat = self._chats.person(name, now)
        person = self._people.arrive(CHANNEL, str(chat.chat_id), now, update_key)

        def grant(uow: UnitOfWork) -> None:
            if unit_code is not None and not uow.units.has(unit_code):
                raise UnknownUnit(unit_code)
            uow.people.grant(person.id, role, unit_code, now.date(), until)

        run_once(self._database, update_key, "administration.grant", grant)
        return Granted(person.id, name, role, unit_code)

    def _demo_only(self) -> None:
        if self._chats.has_outsiders():
            raise NotDemo
        self._installation.mark_demo()
