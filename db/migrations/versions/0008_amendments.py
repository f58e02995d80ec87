"""Later laws that amend a text that is held without them."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Walk one step up."""
    op.add_column(
        "documents", sa.Column("amended_by", sa.Text, nullable=False, server_default="[]")
    )


def downgrade() -> None:
    """Walk one step down."""
    with op.batch_alter_table("documents") as documents:
        documents.drop_column("amended_by")
