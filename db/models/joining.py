"""How people become staff and tie their channels together: invitations, requests, codes."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, UtcDateTime


class InvitationRow(Base):
    """A role that waits for whoever brings its code; the code is known by a keyed hash only.

    `maker_id` is who invited, none for the command line. It opens once, until `expires_at`.
    """

    __tablename__ = "invitations"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(32))
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    role: Mapped[str] = mapped_column(String(40))
    unit_code: Mapped[str | None] = mapped_column(ForeignKey("units.code"))
    role_until: Mapped[date | None]
    name_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    maker_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class JoinRequestRow(Base):
    """Somebody who says that they work in a unit; `state` is open, approved, declined, withdrawn.

    The name is erased once the request is decided.
    """

    __tablename__ = "join_requests"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(32))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    role: Mapped[str] = mapped_column(String(40))
    unit_code: Mapped[str] = mapped_column(ForeignKey("units.code"))
    name_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    state: Mapped[str] = mapped_column(String(10))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (Index(None, "state", "unit_code"),)


class LinkCodeRow(Base):
    """A short-lived code by which another channel account becomes this person's; opens once."""

    __tablename__ = "link_codes"

    id: Mapped[int] = mapped_column(primary_key=True)
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class AuthenticatorRow(Base):
    """An authenticator app of an official, for signing in where Telegram is out of reach.

    It counts once `confirmed_at` is set. A code of step `last_step` or before opens nothing again.
    """

    __tablename__ = "authenticators"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    uid: Mapped[str] = mapped_column(String(32))
    number_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    secret_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_step: Mapped[int]


class GuessRow(Base):
    """How many wrong codes came from one account since a moment; kept across restarts."""

    __tablename__ = "guesses"

    subject_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    failures: Mapped[int]
    since: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
