"""What editors work on: files sent to be loaded, links, synonyms, and questions seen to."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, UtcDateTime

_PLACE = String(200)


class DocumentDraftRow(Base):
    """The text of a file that an editor sent, until it is loaded or dropped.

    `is_plain` tells that it is to be held as plain passages.
    """

    __tablename__ = "document_drafts"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(32))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    text_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    is_plain: Mapped[bool]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class EditorLinkRow(Base):
    """A place that an editor chose as the answer to a question, until it is taken back.

    `mark` is that of the wording which the editor saw.
    """

    __tablename__ = "editor_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(32))
    question_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    document: Mapped[str] = mapped_column(_PLACE)
    path: Mapped[str] = mapped_column(_PLACE)
    mark: Mapped[str] = mapped_column(String(32))
    maker_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class EditorSynonymRow(Base):
    """What people say and what the documents say for it, until an editor takes it back."""

    __tablename__ = "editor_synonyms"

    id: Mapped[int] = mapped_column(primary_key=True)
    said: Mapped[str] = mapped_column(String(60))
    meant: Mapped[str] = mapped_column(String(60))
    maker_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (Index(None, "said", "meant", unique=True),)


class HandedQuestionRow(Base):
    """A question handed to a unit: open, replied or back, with its due day.

    `reminded_on` is the last day on which the unit was reminded.
    """

    __tablename__ = "handed_questions"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(32))
    unit_code: Mapped[str] = mapped_column(ForeignKey("units.code"))
    question_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    due_on: Mapped[date]
    state: Mapped[str] = mapped_column(String(10))
    editor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    handed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    reminded_on: Mapped[date | None]
    reply_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    replier_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (Index(None, "state", "unit_code"), Index(None, "state", "due_on"))


class SettledAnswerRow(Base):
    """An answer that an editor saw to, and how; `note` is a reason, never anybody's words."""

    __tablename__ = "settled_answers"

    answer_id: Mapped[int] = mapped_column(
        BigInteger,
        ForeignKey("answers.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    )
    deed: Mapped[str] = mapped_column(String(20), index=True)
    note: Mapped[str] = mapped_column(String(20))
    handed_id: Mapped[int | None] = mapped_column(
        ForeignKey("handed_questions.id", ondelete="SET NULL"), index=True
    )
    settled_at: Mapped[datetime] = mapped_column(UtcDateTime)
