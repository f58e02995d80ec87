"""Study: the bank of items, learners under pseudonyms, their cards, and the log of answers."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, CodeText, UtcDateTime
from domain.study import ItemOrigin, ItemState, ItemType, Skill

# SQLite counts up by itself only what it calls INTEGER, which holds 64 bits there.
_LongId = BigInteger().with_variant(Integer, "sqlite")


class StudyItemRow(Base):
    """An item of the bank, known by its code; `version` is the number of the one that is asked.

    `vetted_at`: since when an editor answers for it. `file_mark` is a hash of what the file or the
    register last said, so that it is taken in again only when that changes. `note_sealed` is why
    an editor rejected or withdrew it.
    """

    __tablename__ = "study_items"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(32))
    code: Mapped[str] = mapped_column(String(80), unique=True)
    origin: Mapped[ItemOrigin] = mapped_column(CodeText(ItemOrigin))
    state: Mapped[ItemState] = mapped_column(CodeText(ItemState))
    type: Mapped[ItemType] = mapped_column(CodeText(ItemType))
    skill: Mapped[Skill] = mapped_column(CodeText(Skill))
    difficulty: Mapped[int]
    document: Mapped[str] = mapped_column(String(200))
    path: Mapped[str] = mapped_column(String(200))
    version: Mapped[int]
    file_mark: Mapped[str] = mapped_column(String(64))
    vetted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    note_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)

    __table_args__ = (Index(None, "state", "skill"), Index(None, "document", "path"))


class StudyVersionRow(Base):
    """One wording of an item, never changed once it was asked; `body` is its content as JSON."""

    __tablename__ = "study_item_versions"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("study_items.id"))
    number: Mapped[int]
    origin: Mapped[ItemOrigin] = mapped_column(CodeText(ItemOrigin))
    body: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (Index(None, "item_id", "number", unique=True),)


class LearnerRow(Base):
    """Whose pseudonym is whose: the only link between a person and their answers.

    Without the row the answers lead to nobody. `shares_name`: the unit may see their name beside
    their progress.
    """

    __tablename__ = "learners"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    learner_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    active_on: Mapped[date] = mapped_column(index=True)
    shares_name: Mapped[bool]


class StudyAnswerRow(Base):
    """An answer, never edited; the database refuses it. Everything else is reckoned from these.

    `attempt_id` tells an answer in an exam, which moves no card: then `before` and `after`, the
    states of the scheduler, are blank.
    """

    __tablename__ = "study_answers"

    id: Mapped[int] = mapped_column(_LongId, primary_key=True)
    learner_id: Mapped[int] = mapped_column(BigInteger)
    version_id: Mapped[int] = mapped_column(ForeignKey("study_item_versions.id"))
    attempt_id: Mapped[int | None]
    channel: Mapped[str] = mapped_column(String(40))
    shown_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    choice: Mapped[str] = mapped_column(String(60))
    is_sure: Mapped[bool]
    is_right: Mapped[bool]
    before: Mapped[str | None] = mapped_column(String(160))
    after: Mapped[str | None] = mapped_column(String(160))

    __table_args__ = (Index(None, "learner_id", "id"), Index(None, "version_id", "id"))


class StudyCardRow(Base):
    """How well a learner remembers an item: the state of the scheduler after the last answer."""

    __tablename__ = "study_cards"

    learner_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    item_id: Mapped[int] = mapped_column(
        ForeignKey("study_items.id"), primary_key=True, autoincrement=False
    )
    stability: Mapped[float] = mapped_column(Double)
    difficulty: Mapped[float] = mapped_column(Double)
    last_on: Mapped[date]
    due_on: Mapped[date]
    reps: Mapped[int]
    lapses: Mapped[int]

    __table_args__ = (Index(None, "learner_id", "due_on"),)


class StudyDayRow(Base):
    """What a learner answered on a day, for streaks and the calendar."""

    __tablename__ = "study_days"

    learner_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(primary_key=True)
    answered: Mapped[int]
    right: Mapped[int]


class StudySessionRow(Base):
    """A few minutes of study: the items (`queue`), and the one that is on the screen, if any.

    `position` counts the items that were shown; `shown_at` is blank once the last of them was
    answered.
    """

    __tablename__ = "study_sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    learner_id: Mapped[int] = mapped_column(BigInteger)
    scope: Mapped[str] = mapped_column(String(220))
    queue: Mapped[str] = mapped_column(Text)
    missed: Mapped[str] = mapped_column(Text)
    position: Mapped[int]
    version_id: Mapped[int | None]
    shown_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered: Mapped[int]
    right: Mapped[int]
    started_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (Index(None, "learner_id", "ended_at"),)


class StudyReminderRow(Base):
    """At which hour somebody is reminded, and when next."""

    __tablename__ = "study_reminders"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    hour: Mapped[int]
    minute: Mapped[int]
    due_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)

    __table_args__ = (CheckConstraint("hour between 0 and 23", name="hour"),)


class StudyGoalRow(Base):
    """How many items of a skill a unit wants each of its officials to remember."""

    __tablename__ = "study_goals"

    unit_code: Mapped[str] = mapped_column(ForeignKey("units.code"), primary_key=True)
    skill: Mapped[Skill] = mapped_column(CodeText(Skill), primary_key=True)
    known: Mapped[int]
