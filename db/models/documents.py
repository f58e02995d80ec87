"""Documents with their provisions and the register of their facts.

The columns of a fact are named as the fields of its dataclass in `domain.register`, so that one
mapper (`db/documents.py`) serves them all. A fact is known by its document and position.
"""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from db.models.base import Amendments, Base, CodeText, DecimalText, TextTuple, UtcDateTime
from domain.changes import ChangeKind
from domain.register import Amendment, DutyRole, MilestoneKind, TextState

Key = String(200)
Strings = tuple[str, ...]


class DocumentRow(Base):
    """A text of a document; `is_shipped` tells our digests from texts that were ingested.

    The text that was loaded last has the number that the document is known by; earlier ones are
    rows of their own with that number in `version_of` and `@` and their version behind the slug.
    """

    __tablename__ = "documents"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(200), unique=True)
    version: Mapped[int] = mapped_column(server_default="1")
    version_of: Mapped[int | None] = mapped_column(index=True)
    since: Mapped[date | None]
    state: Mapped[TextState] = mapped_column(CodeText(TextState))
    is_shipped: Mapped[bool]
    loaded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    kind: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    issuer: Mapped[str] = mapped_column(Text)
    number: Mapped[str | None] = mapped_column(Text)
    number_text: Mapped[str] = mapped_column(Text)
    issued: Mapped[date | None]
    issued_text: Mapped[str] = mapped_column(Text)
    signer: Mapped[str] = mapped_column(Text)
    signer_title: Mapped[str] = mapped_column(Text)
    implements: Mapped[str] = mapped_column(Text)
    in_force_from: Mapped[date | None]
    in_force_to: Mapped[date | None]
    replaced_by: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    checked_on: Mapped[date | None]
    articles: Mapped[int | None]
    blank: Mapped[Strings] = mapped_column(TextTuple)
    aliases: Mapped[Strings] = mapped_column(TextTuple)
    caveat: Mapped[str] = mapped_column(Text)
    amended_by: Mapped[tuple[Amendment, ...]] = mapped_column(Amendments)
    warnings: Mapped[Strings] = mapped_column(TextTuple)


class ChangedPassageRow(Base):
    """A paragraph or place that a newer wording changed; later features look here for theirs.

    Wordings are known by the label of their `domain.standing.Standing`, documents by slug.
    """

    __tablename__ = "changed_passages"

    id: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[str] = mapped_column(String(200))
    key: Mapped[str] = mapped_column(Key)
    kind: Mapped[ChangeKind] = mapped_column(CodeText(ChangeKind))
    from_version: Mapped[str] = mapped_column(Text)
    to_version: Mapped[str] = mapped_column(Text)
    new_key: Mapped[str] = mapped_column(Key)
    since: Mapped[date | None]
    noted_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (Index(None, "document", "key"),)


class OfDocument:
    """What every row of a document has: whose it is, and where it stands in reading order."""

    @declared_attr
    def document_id(cls) -> Mapped[int]:  # noqa: N805
        """Return the column that names the document."""
        return mapped_column(
            ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
        )

    @declared_attr
    def position(cls) -> Mapped[int]:  # noqa: N805
        """Return the column that orders the rows of a document, from 0."""
        return mapped_column(primary_key=True, autoincrement=False)


class ProvisionRow(OfDocument, Base):
    """A numbered or named place of a document."""

    __tablename__ = "provisions"

    path: Mapped[str] = mapped_column(Key)
    label: Mapped[str] = mapped_column(Text)
    heading: Mapped[str] = mapped_column(Text)
    parent: Mapped[str | None] = mapped_column(Key)

    __table_args__ = (Index(None, "document_id", "path", unique=True),)


class ParagraphRow(OfDocument, Base):
    """One paragraph of a provision under its stored key; later features hang on that key."""

    __tablename__ = "paragraphs"

    path: Mapped[str] = mapped_column(Key)
    key: Mapped[str] = mapped_column(Key)
    text: Mapped[str] = mapped_column(Text)

    __table_args__ = (Index(None, "document_id", "key", unique=True),)


