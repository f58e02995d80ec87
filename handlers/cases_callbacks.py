"""What the buttons of the desk mean: the queue, one case, and what is written on it."""

from dataclasses import dataclass
from typing import Self

from domain.cases import SubjectKind
from domain.desk_drafts import Deed, parts_of
from domain.receipts import case_number
from handlers.callbacks import Action

PARTS_OF_QUEUE = frozenset({"open", "mine", "new", "late", "waiting", "review", "done"})


@dataclass(frozen=True, slots=True)
class ShowQueue(Action):
    """A page of a part of the queue, in the same message."""

    code = "dq"
    choices = PARTS_OF_QUEUE
    page: int
    part: str


@dataclass(frozen=True, slots=True)
class OfCase(Action):
    """The root of what is done with one case, which its year and ordinal name."""

    year: int
    ordinal: int

    @property
    def number(self) -> str:
        """Return the public number of the case."""
        return case_number(self.year, self.ordinal)


def place_of(number: str) -> tuple[int, int]:
    """Return the year and the ordinal of a public number."""
    _, year, ordinal = number.split("-")
    return int(year), int(ordinal)


@dataclass(frozen=True, slots=True)
class ShowCase(OfCase):
    """One case, or one side of it, in the same message."""

    code = "dc"
    choices = frozenset(
        {"case", "more", "story", "talk", "past", "files", "alike", "people", "letter"}
    )
    side: str

    @classmethod
    def of(cls, number: str, side: str = "case") -> Self:
        """Return the button of a case."""
        return cls(*place_of(number), side)


@dataclass(frozen=True, slots=True)
class OpenFile(OfCase):
    """A file of a case, by its place among all of them."""

    code = "df"
    index: int


@dataclass(frozen=True, slots=True)
class Move(OfCase):
    """What is done at once: the case is taken, or its sender told that the office has it."""

    code = "dm"
    choices = frozenset({"take", "acknowledge"})
    deed: str

    @classmethod
    def of(cls, number: str, deed: str) -> Self:
        """Return the button of a move."""
        return cls(*place_of(number), deed)


@dataclass(frozen=True, slots=True)
class Write(OfCase):
    """Beginning to write something on a case."""

    code = "dw"
    choices = frozenset(Deed) - {Deed.EXPLAIN}
    deed: str

    @classmethod
    def of(cls, number: str, deed: Deed) -> Self:
        """Return the button under which something is written."""
        return cls(*place_of(number), deed.value)


@dataclass(frozen=True, slots=True)
class Assign(OfCase):
    """A case given to somebody."""

    code = "dg"
    person: int


@dataclass(frozen=True, slots=True)
class Merge(OfCase):
    """A case merged into another: asked first, then done; `into` is the other's ordinal."""

    code = "dj"
    choices = frozenset({"ask", "yes", "no"})
    into_year: int
    into_ordinal: int
    choice: str


@dataclass(frozen=True, slots=True)
class Draft(Action):
    """What is done with what is being written, of one kind."""

    code = "dd"
    choices = frozenset(
        f"{deed}.{choice}" for deed in Deed for choice in ("send", "stop", "resume")
    )
    choice: str


@dataclass(frozen=True, slots=True)
class Redo(Action):
    """A part that is written anew, as `deed.part`."""

    code = "dr"
    choices = frozenset(f"{deed}.{part}" for deed in Deed for part in (*parts_of(deed), "files"))
    part: str


@dataclass(frozen=True, slots=True)
class Template(Action):
    """A wording to begin from: shown, or taken as it is."""

    code = "dt"
    choices = frozenset(f"{deed}.{verb}" for deed in Deed for verb in ("show", "use"))
    index: int
    verb: str


@dataclass(frozen=True, slots=True)
class PromiseDay(Action):
    """The day by which an answer is promised, as 2026-12-03."""

    code = "dy"
    day: str


@dataclass(frozen=True, slots=True)
class PassTo(Action):
    """The unit to which a case is handed, by its code; empty: the province."""

    code = "dp"
    unit: str


@dataclass(frozen=True, slots=True)
class AboutWhom(Action):
    """Whom a case is about: a unit, a position in it, an official, or nobody knows."""

    code = "da"
    choices = frozenset(SubjectKind)
    kind: str


@dataclass(frozen=True, slots=True)
class Explanation(Action):
    """Something that one is asked to explain."""

    code = "dx"
    request: int


@dataclass(frozen=True, slots=True)
class SealedName(Action):
    """What is done with a request to open a name: approved, declined, opened."""

    code = "dn"
    choices = frozenset({"yes", "no", "open"})
    request: int
    deed: str
