"""The roles that a person may hold, and the one table of what each of them allows, and where."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Role(StrEnum):
    """What a person may do; a citizen holds none of these."""

    OFFICIAL = "official"
    MANAGER = "manager"
    HANDLER = "handler"
    INSPECTOR = "inspector"
    EDITOR = "editor"
    COORDINATOR = "coordinator"
    CUSTODIAN = "custodian"
    ADMINISTRATOR = "administrator"


class Action(StrEnum):
    """What may be done to a unit or to the people in it."""

    SEE_PEOPLE = "see people"
    DECIDE_JOINING = "decide joining"
    INVITE = "invite"
    END_ROLE = "end role"
    RESTORE_ACCESS = "restore access"
    ADD_UNIT = "add unit"
    WRITE_CONTACT = "write contact"
    READ_AUDIT = "read audit"
    EDIT_BANK = "edit bank"
    HOLD_EXAM = "hold exam"
    SEE_STUDY = "see study"
    SET_STUDY_GOAL = "set study goal"
    LOAD_DOCUMENT = "load document"
    TEND_QUESTIONS = "tend questions"
    ANSWER_HANDED = "answer handed"
    SEE_CASES = "see cases"
    WORK_ON_CASES = "work on cases"
    APPROVE_NAMES = "approve names"
    OPEN_NAMES = "open names"
    SEE_WEEK = "see week"


class Scope(IntEnum):
    """How far a right reaches from the unit in which its role is held."""

    OWN = 1
    BELOW = 2
    ANYWHERE = 3


OF_A_UNIT = frozenset({Role.OFFICIAL, Role.MANAGER, Role.HANDLER})

# The roles that somebody may ask for by themselves.
ASKED_FOR = (Role.OFFICIAL, Role.HANDLER, Role.MANAGER)

# What citizens told, and who they are: whoever manages the installation has no part in it.
OF_CASES = frozenset(
    {
        Action.SEE_CASES,
        Action.WORK_ON_CASES,
        Action.APPROVE_NAMES,
        Action.OPEN_NAMES,
        Action.SEE_WEEK,
    }
)

_OF_OWN_UNIT: Mapping[Action, Scope] = {Action.ANSWER_HANDED: Scope.OWN}
_NONE: Mapping[Action, Scope] = {}
_OF_THE_PROVINCE = {
    Action.SEE_CASES: Scope.ANYWHERE,
    Action.WORK_ON_CASES: Scope.ANYWHERE,
    Action.APPROVE_NAMES: Scope.ANYWHERE,
}

RIGHTS: Mapping[Role, Mapping[Action, Scope]] = {
    Role.OFFICIAL: _OF_OWN_UNIT,
    Role.HANDLER: {
        Action.SEE_CASES: Scope.OWN,
        Action.WORK_ON_CASES: Scope.OWN,
        **_OF_OWN_UNIT,
    },
    Role.INSPECTOR: _OF_THE_PROVINCE,
    Role.EDITOR: {
        Action.WRITE_CONTACT: Scope.ANYWHERE,
        Action.EDIT_BANK: Scope.ANYWHERE,
        Action.HOLD_EXAM: Scope.ANYWHERE,
        Action.SEE_STUDY: Scope.ANYWHERE,
        Action.LOAD_DOCUMENT: Scope.ANYWHERE,
        Action.TEND_QUESTIONS: Scope.ANYWHERE,
    },
    Role.CUSTODIAN: {Action.READ_AUDIT: Scope.ANYWHERE, Action.OPEN_NAMES: Scope.ANYWHERE},
    Role.COORDINATOR: {
        Action.SEE_PEOPLE: Scope.ANYWHERE,
        Action.HOLD_EXAM: Scope.ANYWHERE,
        Action.SEE_STUDY: Scope.ANYWHERE,
        **_OF_THE_PROVINCE,
    },
    Role.MANAGER: {
        Action.SEE_PEOPLE: Scope.BELOW,
        Action.DECIDE_JOINING: Scope.OWN,
        Action.INVITE: Scope.OWN,
        Action.END_ROLE: Scope.OWN,
        Action.RESTORE_ACCESS: Scope.OWN,
        Action.WRITE_CONTACT: Scope.OWN,
        Action.HOLD_EXAM: Scope.OWN,
        Action.SEE_STUDY: Scope.BELOW,
        Action.SET_STUDY_GOAL: Scope.OWN,
        Action.ANSWER_HANDED: Scope.OWN,
        Action.SEE_CASES: Scope.BELOW,
        Action.WORK_ON_CASES: Scope.BELOW,
        Action.SEE_WEEK: Scope.OWN,
    },
    Role.ADMINISTRATOR: dict.fromkeys(set(Action) - OF_CASES, Scope.ANYWHERE),
}

# Whoever may invite, approve or end roles does so for these roles only.
GIVES: Mapping[Role, frozenset[Role]] = {
    Role.MANAGER: frozenset({Role.OFFICIAL, Role.HANDLER}),
    Role.ADMINISTRATOR: frozenset(Role),
}
_OVER_A_ROLE = frozenset(
    {Action.DECIDE_JOINING, Action.INVITE, Action.END_ROLE, Action.RESTORE_ACCESS}
)


@dataclass(frozen=True, slots=True)
class Holding:
    """A role that somebody holds now, of a unit where it has one."""

    role: Role
    unit: str | None = None

    def reaches(self, unit: str | None, above: Collection[str], scope: Scope) -> bool:
        """Tell whether a right of this scope, held here, covers a unit that lies under `above`."""
        if scope is Scope.ANYWHERE:
            return True
        if unit is None or self.unit is None:
            return False
        return self.unit == unit or (scope is Scope.BELOW and self.unit in above)


def is_allowed(
    holdings: Iterable[Holding],
    action: Action,
    unit: str | None,
    above: Collection[str] = (),
    over: Role | None = None,
) -> bool:
    """Tell whether whoever holds these roles may act on a unit that lies under `above`.

    `over` is the role that is given, taken or decided on, for actions that concern one.
    """
    return any(
        scope is not None
        and holding.reaches(unit, above, scope)
        and (over is None or action not in _OVER_A_ROLE or over in GIVES.get(holding.role, ()))
        for holding in holdings
        for scope in (RIGHTS[holding.role].get(action),)
    )


def may_anywhere(holdings: Iterable[Holding], action: Action) -> bool:
    """Tell whether there is any unit on which these roles allow the action."""
    return any(action in RIGHTS[holding.role] for holding in holdings)


def given_by(holdings: Iterable[Holding], unit: str | None) -> tuple[Role, ...]:
    """Return the roles that whoever holds these may give in a unit, in the order of the roles."""
    held = tuple(holdings)
    return tuple(
        role
        for role in Role
        if (unit is not None or role not in OF_A_UNIT)
        and is_allowed(held, Action.INVITE, unit, over=role)
    )
