"""What one person may see of cases, read from their roles at this moment."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from db.case_sight import Sight
from db.cases import StoredCase
from db.uow import UnitOfWork
from domain.case_subjects import folded_name
from domain.roles import Action, Holding, Role, is_allowed
from services.rights import Rights

Known = Mapping[int, tuple[Holding, ...]]


class CaseSight:
    """The conditions under which people see cases; every list, count and notice asks them."""

    def __init__(self, rights: Rights) -> None:
        self._rights = rights

    def of(
        self, uow: UnitOfWork, person_id: int, now: datetime, action: Action = Action.SEE_CASES
    ) -> Sight:
        """Return what a person may see.

        Raises:
            NotAllowed: they may do this nowhere.
        """
        reach = self._rights.reach(uow, person_id, action, now)
        return self._bound(uow, person_id, reach.selected, now)

    def of_anybody(self, uow: UnitOfWork, person_id: int, now: datetime) -> Sight:
        """Return the same for somebody whom a right of another kind leads to a case."""
        return self._bound(uow, person_id, None, now)

    def sees(self, uow: UnitOfWork, person_id: int, case_id: int, now: datetime) -> bool:
        """Tell whether a person may see a case."""
        return bool(self.among(uow, [person_id], uow.cases.get(case_id), now))

    def among(
        self,
        uow: UnitOfWork,
        people: Iterable[int],
        case: StoredCase,
        now: datetime,
        action: Action = Action.SEE_CASES,
    ) -> tuple[int, ...]:
        """Return those of some people who may see a case and do this with it."""
        known = self._holdings(uow, people, now)
        office = case.office_code
        above = frozenset() if office is None else uow.units.above(office)
        within = {
            person: held
            for person, held in known.items()
            if is_allowed(held, action, office, above)
        }
        return self._free(uow, within, case.id, now)

    def is_clear(self, uow: UnitOfWork, person_id: int, case_id: int, now: datetime) -> bool:
        """Tell whether a case is neither about a person nor about their superior."""
        return bool(self._free(uow, self._holdings(uow, [person_id], now), case_id, now))

    def resolvers(self, uow: UnitOfWork, case: StoredCase, now: datetime) -> tuple[int, ...]:
        """Return who resolves a case where it lies: handlers, else heads, else the province."""
        day = self._rights.day(now)
        office = case.office_code
        if office is not None:
            for role in (Role.HANDLER, Role.MANAGER):
                found = self.among(uow, uow.roles.holders_among(role, [office], day), case, now)
                if found:
                    return found
        return self.province(uow, case.id, now)

    def heads(self, uow: UnitOfWork, case: StoredCase, now: datetime) -> tuple[int, ...]:
        """Return who stands above a case's handlers: heads of the office, else from there upwards.

        Whoever the case is about is left out, and so is everybody under them.
        """
        day = self._rights.day(now)
        for code in uow.units.line(case.office_code) if case.office_code else ():
            managers = uow.roles.holders_among(Role.MANAGER, [code], day)
            found = self.among(uow, managers, case, now)
            if found:
                return found
        return self.province(uow, case.id, now)

    def province(self, uow: UnitOfWork, case_id: int, now: datetime) -> tuple[int, ...]:
        """Return the province's inspectors and coordinators who may see a case."""
        day = self._rights.day(now)
        people = dict.fromkeys(
            person
            for role in (Role.INSPECTOR, Role.COORDINATOR)
            for person in uow.roles.holders(role, None, day)
        )
        return self.among(uow, people, uow.cases.get(case_id), now)

    def has_resolver(self, uow: UnitOfWork, case_id: int, code: str, now: datetime) -> bool:
        """Tell whether an office has anybody who could resolve a case without a conflict."""
        day = self._rights.day(now)
        for role in (Role.HANDLER, Role.MANAGER):
            people = uow.roles.holders_among(role, [code], day)
            if self._free(uow, self._holdings(uow, people, now), case_id, now):
                return True
        return False

    def _free(self, uow: UnitOfWork, known: Known, case_id: int, now: datetime) -> tuple[int, ...]:
        """Return those of some people for whom a case is no conflict of interest."""
        if not known:
            return ()
        sights = self._sights(uow, known, None, now)
        return tuple(
            person
            for person, sight in sights.items()
            if uow.cases.is_free_of_conflict(case_id, sight)
        )

    def _holdings(self, uow: UnitOfWork, people: Iterable[int], now: datetime) -> Known:
        unique = tuple(dict.fromkeys(people))
        held = uow.roles.held_by(unique, self._rights.day(now)) if unique else {}
        return {
            person: tuple(Holding(Role(role), unit) for role, unit in roles)
            for person, roles in held.items()
        }

    def _sights(
        self, uow: UnitOfWork, known: Known, offices: frozenset[str] | None, now: datetime
    ) -> dict[int, Sight]:
        """Return what each of some people may see, with as many queries as for one of them."""
        units = {one.unit for held in known.values() for one in held if one.unit is not None}
        line = {unit: uow.units.above(unit) | {unit} for unit in units}
        codes = frozenset().union(*line.values())
        managers = uow.roles.managers(codes, self._rights.day(now))
        everybody = {*known, *(one for people in managers.values() for one in people)}
        names = uow.names.find_all(everybody)
        marks = uow.case_marks
        sights = {}
        for person, held in known.items():
            above = frozenset[str]().union(*(line[one.unit] for one in held if one.unit))
            over = {person, *(one for code in above for one in managers[code])}
            folded = {folded_name(names[one]) for one in over if one in names}
            sights[person] = Sight(
                offices,
                marks.official(person),
                frozenset(map(marks.official, over)),
                frozenset(marks.name(name) for name in folded if name is not None),
                above,
            )
        return sights

    def _bound(
        self, uow: UnitOfWork, person_id: int, offices: frozenset[str] | None, now: datetime
    ) -> Sight:
        known = self._holdings(uow, [person_id], now)
        return self._sights(uow, known, offices, now)[person_id]
