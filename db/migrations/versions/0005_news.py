"""News of a later answer: who is about to send it, what is sent, and who cannot be reached."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Walk one step up."""
    op.add_column("watches", sa.Column("news_id", sa.BigInteger, nullable=True))
    op.add_column("watches", sa.Column("sending_until", sa.DateTime, nullable=True))
    op.add_column("channel_accounts", sa.Column("unreachable_since", sa.DateTime, nullable=True))


def downgrade() -> None:
    """Walk one step down."""
    with op.batch_alter_table("channel_accounts") as accounts:
        accounts.drop_column("unreachable_since")
    with op.batch_alter_table("watches") as watches:
        watches.drop_column("sending_until")
        watches.drop_column("news_id")
