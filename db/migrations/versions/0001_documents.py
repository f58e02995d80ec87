"""Documents with their provisions and the register of their facts; marks of the installation."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_KEY = sa.String(200)
_CODE = sa.String(40)


def upgrade() -> None:
    """Walk one step up."""
    op.create_table(
        "marks",
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_marks"),
    )
    _create_documents()
    _create_texts()
    _create_tasks()
    _create_other_facts()


def downgrade() -> None:
    """Walk one step down."""
    for table in (
        "cited_documents",
        "named_units",
        "report_duties",
        "measures",
        "targets",
        "milestones",
        "duties",
        "unit_blocks",
        "tasks",
        "paragraphs",
        "provisions",
        "documents",
        "marks",
    ):
        op.drop_table(table)


def _create_documents() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("slug", _KEY, nullable=False),
        sa.Column("state", _CODE, nullable=False),
        sa.Column("is_shipped", sa.Boolean, nullable=False),
        sa.Column("loaded_at", sa.DateTime, nullable=False),
        _text("kind"),
        _text("title"),
        _text("issuer"),
        sa.Column("number", sa.Text),
        _text("number_text"),
        sa.Column("issued", sa.Date),
        _text("issued_text"),
        _text("signer"),
        _text("signer_title"),
        _text("implements"),
        sa.Column("in_force_from", sa.Date),
        sa.Column("in_force_to", sa.Date),
        _text("replaced_by"),
        _text("source"),
        sa.Column("checked_on", sa.Date),
        sa.Column("articles", sa.Integer),
        _text("blank"),
        _text("aliases"),
        _text("caveat"),
        _text("warnings"),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
        sa.UniqueConstraint("slug", name="uq_documents_slug"),
    )


def _create_texts() -> None:
    _create(
        "provisions",
        _key("path"),
        _text("label"),
        _text("heading"),
        sa.Column("parent", _KEY),
    )
    op.create_index(
        "ix_provisions_document_id_path", "provisions", ["document_id", "path"], unique=True
    )
    _create("paragraphs", _key("path"), _key("key"), _text("text"))
    op.create_index(
        "ix_paragraphs_document_id_key", "paragraphs", ["document_id", "key"], unique=True
    )


def _create_tasks() -> None:
    _create(
        "tasks",
        _key("path"),
        _text("number"),
        _text("title"),
        sa.Column("objective_path", _KEY),
        sa.Column("content_path", _KEY),
        _text("leads"),
        sa.Column("leads_key", _KEY),
        _text("coordinators"),
        sa.Column("coordinators_key", _KEY),
        sa.Column("time_path", _KEY),
        _text("output"),
    )
    _create("unit_blocks", _key("path"), _text("number"), _text("units"))
    _create(
        "duties",
        _key("key"),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("role", _CODE, nullable=False),
        _text("leads"),
        _text("coordinators"),
        sa.Column("task", _KEY),
        sa.Column("block", _KEY),
    )
    op.create_index(
        "ix_duties_document_id_key_ordinal",
        "duties",
        ["document_id", "key", "ordinal"],
        unique=True,
    )


def _create_other_facts() -> None:
    _create(
        "milestones",
        _key("key"),
        sa.Column("ordinal", sa.Integer, nullable=False),
        _key("task"),
        _text("what"),
        _text("wording"),
        sa.Column("kind", _CODE, nullable=False),
        sa.Column("due", sa.Date),
    )
    op.create_index(
        "ix_milestones_document_id_key_ordinal", "milestones", ["document_id", "key", "ordinal"]
    )
    _create("targets", _key("path"), _text("label"), _text("subject"))
    _create(
        "measures",
        sa.Column("target_position", sa.Integer, nullable=False),
        sa.Column("operator", sa.String(4), nullable=False),
        sa.Column("value", sa.String(40), nullable=False),
        _text("unit"),
        sa.Column("per_year", sa.Boolean, nullable=False),
        _text("population"),
    )
    _create(
        "report_duties",
        _key("key"),
        _text("units"),
        _text("to"),
        _text("wording"),
        sa.Column("is_dated", sa.Boolean, nullable=False),
    )
    _create(
        "named_units",
        _key("id"),
        _text("name"),
        _text("aliases"),
        sa.Column("is_group", sa.Boolean, nullable=False),
    )
    _create(
        "cited_documents",
        _text("kind"),
        _text("number"),
        sa.Column("issued", sa.Date),
        _text("title"),
        _text("issuer"),
        _text("keys"),
    )


def _create(table: str, *columns: sa.Column[Any]) -> None:
    """Create a table whose rows stand in order within a document."""
    op.create_table(
        table,
        sa.Column("document_id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("position", sa.Integer, nullable=False, autoincrement=False),
        *columns,
        sa.PrimaryKeyConstraint("document_id", "position", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=f"fk_{table}_document_id", ondelete="CASCADE"
        ),
    )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, _KEY, nullable=False)
