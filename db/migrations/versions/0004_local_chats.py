"""Chats of the channels that run here: people, messages, files and update numbers."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Walk one step up."""
    op.create_table(
        "local_people",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("is_blocked", sa.Boolean, nullable=False),
        sa.Column("first_seen", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_local_people"),
        sa.UniqueConstraint("name", name="uq_local_people_name"),
    )
    _create_messages()
    op.create_table(
        "local_files",
        sa.Column("uid", sa.String(32), nullable=False),
        _person("local_files"),
        sa.Column("kept_at", sa.DateTime, nullable=False),
        sa.Column("head_sealed", sa.LargeBinary, nullable=False),
        sa.Column("content_sealed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("uid", name="pk_local_files"),
    )
    op.create_index("ix_local_files_person_id", "local_files", ["person_id"])
    op.create_table(
        "local_updates",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("made_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_local_updates"),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Walk one step down."""
    for table in ("local_updates", "local_files", "local_messages", "local_people"):
        op.drop_table(table)


def _create_messages() -> None:
    op.create_table(
        "local_messages",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("uid", sa.String(32), nullable=False),
        _person("local_messages"),
        sa.Column("from_bot", sa.Boolean, nullable=False),
        sa.Column("sent_at", sa.DateTime, nullable=False),
        sa.Column("payload_sealed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_local_messages"),
    )
    op.create_index("ix_local_messages_person_id", "local_messages", ["person_id"])


def _person(table: str) -> sa.Column[int]:
    owner = sa.ForeignKey("local_people.id", name=f"fk_{table}_person_id", ondelete="CASCADE")
    return sa.Column("person_id", sa.Integer, owner, nullable=False)