class TaskRow(OfDocument, Base):
    """A task with its lead and coordinating units."""

    __tablename__ = "tasks"

    path: Mapped[str] = mapped_column(Key)
    number: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    objective_path: Mapped[str | None] = mapped_column(Key)
    content_path: Mapped[str | None] = mapped_column(Key)
    leads: Mapped[Strings] = mapped_column(TextTuple)
    leads_key: Mapped[str | None] = mapped_column(Key)
    coordinators: Mapped[Strings] = mapped_column(TextTuple)
    coordinators_key: Mapped[str | None] = mapped_column(Key)
    time_path: Mapped[str | None] = mapped_column(Key)
    output: Mapped[str] = mapped_column(Text)


class UnitBlockRow(OfDocument, Base):
    """A provision that lists what units must do."""

    __tablename__ = "unit_blocks"

    path: Mapped[str] = mapped_column(Key)
    number: Mapped[str] = mapped_column(Text)
    units: Mapped[Strings] = mapped_column(TextTuple)


class DutyRow(OfDocument, Base):
    """One paragraph of work, known by its key and its ordinal among the duties of that key."""

    __tablename__ = "duties"

    key: Mapped[str] = mapped_column(Key)
    ordinal: Mapped[int]
    role: Mapped[DutyRole] = mapped_column(CodeText(DutyRole))
    leads: Mapped[Strings] = mapped_column(TextTuple)
    coordinators: Mapped[Strings] = mapped_column(TextTuple)
    task: Mapped[str | None] = mapped_column(Key)
    block: Mapped[str | None] = mapped_column(Key)

    __table_args__ = (Index(None, "document_id", "key", "ordinal", unique=True),)


class MilestoneRow(OfDocument, Base):
    """Something due, known by its key and ordinal."""

    __tablename__ = "milestones"

    key: Mapped[str] = mapped_column(Key)
    ordinal: Mapped[int]
    task: Mapped[str] = mapped_column(Key)
    what: Mapped[str] = mapped_column(Text)
    wording: Mapped[str] = mapped_column(Text)
    kind: Mapped[MilestoneKind] = mapped_column(CodeText(MilestoneKind))
    due: Mapped[date | None]

    __table_args__ = (Index(None, "document_id", "key", "ordinal"),)


class TargetRow(OfDocument, Base):
    """A numbered target."""

    __tablename__ = "targets"

    path: Mapped[str] = mapped_column(Key)
    label: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text)


class MeasureRow(OfDocument, Base):
    """A figure of the target that stands at `target_position`."""

    __tablename__ = "measures"

    target_position: Mapped[int]
    operator: Mapped[str] = mapped_column(String(4))
    value: Mapped[Decimal] = mapped_column(DecimalText)
    unit: Mapped[str] = mapped_column(Text)
    per_year: Mapped[bool]
    population: Mapped[str] = mapped_column(Text)


class ReportDutyRow(OfDocument, Base):
    """A duty to report."""

    __tablename__ = "report_duties"

    key: Mapped[str] = mapped_column(Key)
    units: Mapped[Strings] = mapped_column(TextTuple)
    to: Mapped[Strings] = mapped_column(TextTuple)
    wording: Mapped[str] = mapped_column(Text)
    is_dated: Mapped[bool]


class NamedUnitRow(OfDocument, Base):
    """A body that a document names, known by `id` within it."""

    __tablename__ = "named_units"

    id: Mapped[str] = mapped_column(Key)
    name: Mapped[str] = mapped_column(Text)
    aliases: Mapped[Strings] = mapped_column(TextTuple)
    is_group: Mapped[bool]


class CitedDocumentRow(OfDocument, Base):
    """A document that another one cites."""

    __tablename__ = "cited_documents"

    kind: Mapped[str] = mapped_column(Text)
    number: Mapped[str] = mapped_column(Text)
    issued: Mapped[date | None]
    title: Mapped[str] = mapped_column(Text)
    issuer: Mapped[str] = mapped_column(Text)
    keys: Mapped[Strings] = mapped_column(TextTuple)
