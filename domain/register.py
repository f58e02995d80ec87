"""What a document says, as data: provisions, tasks, duties, milestones, targets and units.

The same register comes out of a shipped digest and out of the parser of an official text, so
everything that answers from facts works alike on both. Keys and paths are described in
`domain/citations.py`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from domain.standing import Standing

_TITLED = {"hiến pháp", "bộ luật", "luật", "pháp lệnh"}


class TextState(StrEnum):
    """How a document is held: its official wording, our digest of it, or only its name."""

    LOADED = "loaded"
    DIGEST = "digest"
    MISSING = "missing"


class MilestoneKind(StrEnum):
    """The sort of time a milestone gives; only the `BY_…` kinds carry a due date."""

    BY_DAY = "by_day"
    BY_MONTH_END = "by_month_end"
    BY_QUARTER_END = "by_quarter_end"
    BY_HALF_YEAR_END = "by_half_year_end"
    BY_YEAR_END = "by_year_end"
    FROM_YEAR = "from_year"
    PERIOD = "period"
    PERIODIC = "periodic"
    ONGOING = "ongoing"
    ON_REQUEST = "on_request"
    UNDATED = "undated"


class DutyRole(StrEnum):
    """How the named units stand to a duty."""

    LEAD = "lead"
    COORDINATE = "coordinate"
    PERFORM = "perform"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a provision; `key` is path plus ordinal, such as `V.9#4`."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Provision:
    """A numbered or named place of a document with the paragraphs that stand directly in it."""

    path: str
    label: str
    heading: str
    parent: str | None
    paragraphs: tuple[Paragraph, ...] = ()

    @property
    def text(self) -> str:
        """Return the provision's own paragraphs, one a line, without its children."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Unit:
    """A body that a document names. `is_group` marks collective names ("các sở, ban, ngành")."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something due. `what` is empty when the time holds for its whole task."""

    key: str
    ordinal: int
    task: str
    what: str
    wording: str
    kind: MilestoneKind
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A task or task group with who leads, who coordinates and when; `*_key` is the evidence."""

    path: str
    number: str
    title: str
    objective_path: str | None = None
    content_path: str | None = None
    leads: tuple[str, ...] = ()
    leads_key: str | None = None
    coordinators: tuple[str, ...] = ()
    coordinators_key: str | None = None
    time_path: str | None = None
    output: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """One paragraph of work: of a task (`task` set) or of a unit's block (`block` set)."""

    key: str
    role: DutyRole
    leads: tuple[str, ...]
    coordinators: tuple[str, ...]
    task: str | None = None
    block: str | None = None


