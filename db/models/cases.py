"""Citizens' feedback: cases, what was said in them, their files and their history.

A column that ends in `_locked` is encrypted under its case's own key, one in `_boxed` under the
custodian's. Hashes are made with a random secret of the installation, so that they outlive every
change of the data keys.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, CodeText, UtcDateTime
from domain.cases import CaseKind, CaseState, Conduct, Identity, Step, SubjectKind

_IS_MERGED = text("main_id IS NOT NULL")


class CaseRow(Base):
    """A case: codes and times in the open, everything that somebody wrote locked.

    `unit_code` is the unit that it concerns, `office_code` the one whose people resolve it, none
    for the province. `subject_hash` and `subject_name_hash` tell the official it is about, and
    `barred_code` the unit in which nobody may see it, with all below. `urgent_at` orders the
    queue. `paused_since`: the sender was asked. `late_since` is never cleared. `main_id` is the
    case that this one was merged into. `erased_at`: its key was destroyed.
    """

    __tablename__ = "cases"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(32))
    number: Mapped[str] = mapped_column(String(20), unique=True)
    receipt_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    kind: Mapped[CaseKind] = mapped_column(CodeText(CaseKind))
    conduct: Mapped[Conduct] = mapped_column(CodeText(Conduct))
    identity: Mapped[Identity] = mapped_column(CodeText(Identity))
    state: Mapped[CaseState] = mapped_column(CodeText(CaseState))
    is_on_behalf: Mapped[bool]
    unit_code: Mapped[str | None] = mapped_column(ForeignKey("units.code"))
    office_code: Mapped[str | None] = mapped_column(ForeignKey("units.code"))
    subject_kind: Mapped[SubjectKind] = mapped_column(CodeText(SubjectKind))
    subject_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    subject_name_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    barred_code: Mapped[str | None] = mapped_column(ForeignKey("units.code"))
    content_locked: Mapped[bytes | None] = mapped_column(LargeBinary)
    name_locked: Mapped[bytes | None] = mapped_column(LargeBinary)
    name_boxed: Mapped[bytes | None] = mapped_column(LargeBinary)
    text_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    handler_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    answerer_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    is_open: Mapped[bool]
    has_news: Mapped[bool]
    needs_review: Mapped[bool]
    urgent_at: Mapped[datetime] = mapped_column(UtcDateTime)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    moved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    step: Mapped[Step] = mapped_column(CodeText(Step))
    step_due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    first_due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    paused_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    late_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    extended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    acknowledged_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reopened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    rating: Mapped[int | None]
    rated_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    main_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    held_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    erased_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revision: Mapped[int]

    __table_args__ = (
        Index(None, "is_open", "urgent_at"),
        Index(None, "office_code", "is_open", "urgent_at"),
        Index(None, "needs_review", "urgent_at"),
        Index(None, "handler_id", "is_open"),
        Index(None, "unit_code", "received_at"),
        Index(None, "text_hash"),
        Index(None, "state", "moved_at"),
        Index(None, "received_at"),
        # Most cases are merged into none: over all of them a planner would not think it useful.
        Index(None, "main_id", sqlite_where=_IS_MERGED, postgresql_where=_IS_MERGED),
    )


class CaseKeyRow(Base):
    """The random key of one case; once it is gone nothing of the case can be read."""

    __tablename__ = "case_keys"

    case_id: Mapped[int] = mapped_column(
        ForeignKey("cases.id"), primary_key=True, autoincrement=False
    )
    uid: Mapped[str] = mapped_column(String(32))
    key_sealed: Mapped[bytes] = mapped_column(LargeBinary)


class CaseNumberRow(Base):
    """The latest number of a year."""

    __tablename__ = "case_numbers"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    latest: Mapped[int]


class CaseLineRow(Base):
    """One thing that was said in a case; `author_id` is the official who said it."""

    __tablename__ = "case_lines"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(32))
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    author: Mapped[str] = mapped_column(String(20))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    text_locked: Mapped[bytes] = mapped_column(LargeBinary)


class CaseFileRow(Base):
    """A file, under a key of its own: sealed while it waits for its case, then under the case's.

    `owner_hash` is whose it is until then. `line_id` is what it came with, none for the first.
    """

    __tablename__ = "case_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(32), unique=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), index=True)
    line_id: Mapped[int | None] = mapped_column(ForeignKey("case_lines.id"))
    owner_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    kept_at: Mapped[datetime] = mapped_column(UtcDateTime)
    key_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    key_locked: Mapped[bytes | None] = mapped_column(LargeBinary)
    content_locked: Mapped[bytes] = mapped_column(LargeBinary)
    original_locked: Mapped[bytes | None] = mapped_column(LargeBinary)


class CaseHistoryRow(Base):
    """One move of a case; the database refuses any change. `who` is a pseudonym."""

    __tablename__ = "case_history"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(32))
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    move: Mapped[str] = mapped_column(String(20))
    actor: Mapped[str] = mapped_column(String(20))
    who: Mapped[str | None] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(20))
    office_code: Mapped[str | None] = mapped_column(String(40))
    reason_locked: Mapped[bytes | None] = mapped_column(LargeBinary)


class CasePseudonymRow(Base):
    """By which name an official stands in the history; without this row it leads to nobody."""

    __tablename__ = "case_pseudonyms"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    name: Mapped[str] = mapped_column(String(16), unique=True)


class CaseLinkRow(Base):
    """That an account finds a case among its own."""

    __tablename__ = "case_links"

    case_id: Mapped[int] = mapped_column(
        ForeignKey("cases.id"), primary_key=True, autoincrement=False
    )
    owner_hash: Mapped[bytes] = mapped_column(LargeBinary(32), index=True)


class CaseAddressRow(Base):
    """Where the sender of a case is told of it, apart from the case; erased when it closes."""

    __tablename__ = "case_addresses"

    case_id: Mapped[int] = mapped_column(
        ForeignKey("cases.id"), primary_key=True, autoincrement=False
    )
    uid: Mapped[str] = mapped_column(String(32))
    address_hash: Mapped[bytes] = mapped_column(LargeBinary(32), index=True)
    address_sealed: Mapped[bytes] = mapped_column(LargeBinary)


class CaseDenialRow(Base):
    """That somebody never sees a case: they stepped back from it, or it names them."""

    __tablename__ = "case_denials"

    case_id: Mapped[int] = mapped_column(
        ForeignKey("cases.id"), primary_key=True, autoincrement=False
    )
    person_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    reason: Mapped[str] = mapped_column(String(20))


class CaseExplanationRow(Base):
    """The official concerned being heard on a summary, once the sender has agreed to it."""

    __tablename__ = "case_explanations"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(32))
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    subject_hash: Mapped[bytes] = mapped_column(LargeBinary(32), index=True)
    summary_locked: Mapped[bytes] = mapped_column(LargeBinary)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    is_agreed: Mapped[bool | None]
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    text_locked: Mapped[bytes | None] = mapped_column(LargeBinary)
    explained_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class CaseNameRequestRow(Base):
    """A request to open a name that was kept for the custodian, and who agreed to it."""

    __tablename__ = "case_name_requests"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(32))
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    asker_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    reason_locked: Mapped[bytes] = mapped_column(LargeBinary)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    is_approved: Mapped[bool | None]
    approver_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    opener_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class CaseCountRow(Base):
    """How much came on a day from somebody, about a unit, or in all; and texts that came before."""

    __tablename__ = "case_counts"

    subject_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    count: Mapped[int]
    since: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
