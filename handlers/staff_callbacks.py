"""What the buttons about people mean: joining, deciding, inviting, roles and channels."""

from dataclasses import dataclass

from handlers.callbacks import Action

ASK_OR_DO = frozenset({"ask", "yes", "no"})


@dataclass(frozen=True, slots=True)
class Join(Action):
    """How to join: with a code, by asking a unit, taking the request back, or not now."""

    code = "jo"
    choices = frozenset({"code", "unit", "back", "stop"})
    choice: str


@dataclass(frozen=True, slots=True)
class JoinUnit(Action):
    """The unit in which somebody works, by its code."""

    code = "ju"
    unit: str


@dataclass(frozen=True, slots=True)
class JoinAs(Action):
    """The role that somebody asks for, as `role:unit`."""

    code = "jr"
    wish: str


@dataclass(frozen=True, slots=True)
class Decide(Action):
    """A decision on a request to join."""

    code = "jd"
    choices = frozenset({"yes", "no"})
    request: int
    verdict: str


@dataclass(frozen=True, slots=True)
class ShowPeople(Action):
    """The people whom the reader may see."""

    code = "pl"
    page: int


@dataclass(frozen=True, slots=True)
class ShowPerson(Action):
    """One of them."""

    code = "pp"
    person: int


@dataclass(frozen=True, slots=True)
class EndRole(Action):
    """Ending somebody's role: asked first, then done."""

    code = "pe"
    choices = ASK_OR_DO
    role: int
    choice: str


@dataclass(frozen=True, slots=True)
class LeaveRole(Action):
    """Ending a role of one's own: asked first, then done."""

    code = "po"
    choices = ASK_OR_DO
    role: int
    choice: str


@dataclass(frozen=True, slots=True)
class Restore(Action):
    """Cutting off a lost telephone: asked first, then done."""

    code = "pr"
    choices = ASK_OR_DO
    person: int
    choice: str


@dataclass(frozen=True, slots=True)
class InviteAs(Action):
    """Inviting somebody, as `role:unit`; empty: choose first."""

    code = "pi"
    wish: str


@dataclass(frozen=True, slots=True)
class LinkDevice(Action):
    """Tying another device: show a code here, or enter one that another device shows."""

    code = "lk"
    choices = frozenset({"show", "enter"})
    choice: str


@dataclass(frozen=True, slots=True)
class Unlink(Action):
    """Cutting off one of one's own accounts: asked first, then done."""

    code = "lu"
    choices = ASK_OR_DO
    account: int
    choice: str
