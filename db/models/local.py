"""Chats of the channels that run here: their people, messages and files.

A message and a file are sealed whole; what a person writes in a terminal or a browser is kept no
more openly than what Telegram users write.
"""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, UtcDateTime

# SQLite would give the number of the last row again once that row is erased.
_NEVER_REUSED = {"sqlite_autoincrement": True}


class LocalPersonRow(Base):
    """A person of a local channel; the number is also that of their chat with the bot.

    `revision` counts the changes of the chat; `erased_revision` is the last one that took
    something away, so that a window that knows less reads the chat anew.
    """

    __tablename__ = "local_people"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60), unique=True)
    is_blocked: Mapped[bool]
    first_seen: Mapped[datetime] = mapped_column(UtcDateTime)
    revision: Mapped[int] = mapped_column(server_default="0", default=0)
    erased_revision: Mapped[int] = mapped_column(server_default="0", default=0)


class LocalMessageRow(Base):
    """A message of a chat as the Bot API shows it, sealed.

    `revision` is the change of the chat that made it what it is. A person's message keeps the
    number of its update and the key that the sender gave it: sent again, it is the same message.
    """

    __tablename__ = "local_messages"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(32))
    person_id: Mapped[int] = mapped_column(
        ForeignKey("local_people.id", ondelete="CASCADE"), index=True
    )
    from_bot: Mapped[bool]
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)
    payload_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    revision: Mapped[int] = mapped_column(server_default="0", default=0)
    update_id: Mapped[int | None] = mapped_column(BigInteger)
    client_key: Mapped[str | None] = mapped_column(String(40))

    __table_args__ = (
        Index("ix_local_messages_person_id_revision", "person_id", "revision"),
        Index("ix_local_messages_person_id_client_key", "person_id", "client_key", unique=True),
    )


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


class BrowserSessionRow(Base):
    """A browser that somebody writes from, found by a keyed hash of its cookie.

    `person_id` is the visitor's own chat; in a demo `acting_id` is whom they play just now.
    """

    __tablename__ = "browser_sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    person_id: Mapped[int] = mapped_column(
        ForeignKey("local_people.id", ondelete="CASCADE"), index=True
    )
    acting_id: Mapped[int | None] = mapped_column(ForeignKey("local_people.id"))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
