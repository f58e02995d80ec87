"""Browsers that people write from, and the changes of a chat in their order."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_MESSAGES = "local_messages"


def upgrade() -> None:
    """Walk one step up."""
    for name in ("revision", "erased_revision"):
        op.add_column("local_people", _counter(name))
    op.add_column(_MESSAGES, _counter("revision"))
    op.add_column(_MESSAGES, sa.Column("update_id", sa.BigInteger, nullable=True))
    op.add_column(_MESSAGES, sa.Column("client_key", sa.String(40), nullable=True))
    op.create_index("ix_local_messages_person_id_revision", _MESSAGES, ["person_id", "revision"])
    op.create_index(
        "ix_local_messages_person_id_client_key", _MESSAGES, ["person_id", "client_key"],
        unique=True,
    )  # fmt: skip
    _create_sessions()


def downgrade() -> None:
    """Walk one step down."""
    op.drop_table("browser_sessions")
    for name in ("client_key", "revision"):
        op.drop_index(f"ix_local_messages_person_id_{name}", _MESSAGES)
    with op.batch_alter_table(_MESSAGES) as messages:
        for name in ("client_key", "update_id", "revision"):
            messages.drop_column(name)
    with op.batch_alter_table("local_people") as people:
        for name in ("erased_revision", "revision"):
            people.drop_column(name)


def _create_sessions() -> None:
    op.create_table(
        "browser_sessions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("token_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("acting_id", sa.Integer, nullable=True),
        sa.Column("opened_at", sa.DateTime, nullable=False),
        sa.Column("seen_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_browser_sessions"),
        sa.UniqueConstraint("token_hash", name="uq_browser_sessions_token_hash"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["local_people.id"], name="fk_browser_sessions_person_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["acting_id"], ["local_people.id"], name="fk_browser_sessions_acting_id"
        ),
    )  # fmt: skip
    op.create_index("ix_browser_sessions_person_id", "browser_sessions", ["person_id"])


def _counter(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, server_default="0")
