"""What is kept of conversations: questions, answers, ratings, watches, drafts and results."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, Text, func
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, TextTuple, UtcDateTime

Uid = String(32)


class QuestionRow(Base):
    """A person's recent question, which gives the next one its topic; forgotten after a day."""

    __tablename__ = "questions"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(Uid)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    text_sealed: Mapped[bytes] = mapped_column(LargeBinary)

    __table_args__ = (Index(None, "person_id", "asked_at"),)


class AnswerRow(Base):
    """An answer that was given, without who asked; the random number is not to be guessed.

    Only the day is kept: a moment would tie the answer to its asker's question. `outdated_on` is
    the first day on which a newer wording of a place that it cites holds.
    """

    __tablename__ = "answers"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    asked_on: Mapped[date] = mapped_column(index=True)
    status: Mapped[str] = mapped_column(String(20), index=True)
    places: Mapped[tuple[str, ...]] = mapped_column(TextTuple)
    outdated_on: Mapped[date | None]
    body_sealed: Mapped[bytes] = mapped_column(LargeBinary)


class RatingRow(Base):
    """The verdict on an answer and, where somebody gave one, the reason."""

    __tablename__ = "ratings"

    answer_id: Mapped[int] = mapped_column(
        ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    verdict: Mapped[str] = mapped_column(String(10))
    reason_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)


class WatchRow(Base):
    """A wish to hear of a later answer; the person is found only by a keyed hash."""

    __tablename__ = "watches"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(Uid)
    answer_id: Mapped[int] = mapped_column(ForeignKey("answers.id", ondelete="CASCADE"))
    owner_hash: Mapped[bytes] = mapped_column(LargeBinary(32), index=True)
    address_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    made_on: Mapped[date]

    __table_args__ = (Index(None, "answer_id", "owner_hash", unique=True),)


class DraftRow(Base):
    """What a person's next message means."""

    __tablename__ = "drafts"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(Uid)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(60))
    payload_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (Index(None, "person_id", "kind", unique=True),)


class ResultRow(Base):
    """What a use case returned for an update; the database's own clock dates it."""

    __tablename__ = "results"

    update_key: Mapped[str] = mapped_column(String(200), primary_key=True)
    use_case: Mapped[str] = mapped_column(String(100), primary_key=True)
    value_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    stored_at: Mapped[datetime] = mapped_column(
        UtcDateTime, server_default=func.current_timestamp(), index=True
    )


class MarkRow(Base):
    """A mark of the installation as a whole: demo, clock offset, what is loaded."""

    __tablename__ = "marks"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str] = mapped_column(Text)
