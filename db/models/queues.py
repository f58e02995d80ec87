"""What waits to be done: updates that came in, messages that go out, and who may work on what."""

from datetime import datetime

from sqlalchemy import BigInteger, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, UtcDateTime

State = String(10)


class InboxRow(Base):
    """An update, stored before the channel hears that it arrived; blanked once it is closed.

    `state` is open, closed or parked. `attempts` counts the tries that went wrong, `postponed` the
    times that the channel or the database was away. `fence` grows with every claim, and only who
    holds the latest one may commit; what it counts beyond the other two are claims whose process
    died. `is_overflow` marks the message at which its person had too many waiting.
    """

    __tablename__ = "inbox"

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(40))
    bot_id: Mapped[int] = mapped_column(BigInteger)
    update_id: Mapped[int] = mapped_column(BigInteger)
    person_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    payload_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    state: Mapped[str] = mapped_column(State)
    is_overflow: Mapped[bool]
    attempts: Mapped[int]
    postponed: Mapped[int]
    fence: Mapped[int]
    lease_owner: Mapped[str | None] = mapped_column(String(40))
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    not_before: Mapped[datetime | None] = mapped_column(UtcDateTime)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        Index(None, "channel", "bot_id", "update_id", unique=True),
        # By arrival, so that claiming ends once it has enough; by person, to see who is first.
        Index(None, "state", "channel", "bot_id", "id"),
        Index(None, "state", "channel", "bot_id", "person_hash", "update_id"),
        Index(None, "state", "received_at"),
    )


class OutboxRow(Base):
    """A message to somebody who did not just write; address and payload are blanked once sent.

    `state` is open, held (its person cannot be reached), sent or parked. Taking a row for sending
    counts an attempt and moves `not_before`, so a sender that dies is replaced.
    """

    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    channel: Mapped[str] = mapped_column(String(40))
    owner_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    address_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    payload_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    state: Mapped[str] = mapped_column(State)
    attempts: Mapped[int]
    not_before: Mapped[datetime | None] = mapped_column(UtcDateTime)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        Index(None, "state", "channel", "id"),
        Index(None, "owner_hash", "state"),
        Index(None, "state", "made_at"),
    )


class LeaseRow(Base):
    """Who fulfils a role that only one process may fulfil at a time, and until when."""

    __tablename__ = "leases"

    role: Mapped[str] = mapped_column(String(60), primary_key=True)
    holder: Mapped[str | None] = mapped_column(String(40))
    until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    fence: Mapped[int]
