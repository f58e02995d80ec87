"""What editors work on: files sent, links, synonyms, questions seen to; menus of commands."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_PLACE = sa.String(200)


def upgrade() -> None:
    """Walk one step up."""
    op.add_column("channel_accounts", sa.Column("menu", sa.String(20)))
    _create_drafts()
    _create_links()
    _create_synonyms()
    _create_handed()
    op.create_table(
        "settled_answers",
        sa.Column("answer_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("deed", sa.String(20), nullable=False),
        sa.Column("note", sa.String(20), nullable=False),
        sa.Column("handed_id", sa.Integer),
        sa.Column("settled_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("answer_id", name="pk_settled_answers"),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["answers.id"], name="fk_settled_answers_answer_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["handed_id"],
            ["handed_questions.id"],
            name="fk_settled_answers_handed_id",
            ondelete="SET NULL",
        ),
    )
    op.create_index("ix_settled_answers_deed", "settled_answers", ["deed"])
    op.create_index("ix_settled_answers_handed_id", "settled_answers", ["handed_id"])


def downgrade() -> None:
    """Walk one step down."""
    for table in (
        *("settled_answers", "handed_questions", "editor_synonyms", "editor_links"),
        "document_drafts",
    ):
        op.drop_table(table)
    # No table is built anew: on SQLite that would take along whatever refers to it.
    op.drop_column("channel_accounts", "menu")


def _create_drafts() -> None:
    op.create_table(
        "document_drafts",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("uid", sa.String(32), nullable=False),
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("text_sealed", sa.LargeBinary, nullable=False),
        sa.Column("is_plain", sa.Boolean, nullable=False),
        sa.Column("made_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_document_drafts"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_document_drafts_person_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_document_drafts_person_id", "document_drafts", ["person_id"])
    op.create_index("ix_document_drafts_made_at", "document_drafts", ["made_at"])


def _create_links() -> None:
    op.create_table(
        "editor_links",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("uid", sa.String(32), nullable=False),
        sa.Column("question_sealed", sa.LargeBinary, nullable=False),
        sa.Column("document", _PLACE, nullable=False),
        sa.Column("path", _PLACE, nullable=False),
        sa.Column("mark", sa.String(32), nullable=False),
        *_made_by("editor_links"),
        sa.PrimaryKeyConstraint("id", name="pk_editor_links"),
    )


def _create_synonyms() -> None:
    op.create_table(
        "editor_synonyms",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("said", sa.String(60), nullable=False),
        sa.Column("meant", sa.String(60), nullable=False),
        *_made_by("editor_synonyms"),
        sa.PrimaryKeyConstraint("id", name="pk_editor_synonyms"),
    )
    op.create_index(
        "ix_editor_synonyms_said_meant", "editor_synonyms", ["said", "meant"], unique=True
    )


def _create_handed() -> None:
    op.create_table(
        "handed_questions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("uid", sa.String(32), nullable=False),
        sa.Column("unit_code", sa.String(40), nullable=False),
        sa.Column("question_sealed", sa.LargeBinary, nullable=False),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("editor_id", sa.Integer),
        sa.Column("handed_at", sa.DateTime, nullable=False),
        sa.Column("reminded_on", sa.Date),
        sa.Column("reply_sealed", sa.LargeBinary),
        sa.Column("replier_id", sa.Integer),
        sa.Column("ended_at", sa.DateTime),
        sa.PrimaryKeyConstraint("id", name="pk_handed_questions"),
        sa.ForeignKeyConstraint(
            ["unit_code"], ["units.code"], name="fk_handed_questions_unit_code"
        ),
        _of_person("handed_questions", "editor_id"),
        _of_person("handed_questions", "replier_id"),
    )
    op.create_index(
        "ix_handed_questions_state_unit_code", "handed_questions", ["state", "unit_code"]
    )
    op.create_index("ix_handed_questions_state_due_on", "handed_questions", ["state", "due_on"])


def _made_by(table: str) -> tuple[Any, ...]:
    return (
        sa.Column("maker_id", sa.Integer),
        sa.Column("made_at", sa.DateTime, nullable=False),
        _of_person(table, "maker_id"),
    )


def _of_person(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], ["people.id"], name=f"fk_{table}_{column}", ondelete="SET NULL"
    )
