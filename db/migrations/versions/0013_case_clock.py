"""What the clock has done about cases: who was warned, what was late, what went upwards."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Walk one step up."""
    op.create_table(
        "case_alarms",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("case_id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("due_at", sa.DateTime, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_case_alarms"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_alarms_case_id"),
        sa.UniqueConstraint("case_id", "kind", "due_at", name="uq_case_alarms_case_id_kind_due_at"),
    )

    # Most cases are merged into none: over all of them a planner would not think it useful.
    op.drop_index("ix_cases_main_id", "cases")
    where = sa.text("main_id IS NOT NULL")
    op.create_index(
        "ix_cases_main_id", "cases", ["main_id"], sqlite_where=where, postgresql_where=where
    )


def downgrade() -> None:
    """Walk one step down."""
    op.drop_index("ix_cases_main_id", "cases")
    op.create_index("ix_cases_main_id", "cases", ["main_id"])
    op.drop_table("case_alarms")
