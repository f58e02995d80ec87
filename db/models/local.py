"""Chats of the channels that run here: their people, messages and files.

A message and a file are sealed whole; what a person writes in a terminal or a browser is kept no
more openly than what Telegram users write.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, UtcDateTime

# SQLite would give the number of the last row again once that row is erased.
_NEVER_REUSED = {"sqlite_autoincrement": True}


class LocalPersonRow(Base):
    """A person of a local channel; the number is also that of their chat with the bot."""

    __tablename__ = "local_people"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60), unique=True)
    is_blocked: Mapped[bool]
    first_seen: Mapped[datetime] = mapped_column(UtcDateTime)


class LocalMessageRow(Base):
    """A message of a chat as the Bot API shows it, sealed."""

    __tablename__ = "local_messages"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(32))
    person_id: Mapped[int] = mapped_column(
        ForeignKey("local_people.id", ondelete="CASCADE"), index=True
    )
    from_bot: Mapped[bool]
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)
    payload_sealed: Mapped[bytes] = mapped_column(LargeBinary)


class LocalFileRow(Base):
    """A file that was sent in a chat, sealed with its name."""

    __tablename__ = "local_files"

    uid: Mapped[str] = mapped_column(String(32), primary_key=True)
    person_id: Mapped[int] = mapped_column(
        ForeignKey("local_people.id", ondelete="CASCADE"), index=True
    )
    kept_at: Mapped[datetime] = mapped_column(UtcDateTime)
    head_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    content_sealed: Mapped[bytes] = mapped_column(LargeBinary)


class LocalUpdateRow(Base):
    """The numbers of updates: each is given once, also across restarts."""

    __tablename__ = "local_updates"

    __table_args__ = (_NEVER_REUSED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
