"""What the protection of personal data needs: secrets, notices, and what was erased."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, func
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, UtcDateTime


class SecretRow(Base):
    """A random secret of this installation, sealed; it stays the same when the data keys change."""

    __tablename__ = "secrets"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value_sealed: Mapped[bytes] = mapped_column(LargeBinary)


class NoticeRow(Base):
    """Which version of the privacy notice a person was shown, and what they have not agreed to."""

    __tablename__ = "notices"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    version: Mapped[int]
    shown_at: Mapped[datetime] = mapped_column(UtcDateTime)
    memory_refused_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ErasureRow(Base):
    """That somebody asked to be erased; a restored copy is erased again from this list.

    `account_uid` is the random name of a channel account, which leads to nobody once the account
    is gone. `scope` tells whether the conversation was erased or everything. The database's own
    clock dates it, as it dates a copy.
    """

    __tablename__ = "erasures"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_uid: Mapped[str] = mapped_column(String(32), index=True)
    scope: Mapped[str] = mapped_column(String(20))
    erased_at: Mapped[datetime] = mapped_column(
        UtcDateTime, server_default=func.current_timestamp(), index=True
    )
