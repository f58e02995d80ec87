"""Cases as they are brought, and as senders and offices are shown them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from db.uow import UnitOfWork
from domain.cases import (
    Actor,
    CaseKind,
    CaseState,
    Conduct,
    Identity,
    LineKind,
    Move,
    Step,
    SubjectKind,
)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a case is about: `person_id` where chosen from the roster, else what was typed.

    `is_head` tells that the sender says it is the head of the unit.
    """

    kind: SubjectKind = SubjectKind.UNKNOWN
    text: str = ""
    person_id: int | None = None
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class NewCase:
    """What a sender brings. `unit` is the code of the unit it concerns, None where unknown.

    `name` is typed by the sender, for NAMED and SEALED alone. `keeps_address`: tell me at each
    step; otherwise the sender comes back with the receipt. `linked`: the same account finds the
    case among its own. `on_behalf`: an official writes down what a citizen says. `files` are the
    names that `case_files.keep` gave.
    """

    kind: CaseKind
    what: str
    unit: str | None = None
    place: str = ""
    subject: Subject = field(default_factory=Subject)
    conduct: Conduct = Conduct.OTHER
    when: str = ""
    files: tuple[str, ...] = ()
    identity: Identity = Identity.ANONYMOUS
    name: str | None = None
    keeps_address: bool = True
    linked: bool = True
    on_behalf: bool = False


@dataclass(frozen=True, slots=True)
class Submitted:
    """A case that was received: its public number and the secret code, told this once.

    `office_name` has it now, None for the province. `is_merged`: the same was brought by others
    and is dealt with together.
    """

    number: str
    code: str
    office_name: str | None
    due_at: datetime | None
    is_merged: bool = False


@dataclass(frozen=True, slots=True)
class Holder:
    """Whoever says that a case is theirs: by its code, or by its number from the same account."""

    person_id: int
    account_id: int
    code: str | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class FileHead:
    """A file of a case: what it is, never its name on the sender's device."""

    uid: str
    kind: str
    media_type: str
    size: int
    has_original: bool = False


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file in the open, as cleaned when it came."""

    head: FileHead
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was said in a case; `proof` and `next_step` belong to answers."""

    id: int
    kind: LineKind
    author: Actor
    at: datetime
    text: str
    proof: str = ""
    next_step: str = ""
    files: tuple[FileHead, ...] = ()


@dataclass(frozen=True, slots=True)
class Timing:
    """When a case is due and where its clock stands; `due_at` is when the answer is due.

    The clock stands still since `paused_since`, while the sender was asked. `late_since` stays.
    """

    received_at: datetime
    step: Step
    step_due_at: datetime | None
    due_at: datetime | None
    first_due_at: datetime | None
    paused_since: datetime | None
    late_since: datetime | None
    extended_at: datetime | None
    answered_at: datetime | None
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Content:
    """What the sender brought."""

    what: str
    place: str
    when: str
    subject: Subject
    files: tuple[FileHead, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What the official concerned would be told, which waits for the sender's agreement."""

    id: int
    text: str


@dataclass(frozen=True, slots=True)
class SenderView:
    """A case as its sender sees it. `may` are the moves open to them now."""

    number: str
    kind: CaseKind
    conduct: Conduct
    state: CaseState
    unit_name: str | None
    office_name: str | None
    identity: Identity
    content: Content
    timing: Timing
    lines: tuple[Line, ...]
    summary: Summary | None
    rating: int | None
    may: frozenset[Move]
    is_linked: bool
    keeps_address: bool


@dataclass(frozen=True, slots=True)
class OwnCase:
    """A line in the list of one's own cases."""

    number: str
    kind: CaseKind
    state: CaseState
    unit_name: str | None
    received_at: datetime
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class DeskLine:
    """A line of an office's queue. `handler` is who took it, by name where one is known."""

    number: str
    kind: CaseKind
    conduct: Conduct
    state: CaseState
    unit: str | None
    unit_name: str | None
    office: str | None
    office_name: str | None
    timing: Timing
    handler_id: int | None
    handler: str | None
    is_mine: bool
    needs_review: bool
    has_news: bool


@dataclass(frozen=True, slots=True)
class PastMove:
    """One row of a case's history; `who` is a pseudonym that is the same within the case."""

    at: datetime
    move: Move
    actor: Actor
    who: str | None
    state: CaseState
    office_name: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """The official concerned being heard: the summary they see, and what they say to it."""

    id: int
    summary: str
    is_agreed: bool | None
    asked_at: datetime
    text: str | None
    explained_at: datetime | None


@dataclass(frozen=True, slots=True)
class DeskCase:
    """A case on one screen, for whoever may see it. `name` is a named sender's."""

    line: DeskLine
    content: Content
    identity: Identity
    name: str | None
    on_behalf: bool
    lines: tuple[Line, ...]
    history: tuple[PastMove, ...]
    explanations: tuple[Explanation, ...]
    rating: int | None
    rating_reason: str | None
    is_held: bool
    merged_into: str | None
    merged: tuple[str, ...]
    may: frozenset[Move]


@dataclass(frozen=True, slots=True)
class Similar:
    """A case that resembles another; `likeness` is between 0 and 1."""

    line: DeskLine
    likeness: float


@dataclass(frozen=True, slots=True)
class AskedToExplain:
    """What an official concerned sees of a case: the summary, under a number of its own."""

    id: int
    summary: str
    asked_at: datetime
    text: str | None


@dataclass(frozen=True, slots=True)
class Praise:
    """Praise that reached somebody, once the office has looked at it."""

    number: str
    text: str
    unit_name: str | None
    received_at: datetime


class Deadlines(Protocol):
    """Working days and the limits of each step, as the office set them."""

    def due(
        self, uow: UnitOfWork, step: Step, unit: str | None, start: datetime
    ) -> datetime | None:
        """Return until when a step of an office is due that begins at `start`; None: no limit."""

    def resumed(
        self,
        uow: UnitOfWork,
        due_at: datetime,
        unit: str | None,
        paused_since: datetime,
        now: datetime,
    ) -> datetime:
        """Return a due time moved by as long as the clock stood still."""


class NoDeadlines:
    """No limits at all."""

    def due(
        self, uow: UnitOfWork, step: Step, unit: str | None, start: datetime
    ) -> datetime | None:
        """Return nothing."""
        return None

    def resumed(
        self,
        uow: UnitOfWork,
        due_at: datetime,
        unit: str | None,
        paused_since: datetime,
        now: datetime,
    ) -> datetime:
        """Return the due time moved by the plain time that passed."""
        return due_at + (now - paused_since)
