"""The audit log: who used which right on whose data, in numbers and codes alone."""

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, UtcDateTime


class AuditRow(Base):
    """One use of a right. `mark` binds it to all before it; the database refuses any change.

    `actor` is a person's number, none for the command line.
    """

    __tablename__ = "audit_log"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor: Mapped[int | None]
    deed: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(80))
    unit_code: Mapped[str | None] = mapped_column(String(40))
    mark: Mapped[bytes] = mapped_column(LargeBinary(32))


class AuditKeyRow(Base):
    """The key of the chain, sealed with the data keys; it outlives their rotation."""

    __tablename__ = "audit_keys"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    uid: Mapped[str] = mapped_column(String(32))
    key_sealed: Mapped[bytes] = mapped_column(LargeBinary)
