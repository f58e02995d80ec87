"""Earlier texts of a document stay; paragraphs that changed and answers on them are known."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


_KEY = sa.String(200)


def upgrade() -> None:
    """Walk one step up."""
    # No table is built anew: on SQLite that would take the texts of all documents with it.
    op.add_column("documents", sa.Column("version", sa.Integer, nullable=False, server_default="1"))
    op.add_column("documents", sa.Column("version_of", sa.Integer, nullable=True))
    op.add_column("documents", sa.Column("since", sa.Date, nullable=True))
    op.create_index("ix_documents_version_of", "documents", ["version_of"])
    op.add_column("answers", sa.Column("outdated_on", sa.Date, nullable=True))
    op.create_table(
        "changed_passages",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("document", _KEY, nullable=False),
        sa.Column("key", _KEY, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("from_version", sa.Text, nullable=False),
        sa.Column("to_version", sa.Text, nullable=False),
        sa.Column("new_key", _KEY, nullable=False),
        sa.Column("since", sa.Date, nullable=True),
        sa.Column("noted_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_changed_passages"),
    )
    op.create_index("ix_changed_passages_document_key", "changed_passages", ["document", "key"])


def downgrade() -> None:
    """Walk one step down; of several texts of a document the one loaded last stays."""
    op.drop_table("changed_passages")
    op.drop_column("answers", "outdated_on")
    op.execute("DELETE FROM documents WHERE version_of IS NOT NULL")
    op.drop_index("ix_documents_version_of", "documents")
    for name in ("since", "version_of", "version"):
        op.drop_column("documents", name)
