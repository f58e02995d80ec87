"""Questions, answers without identity, ratings, watches, drafts and results by update."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Walk one step up."""
    _create_conversations()
    _create_answers()
    op.create_table(
        "results",
        sa.Column("update_key", sa.String(200), nullable=False),
        sa.Column("use_case", sa.String(100), nullable=False),
        sa.Column("value_sealed", sa.LargeBinary, nullable=False),
        sa.Column(
            "stored_at",
            sa.DateTime,
            server_default=sa.text("CURRENT_TIMESTAMP"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("update_key", "use_case", name="pk_results"),
    )
    op.create_index("ix_results_stored_at", "results", ["stored_at"])


def downgrade() -> None:
    """Walk one step down."""
    for table in ("results", "watches", "ratings", "answers", "drafts", "questions"):
        op.drop_table(table)


def _create_conversations() -> None:
    _create_of_person(
        "questions",
        sa.Column("asked_at", sa.DateTime, nullable=False),
        sa.Column("text_sealed", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_questions_asked_at", "questions", ["asked_at"])
    op.create_index("ix_questions_person_id_asked_at", "questions", ["person_id", "asked_at"])
    _create_of_person(
        "drafts",
        sa.Column("kind", sa.String(60), nullable=False),
        sa.Column("payload_sealed", sa.LargeBinary, nullable=False),
        sa.Column("made_at", sa.DateTime, nullable=False),
    )
    op.create_index("ix_drafts_person_id_kind", "drafts", ["person_id", "kind"], unique=True)


def _create_of_person(table: str, *columns: sa.Column[Any]) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("uid", sa.String(32), nullable=False),
        sa.Column("person_id", sa.Integer, nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=f"fk_{table}_person_id", ondelete="CASCADE"
        ),
    )


def _create_answers() -> None:
    op.create_table(
        "answers",
        sa.Column("id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("asked_on", sa.Date, nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("places", sa.Text, nullable=False),
        sa.Column("body_sealed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_answers"),
    )
    op.create_index("ix_answers_asked_on", "answers", ["asked_on"])
    op.create_index("ix_answers_status", "answers", ["status"])
    op.create_table(
        "ratings",
        sa.Column("answer_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("verdict", sa.String(10), nullable=False),
        sa.Column("reason_sealed", sa.LargeBinary),
        sa.PrimaryKeyConstraint("answer_id", name="pk_ratings"),
        _of_answer("ratings"),
    )
    op.create_table(
        "watches",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("uid", sa.String(32), nullable=False),
        sa.Column("answer_id", sa.BigInteger, nullable=False),
        sa.Column("owner_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("address_sealed", sa.LargeBinary, nullable=False),
        sa.Column("made_on", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_watches"),
        _of_answer("watches"),
    )
    op.create_index("ix_watches_owner_hash", "watches", ["owner_hash"])
    op.create_index(
        "ix_watches_answer_id_owner_hash", "watches", ["answer_id", "owner_hash"], unique=True
    )


def _of_answer(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["answer_id"], ["answers.id"], name=f"fk_{table}_answer_id", ondelete="CASCADE"
    )
