"""What one person may see of cases, read from their roles at this moment."""

from collections.abc import Iterable
from datetime import datetime

from db.case_sight import Sight, free_of_conflict, visible_to
from db.cases import StoredCase
from db.uow import UnitOfWork
from domain.case_subjects import folded_name
from domain.errors import NotAllowed
from domain.roles import Action, Role
from services.rights import Rights

NOWHERE: frozenset[str] = frozenset()


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
        try:
            sight = self.of(uow, person_id, now)
        except NotAllowed:
            return False
        return uow.cases.find(case_id, visible_to(sight)) is not None

    def may_work(self, uow: UnitOfWork, person_id: int, case_id: int, now: datetime) -> bool:
        """Tell whether a person may see a case and work on it."""
        try:
            sight = self.of(uow, person_id, now, Action.WORK_ON_CASES)
        except NotAllowed:
            return False
        return uow.cases.find(case_id, visible_to(sight)) is not None

    def is_clear(self, uow: UnitOfWork, person_id: int, case_id: int, now: datetime) -> bool:
        """Tell whether a case is neither about a person nor about their superior."""
        sight = self.of_anybody(uow, person_id, now)
        return uow.cases.find(case_id, free_of_conflict(sight)) is not None

    def resolvers(self, uow: UnitOfWork, case: StoredCase, now: datetime) -> tuple[int, ...]:
        """Return who resolves a case where it lies: handlers, else heads, else the province."""
        day = self._rights.day(now)
        office = case.office_code
        if office is not None:
            for role in (Role.HANDLER, Role.MANAGER):
                found = self._seers(uow, uow.roles.holders_among(role, [office], day), case.id, now)
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
            found = self._seers(uow, managers, case.id, now)
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
        return self._seers(uow, people, case_id, now)

    def has_resolver(self, uow: UnitOfWork, case_id: int, code: str, now: datetime) -> bool:
        """Tell whether an office has anybody who could resolve a case without a conflict."""
        day = self._rights.day(now)
        return any(
            self.is_clear(uow, person, case_id, now)
            for role in (Role.HANDLER, Role.MANAGER)
            for person in uow.roles.holders_among(role, [code], day)
        )

    def _seers(
        self, uow: UnitOfWork, people: Iterable[int], case_id: int, now: datetime
    ) -> tuple[int, ...]:
        return tuple(person for person in people if self.sees(uow, person, case_id, now))

    def _bound(
        self,
        uow: UnitOfWork,
        person_id: int,
        offices: frozenset[str] | None,
        now: datetime,
    ) -> Sight:
        held = self._rights.holdings(uow, person_id, now)
        units = {holding.unit for holding in held if holding.unit is not None}
        above = frozenset(units).union(*(uow.units.above(unit) for unit in units))
        managers = uow.roles.holders_among(Role.MANAGER, above, self._rights.day(now))
        over = {person_id, *managers}
        names = map(folded_name, uow.names.find_all(over).values())
        marks = uow.case_marks
        return Sight(
            offices,
            marks.official(person_id),
            frozenset(map(marks.official, over)),
            frozenset(marks.name(name) for name in names if name is not None),
            above,
        )
