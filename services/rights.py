"""Rights, checked inside the transaction that uses them: roles may have ended a moment ago."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from db.uow import UnitOfWork
from domain.errors import NotAllowed
from domain.roles import RIGHTS, Action, Holding, Role, Scope, is_allowed

# Whoever sits at the command line of the server may do everything.
OPERATOR = None


@dataclass(frozen=True, slots=True)
class Reach:
    """The units on which an action is allowed: all of them, or those with these codes."""

    is_everywhere: bool
    codes: frozenset[str] = frozenset()

    @property
    def selected(self) -> frozenset[str] | None:
        """Return the codes to select by, None where nothing need be left out."""
        return None if self.is_everywhere else self.codes


class Rights:
    """What people may do on the day on which people here live."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone

    def day(self, now: datetime) -> date:
        """Return the day on which people here live at `now`."""
        return now.astimezone(self._zone).date()

    def holdings(self, uow: UnitOfWork, person_id: int, now: datetime) -> tuple[Holding, ...]:
        """Return the roles that a person holds now, in one query."""
        held = uow.roles.held(person_id, self.day(now))
        return tuple(Holding(Role(role), unit) for role, unit in held)

    def require(
        self,
        uow: UnitOfWork,
        actor: int | None,
        action: Action,
        unit: str | None,
        now: datetime,
        over: Role | None = None,
    ) -> None:
        """Make sure that the actor may act on a unit, in two queries at most.

        Raises:
            NotAllowed: no role of theirs allows it there.
        """
        if actor is not OPERATOR and not self.allows(uow, actor, action, unit, now, over):
            raise NotAllowed(action)

    def allows(
        self,
        uow: UnitOfWork,
        actor: int,
        action: Action,
        unit: str | None,
        now: datetime,
        over: Role | None = None,
    ) -> bool:
        """Tell whether the actor may act on a unit."""
        held = self.holdings(uow, actor, now)
        if is_allowed(held, action, unit, over=over):
            return True
        looks_down = any(RIGHTS[one.role].get(action) is Scope.BELOW for one in held)
        if unit is None or not looks_down:
            return False
        return is_allowed(held, action, unit, uow.units.above(unit), over)

    def reach(self, uow: UnitOfWork, actor: int | None, action: Action, now: datetime) -> Reach:
        """Return where the actor may act, to select nothing else.

        Raises:
            NotAllowed: nowhere.
        """
        if actor is OPERATOR:
            return Reach(is_everywhere=True)
        scopes = [
            (holding.unit, RIGHTS[holding.role][action])
            for holding in self.holdings(uow, actor, now)
            if action in RIGHTS[holding.role]
        ]
        if not scopes:
            raise NotAllowed(action)
        if any(scope is Scope.ANYWHERE for _, scope in scopes):
            return Reach(is_everywhere=True)
        own = {unit for unit, scope in scopes if unit and scope is Scope.OWN}
        downwards = {unit for unit, scope in scopes if unit and scope is Scope.BELOW}
        below = uow.roles.below(downwards) if downwards else frozenset()
        return Reach(is_everywhere=False, codes=frozenset(own) | below)
