"""Repositories of the units of the administration, and of how they are reached."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import CTE, bindparam, exists, select
from sqlalchemy.orm import Session, aliased

from db.models.units import ContactRow, UnitRow


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the administration; `aliases` are other names that people use."""

    code: str
    name: str
    kind: str
    parent: str | None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """One thing to know of a unit, with where it was read and on which day."""

    unit: str
    kind: str
    value: str
    source: str
    checked_on: date


def _above() -> CTE:
    upper = aliased(UnitRow)
    start = select(UnitRow.parent_code.label("code")).where(UnitRow.code == bindparam("code"))
    above = start.cte("above", recursive=True)
    return above.union(select(upper.parent_code).join(above, upper.code == above.c.code))


_NAMES_ABOVE = _above()
# Built once, since every check of a right may run it.
_ABOVE = select(_NAMES_ABOVE.c.code).where(_NAMES_ABOVE.c.code.is_not(None))


def under(codes: Collection[str]) -> CTE:
    """Return the units with these codes and all units below them, to select within."""
    lower = aliased(UnitRow)
    found = select(UnitRow.code.label("code")).where(UnitRow.code.in_(codes))
    tree = found.cte("under", recursive=True)
    return tree.union(select(lower.code).join(tree, lower.parent_code == tree.c.code))


class UnitRepository:
    """The units of the administration."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> tuple[Unit, ...]:
        """Return every unit, ordered by code."""
        return tuple(map(_unit, self._session.scalars(select(UnitRow).order_by(UnitRow.code))))

    def find(self, code: str) -> Unit | None:
        """Return the unit with this code."""
        row = self._session.get(UnitRow, code)
        return None if row is None else _unit(row)

    def has(self, code: str) -> bool:
        """Tell whether there is a unit with this code."""
        return bool(self._session.scalar(select(exists().where(UnitRow.code == code))))

    def above(self, code: str) -> frozenset[str]:
        """Return the codes of all units above one, in one query."""
        return frozenset(self._session.connection().scalars(_ABOVE, {"code": code}))

    def line(self, code: str) -> tuple[str, ...]:
        """Return the codes from a unit upwards, itself first."""
        found: list[str] = []
        unit = self.find(code)
        while unit is not None and unit.code not in found:
            found.append(unit.code)
            unit = None if unit.parent is None else self.find(unit.parent)
        return tuple(found)

    def put(self, unit: Unit) -> None:
        """Add a unit, or give the one with its code another name, kind, parent and aliases."""
        row = UnitRow(
            code=unit.code,
            name=unit.name,
            kind=unit.kind,
            parent_code=unit.parent,
            aliases=unit.aliases,
        )
        self._session.merge(row)
        self._session.flush()


class ContactRepository:
    """How units are reached."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, code: str) -> tuple[Contact, ...]:
        """Return what is known of a unit, the newest of each kind first."""
        rows = self._session.scalars(
            select(ContactRow)
            .where(ContactRow.unit_code == code)
            .order_by(ContactRow.kind, ContactRow.checked_on.desc(), ContactRow.id.desc())
        )
        return tuple(
            Contact(row.unit_code, row.kind, row.value, row.source, row.checked_on) for row in rows
        )

    def put(self, contact: Contact) -> None:
        """Keep a contact; the same value again takes the newer source and day."""
        same = (
            ContactRow.unit_code == contact.unit,
            ContactRow.kind == contact.kind,
            ContactRow.value == contact.value,
        )
        row = self._session.scalar(select(ContactRow).where(*same))
        if row is None:
            row = ContactRow(unit_code=contact.unit, kind=contact.kind, value=contact.value)
            self._session.add(row)
        row.source, row.checked_on = contact.source, contact.checked_on
        self._session.flush()

    def erase(self, code: str, kind: str, value: str) -> bool:
        """Erase a contact that is wrong; False when there was none."""
        same = (ContactRow.unit_code == code, ContactRow.kind == kind, ContactRow.value == value)
        row = self._session.scalar(select(ContactRow).where(*same))
        if row is None:
            return False
        self._session.delete(row)
        self._session.flush()
        return True


def _unit(row: UnitRow) -> Unit:
    return Unit(row.code, row.name, row.kind, row.parent_code, row.aliases)
