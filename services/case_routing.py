"""Where a case goes: past whoever it is about, and past everybody under them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from db.cases import StoredCase
from db.roles import StoredRole
from db.uow import UnitOfWork
from domain.case_routing import Bearing, Route, route
from domain.case_subjects import folded_name, is_head, is_intake, mentions
from domain.cases import Actor, CaseKind, Move, SubjectKind, after
from domain.roles import Role
from services.case_sight import CaseSight
from services.cases import Subject
from services.rights import Rights

MENTIONED, WITHDREW = "mentioned", "withdrew"


@dataclass(frozen=True, slots=True)
class Known:
    """Whom a case is about as far as it is known, with the way that it takes."""

    subject: Subject
    route: Route
    columns: dict[str, Any]


class CaseRouting:
    """The office of each case, found anew whenever something is learned about it."""

    def __init__(self, rights: Rights, sight: CaseSight) -> None:
        self._rights = rights
        self._sight = sight

    def know(
        self,
        uow: UnitOfWork,
        kind: CaseKind,
        unit: str | None,
        subject: Subject,
        now: datetime,
    ) -> Known:
        """Return whom a case is about, as columns of the case, and its way.

        A typed name that one official of the unit has is that official.
        """
        found = self._find(uow, unit, subject, now)
        held = self._roles(uow, found.person_id, now)
        bearing = Bearing(
            found.kind,
            unit,
            is_head=found.is_head or is_head(found.text),
            is_intake=is_intake(found.text),
            is_known=bool(held),
            heads=_headed(held, unit),
        )
        way = route(kind, bearing)
        marks = uow.case_marks
        name = folded_name(found.text) if found.kind is SubjectKind.OFFICIAL else None
        return Known(
            found,
            way,
            {
                "unit_code": unit,
                "subject_kind": found.kind,
                "subject_hash": marks.official(found.person_id) if found.person_id else None,
                "subject_name_hash": marks.name(name) if name and not found.person_id else None,
                "barred_code": way.barred,
            },
        )

    def place(
        self, uow: UnitOfWork, case: StoredCase, start: str | None, now: datetime
    ) -> str | None:
        """Return the first office from `start` upwards that can resolve a case; None: province."""
        for code in uow.units.line(start) if start is not None else ():
            if self._sight.has_resolver(uow, case.id, code, now):
                return code
        return None

    def learn(self, uow: UnitOfWork, case: StoredCase, text: str, now: datetime) -> StoredCase:
        """Check a case again, now that somebody wrote more: whom it names does not see it.

        Where the head of a unit is named, nobody of the unit does. Where nobody is left who could
        resolve it, it goes to the office above.
        """
        if case.kind is not CaseKind.REPORT:
            return case
        named = self._named(uow, case, text, now)
        if not named:
            return case
        for role in named:
            uow.case_ties.deny(case.id, uow.case_marks.official(role.person_id), MENTIONED)
        headed = next((one.unit for one in named if one.role == Role.MANAGER), None)
        if headed is not None and case.barred_code is None:
            case = uow.cases.change(case, barred_code=headed)
        return self.settle(uow, case, now)

    def settle(self, uow: UnitOfWork, case: StoredCase, now: datetime) -> StoredCase:
        """Return a case where it can be resolved, without a handler who may not see it any more."""
        handler, office = case.handler_id, case.office_code
        if handler is not None and not self._sight.sees(uow, handler, case.id, now):
            case = uow.cases.change(case, handler_id=None)
        if office is None or self._sight.has_resolver(uow, case.id, office, now):
            return case
        return self.hand_over(uow, case, self.place(uow, case, office, now), now)

    def hand_over(
        self, uow: UnitOfWork, case: StoredCase, office: str | None, now: datetime
    ) -> StoredCase:
        """Return a case that another office has now, since nobody may resolve it where it was."""
        state = after(case.state, Move.TRANSFER, Actor.CLOCK)
        moved = uow.cases.change(case, office_code=office, handler_id=None, state=state)
        key = uow.case_keys.find(case.id)
        uow.case_history.add(case.id, key, now, Move.TRANSFER, Actor.CLOCK, None, state, office, "")
        return moved

    def _find(self, uow: UnitOfWork, unit: str | None, subject: Subject, now: datetime) -> Subject:
        if subject.person_id is not None:
            if self._roles(uow, subject.person_id, now):
                return replace(subject, kind=SubjectKind.OFFICIAL)
            subject = replace(subject, person_id=None)
        if subject.kind is not SubjectKind.OFFICIAL or unit is None:
            return subject
        same = {
            role.person_id
            for role in self._staff(uow, [unit], now)
            if role.name is not None and mentions(subject.text, role.name)
        }
        return replace(subject, person_id=same.pop()) if len(same) == 1 else subject

    def _named(
        self, uow: UnitOfWork, case: StoredCase, text: str, now: datetime
    ) -> tuple[StoredRole, ...]:
        units = {case.unit_code, case.office_code} - {None}
        codes = {code for unit in units if unit for code in uow.units.line(unit)}
        return tuple(
            role
            for role in self._staff(uow, codes, now)
            if role.name is not None and mentions(text, role.name)
        )

    def _staff(
        self, uow: UnitOfWork, codes: Iterable[str], now: datetime
    ) -> tuple[StoredRole, ...]:
        return uow.roles.of_units(tuple(codes), self._rights.day(now))

    def _roles(
        self, uow: UnitOfWork, person_id: int | None, now: datetime
    ) -> tuple[StoredRole, ...]:
        if person_id is None:
            return ()
        return uow.roles.of_person(person_id, self._rights.day(now))


def _headed(held: Iterable[StoredRole], unit: str | None) -> str | None:
    """Return the unit that an official heads: the one concerned where they head several."""
    headed = [role.unit for role in held if role.role == Role.MANAGER and role.unit is not None]
    return unit if unit in headed else next(iter(headed), None)
