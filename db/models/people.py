"""People, their channel accounts, names and roles."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, UtcDateTime


class PersonRow(Base):
    """A person, known by nothing but a number."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    first_seen: Mapped[datetime] = mapped_column(UtcDateTime)


class AccountRow(Base):
    """A channel account of a person; the address is sealed and found by its keyed hash.

    `unreachable_since` is set when the channel refused to deliver, until the person writes again.
    `menu` is a mark of the commands that the channel offers there, none for those of everybody.
    """

    __tablename__ = "channel_accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(32), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    channel: Mapped[str] = mapped_column(String(40))
    address_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    address_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    first_seen: Mapped[datetime] = mapped_column(UtcDateTime)
    unreachable_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    menu: Mapped[str | None] = mapped_column(String(20))

    __table_args__ = (Index(None, "channel", "address_hash", unique=True),)


class StaffNameRow(Base):
    """The name of somebody who holds a role, sealed; erased when the last role is gone."""

    __tablename__ = "staff_names"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    uid: Mapped[str] = mapped_column(String(32))
    name_sealed: Mapped[bytes] = mapped_column(LargeBinary)


class RoleRow(Base):
    """A role that a person holds, of a unit where it has one, from a day until a day.

    `ended_at` is when somebody ended it before that day; it counts no more from then on.
    """

    __tablename__ = "roles"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    role: Mapped[str] = mapped_column(String(40))
    unit_code: Mapped[str | None] = mapped_column(ForeignKey("units.code"), index=True)
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
