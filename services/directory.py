"""The directory: units found by name, and how they are reached, each with source and day."""

from collections.abc import Sequence
from datetime import date, datetime

from db.database import Database
from db.units import Contact, Unit
from db.uow import UnitOfWork
from domain.contacts import (
    ContactKind,
    ContactQuestion,
    KnownContact,
    UnitName,
    bare_name,
    kind_asked,
    units_named,
)
from domain.errors import UnknownUnit, UnsourcedContact
from domain.roles import Action
from domain.vietnamese import clean, fold
from services.once import run_once
from services.rights import Rights

__all__ = ["Contact", "Directory", "Unit"]

_LONGEST = {"value": 300, "source": 300}
_FOUND_AT_MOST = 8
_COMMUNES = frozenset({"xã", "phường"})


class Directory:
    """Units and contacts. Nothing without a source gets in, so nothing without one gets out."""

    def __init__(self, database: Database, rights: Rights) -> None:
        self._database = database
        self._rights = rights

    def units(self) -> tuple[Unit, ...]:
        """Return every unit, by code."""
        with self._database.open_uow(read_only=True) as uow:
            return uow.units.all()

    def unit(self, code: str) -> Unit:
        """Return the unit with this code.

        Raises:
            UnknownUnit: there is none.
        """
        with self._database.open_uow(read_only=True) as uow:
            return _known(uow, code)

    def find(self, text: str) -> tuple[Unit, ...]:
        """Return the units that a text names, else those whose name holds it; a few at most."""
        units = self.units()
        named = _named(text, units)
        wanted = fold(clean(text))
        if not named and len(wanted) > 1:
            named = tuple(unit for unit in units if wanted in fold(unit.name))
        return named[:_FOUND_AT_MOST]

    def contacts(self, code: str) -> tuple[Contact, ...]:
        """Return what is known of how a unit is reached.

        Raises:
            UnknownUnit: there is no such unit.
        """
        with self._database.open_uow(read_only=True) as uow:
            _known(uow, code)
            return uow.contacts.of(code)

    def asked(self, question: str) -> ContactQuestion | None:
        """Return what a question wants to know of a unit; None where it is about other things.

        Who heads a unit may stand in a document, so it is answered here only where it is held.
        """
        kind = kind_asked(question)
        if kind is None:
            return None
        units = _named(question, self.units())
        with self._database.open_uow(read_only=True) as uow:
            held = tuple(one for unit in units for one in uow.contacts.of(unit.code))
        names = {unit.code: unit.name for unit in units}
        known = tuple(
            KnownContact(names[one.unit], one.value, one.source, one.checked_on)
            for one in held
            if one.kind == kind
        )
        if not units or (kind is ContactKind.HEAD and not known):
            return None
        return ContactQuestion(kind, tuple(names.values())[:_FOUND_AT_MOST], known)

    def add_contact(
        self, actor: int | None, contact: Contact, now: datetime, update_key: str
    ) -> None:
        """Keep a contact of a unit; the same value again takes the newer source and day.

        Raises:
            NotAllowed: the actor may not write contacts of this unit.
            UnknownUnit: there is no such unit.
            UnsourcedContact: value, source or day are missing or cannot be.
        """
        checked = _checked(contact, self._rights.day(now))

        def add(uow: UnitOfWork) -> None:
            _known(uow, contact.unit)
            self._rights.require(uow, actor, Action.WRITE_CONTACT, contact.unit, now)
            uow.contacts.put(checked)
            uow.audit.add(now, actor, "write contact", checked.kind, contact.unit)

        run_once(self._database, update_key, "directory.add_contact", add)

    def erase_contact(
        self, actor: int | None, code: str, kind: ContactKind, value: str, now: datetime, key: str
    ) -> bool:
        """Erase a contact that is wrong; False when there was none.

        Raises:
            NotAllowed: the actor may not write contacts of this unit.
        """

        def erase(uow: UnitOfWork) -> bool:
            self._rights.require(uow, actor, Action.WRITE_CONTACT, code, now)
            uow.audit.add(now, actor, "erase contact", kind, code)
            return uow.contacts.erase(code, kind, value)

        return bool(run_once(self._database, key, "directory.erase_contact", erase))


def _checked(contact: Contact, today: date) -> Contact:
    value, source = clean(contact.value), clean(contact.source)
    texts = {"value": value, "source": source}
    for field, text in texts.items():
        if not text or len(text) > _LONGEST[field] or "\n" in text:
            raise UnsourcedContact(field)
    if contact.kind not in set(ContactKind):
        raise UnsourcedContact("kind")
    if contact.checked_on > today:
        raise UnsourcedContact("checked_on")
    return Contact(contact.unit, contact.kind, value, source, contact.checked_on)


def _named(text: str, units: Sequence[Unit]) -> tuple[Unit, ...]:
    codes = units_named(text, [name for unit in units for name in _names(unit)])
    return tuple(unit for unit in units if unit.code in codes)


def _names(unit: Unit) -> list[UnitName]:
    own = [unit.name, *unit.aliases]
    if unit.kind in _COMMUNES:
        own += [f"{unit.kind} {alias}" for alias in unit.aliases] + [
            bare_name(unit.name, unit.kind)
        ]
    return [UnitName(unit.code, name) for name in own]


def _known(uow: UnitOfWork, code: str) -> Unit:
    unit = uow.units.find(code)
    if unit is None:
        raise UnknownUnit(code)
    return unit
