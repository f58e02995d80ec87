"""Secrets of the installation, notices that were shown, and the list of erasures."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Walk one step up."""
    op.create_table(
        "secrets",
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("value_sealed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_secrets"),
    )
    op.create_table(
        "notices",
        sa.Column("person_id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("shown_at", sa.DateTime, nullable=False),
        sa.Column("memory_refused_at", sa.DateTime),
        sa.PrimaryKeyConstraint("person_id", name="pk_notices"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_notices_person_id", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "erasures",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("account_uid", sa.String(32), nullable=False),
        sa.Column("scope", sa.String(20), nullable=False),
        sa.Column(
            "erased_at", sa.DateTime, nullable=False, server_default=sa.func.current_timestamp()
        ),
        sa.PrimaryKeyConstraint("id", name="pk_erasures"),
    )
    op.create_index("ix_erasures_account_uid", "erasures", ["account_uid"])
    op.create_index("ix_erasures_erased_at", "erasures", ["erased_at"])


def downgrade() -> None:
    """Walk one step down."""
    for table in ("erasures", "notices", "secrets"):
        op.drop_table(table)
