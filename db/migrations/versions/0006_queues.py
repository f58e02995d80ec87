"""Inbox, outbox and leases; news of later answers goes out through the outbox from here on."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Walk one step up."""
    _create_inbox()
    _create_outbox()
    op.create_table(
        "leases",
        sa.Column("role", sa.String(60), nullable=False),
        sa.Column("holder", sa.String(40)),
        sa.Column("until", sa.DateTime),
        sa.Column("fence", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("role", name="pk_leases"),
    )
    with op.batch_alter_table("watches") as watches:
        watches.drop_column("sending_until")
        watches.drop_column("news_id")


def downgrade() -> None:
    """Walk one step down."""
    op.add_column("watches", sa.Column("news_id", sa.BigInteger, nullable=True))
    op.add_column("watches", sa.Column("sending_until", sa.DateTime, nullable=True))
    for table in ("leases", "outbox", "inbox"):
        op.drop_table(table)


def _create_inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("bot_id", sa.BigInteger, nullable=False),
        sa.Column("update_id", sa.BigInteger, nullable=False),
        sa.Column("person_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("payload_sealed", sa.LargeBinary),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("is_overflow", sa.Boolean, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("postponed", sa.Integer, nullable=False),
        sa.Column("fence", sa.Integer, nullable=False),
        sa.Column("lease_owner", sa.String(40)),
        sa.Column("lease_until", sa.DateTime),
        sa.Column("not_before", sa.DateTime),
        sa.Column("received_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_inbox"),
    )
    _index("inbox", "channel", "bot_id", "update_id", unique=True)
    _index("inbox", "state", "channel", "bot_id", "id")
    _index("inbox", "state", "channel", "bot_id", "person_hash", "update_id")
    _index("inbox", "state", "received_at")


def _create_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("owner_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("address_sealed", sa.LargeBinary),
        sa.Column("payload_sealed", sa.LargeBinary),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("not_before", sa.DateTime),
        sa.Column("made_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("key", name="uq_outbox_key"),
    )
    _index("outbox", "state", "channel", "id")
    _index("outbox", "owner_hash", "state")
    _index("outbox", "state", "made_at")


def _index(table: str, *columns: str, **options: Any) -> None:
    op.create_index("_".join(["ix", table, *columns]), table, list(columns), **options)