@dataclass(frozen=True, slots=True)
class UnitBlock:
    """A provision that lists what one unit (or one joint heading's units) must do."""

    path: str
    number: str
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure that a target sets. `operator` is one of `=`, `>=`, `>`, `<=`, `<`, `~`."""

    operator: str
    value: Decimal
    unit: str
    per_year: bool = False
    population: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A numbered target; `measures` is empty when the document gives it no figure."""

    path: str
    label: str
    subject: str
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportDuty:
    """A duty to report. `wording` is the frequency as written; `is_dated` tells a real schedule."""

    key: str
    units: tuple[str, ...]
    to: tuple[str, ...]
    wording: str
    is_dated: bool = False


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A document that another one names; fields that are not written stay empty."""

    kind: str
    number: str = ""
    issued: date | None = None
    title: str = ""
    issuer: str = ""
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Amendment:
    """A later law that changes a text, in force `since` a day (None: not known)."""

    number: str
    since: date | None = None


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """Who issued what and when. Fields that the original leaves blank are None and in `blank`.

    `amended_by` are the later laws that the text as it is held does not include. `version` counts
    the wordings that were loaded under one slug; `since` is the first day of this one where it is
    younger than the document.
    """

    slug: str
    kind: str
    title: str
    issuer: str = ""
    number: str | None = None
    number_text: str = ""
    issued: date | None = None
    issued_text: str = ""
    signer: str = ""
    signer_title: str = ""
    implements: str = ""
    in_force_from: date | None = None
    in_force_to: date | None = None
    replaced_by: str = ""
    source: str = ""
    checked_on: date | None = None
    articles: int | None = None
    blank: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    caveat: str = ""
    amended_by: tuple[Amendment, ...] = ()
    version: int = 1
    since: date | None = None

    @property
    def starts(self) -> date | None:
        """Return the first day of this wording; None where no text tells it."""
        return self.since or self.in_force_from

    @property
    def cited_name(self) -> str:
        """Return how texts cite it: a law by its title, another document by its number."""
        kind = self.kind[:1].upper() + self.kind[1:]
        is_titled = self.kind in _TITLED or not self.number or self.number.startswith("/")
        return f"{kind} {self.title if is_titled else self.number}".strip()


@dataclass(frozen=True)
class Document:
    """A document with its provisions in reading order and the register of its facts."""

    info: DocumentInfo
    state: TextState
    provisions: tuple[Provision, ...] = ()
    tasks: tuple[Task, ...] = ()
    blocks: tuple[UnitBlock, ...] = ()
    duties: tuple[Duty, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    targets: tuple[Target, ...] = ()
    reports: tuple[ReportDuty, ...] = ()
    units: tuple[Unit, ...] = ()
    cited: tuple[CitedDocument, ...] = ()
    warnings: tuple[str, ...] = field(default=(), compare=False)
    standing: Standing = field(default=Standing(), compare=False)

    @cached_property
    def by_path(self) -> Mapping[str, Provision]:
        """Return the provisions by path."""
        return {provision.path: provision for provision in self.provisions}

    @cached_property
    def by_key(self) -> Mapping[str, Paragraph]:
        """Return every paragraph by key."""
        return {p.key: p for provision in self.provisions for p in provision.paragraphs}

    @cached_property
    def unit_by_id(self) -> Mapping[str, Unit]:
        """Return the units by id."""
        return {unit.id: unit for unit in self.units}

    @cached_property
    def task_by_path(self) -> Mapping[str, Task]:
        """Return the tasks by path."""
        return {task.path: task for task in self.tasks}

    def children(self, path: str | None) -> tuple[Provision, ...]:
        """Return the provisions directly under `path` (None: the top), in reading order."""
        return tuple(self._by_parent.get(path, ()))

    def ancestors(self, path: str) -> tuple[Provision, ...]:
        """Return the provisions above `path`, outermost first, without itself."""
        chain: list[Provision] = []
        parent = self.by_path[path].parent
        while parent is not None and parent in self.by_path:
            chain.append(self.by_path[parent])
            parent = chain[-1].parent
        return tuple(reversed(chain))

    def subtree(self, path: str) -> tuple[Provision, ...]:
        """Return `path` and everything under it, in reading order."""
        found = [self.by_path[path]] if path in self.by_path else []
        for child in self.children(path):
            found.extend(self.subtree(child.path))
        return tuple(found)

    @cached_property
    def _by_parent(self) -> Mapping[str | None, list[Provision]]:
        held: dict[str | None, list[Provision]] = {}
        for provision in self.provisions:
            held.setdefault(provision.parent, []).append(provision)
        return held

    @property
    def wording(self) -> str:
        """Return what knows this wording among all of all documents."""
        label = self.standing.label
        return self.info.slug if label == "1" else f"{self.info.slug}@{label}"

    @property
    def is_statute(self) -> bool:
        """Tell whether this is a law, a decree or the like: built of articles, without tasks."""
        return self.info.articles is not None and not self.tasks


def path_of(key: str) -> str:
    """Return the path of a paragraph key: `V.9#4` → `V.9`."""
    return key.partition("#")[0]


def paragraphs_of(provisions: Iterable[Provision]) -> tuple[Paragraph, ...]:
    """Return all paragraphs of `provisions` in order."""
    return tuple(p for provision in provisions for p in provision.paragraphs)
