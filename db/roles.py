"""Repositories of the roles that people hold, and of the names of those who hold any."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import ColumnElement, bindparam, delete, select, update
from sqlalchemy.orm import Session

from db.conversations import affected
from db.models.people import RoleRow, StaffNameRow
from db.models.units import UnitRow
from db.sealing import KeyRing
from db.units import under
from domain.roles import Role

_NAME = ("staff_names", "name_sealed")


def _is_held(on: object) -> ColumnElement[bool]:
    return (
        RoleRow.ended_at.is_(None)
        & (RoleRow.valid_from <= on)
        & (RoleRow.valid_until.is_(None) | (RoleRow.valid_until >= on))
    )


# Built once, since every message runs it.
_HELD = (
    select(RoleRow.role, RoleRow.unit_code)
    .where(RoleRow.person_id == bindparam("person"), _is_held(bindparam("on")))
    .order_by(RoleRow.id)
)

_HELD_BY = (
    select(RoleRow.person_id, RoleRow.role, RoleRow.unit_code)
    .where(RoleRow.person_id.in_(bindparam("people", expanding=True)), _is_held(bindparam("on")))
    .order_by(RoleRow.id)
)
_MANAGERS = select(RoleRow.unit_code, RoleRow.person_id).where(
    RoleRow.role == Role.MANAGER,
    RoleRow.unit_code.in_(bindparam("codes", expanding=True)),
    _is_held(bindparam("on")),
)


@dataclass(frozen=True, slots=True)
class StoredRole:
    """A role of a person with its unit's name and its days; `name` is the person's."""

    id: int
    person_id: int
    role: str
    unit: str | None
    unit_name: str | None
    valid_from: date
    valid_until: date | None
    name: str | None = None


class RoleRepository:
    """Who holds which role, of which unit, from when until when."""

    def __init__(self, session: Session, ring: KeyRing) -> None:
        self._session = session
        self._names = StaffNameRepository(session, ring)

    def held(self, person_id: int, on: date) -> tuple[tuple[str, str | None], ...]:
        """Return the roles that a person holds on a day, each with its unit's code."""
        rows = self._session.connection().execute(_HELD, {"person": person_id, "on": on})
        return tuple((role, unit_code) for role, unit_code in rows)

    def grant(
        self, person_id: int, role: str, unit_code: str | None, start: date, end: date | None
    ) -> None:
        """Give a person a role; the same role of the same unit is only prolonged."""
        row = self._session.scalar(
            select(RoleRow).where(
                RoleRow.person_id == person_id,
                RoleRow.role == role,
                RoleRow.ended_at.is_(None),
                RoleRow.unit_code.is_not_distinct_from(unit_code),
            )
        )
        if row is None:
            row = RoleRow(person_id=person_id, role=role, unit_code=unit_code, valid_from=start)
            self._session.add(row)
        row.valid_until = end
        self._session.flush()

    def end(self, role_id: int, now: datetime) -> bool:
        """End a role at this moment; False when it had ended before."""
        open_role = (RoleRow.id == role_id, RoleRow.ended_at.is_(None))
        return affected(self._session, update(RoleRow).where(*open_role).values(ended_at=now)) > 0

    def find(self, role_id: int, on: date) -> StoredRole | None:
        """Return a role that is held on a day."""
        found = self._select(RoleRow.id == role_id, on)
        return found[0] if found else None

    def of_person(self, person_id: int, on: date) -> tuple[StoredRole, ...]:
        """Return the roles that a person holds on a day."""
        return self._select(RoleRow.person_id == person_id, on)

    def of_units(self, codes: Collection[str] | None, on: date) -> tuple[StoredRole, ...]:
        """Return the roles held on a day in these units; None: in all, and those without unit.

        One query, names included, whatever the number of people.
        """
        if codes is None:
            return self._select(RoleRow.id.is_not(None), on)
        return self._select(RoleRow.unit_code.in_(codes), on)

    def below(self, codes: Collection[str]) -> frozenset[str]:
        """Return the codes of these units and of all units below them."""
        return frozenset(self._session.scalars(select(under(codes).c.code)))

    def holders(self, role: str, unit_code: str | None, on: date) -> tuple[int, ...]:
        """Return the people who hold a role of a unit on a day, or anywhere without a unit."""
        query = select(RoleRow.person_id).where(RoleRow.role == role, _is_held(on))
        if unit_code is not None:
            query = query.where(RoleRow.unit_code == unit_code)
        return tuple(self._session.scalars(query.distinct()))

    def held_by(
        self, person_ids: Collection[int], on: date
    ) -> dict[int, tuple[tuple[str, str | None], ...]]:
        """Return the roles that some people hold on a day, in one query."""
        rows = self._session.connection().execute(_HELD_BY, {"people": list(person_ids), "on": on})
        found: dict[int, tuple[tuple[str, str | None], ...]] = dict.fromkeys(person_ids, ())
        for person_id, role, unit_code in rows:
            found[person_id] += ((role, unit_code),)
        return found

    def managers(self, codes: Collection[str], on: date) -> dict[str, tuple[int, ...]]:
        """Return who heads each of these units on a day, in one query."""
        rows = self._session.connection().execute(_MANAGERS, {"codes": list(codes), "on": on})
        found: dict[str, tuple[int, ...]] = dict.fromkeys(codes, ())
        for code, person_id in rows:
            found[str(code)] += (person_id,)
        return found

    def holders_among(self, role: str, codes: Collection[str], on: date) -> tuple[int, ...]:
        """Return the people who hold a role of any of these units on a day."""
        query = select(RoleRow.person_id).where(
            RoleRow.role == role, RoleRow.unit_code.in_(codes), _is_held(on)
        )
        return tuple(self._session.scalars(query.distinct().order_by(RoleRow.person_id)))

    def _select(self, which: ColumnElement[bool], on: date) -> tuple[StoredRole, ...]:
        rows = self._session.execute(
            select(RoleRow, UnitRow.name, StaffNameRow.name_sealed, StaffNameRow.uid)
            .outerjoin(UnitRow, UnitRow.code == RoleRow.unit_code)
            .outerjoin(StaffNameRow, StaffNameRow.person_id == RoleRow.person_id)
            .where(which, _is_held(on))
            .order_by(RoleRow.unit_code, RoleRow.id)
        )
        return tuple(
            StoredRole(
                row.id,
                row.person_id,
                row.role,
                row.unit_code,
                unit_name,
                row.valid_from,
                row.valid_until,
                None if sealed is None else self._names.opened(sealed, uid),
            )
            for row, unit_name, sealed, uid in rows
        )


