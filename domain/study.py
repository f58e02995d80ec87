"""Study items: what is asked, what may be answered, and in which state an item stands."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class ItemType(StrEnum):
    """How an item is asked and answered."""

    SINGLE = "single"
    SEVERAL = "several"
    TRUE_FALSE = "true_false"
    MATCH = "match"
    ORDER = "order"
    NUMBER = "number"
    DATE = "date"
    SITUATION = "situation"


TYPED = frozenset({ItemType.NUMBER, ItemType.DATE})


class Skill(StrEnum):
    """What an item trains: the plan itself, or one of the five skills of its II.2.c."""

    PLAN = "plan"
    DIGITAL = "digital"
    ADMINISTRATIVE = "administrative"
    ETHICS = "ethics"
    RECEIVING_CITIZENS = "receiving_citizens"
    SITUATIONS = "situations"


class ItemState(StrEnum):
    """Whether an item is asked: only an approved one is."""

    DRAFT = "draft"
    APPROVED = "approved"
    RETIRED = "retired"


class ItemOrigin(StrEnum):
    """Where the words of an item come from: our files, the register, a file, or an editor."""

    SHIPPED = "shipped"
    GENERATED = "generated"
    IMPORTED = "imported"
    EDITOR = "editor"


class OptionRole(StrEnum):
    """What an action is in a situation."""

    BEST = "best"
    WORST = "worst"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose; `why` tells why a wrong one is wrong, `role` is a situation's."""

    text: str
    is_right: bool = False
    why: str = ""
    role: OptionRole | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides that belong together."""

    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the register that the key of an item rests on.

    `kind` is target, milestone, lead or coordinator; `value` is a number, an ISO date or a unit.
    """

    kind: str
    path: str
    value: str


@dataclass(frozen=True, slots=True)
class Item:
    """One version of an item, on a place (`path`) of a loaded document (its slug).

    Which of the fields from `options` on are filled depends on the type: options of single,
    several and situation; `answer` and `why` of true_false; `pairs` of match; `sequence` (in the
    right order) of order; `number` and its `unit`; `day` and its `wording` in the document.
    """

    code: str
    version: int
    type: ItemType
    skill: Skill
    difficulty: int
    document: str
    path: str
    stem: str
    explanation: str
    author: str
    options: tuple[Option, ...] = ()
    answer: bool | None = None
    why: str = ""
    pairs: tuple[Pair, ...] = ()
    sequence: tuple[str, ...] = ()
    number: Decimal | None = None
    unit: str = ""
    day: date | None = None
    wording: str = ""
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody answered, by positions as they stand in the item.

    `picks`: the option chosen (single), the options chosen in rising order (several), 1 for true
    and 0 for false, the right side chosen for each left side (match), the steps in the order
    chosen (order), the best and the worst action (situation). `number` or `day` where it is typed.
    """

    picks: tuple[int, ...] = ()
    number: Decimal | None = None
    day: date | None = None

    @property
    def code(self) -> str:
        """Return the choice as the log keeps it: `2`, `0,3`, `n98`, `d2026-06-30`."""
        if self.number is not None:
            return f"n{self.number}"
        if self.day is not None:
            return f"d{self.day.isoformat()}"
        return ",".join(map(str, self.picks))


def read_choice(code: str) -> Choice:
    """Return the choice that the log keeps as `code`."""
    if code.startswith("n"):
        return Choice(number=Decimal(code[1:]))
    if code.startswith("d"):
        return Choice(day=date.fromisoformat(code[1:]))
    return Choice(picks=tuple(map(int, code.split(","))) if code else ())
