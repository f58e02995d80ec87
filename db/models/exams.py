"""Exams: what is asked of whom and when, the attempts under pseudonyms, and certificates."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, UtcDateTime


class ExamRow(Base):
    """An exam. Without `organiser_id` and unit it is somebody's own practice.

    `blueprint` is JSON: items a skill, minutes, attempts, pass mark, document.
    """

    __tablename__ = "exams"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(32))
    title_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    unit_code: Mapped[str | None] = mapped_column(ForeignKey("units.code"), index=True)
    organiser_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    blueprint: Mapped[str] = mapped_column(Text)
    opens_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closes_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ExamRosterRow(Base):
    """Somebody who may sit an exam, and how many attempts they used up."""

    __tablename__ = "exam_rosters"

    exam_id: Mapped[int] = mapped_column(
        ForeignKey("exams.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        index=True,
    )
    attempts_used: Mapped[int]


class ExamAttemptRow(Base):
    """An attempt: when it ends, which item is on the screen, and what came of it.

    `latest_at` is the latest moment seen, so that a clock put back gives no time again. `items`
    of it are in `exam_items`.
    """

    __tablename__ = "exam_attempts"

    id: Mapped[int] = mapped_column(primary_key=True)
    exam_id: Mapped[int] = mapped_column(ForeignKey("exams.id", ondelete="CASCADE"))
    learner_id: Mapped[int] = mapped_column(BigInteger)
    seed: Mapped[int] = mapped_column(BigInteger)
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    latest_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    position: Mapped[int]
    count: Mapped[int]
    right: Mapped[int | None]
    counted: Mapped[int | None]
    has_passed: Mapped[bool | None]
    is_late: Mapped[bool]

    __table_args__ = (
        Index(None, "exam_id", "learner_id"),
        Index(None, "learner_id", "finished_at"),
        Index(None, "finished_at", "ends_at"),
    )


class ExamItemRow(Base):
    """An item of an attempt; `answer_id` is its row in the log of answers, once there is one."""

    __tablename__ = "exam_items"

    attempt_id: Mapped[int] = mapped_column(
        ForeignKey("exam_attempts.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version_id: Mapped[int] = mapped_column(ForeignKey("study_item_versions.id"))
    shown_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answer_id: Mapped[int | None] = mapped_column(BigInteger)


class CertificateRow(Base):
    """What is printed on a certificate, found by the keyed hash of its code.

    `attempt_id` is blank once the pseudonym was destroyed.
    """

    __tablename__ = "certificates"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(32))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    attempt_id: Mapped[int | None] = mapped_column(unique=True)
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    code_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    name_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    exam_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    unit_name: Mapped[str] = mapped_column(String(200))
    passed_on: Mapped[date]
    right: Mapped[int]
    counted: Mapped[int]
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime)