class StaffNameRepository:
    """The names of people who hold roles, sealed."""

    def __init__(self, session: Session, ring: KeyRing) -> None:
        self._session = session
        self._ring = ring

    def put(self, person_id: int, name: str) -> None:
        """Keep what a person is called."""
        uid = uuid4().hex
        sealed = self._ring.seal(name, *_NAME, uid)
        self._session.merge(StaffNameRow(person_id=person_id, uid=uid, name_sealed=sealed))
        self._session.flush()

    def find(self, person_id: int) -> str | None:
        """Return what a person is called."""
        row = self._session.get(StaffNameRow, person_id)
        return None if row is None else self.opened(row.name_sealed, row.uid)

    def find_all(self, person_ids: Collection[int]) -> dict[int, str]:
        """Return what people are called, of those whose name is known, in one query."""
        rows = self._session.scalars(
            select(StaffNameRow).where(StaffNameRow.person_id.in_(person_ids))
        )
        return {row.person_id: self.opened(row.name_sealed, row.uid) for row in rows}

    def forget_without_role(self, on: date) -> int:
        """Erase the names of people who hold no role on a day and will hold none."""
        lasting = select(RoleRow.person_id).where(
            RoleRow.ended_at.is_(None),
            RoleRow.valid_until.is_(None) | (RoleRow.valid_until >= on),
        )
        gone = delete(StaffNameRow).where(StaffNameRow.person_id.not_in(lasting))
        return affected(self._session, gone)

    def opened(self, sealed: bytes, uid: str) -> str:
        """Return a name in the open."""
        return self._ring.open(sealed, *_NAME, uid)
