"""The shape of the knowledge files: `document.yaml` and `provisions.yaml` of one digest.

A path says where a provision stands; its label and parent follow from the path unless they are
given. Facts stand beside the paragraph that carries them: who leads, what is due, what is cited.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from domain.register import DutyRole, MilestoneKind

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Operator = Literal["=", ">=", ">", "<=", "<", "~"]
Point = Literal["objective", "content", "time"]


class Entry(BaseModel):
    """The base of every entry: keys that are not listed are faults."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class UnitEntry(Entry):
    """A body that the document names; short forms that follow a rule need not be listed."""

    id: Text
    name: Text
    aliases: tuple[Text, ...] = ()


class CitedEntry(Entry):
    """A document that this one names; paragraphs refer to it by `id`."""

    id: Text
    kind: Text
    number: str = ""
    issued: date | None = None
    title: str = ""
    issuer: str = ""


class AmendmentEntry(Entry):
    """A later law that the digested text does not include, in force `since` a day."""

    number: Text
    since: date | None = None


class DocumentFile(Entry):
    """`document.yaml`: what the document is; fields that the original leaves blank are absent."""

    state: Literal["digest"]
    kind: Text
    title: Text
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
    source: Text
    checked_on: date
    articles: int | None = Field(default=None, gt=0)
    blank: tuple[Text, ...] = ()
    aliases: tuple[Text, ...] = ()
    caveat: str = ""
    amended_by: tuple[AmendmentEntry, ...] = ()
    lists_communes: bool = False
    units: tuple[UnitEntry, ...] = ()
    cited: tuple[CitedEntry, ...] = ()


class MilestoneEntry(Entry):
    """Something due; `what` is left out when the time holds for the whole task."""

    what: str = ""
    wording: Text
    kind: MilestoneKind
    due: date | None = None


class ReportEntry(Entry):
    """A duty to report; `units` is left out when those of the task or block report."""

    wording: Text
    to: tuple[Text, ...] = ()
    units: tuple[Text, ...] = ()
    is_dated: bool = False


class CommuneEntry(Entry):
    """A commune or ward with its official code, which stands in the paragraph too."""

    code: Annotated[str, StringConstraints(pattern=r"^\d{5}$")]
    kind: Literal["xã", "phường"]
    name: Text
    aliases: tuple[Text, ...] = ()


class ParagraphEntry(Entry):
    """One paragraph with its facts; `role` and `with` are for paragraphs of a unit's block."""

    text: Text
    cites: tuple[Text, ...] = ()
    milestones: tuple[MilestoneEntry, ...] = ()
    role: DutyRole | None = None
    partners: tuple[Text, ...] = Field(default=(), alias="with")
    report: ReportEntry | None = None
    commune: CommuneEntry | None = None


class WordingsEntry(Entry):
    """How people ask for one paragraph in words of their own (`wordings.yaml`)."""

    said: Annotated[tuple[Text, ...], Field(min_length=1)]


class MeasureEntry(Entry):
    """A figure of a target."""

    operator: Operator
    value: Decimal
    unit: Text
    per_year: bool = False
    population: str = ""


class TargetEntry(Entry):
    """What a target measures; without `measures` when the document gives no figure."""

    subject: Text
    measures: tuple[MeasureEntry, ...] = ()


class ProvisionEntry(Entry):
    """One place of the document: its heading, its facts and the paragraphs directly in it."""

    path: Text
    label: str | None = None
    heading: str = ""
    parent: str | None = None
    task: bool = False
    output: str = ""
    holds: Point | None = None
    leads: tuple[Text, ...] = ()
    coordinators: tuple[Text, ...] = ()
    block: tuple[Text, ...] = ()
    target: TargetEntry | None = None
    paragraphs: tuple[ParagraphEntry, ...] = ()

    @field_validator("paragraphs", mode="before")
    @classmethod
    def _accept_plain_text(cls, value: object) -> object:
        """Read a bare text as a paragraph without facts."""
        if not isinstance(value, list):
            return value
        return [{"text": item} if isinstance(item, str) else item for item in value]
